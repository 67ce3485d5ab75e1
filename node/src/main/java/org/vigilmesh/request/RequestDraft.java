package org.vigilmesh.request;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * A request as a file has it, ready to become an act once a node adds sender, ids and time.
 *
 * @param notAfter null where the file leaves it to the node
 * @param attachments their bytes, in the order of the content's list
 * @param stated what the file says about things that the node knows better
 */
public record RequestDraft(
    Content.CaseRequest content,
    NodeId recipient,
    Urgency urgency,
    boolean exercise,
    String language,
    @Nullable Instant notAfter,
    List<Bytes> attachments,
    Stated stated) {
  public RequestDraft {
    attachments = List.copyOf(attachments);
  }

  /** SHA-256 of each attachment, as the act names them. */
  public List<Digest> attachmentDigests() {
    return attachments.stream().map(Digest::sha256).toList();
  }

  /**
   * Fields that the node fills itself; where the file has them they must agree.
   *
   * @param chainedFrom the case here that led to this request; it stays here
   */
  public record Stated(
      @Nullable NodeId sender,
      @Nullable ActId messageId,
      @Nullable Instant createdAt,
      @Nullable CaseId chainedFrom) {
    /** Whether {@code actual} is the State that the file names, if it names one. */
    public boolean agreesWith(NodeId actual) {
      return sender == null || sender.state().equals(actual.state());
    }
  }
}
