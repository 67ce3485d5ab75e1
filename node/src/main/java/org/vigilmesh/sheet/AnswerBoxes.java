package org.vigilmesh.sheet;

import static org.vigilmesh.sheet.Boxes.join;
import static org.vigilmesh.sheet.Boxes.text;

import org.jspecify.annotations.Nullable;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.RequestPart.RuleOverride;

/** The fields of the answers that have a form of their own. */
final class AnswerBoxes {
  private final Boxes boxes;

  AnswerBoxes(Boxes boxes) {
    this.boxes = boxes;
  }

  void acknowledgement(Content.HumanAck ack) {
    boxes.refs(ack.caseRefs());
    boxes.code("role", "officer_role", ack.dutyRole());
    boxes.time("opened_at", ack.openedAt());
    Content.ProvisionalHold hold = ack.provisionalHold();
    if (hold != null) {
      boxes.flag("provisional_hold", hold.placed());
      boxes.time("until", hold.until());
      boxes.line("law", hold.law());
    }
    boxes.end("box.content");
  }

  void decision(Decision decision) {
    boxes.refs(decision.caseRefs());
    boxes.code("decision", "decision", decision.value().code());
    decision.itemIds().forEach(id -> boxes.line("item_ids", id));
    reason(decision.reason());
    decision.outcomes().forEach(this::outcome);
    Decision.DomesticDecision home = decision.domesticDecision();
    if (home != null) {
      boxes.line("domestic_decision", join(home.authority(), home.reference(), text(home.date())));
    }
    decision.conditions().forEach(condition -> boxes.prose("conditions", condition));
    boxes.line("supersedes", decision.supersedes() == null ? "" : decision.supersedes().hex());
    boxes.line("forwarded_to", decision.forwardedTo());
    boxes.time("review_at", decision.reviewAt());
    boxes.code("technical_failure", "technical_failure", decision.technicalFailure());
    boxes.day("gone_since", decision.goneSince());
    act("consultation", decision.consultation());
    if (decision.consultationWaived()) {
      boxes.flag("consultation_waived", true);
    }
    act("clarification", decision.clarification());
    for (RuleOverride one : decision.overrides()) {
      boxes.line("override", join(one.rule(), one.by()));
      boxes.prose("override", one.reason());
    }
    boxes.end("box.content");
  }

  private void reason(Decision.Reason reason) {
    boxes.code("ground", "ground", reason.ground());
    boxes.code("via", "ground", reason.via());
    boxes.prose("reasons", reason.text());
  }

  private void outcome(Decision.ItemOutcome one) {
    boxes.line("item " + one.itemId(), boxes.name("decision", one.value().code()));
    reason(one.reason());
    boxes.code("technical_failure", "technical_failure", one.technicalFailure());
  }

  private void act(String label, @Nullable ActId act) {
    boxes.line(label, act == null ? "" : act.toString());
  }

  void confirmation(Content.PreservationConfirmation held) {
    boxes.refs(held.caseRefs());
    boxes.line("custodian", held.custodian());
    boxes.line("custodian_ref", held.custodianRef());
    held.itemIds().forEach(id -> boxes.line("item_ids", id));
    boxes.time("effective_at", held.effectiveAt());
    boxes.time("preserved_until", held.preservedUntil());
    boxes.time("confirmed_at", held.confirmedAt());
    Content.DomesticOrder order = held.domesticOrder();
    if (order != null) {
      boxes.line(
          "domestic_order", join(order.reference(), text(order.date()), text(order.expires())));
    }
    boxes.day("gag_expires", held.gagExpires());
    boxes.end("box.content");
  }
}
