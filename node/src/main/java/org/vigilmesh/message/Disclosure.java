package org.vigilmesh.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.value.Digest;

/** What is handed over before or beside mutual legal assistance, and how it may be passed on. */
public sealed interface Disclosure extends Described {
  /** Whether an item may be passed on. */
  enum Transfer {
    GRANTED,
    GRANTED_WITH_CONDITIONS,
    REFUSED
  }

  /** A provider on the path of a communication. */
  record Hop(String provider, String state, String role) {
    public Hop {
      provider = Bounds.line(provider, "provider");
      state = Bounds.code(state, "state");
      role = Bounds.code(role, "role");
    }

    static Hop read(Source in) {
      return new Hop(in.line("provider"), in.code("state"), in.code("role"));
    }

    void write(Sink out) {
      out.line("provider", provider);
      out.code("state", state);
      out.code("role", role);
    }
  }

  /** The call back by a number of the directory, before data leave. */
  record Verification(String callBack, String by, @Nullable Instant at) {
    public Verification {
      callBack = Bounds.line(callBack, "call_back");
      by = Bounds.code(by, "by");
      at = Bounds.timeOrNull(at, "at");
    }

    static Verification read(Source in) {
      return new Verification(in.line("call_back"), in.code("by"), in.time("at"));
    }

    void write(Sink out) {
      out.line("call_back", callBack);
      out.code("by", by);
      out.time("at", at);
    }
  }

  /**
   * Enough traffic data to find the provider and the path of a communication, and nothing beyond.
   */
  record PartialTrafficDisclosure(
      CaseRefs caseRefs,
      List<Hop> providerChain,
      List<DataItem.Observation> communications,
      RequestPart.@Nullable Handling handling,
      List<Extension> extensions)
      implements Disclosure {
    public PartialTrafficDisclosure {
      providerChain = Bounds.list(providerChain, "provider_chain");
      communications = Bounds.list(communications, "communications");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static PartialTrafficDisclosure read(Source in) {
      return new PartialTrafficDisclosure(
          in.caseRefs(),
          in.parts("provider_chain", Hop::read),
          in.parts("communications", SharedParts::readObservation),
          in.part("handling", SharedParts::readHandling),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.parts("provider_chain", providerChain, Hop::write);
      out.parts("communications", communications, SharedParts::writeObservation);
      out.part("handling", handling, SharedParts::writeHandling);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.PARTIAL_TRAFFIC_DISCLOSURE;
    }
  }

  /** Data to avert an emergency, after the sender was called back. */
  record EmergencyDataAnswer(
      CaseRefs caseRefs,
      ActId inReplyTo,
      List<String> itemIds,
      String sealedReference,
      List<RequestPart.Attachment> attachments,
      @Nullable Verification verification,
      RequestPart.@Nullable Handling handling,
      boolean isFinal,
      List<Extension> extensions)
      implements Disclosure {
    public EmergencyDataAnswer {
      itemIds = Bounds.codes(itemIds, "item_ids");
      sealedReference = Bounds.line(sealedReference, "sealed_reference");
      attachments = Bounds.list(attachments, Act.ATTACHMENTS_MAX, "attachments");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static EmergencyDataAnswer read(Source in) {
      return new EmergencyDataAnswer(
          in.caseRefs(),
          in.reply("in_reply_to"),
          in.codes("item_ids"),
          in.line("sealed_reference"),
          in.parts("attachments", SharedParts::readAttachment),
          in.part("verification", Verification::read),
          in.part("handling", SharedParts::readHandling),
          in.flag("final", false),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.reply("in_reply_to", inReplyTo);
      out.codes("item_ids", itemIds);
      out.line("sealed_reference", sealedReference);
      out.parts("attachments", attachments, SharedParts::writeAttachment);
      out.part("verification", verification, Verification::write);
      out.part("handling", handling, SharedParts::writeHandling);
      out.flag("final", isFinal);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.EMERGENCY_DATA_ANSWER;
    }

    @Override
    public ActId answered() {
      return inReplyTo;
    }
  }

  /** Asks the State of origin whether an item may be passed on. */
  record OnwardTransferRequest(
      CaseRefs caseRefs,
      @Nullable Digest item,
      String thirdState,
      String body,
      String purpose,
      String legalBasis,
      String safeguards,
      @Nullable Instant answerBy,
      List<Extension> extensions)
      implements Disclosure {
    public OnwardTransferRequest {
      thirdState = Bounds.code(thirdState, "third_state");
      body = Bounds.line(body, "body");
      purpose = Bounds.prose(purpose, "purpose");
      legalBasis = Bounds.line(legalBasis, "legal_basis");
      safeguards = Bounds.prose(safeguards, "safeguards");
      answerBy = Bounds.timeOrNull(answerBy, "answer_by");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static OnwardTransferRequest read(Source in) {
      return new OnwardTransferRequest(
          in.caseRefs(),
          in.digest("item"),
          in.code("third_state"),
          in.line("body"),
          in.prose("purpose"),
          in.line("legal_basis"),
          in.prose("safeguards"),
          in.time("answer_by"),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.digest("item", item);
      out.code("third_state", thirdState);
      out.line("body", body);
      out.prose("purpose", purpose);
      out.line("legal_basis", legalBasis);
      out.prose("safeguards", safeguards);
      out.time("answer_by", answerBy);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.ONWARD_TRANSFER_REQUEST;
    }
  }

  /** Whether the item may be passed on. */
  record OnwardTransferDecision(
      CaseRefs caseRefs,
      ActId inReplyTo,
      Transfer outcome,
      List<String> conditions,
      @Nullable Instant until,
      List<Extension> extensions)
      implements Disclosure {
    public OnwardTransferDecision {
      conditions = Bounds.proses(conditions, "conditions");
      until = Bounds.timeOrNull(until, "until");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static OnwardTransferDecision read(Source in) {
      return new OnwardTransferDecision(
          in.caseRefs(),
          in.reply("in_reply_to"),
          in.choice("outcome", Transfer.class),
          in.proses("conditions"),
          in.time("until"),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.reply("in_reply_to", inReplyTo);
      out.choice("outcome", outcome);
      out.proses("conditions", conditions);
      out.time("until", until);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.ONWARD_TRANSFER_DECISION;
    }

    @Override
    public ActId answered() {
      return inReplyTo;
    }
  }
}
