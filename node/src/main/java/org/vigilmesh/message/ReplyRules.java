package org.vigilmesh.message;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.message.Content.DomesticOrder;
import org.vigilmesh.message.Content.HumanAck;
import org.vigilmesh.message.Content.PreservationConfirmation;
import org.vigilmesh.message.Content.ProvisionalHold;
import org.vigilmesh.message.Validation.Findings;
import org.vigilmesh.message.Validation.Parties;
import org.vigilmesh.message.Validation.SoFar;

/** The rules of acknowledgements and of confirmations that data are held. */
final class ReplyRules {
  private static final Duration FLOOR = Duration.ofDays(RequestRules.DURATION_DAYS_MIN);

  /** The cap of one domestic order where no card says less. */
  private static final int ORDER_DAYS_MAX = 90;

  private ReplyRules() {}

  static void check(HumanAck ack, SoFar soFar, Findings findings) {
    findings.unless(soFar.replyOpen(), Rule.V47, "in_reply_to");
    findings.coded(CodeList.OFFICER_ROLE, ack.dutyRole(), "duty_role", "CP-247");
    findings.required(ack.openedAt() != null, "opened_at", "ACK-8H");
    if (soFar.request() != null) {
      findings.required(
          !ack.caseRefs().requesting().isBlank(), "case_ref_requesting", "PROC-SCOPE");
      findings.required(!ack.caseRefs().requested().isBlank(), "case_ref_requested", "PROC-SCOPE");
    }
    provisional(ack.provisionalHold(), findings);
  }

  /** A provisional hold has an end and a law. */
  static void provisional(@Nullable ProvisionalHold hold, Findings findings) {
    if (hold != null && hold.placed()) {
      findings.required(hold.until() != null, "provisional_hold.until", "SAFE-FOREIGN");
      findings.required(!hold.law().isBlank(), "provisional_hold.law", "SAFE-FOREIGN");
    }
  }

  static void check(
      PreservationConfirmation confirmation, Parties parties, SoFar soFar, Findings findings) {
    findings.unless(soFar.replyOpen(), Rule.V47, "in_reply_to");
    findings.required(!confirmation.custodian().isBlank(), "custodian", "PRES-EXEC");
    findings.unless(!confirmation.custodianRef().isBlank(), Rule.V58, "custodian_ref");
    findings.unless(!confirmation.itemIds().isEmpty(), Rule.V58, "item_ids");
    Instant until = confirmation.preservedUntil();
    findings.unless(
        !until.isBefore(confirmation.effectiveAt().plus(FLOOR)), Rule.V59, "preserved_until");
    Instant before = soFar.preservedUntil();
    findings.unless(before == null || !until.isBefore(before), Rule.V60, "preserved_until");
    findings.unless(
        carries(confirmation.domesticOrder(), until, parties.sender()), Rule.V61, "domestic_order");
  }

  /** Whether the order is known, short enough for the law, and lasts as long as the hold. */
  static boolean carries(
      @Nullable DomesticOrder order, Instant until, @Nullable Declarations card) {
    if (order == null) {
      return false;
    }
    LocalDate date = order.date();
    LocalDate expires = order.expires();
    if (order.reference().isBlank() || date == null || expires == null) {
      return false;
    }
    int cap = card == null ? ORDER_DAYS_MAX : Math.min(ORDER_DAYS_MAX, card.domesticOrderDaysMax());
    return ChronoUnit.DAYS.between(date, expires) <= cap
        && !expires.isBefore(LocalDate.ofInstant(until, ZoneOffset.UTC));
  }
}
