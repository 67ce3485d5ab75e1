package org.vigilmesh.message;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Extension;

/**
 * What is asked or told outside a hold: where data lie, what the technology or the law is, and what
 * the other side may wish to know unasked.
 */
public sealed interface Inquiry extends Described {
  /** Asks where data and their provider are; the facts are kept for the request. */
  record LocationQuery(
      CaseRefs caseRefs,
      List<RequestPart.TreatyBasis> treatyBasis,
      RequestPart.@Nullable Authority authoritySeeking,
      List<RequestPart.Offence> offences,
      List<DataItem.Identifier> identifiers,
      String purpose,
      List<Extension> extensions)
      implements Inquiry {
    public LocationQuery {
      treatyBasis = Bounds.list(treatyBasis, "treaty_basis");
      offences = Bounds.list(offences, "offences");
      identifiers = Bounds.list(identifiers, "identifiers");
      purpose = Bounds.prose(purpose, "purpose");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static LocationQuery read(Source in) {
      return new LocationQuery(
          in.caseRefs(),
          in.parts("treaty_basis", SharedParts::readTreatyBasis),
          in.part("authority_seeking", SharedParts::readAuthority),
          in.parts("offences", SharedParts::readOffence),
          in.parts("identifiers", SharedParts::readIdentifier),
          in.prose("purpose"),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.parts("treaty_basis", treatyBasis, SharedParts::writeTreatyBasis);
      out.part("authority_seeking", authoritySeeking, SharedParts::writeAuthority);
      out.parts("offences", offences, SharedParts::writeOffence);
      out.parts("identifiers", identifiers, SharedParts::writeIdentifier);
      out.prose("purpose", purpose);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.LOCATION_QUERY;
    }
  }

  /** Where the data or their provider are, or why that could not be found. */
  record LocationAnswer(
      CaseRefs caseRefs,
      ActId inReplyTo,
      RequestPart.@Nullable SystemLocation systemLocation,
      RequestPart.@Nullable Custodian provider,
      String basis,
      String confidence,
      String technicalFailure,
      List<Extension> extensions)
      implements Inquiry {
    public LocationAnswer {
      basis = Bounds.code(basis, "basis");
      confidence = Bounds.code(confidence, "confidence");
      technicalFailure = Bounds.code(technicalFailure, "technical_failure");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static LocationAnswer read(Source in) {
      return new LocationAnswer(
          in.caseRefs(),
          in.reply("in_reply_to"),
          in.part("system_location", SharedParts::readSystemLocation),
          in.part("provider", SharedParts::readCustodian),
          in.code("basis"),
          in.code("confidence"),
          in.code("technical_failure"),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.reply("in_reply_to", inReplyTo);
      out.part("system_location", systemLocation, SharedParts::writeSystemLocation);
      out.part("provider", provider, SharedParts::writeCustodian);
      out.code("basis", basis);
      out.code("confidence", confidence);
      out.code("technical_failure", technicalFailure);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.LOCATION_ANSWER;
    }

    @Override
    public ActId answered() {
      return inReplyTo;
    }
  }

  /** A technical question. */
  record AdviceQuery(
      CaseRefs caseRefs,
      String question,
      RequestPart.@Nullable Handling handling,
      List<Extension> extensions)
      implements Inquiry {
    public AdviceQuery {
      question = Bounds.prose(question, "question");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static AdviceQuery read(Source in) {
      return new AdviceQuery(
          in.caseRefs(),
          in.prose("question"),
          in.part("handling", SharedParts::readHandling),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.prose("question", question);
      out.part("handling", handling, SharedParts::writeHandling);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.ADVICE_QUERY;
    }
  }

  /** The technical advice that was asked for. */
  record AdviceAnswer(
      CaseRefs caseRefs,
      ActId inReplyTo,
      String text,
      RequestPart.@Nullable Handling handling,
      List<Extension> extensions)
      implements Inquiry {
    public AdviceAnswer {
      text = Bounds.prose(text, "text");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static AdviceAnswer read(Source in) {
      return new AdviceAnswer(
          in.caseRefs(),
          in.reply("in_reply_to"),
          in.prose("text"),
          in.part("handling", SharedParts::readHandling),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.reply("in_reply_to", inReplyTo);
      out.prose("text", text);
      out.part("handling", handling, SharedParts::writeHandling);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.ADVICE_ANSWER;
    }

    @Override
    public ActId answered() {
      return inReplyTo;
    }
  }

  /** A question on the other State's law. */
  record LegalQuery(
      CaseRefs caseRefs,
      String question,
      RequestPart.@Nullable Handling handling,
      List<Extension> extensions)
      implements Inquiry {
    public LegalQuery {
      question = Bounds.prose(question, "question");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static LegalQuery read(Source in) {
      return new LegalQuery(
          in.caseRefs(),
          in.prose("question"),
          in.part("handling", SharedParts::readHandling),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.prose("question", question);
      out.part("handling", handling, SharedParts::writeHandling);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.LEGAL_QUERY;
    }
  }

  /** What the law says, with its provision and the language of its wording. */
  record LegalAnswer(
      CaseRefs caseRefs,
      ActId inReplyTo,
      String text,
      String provision,
      String provisionLanguage,
      List<Extension> extensions)
      implements Inquiry {
    public LegalAnswer {
      text = Bounds.prose(text, "text");
      provision = Bounds.line(provision, "provision");
      provisionLanguage = Bounds.code(provisionLanguage, "provision_language");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static LegalAnswer read(Source in) {
      return new LegalAnswer(
          in.caseRefs(),
          in.reply("in_reply_to"),
          in.prose("text"),
          in.line("provision"),
          in.code("provision_language"),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.reply("in_reply_to", inReplyTo);
      out.prose("text", text);
      out.line("provision", provision);
      out.code("provision_language", provisionLanguage);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.LEGAL_ANSWER;
    }

    @Override
    public ActId answered() {
      return inReplyTo;
    }
  }

  /** Information that nobody asked for, on the terms of its handling. */
  record SpontaneousInformation(
      CaseRefs caseRefs,
      String text,
      RequestPart.@Nullable Handling handling,
      RequestPart.@Nullable Secrecy confidential,
      List<RequestPart.Attachment> attachments,
      List<Extension> extensions)
      implements Inquiry {
    public SpontaneousInformation {
      text = Bounds.prose(text, "text");
      attachments = Bounds.list(attachments, Act.ATTACHMENTS_MAX, "attachments");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static SpontaneousInformation read(Source in) {
      return new SpontaneousInformation(
          in.caseRefs(),
          in.prose("text"),
          in.part("handling", SharedParts::readHandling),
          in.part("confidential", SharedParts::readSecrecy),
          in.parts("attachments", SharedParts::readAttachment),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.prose("text", text);
      out.part("handling", handling, SharedParts::writeHandling);
      out.part("confidential", confidential, SharedParts::writeSecrecy);
      out.parts("attachments", attachments, SharedParts::writeAttachment);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.SPONTANEOUS_INFORMATION;
    }
  }
}
