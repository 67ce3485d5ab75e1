package org.vigilmesh.request;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Content;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Urgency;

/**
 * A message as a file has it, ready to become an act.
 *
 * @param form which message it is
 * @param opening null for a message within a case
 */
public record MessageDraft(
    CaseForm form,
    Content content,
    String language,
    List<Bytes> attachments,
    @Nullable Opening opening) {
  public MessageDraft {
    attachments = List.copyOf(attachments);
  }

  /** To whom and how fast a message goes that begins a case. */
  public record Opening(NodeId recipient, Urgency urgency, boolean exercise) {}
}
