package org.vigilmesh.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Extension;

/** How a hold is prolonged and how it ends: never by silence, always by a named person. */
public sealed interface Holding extends Described {
  /** What became of an extension. */
  enum ExtensionOutcome {
    GRANTED,
    GRANTED_SHORTER,
    REFUSED
  }

  /** Why a hold ended. */
  enum Cause {
    WITHDRAWAL,
    NO_LONGER_NEEDED,
    AFTER_DECISION,
    REFUSAL_FINAL,
    FRAUD_CONFIRMED
  }

  /** Asks to keep the data longer, before the hold ends. */
  record ExtensionRequest(
      CaseRefs caseRefs,
      RequestPart.@Nullable PreviousRef previousRef,
      @Nullable Instant untilRequested,
      List<String> reasons,
      RequestPart.@Nullable MlaIntention mlaIntention,
      List<String> itemIds,
      List<Extension> extensions)
      implements Holding {
    public ExtensionRequest {
      untilRequested = Bounds.timeOrNull(untilRequested, "until_requested");
      reasons = Bounds.proses(reasons, "reasons");
      itemIds = Bounds.codes(itemIds, "item_ids");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static ExtensionRequest read(Source in) {
      return new ExtensionRequest(
          in.caseRefs(),
          in.part("previous_ref", SharedParts::readPreviousRef),
          in.time("until_requested"),
          in.proses("reasons"),
          in.part("mla_intention", SharedParts::readMlaIntention),
          in.codes("item_ids"),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.part("previous_ref", previousRef, SharedParts::writePreviousRef);
      out.time("until_requested", untilRequested);
      out.proses("reasons", reasons);
      out.part("mla_intention", mlaIntention, SharedParts::writeMlaIntention);
      out.codes("item_ids", itemIds);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.EXTENSION_REQUEST;
    }
  }

  /** Answers an extension request. */
  record ExtensionDecision(
      CaseRefs caseRefs,
      ActId inReplyTo,
      ExtensionOutcome outcome,
      @Nullable Instant preservedUntil,
      Decision.Reason reason,
      @Nullable DomesticOrder domesticOrder,
      List<RequestPart.RuleOverride> overrides,
      List<Extension> extensions)
      implements Holding {
    public ExtensionDecision {
      preservedUntil = Bounds.timeOrNull(preservedUntil, "preserved_until");
      overrides = Bounds.list(overrides, "overrides");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static ExtensionDecision read(Source in) {
      return new ExtensionDecision(
          in.caseRefs(),
          in.reply("in_reply_to"),
          in.choice("outcome", ExtensionOutcome.class),
          in.time("preserved_until"),
          in.group("reason", SharedParts::readReason),
          in.part("domestic_order", SharedParts::readDomesticOrder),
          in.parts("overrides", SharedParts::readRuleOverride),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.reply("in_reply_to", inReplyTo);
      out.choice("outcome", outcome);
      out.time("preserved_until", preservedUntil);
      out.group("reason", reason, SharedParts::writeReason);
      out.part("domestic_order", domesticOrder, SharedParts::writeDomesticOrder);
      out.parts("overrides", overrides, SharedParts::writeRuleOverride);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.EXTENSION_DECISION;
    }

    @Override
    public ActId answered() {
      return inReplyTo;
    }
  }

  /** A clock of the hold comes near its end; nothing ends by it. */
  record ExpiryWarning(
      CaseRefs caseRefs,
      String clock,
      @Nullable Instant at,
      int daysLeft,
      List<String> options,
      List<Extension> extensions)
      implements Holding {
    public ExpiryWarning {
      clock = Bounds.code(clock, "clock");
      at = Bounds.timeOrNull(at, "at");
      daysLeft = Bounds.number(daysLeft, 36_500, "days_left");
      options = Bounds.codes(options, "options");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static ExpiryWarning read(Source in) {
      return new ExpiryWarning(
          in.caseRefs(),
          in.code("clock"),
          in.time("at"),
          in.number("days_left", 36_500),
          in.codes("options"),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.code("clock", clock);
      out.time("at", at);
      out.number("days_left", daysLeft);
      out.codes("options", options);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.EXPIRY_WARNING;
    }
  }

  /** The hold has ended, by a person of the requested side. */
  record ExpiryFinal(
      CaseRefs caseRefs,
      @Nullable Instant preservedUntil,
      @Nullable Instant endedAt,
      String custodianRef,
      List<String> itemIds,
      boolean noMlaAttested,
      List<Extension> extensions)
      implements Holding {
    public ExpiryFinal {
      preservedUntil = Bounds.timeOrNull(preservedUntil, "preserved_until");
      endedAt = Bounds.timeOrNull(endedAt, "ended_at");
      custodianRef = Bounds.line(custodianRef, "custodian_ref");
      itemIds = Bounds.codes(itemIds, "item_ids");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static ExpiryFinal read(Source in) {
      return new ExpiryFinal(
          in.caseRefs(),
          in.time("preserved_until"),
          in.time("ended_at"),
          in.line("custodian_ref"),
          in.codes("item_ids"),
          in.flag("no_mla_attested", false),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.time("preserved_until", preservedUntil);
      out.time("ended_at", endedAt);
      out.line("custodian_ref", custodianRef);
      out.codes("item_ids", itemIds);
      out.flag("no_mla_attested", noMlaAttested);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.EXPIRY_FINAL;
    }
  }

  /** The data need not be kept any more. */
  record NoLongerNeeded(
      CaseRefs caseRefs,
      List<String> itemIds,
      String reason,
      String mlaWithdrawnRef,
      List<Extension> extensions)
      implements Holding {
    public NoLongerNeeded {
      itemIds = Bounds.codes(itemIds, "item_ids");
      reason = Bounds.prose(reason, "reason");
      mlaWithdrawnRef = Bounds.line(mlaWithdrawnRef, "mla_withdrawn_ref");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static NoLongerNeeded read(Source in) {
      return new NoLongerNeeded(
          in.caseRefs(),
          in.codes("item_ids"),
          in.prose("reason"),
          in.line("mla_withdrawn_ref"),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.codes("item_ids", itemIds);
      out.prose("reason", reason);
      out.line("mla_withdrawn_ref", mlaWithdrawnRef);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.NO_LONGER_NEEDED;
    }
  }

  /** The request is withdrawn; what is held stays held until its release is confirmed. */
  record Withdrawal(CaseRefs caseRefs, String reason, List<Extension> extensions)
      implements Holding {
    public Withdrawal {
      reason = Bounds.prose(reason, "reason");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static Withdrawal read(Source in) {
      return new Withdrawal(in.caseRefs(), in.prose("reason"), in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.prose("reason", reason);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.WITHDRAWAL;
    }
  }

  /** Certifies that the custodian was released, or that there was no hold. */
  record ReleaseConfirmation(
      CaseRefs caseRefs,
      @Nullable ActId inReplyTo,
      Cause cause,
      @Nullable Instant releasedAt,
      String custodianRef,
      boolean holdExisted,
      List<String> itemIds,
      List<Extension> extensions)
      implements Holding {
    public ReleaseConfirmation {
      releasedAt = Bounds.timeOrNull(releasedAt, "released_at");
      custodianRef = Bounds.line(custodianRef, "custodian_ref");
      itemIds = Bounds.codes(itemIds, "item_ids");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static ReleaseConfirmation read(Source in) {
      return new ReleaseConfirmation(
          in.caseRefs(),
          in.act("in_reply_to"),
          in.choice("cause", Cause.class),
          in.time("released_at"),
          in.line("custodian_ref"),
          in.flag("hold_existed", true),
          in.codes("item_ids"),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.act("in_reply_to", inReplyTo);
      out.choice("cause", cause);
      out.time("released_at", releasedAt);
      out.line("custodian_ref", custodianRef);
      out.flag("hold_existed", holdExisted);
      out.codes("item_ids", itemIds);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.RELEASE_CONFIRMATION;
    }

    @Override
    public @Nullable ActId answered() {
      return inReplyTo;
    }
  }
}
