package org.vigilmesh.message;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.vigilmesh.law.Ground;
import org.vigilmesh.message.DescribedRules.Around;
import org.vigilmesh.message.Holding.Cause;
import org.vigilmesh.message.Holding.ExpiryFinal;
import org.vigilmesh.message.Holding.ExpiryWarning;
import org.vigilmesh.message.Holding.ExtensionDecision;
import org.vigilmesh.message.Holding.ExtensionOutcome;
import org.vigilmesh.message.Holding.ExtensionRequest;
import org.vigilmesh.message.Holding.NoLongerNeeded;
import org.vigilmesh.message.Holding.ReleaseConfirmation;
import org.vigilmesh.message.Holding.Withdrawal;
import org.vigilmesh.message.Validation.Findings;
import org.vigilmesh.message.Validation.SoFar;

/** The rules of extensions and of every end of a hold. */
final class HoldingRules {
  private HoldingRules() {}

  static void check(Holding content, Around around) {
    switch (content) {
      case ExtensionRequest request -> extension(request, around);
      case ExtensionDecision decision -> extension(decision, around);
      case ExpiryWarning warning -> warning(warning, around);
      case ExpiryFinal last -> expiry(last, around);
      case NoLongerNeeded message -> {
        around.filled(message.reason(), "reason", "STATUS");
        SoFar.Mla mla = around.soFar().mla();
        around
            .findings()
            .unless(
                mla == null || !mla.pending() || message.mlaWithdrawnRef().equals(mla.reference()),
                Rule.V66,
                "mla_withdrawn_ref");
      }
      case Withdrawal withdrawal -> around.filled(withdrawal.reason(), "reason", "STATUS");
      case ReleaseConfirmation release -> release(release, around);
    }
  }

  private static void extension(ExtensionRequest request, Around around) {
    Findings findings = around.findings();
    RequestPart.PreviousRef previous = request.previousRef();
    around.required(
        previous != null && !previous.reference().isBlank(), "previous_ref", "PRES-EXT");
    Instant end = around.soFar().preservedUntil();
    Instant until = request.untilRequested();
    around.ahead(until, "until_requested", "PRES-EXT");
    findings.unless(
        until == null || end == null || until.isAfter(end), Rule.V63, "until_requested");
    findings.unless(
        end == null || !around.cover().createdAt().isAfter(end), Rule.V62, "until_requested");
    around.required(
        !request.reasons().isEmpty() && request.reasons().stream().noneMatch(String::isBlank),
        "reasons",
        "PRES-EXT");
    RequestPart.MlaIntention mla = request.mlaIntention();
    around.required(mla != null && mla.intends(), "mla_intention", "PRES-CONTENTS-f");
    LocalDate expected = mla == null ? null : mla.expectedBy();
    findings.unless(
        expected != null && expected.isAfter(LocalDate.ofInstant(around.at(), ZoneOffset.UTC)),
        Rule.V11,
        "mla_intention.expected_by");
  }

  private static void extension(ExtensionDecision decision, Around around) {
    around.answersSomething();
    Findings findings = around.findings();
    Instant until = decision.preservedUntil();
    Instant end = around.soFar().preservedUntil();
    if (decision.outcome() == ExtensionOutcome.REFUSED) {
      findings.unless(
          Ground.find(decision.reason().ground()).isPresent(), Rule.V49, "reason.ground");
      findings.unless(!decision.reason().text().isBlank(), Rule.V49, "reason.text");
      DecisionRules.ground(decision.reason(), "", around.parties(), around.soFar(), findings);
      return;
    }
    around.ahead(until, "preserved_until", "PRES-EXT");
    if (decision.outcome() == ExtensionOutcome.GRANTED_SHORTER) {
      findings.unless(!decision.reason().text().isBlank(), Rule.V49, "reason.text");
    }
    if (until != null) {
      findings.unless(end == null || !until.isBefore(end), Rule.V60, "preserved_until");
      findings.unless(
          ReplyRules.carries(decision.domesticOrder(), until, around.parties().sender()),
          Rule.V61,
          "domestic_order");
    }
  }

  private static void warning(ExpiryWarning warning, Around around) {
    around.findings().coded(CodeList.CLOCK, warning.clock(), "clock", "PRES-60");
    around.required(warning.at() != null, "at", "PRES-60");
    around.required(!warning.options().isEmpty(), "options", "PRES-EXT");
    around.findings().coded(CodeList.EXPIRY_OPTION, warning.options(), "options", "PRES-EXT");
  }

  private static void expiry(ExpiryFinal last, Around around) {
    Findings findings = around.findings();
    Instant until = last.preservedUntil();
    Instant ended = last.endedAt();
    around.required(until != null, "preserved_until", "PRES-60");
    around.past(ended, "ended_at", "PRES-60");
    around.filled(last.custodianRef(), "custodian_ref", "STATUS");
    around.required(!last.itemIds().isEmpty(), "item_ids", "STATUS");
    Instant known = around.soFar().preservedUntil();
    findings.unless(
        ended == null
            || ((until == null || !ended.isBefore(until))
                && (known == null || !ended.isBefore(known))),
        Rule.V64,
        "ended_at");
    SoFar.Mla mla = around.soFar().mla();
    findings.unless(
        last.noMlaAttested() && (mla == null || !mla.pending()), Rule.V64, "no_mla_attested");
  }

  private static void release(ReleaseConfirmation release, Around around) {
    Findings findings = around.findings();
    if (release.holdExisted()) {
      Instant at = release.releasedAt();
      findings.unless(
          at != null && !at.isAfter(around.cover().createdAt()), Rule.V67, "released_at");
      findings.unless(!release.custodianRef().isBlank(), Rule.V67, "custodian_ref");
    }
    if (release.answered() != null) {
      around.answersSomething();
    }
    SoFar.Mla mla = around.soFar().mla();
    boolean byWish =
        release.cause() == Cause.WITHDRAWAL || release.cause() == Cause.NO_LONGER_NEEDED;
    findings.unless(!byWish || mla == null || !mla.pending(), Rule.V66, "cause");
  }
}
