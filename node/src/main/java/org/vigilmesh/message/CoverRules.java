package org.vigilmesh.message;

import java.util.List;
import java.util.Locale;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Validation.Cover;
import org.vigilmesh.message.Validation.Findings;
import org.vigilmesh.message.Validation.Parties;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** The rules that look at what every message has: language, States, attachments. */
final class CoverRules {
  private CoverRules() {}

  static void check(Content content, Cover cover, Parties parties, Findings findings) {
    NodeId sender = cover.sender();
    NodeId recipient = cover.recipient();
    findings.unless(
        sender == null || recipient == null || !sender.state().equals(recipient.state()),
        Rule.V17,
        "recipient");
    switch (content) {
      case Content.CaseRequest request -> {
        caseRef(content, findings);
        language(cover, parties, request.filing().translations(), findings);
        attachments(request.attachments(), cover, findings);
      }
      case Decision _ -> {
        caseRef(content, findings);
        language(cover, parties, List.of(), findings);
      }
      case Content.PreservationConfirmation _ -> caseRef(content, findings);
      case Described described -> {
        if (DescribedRules.isFiled(described)) {
          caseRef(content, findings);
        }
        if (DescribedRules.isWorded(described)) {
          language(cover, parties, List.of(), findings);
        }
        attachments(DescribedRules.attachments(described), cover, findings);
      }
      case Content.HumanAck _, Content.ChannelTest _, Content.UnknownContent _ -> {}
    }
  }

  private static void caseRef(Content content, Findings findings) {
    findings.required(
        !content.caseRefs().requesting().isBlank(), "case_ref_requesting", "PROC-SCOPE");
  }

  private static void language(
      Cover cover, Parties parties, List<RequestPart.Translation> translations, Findings findings) {
    String language = cover.language();
    findings.unless(language.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"), Rule.V01, "language");
    if (!parties.languages().isEmpty()) {
      boolean accepted =
          reads(parties, language)
              || translations.stream().anyMatch(t -> reads(parties, t.language()));
      findings.unless(accepted, Rule.V30, "language");
    }
    for (int i = 0; i < translations.size(); i++) {
      RequestPart.Translation translation = translations.get(i);
      findings.unless(
          CodeList.TRANSLATION_BY.has(translation.by()) && translation.sourceDigest() != null,
          Rule.V30,
          "translations[" + i + "]");
    }
  }

  /** Compares main languages: {@code fr-CA} is read where {@code fr} is. */
  private static boolean reads(Parties parties, String tag) {
    return parties.languages().stream().anyMatch(read -> main(read).equals(main(tag)));
  }

  private static String main(String tag) {
    int hyphen = tag.indexOf('-');
    return (hyphen < 0 ? tag : tag.substring(0, hyphen)).toLowerCase(Locale.ROOT);
  }

  private static void attachments(
      List<RequestPart.Attachment> described, Cover cover, Findings findings) {
    List<Digest> digests = cover.attachmentDigests();
    List<Bytes> bytes = cover.attachments();
    boolean sameCount = described.size() == digests.size() && described.size() == bytes.size();
    findings.unless(sameCount, Rule.V37, "attachments");
    for (int i = 0; sameCount && i < described.size(); i++) {
      boolean matches =
          described.get(i).size() == bytes.get(i).size()
              && Digest.sha256(bytes.get(i)).equals(digests.get(i));
      findings.unless(matches, Rule.V37, "attachments[" + i + "]");
      findings.required(
          !described.get(i).name().isBlank(), "attachments[" + i + "].name", "DESIGN");
    }
  }
}
