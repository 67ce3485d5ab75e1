package org.vigilmesh.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.message.RequestPart.Attachment;
import org.vigilmesh.message.Validation.Cover;
import org.vigilmesh.message.Validation.Findings;
import org.vigilmesh.message.Validation.Parties;
import org.vigilmesh.message.Validation.SoFar;

/** What every message of a case must fill, theme by theme. */
final class DescribedRules {
  private DescribedRules() {}

  /** Everything that a rule may look at beside the content. */
  record Around(Cover cover, Parties parties, SoFar soFar, Instant at, Findings findings) {
    void required(boolean filled, String field, String citation) {
      findings.required(filled, field, citation);
    }

    void filled(String text, String field, String citation) {
      findings.required(!text.isBlank(), field, citation);
    }

    /** A time that must be given and lie after the message was written. */
    void ahead(@Nullable Instant time, String field, String citation) {
      findings.required(time != null && time.isAfter(cover.createdAt()), field, citation);
    }

    /** A time that must be given and lie before the message was written. */
    void past(@Nullable Instant time, String field, String citation) {
      findings.required(time != null && !time.isAfter(cover.createdAt()), field, citation);
    }

    /** The message that is answered is in the case and open. */
    void answersSomething() {
      findings.unless(soFar.replyOpen(), Rule.V47, "in_reply_to");
    }
  }

  static void check(Described content, Around around) {
    switch (content) {
      case Inquiry inquiry -> InquiryRules.check(inquiry, around);
      case Dialogue dialogue -> DialogueRules.check(dialogue, around);
      case Holding holding -> HoldingRules.check(holding, around);
      case Assistance assistance -> OutcomeRules.check(assistance, around);
      case Disclosure disclosure -> OutcomeRules.check(disclosure, around);
      case Notice notice -> NoticeRules.check(notice, around);
    }
  }

  /** Whether people wrote sentences that the other side must be able to read. */
  static boolean isWorded(Described content) {
    return switch (content) {
      case Inquiry.LocationAnswer _, Disclosure.PartialTrafficDisclosure _ -> false;
      case Disclosure.EmergencyDataAnswer _, Assistance _ -> false;
      case Holding.ExpiryWarning _, Holding.ExpiryFinal _, Holding.ReleaseConfirmation _ -> false;
      case Notice.Displayed _, Notice.StatusQuery _ -> false;
      case Notice.StatusReport report -> !report.text().isBlank();
      case Notice.CaseFeedback feedback -> !feedback.text().isBlank();
      case Inquiry _, Dialogue _, Holding _, Disclosure _, Notice _ -> true;
    };
  }

  /** Whether it must name the requesting side's file: notices of nodes and incidents need none. */
  static boolean isFiled(Described content) {
    return switch (content) {
      case Notice.Displayed _, Notice.StatusQuery _, Notice.StatusReport _ -> false;
      case Notice.IncidentNotice _, Holding.ExpiryWarning _ -> false;
      case Inquiry _, Dialogue _, Holding _, Assistance _, Disclosure _, Notice _ -> true;
    };
  }

  static List<Attachment> attachments(Described content) {
    return switch (content) {
      case Inquiry.SpontaneousInformation told -> told.attachments();
      case Disclosure.EmergencyDataAnswer answer -> answer.attachments();
      case Inquiry _, Dialogue _, Holding _, Assistance _, Disclosure _, Notice _ -> List.of();
    };
  }
}
