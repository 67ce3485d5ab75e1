package org.vigilmesh.message;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.law.Basis;
import org.vigilmesh.law.Between;
import org.vigilmesh.law.Ground;
import org.vigilmesh.law.Ground.Availability;
import org.vigilmesh.message.Decision.DomesticDecision;
import org.vigilmesh.message.Decision.ItemOutcome;
import org.vigilmesh.message.Decision.Reason;
import org.vigilmesh.message.Decision.Value;
import org.vigilmesh.message.Validation.Findings;
import org.vigilmesh.message.Validation.Parties;
import org.vigilmesh.message.Validation.SoFar;

/** The rules of a decision: what each value needs, and which grounds the treaty leaves. */
final class DecisionRules {
  private DecisionRules() {}

  static void check(Decision decision, Parties parties, SoFar soFar, Findings findings) {
    findings.unless(soFar.replyOpen(), Rule.V47, "in_reply_to");
    findings.unless(!soFar.decided() || decision.supersedes() != null, Rule.V48, "supersedes");
    value(decision, soFar, findings);
    denial(decision.value(), decision.reason(), "", findings);
    ground(decision.reason(), "", parties, soFar, findings);
    for (int i = 0; i < decision.outcomes().size(); i++) {
      ItemOutcome outcome = decision.outcomes().get(i);
      String path = "outcomes[" + i + "].";
      findings.required(!outcome.itemId().isBlank(), path + "item_id", "DESIGN");
      denial(outcome.value(), outcome.reason(), path, findings);
      ground(outcome.reason(), path, parties, soFar, findings);
      located(outcome.value(), outcome.technicalFailure(), path, findings);
    }
    located(decision.value(), decision.technicalFailure(), "", findings);
    if (denies(decision)) {
      boolean consulted =
          soFar.consulted() || decision.consultation() != null || decision.consultationWaived();
      findings.unless(consulted && !soFar.questionOpen(), Rule.V54, "consultation");
    }
  }

  private static boolean denies(Decision decision) {
    return decision.value().isDenial()
        || decision.outcomes().stream().anyMatch(outcome -> outcome.value().isDenial());
  }

  private static void value(Decision decision, SoFar soFar, Findings findings) {
    switch (decision.value()) {
      case ACCEPTED -> accepted(decision, findings);
      case PARTIALLY_ACCEPTED -> {
        accepted(decision, findings);
        findings.required(!decision.outcomes().isEmpty(), "outcomes", "REASONS");
      }
      case CONDITIONAL -> {
        boolean agreed =
            !decision.conditions().isEmpty()
                && new HashSet<>(decision.conditions())
                    .equals(new HashSet<>(soFar.acceptedConditions()));
        findings.unless(agreed, Rule.V55, "conditions");
      }
      case CLARIFICATION_NEEDED ->
          findings.required(decision.clarification() != null, "clarification", "MORE-INFO");
      case NOT_COMPETENT ->
          findings.required(!decision.forwardedTo().isBlank(), "forwarded_to", "CP-TASKS");
      case POSTPONED -> findings.unless(decision.reviewAt() != null, Rule.V57, "review_at");
      case REFUSED, NOT_LOCATED, ALREADY_GONE -> {}
    }
  }

  private static void accepted(Decision decision, Findings findings) {
    findings.required(!decision.itemIds().isEmpty(), "item_ids", "PRES-EXEC");
    DomesticDecision domestic = decision.domesticDecision();
    boolean complete =
        domestic != null
            && !domestic.authority().isBlank()
            && !domestic.reference().isBlank()
            && domestic.date() != null;
    findings.required(complete, "domestic_decision", "SAFE-FOREIGN");
  }

  private static void located(Value value, String failure, String path, Findings findings) {
    String field = path + "technical_failure";
    if (value == Value.NOT_LOCATED) {
      findings.coded(CodeList.TECHNICAL_FAILURE, failure, field, "STATUS");
    } else if (value == Value.ALREADY_GONE) {
      findings.required(failure.equals("data_expired"), field, "STATUS");
    }
  }

  private static void denial(Value value, Reason reason, String path, Findings findings) {
    if (!value.isDenial()) {
      return;
    }
    Optional<Ground> ground = Ground.find(reason.ground());
    boolean fits =
        ground.isPresent() && (value == Value.POSTPONED) == (ground.get() == Ground.PPOST);
    findings.unless(fits, Rule.V49, path + "reason.ground");
    findings.unless(!reason.text().isBlank(), Rule.V49, path + "reason.text");
  }

  static void ground(Reason reason, String path, Parties parties, SoFar soFar, Findings findings) {
    Content.CaseRequest request = soFar.request();
    Optional<Ground> ground = Ground.find(reason.ground());
    if (request == null || ground.isEmpty()) {
      return;
    }
    String field = path + "reason.ground";
    findings.unless(ground.get() != Ground.R21A, Rule.V56, field);
    for (Basis basis : request.filing().named()) {
      switch (ground.get().on(basis, request.subject())) {
        case VALID, CONSULT_FIRST, OPEN -> {}
        case INVALID, NOT_APPLICABLE -> findings.add(Rule.V50, field);
        case BLOCKED -> findings.add(Rule.V51, field);
        case VIA ->
            findings.unless(
                ground.get().throughs().contains(reason.via()), Rule.V52, path + "reason.via");
        case RESERVATION ->
            findings.unless(isReserved(parties.sender(), basis, request), Rule.V53, field);
      }
    }
  }

  /** A ground that no consultation makes available. */
  static void blocked(Reason reason, String field, SoFar soFar, Findings findings) {
    Content.CaseRequest request = soFar.request();
    Optional<Ground> ground = Ground.find(reason.ground());
    if (request != null && ground.isPresent()) {
      for (Basis basis : request.filing().named()) {
        Availability reach = ground.get().on(basis, request.subject());
        findings.unless(reach != Availability.BLOCKED, Rule.V51, field);
      }
    }
  }

  /** Whether the deciding State declared the reservation and an offence lies outside the treaty. */
  private static boolean isReserved(
      @Nullable Declarations decider, Basis basis, Content.CaseRequest request) {
    boolean declared = decider == null || Between.reserves(decider, basis);
    return declared
        && request.matter().offences().stream()
            .anyMatch(offence -> !basis.terms().establishes().contains(offence.code()));
  }

  /** Whether the decision rests on something for which two persons sign. */
  static boolean needsTwoPersons(Decision decision) {
    return !decision.overrides().isEmpty()
        || isGrave(decision.reason())
        || decision.outcomes().stream().anyMatch(outcome -> isGrave(outcome.reason()));
  }

  static boolean isGrave(Reason reason) {
    return List.of(reason.ground(), reason.via()).stream()
        .map(Ground::find)
        .anyMatch(ground -> ground.isPresent() && ground.get().needsTwoPersons());
  }
}
