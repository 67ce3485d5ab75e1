package org.vigilmesh.casework;

import static org.vigilmesh.casework.CaseRules.objection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.casework.CaseRules.Objection;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Content.PreservationConfirmation;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Holding;
import org.vigilmesh.value.Digest;

/** What of a message's content does not fit its case, on signing and again on arrival. */
final class ContentRules {
  /** The treaty's floor of a hold (citation PRES-60), in days. */
  static final long FLOOR_DAYS = 60;

  private ContentRules() {}

  /** What only its author can keep to, and everything that holds on arrival. */
  static Optional<Objection> onSigning(Said said, Book book, List<String> items) {
    return onArrival(said, book, items).or(() -> shorter(said, book, items));
  }

  /** Without it the message has no effect. */
  static Optional<Objection> onArrival(Said said, Book book, List<String> items) {
    return switch (said.move()) {
      case Move.Decides(Decision decision) ->
          persons(said, decision, book).or(() -> decision(decision, book, items));
      case Move.Confirms(PreservationConfirmation held) -> confirmation(held);
      case Move.Releases releases -> release(said, releases, book);
      case Move.Expires expires -> expiry(said, expires, book, items);
      case Move.DecidesMla decided -> mla(decided, book);
      case Move.Tells _,
          Move.Opens _,
          Move.AsksTraffic _,
          Move.Acknowledges _,
          Move.Answers _,
          Move.AsksToClarify _,
          Move.Clarifies _,
          Move.Proposes _,
          Move.AnswersProposal _,
          Move.WarnsOfRisk _,
          Move.AnswersRisk _,
          Move.DisclosesTraffic _,
          Move.AnswersEmergency _,
          Move.Reports _,
          Move.AsksExtension _,
          Move.DecidesExtension _,
          Move.AnnouncesMla _,
          Move.AttestsMla _,
          Move.NoLongerNeeds _,
          Move.Withdraws _,
          Move.Objects _,
          Move.AsksOnward _,
          Move.DecidesOnward _ ->
          Optional.empty();
    };
  }

  /** Data leave in an emergency only by the word of two persons (CASEWORK, "Two sides"). */
  private static Optional<Objection> persons(Said said, Decision decision, Book book) {
    boolean grants =
        switch (decision.value()) {
          case ACCEPTED, PARTIALLY_ACCEPTED, CONDITIONAL -> true;
          case CLARIFICATION_NEEDED, NOT_COMPETENT, POSTPONED, REFUSED, NOT_LOCATED, ALREADY_GONE ->
              false;
        };
    return grants && book.kind() == CaseKind.EMERGENCY_DATA && said.act().officers().size() < 2
        ? objection(Refusal.EMERGENCY_DATA_BY_ONE)
        : Optional.empty();
  }

  private static Optional<Objection> decision(
      Decision decision, Book book, Collection<String> items) {
    List<Decision.ItemOutcome> all = new ArrayList<>(decision.outcomes());
    for (String item : decision.itemIds()) {
      all.add(new Decision.ItemOutcome(item, decision.value(), Decision.Reason.NONE, ""));
    }
    for (Decision.ItemOutcome outcome : all) {
      if (!book.items.has(outcome.itemId())) {
        return objection(Refusal.UNKNOWN_ITEM, outcome.itemId());
      }
      Stage stage = book.items.of(outcome.itemId());
      if (!mayBecome(stage, outcome.value())) {
        return impossible(outcome.value().code() + " of " + outcome.itemId(), stage);
      }
    }
    List<String> about = new ArrayList<>(all.stream().map(Decision.ItemOutcome::itemId).toList());
    if (decision.itemIds().isEmpty()) {
      items.stream().filter(item -> canBecome(book, item, decision)).forEach(about::add);
    }
    if (about.isEmpty()) {
      return impossible(decision.value().code(), book.items.base());
    }
    return fork(decision, book, about).or(() -> conditions(decision, book));
  }

  /** A second decision without a word on the first, or two that replace the same one. */
  private static Optional<Objection> fork(Decision decision, Book book, List<String> about) {
    Digest earlier = decision.supersedes();
    if (earlier != null && !book.items.decisions().contains(earlier)) {
      return objection(Refusal.SUPERSEDES_ANOTHER);
    }
    for (String item : about) {
      Optional<Digest> inForce = book.items.decision(item);
      if (inForce.isPresent() && earlier == null) {
        return objection(Refusal.SECOND_DECISION);
      }
      if (inForce.isPresent() && !inForce.get().equals(earlier)) {
        return objection(Refusal.SUPERSEDES_ANOTHER);
      }
    }
    return Optional.empty();
  }

  private static Optional<Objection> conditions(Decision decision, Book book) {
    boolean isBound =
        decision.value() != Decision.Value.CONDITIONAL
            || book.accepted.contains(decision.conditions());
    return isBound ? Optional.empty() : objection(Refusal.CONDITIONS_NOT_ACCEPTED);
  }

  /** Whether an item that is not named takes the value of the decision as a whole. */
  static boolean canBecome(Book book, String item, Decision decision) {
    boolean isApart = decision.outcomes().stream().anyMatch(o -> o.itemId().equals(item));
    return !isApart && mayBecome(book.items.of(item), decision.value());
  }

  /** Whether a decision of this value may be given on what stands at {@code base} (11.3). */
  static boolean mayBecome(Stage base, Decision.Value value) {
    boolean isOpen = base == Stage.ACKNOWLEDGED || base == Stage.POSTPONED;
    boolean isGranted = base == Stage.ACCEPTED || base == Stage.PARTIAL;
    return switch (value) {
      case ACCEPTED, PARTIALLY_ACCEPTED ->
          isOpen
              || isGranted
              || base == Stage.REFUSED
              || base == Stage.NOT_LOCATED
              || base == Stage.NOT_COMPETENT;
      case CONDITIONAL, CLARIFICATION_NEEDED, NOT_COMPETENT -> isOpen;
      case POSTPONED, REFUSED, NOT_LOCATED, ALREADY_GONE -> isOpen || isGranted;
    };
  }

  static Stage stageOf(Decision.Value value) {
    return switch (value) {
      case ACCEPTED, CONDITIONAL, PARTIALLY_ACCEPTED -> Stage.ACCEPTED;
      case CLARIFICATION_NEEDED -> Stage.ACKNOWLEDGED;
      case NOT_COMPETENT -> Stage.NOT_COMPETENT;
      case POSTPONED -> Stage.POSTPONED;
      case REFUSED -> Stage.REFUSED;
      case NOT_LOCATED, ALREADY_GONE -> Stage.NOT_LOCATED;
    };
  }

  private static Optional<Objection> confirmation(PreservationConfirmation held) {
    if (held.custodianRef().isEmpty() || held.itemIds().isEmpty()) {
      return objection(Refusal.CUSTODIAN_UNNAMED);
    }
    boolean isLongEnough =
        !held.preservedUntil().isBefore(held.effectiveAt().plus(Duration.ofDays(FLOOR_DAYS)));
    return isLongEnough ? Optional.empty() : objection(Refusal.BELOW_FLOOR);
  }

  /** A renewal never ends earlier; on arrival the longer time simply stays. */
  private static Optional<Objection> shorter(Said said, Book book, List<String> items) {
    Optional<Instant> until =
        said.move() instanceof Move.Confirms(PreservationConfirmation held)
            ? Optional.of(held.preservedUntil())
            : Optional.empty();
    if (said.move() instanceof Move.DecidesExtension(_, Optional<Instant> to, _)) {
      until = to;
    }
    Instant end = until.orElse(Instant.MAX);
    boolean isShorter =
        items.stream()
            .flatMap(item -> book.items.term(item).stream())
            .anyMatch(term -> end.isBefore(term.until()));
    return isShorter ? objection(Refusal.SHORTER_RENEWAL) : Optional.empty();
  }

  private static Optional<Objection> release(Said said, Move.Releases releases, Book book) {
    boolean isHeld = book.hold == Hold.PROVISIONAL || book.hold == Hold.EFFECTIVE;
    if (isHeld && !releases.holdExisted()) {
      return objection(Refusal.HOLD_UNCERTIFIED);
    }
    if (releases.holdExisted() && releases.custodianRef().isEmpty()) {
      return objection(Refusal.RELEASE_UNREFERENCED);
    }
    boolean isAlone =
        said.act().officers().stream().map(Act.Signer::officer).distinct().count() < 2;
    return releases.cause() == Holding.Cause.FRAUD_CONFIRMED && isAlone
        ? objection(Refusal.FRAUD_BY_ONE)
        : Optional.empty();
  }

  /** By the times that are signed, so that both sides come to the same answer. */
  private static Optional<Objection> expiry(
      Said said, Move.Expires expires, Book book, List<String> items) {
    Instant ended = expires.endedAt().orElse(Instant.MIN);
    Instant signed = said.act().createdAt();
    boolean isEarly =
        items.stream()
            .flatMap(item -> book.items.term(item).stream())
            .anyMatch(term -> ended.isBefore(term.duty()) || signed.isBefore(term.duty()));
    if (isEarly) {
      return objection(Refusal.TOO_EARLY);
    }
    if (!expires.noMla() || expires.custodianRef().isEmpty()) {
      return objection(Refusal.END_UNATTESTED);
    }
    return Optional.empty();
  }

  private static Optional<Objection> mla(Move.DecidesMla decided, Book book) {
    if (!book.mlaRefs.contains(decided.ref())) {
      return objection(Refusal.MLA_NOT_RECEIVED);
    }
    boolean isCorrection = !book.mlaDecisions.isEmpty();
    Optional<Digest> earlier = decided.supersedes();
    boolean isNamed = earlier.filter(book.mlaDecisions::contains).isPresent();
    return isCorrection && !isNamed ? objection(Refusal.CORRECTION_UNNAMED) : Optional.empty();
  }

  private static Optional<Objection> impossible(String what, Stage base) {
    return objection(Refusal.NOT_IN_STATE, what, base.code());
  }
}
