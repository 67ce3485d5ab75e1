package org.vigilmesh.message;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Urgency;

/**
 * What people do, or (a notice) a node for them: content with its addressee, urgency, case and
 * place among the acts of that case. Persons endorse its exact bytes, so nothing of it can be
 * changed afterwards (PROTOCOL, "Acts and statements").
 *
 * @param random 32 random bytes, so that a digest tells nothing about a guessed content
 * @param exercise true = never actionable
 * @param attachmentDigests SHA-256 of each attachment, in the order in which the content names them
 * @param parents digests of the latest acts of the case that the author had seen
 * @param answers digests of the acts that this one answers
 * @param officers who signs and as what; empty for a notice
 * @param notAfter from when the act must not be acted upon without a person's confirmation
 * @param language BCP 47 tag of the free text; empty where there is none
 * @param reviewTextDigest SHA-256 of the text that was shown to those who signed
 */
public record Act(
    Bytes random,
    ActId id,
    NodeRef sender,
    NodeRef recipient,
    boolean exercise,
    Urgency urgency,
    CaseId caseId,
    Content content,
    List<Digest> attachmentDigests,
    List<Digest> parents,
    List<Digest> answers,
    List<Signer> officers,
    Instant createdAt,
    Instant notAfter,
    String language,
    Digest reviewTextDigest,
    List<Extension> extensions) {
  /** What a person's endorsement of an act is labelled with. */
  public static final Bytes LABEL = Bytes.utf8("vigil/act/v1");

  private static final Bytes CONFIRM_LABEL = Bytes.utf8("vigil/confirm/v1");

  /** With 192 KiB of attachments, endorsements and header it fits a statement of 256 KiB. */
  public static final int SIZE_MAX = 48 * 1024;

  public static final int RANDOM_SIZE = 32;
  public static final int ATTACHMENTS_MAX = 32;

  /** A case seldom has more than two or three open ends. */
  public static final int PARENTS_MAX = 32;

  /** Two are asked for; more may witness. */
  public static final int OFFICERS_MAX = 4;

  public Act {
    InvalidValue.unless(random.size() == RANDOM_SIZE, "an act has 32 random bytes");
    InvalidValue.unless(!sender.node().equals(recipient.node()), "an act goes to another node");
    attachmentDigests = Bounds.list(attachmentDigests, ATTACHMENTS_MAX, "attachments");
    parents = distinct(parents, "parents");
    answers = distinct(answers, "answers");
    officers = Bounds.list(officers, OFFICERS_MAX, "officers");
    createdAt = Bounds.time(createdAt, "created_at");
    notAfter = Bounds.time(notAfter, "not_after");
    InvalidValue.unless(notAfter.isAfter(createdAt), "not_after lies after created_at");
    language = Bounds.code(language, "language");
    extensions = Bounds.list(extensions, 16, "extensions");
  }

  private static List<Digest> distinct(List<Digest> digests, String what) {
    List<Digest> copy = Bounds.list(digests, PARENTS_MAX, what);
    InvalidValue.unless(new HashSet<>(copy).size() == copy.size(), what + " are distinct");
    return copy;
  }

  /** How long an act of this urgency may usually be acted upon. */
  public static Duration usualLife(Urgency urgency) {
    return switch (urgency) {
      case EMERGENCY -> Duration.ofDays(1);
      case URGENT -> Duration.ofDays(7);
      case ROUTINE -> Duration.ofDays(30);
    };
  }

  /** Whether a node made it by itself: nobody signed. */
  public boolean isNotice() {
    return officers.isEmpty();
  }

  /** SHA-256 of the exact bytes: how parents, answers and the act key name an act. */
  public static Digest digest(Bytes actBytes) {
    return Digest.sha256(actBytes);
  }

  /** SHA-256(label ‖ bytes): what each officer's credential signs. */
  public static Digest endorsedDigest(Bytes actBytes) {
    return Digest.sha256(LABEL, actBytes);
  }

  /**
   * What an officer of {@code node} signs to let a held act take effect there: SHA-256(label ‖ act
   * digest ‖ epoch ‖ length of the node id ‖ node id ‖ reason), numbers as u64.
   */
  public static Digest confirmedDigest(Digest act, NodeRef node, String reason) {
    Bytes id = Bytes.utf8(node.node().text());
    return Digest.sha256(
        CONFIRM_LABEL,
        act.bytes(),
        Bytes.u64(node.epoch()),
        Bytes.u64(id.size()),
        id,
        Bytes.utf8(reason));
  }

  /** An officer named in the act and what their signature means. */
  public record Signer(OfficerId officer, Purpose purpose) {}

  /** What an endorsement of an act means: wrote it, or released it. */
  public enum Purpose {
    AUTHOR,
    AUTHORISER;

    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * What this act begins. A request to disclose traffic data and a notice of an incident begin
   * something only where they follow nothing.
   */
  public ContentType.Opens opens() {
    ContentType.Opens usual =
        content instanceof Described described
            ? described.form().opens()
            : content.contentType().opens();
    boolean follows =
        !parents.isEmpty()
            && (content instanceof TrafficDisclosureRequest
                || content instanceof Notice.IncidentNotice);
    return follows ? ContentType.Opens.NOTHING : usual;
  }
}
