package org.vigilmesh.request;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.ContentType;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Holding;
import org.vigilmesh.message.Validation.SoFar;

/**
 * The acts of a case, oldest first, as far as they can be read: what a new message in it follows.
 */
public record CaseActs(List<Act> acts) {
  public CaseActs {
    acts = List.copyOf(acts);
  }

  /** What stands around a message of this case; there is at least one act. */
  public MessageFile.Around around() {
    return new MessageFile.Around(
        this::answered, refs(), soFar(), acts.getFirst().urgency(), acts.getFirst().exercise());
  }

  /** The newest message that one of this form answers; else the one that opened the case. */
  public ActId answered(CaseForm form) {
    return answerable(form).stream().findFirst().orElse(acts.getFirst()).id();
  }

  /** The messages that one of this form may answer, the newest first; none where it is the case. */
  public List<Act> answerable(CaseForm form) {
    return acts.reversed().stream()
        .filter(act -> act.content().contentType() == asks(form.type()))
        .toList();
  }

  /** What a message of this type answers, where that is not what opened the case. */
  private static ContentType asks(ContentType answer) {
    return switch (answer) {
      case CLARIFICATION_ANSWER -> ContentType.CLARIFICATION_REQUEST;
      case CONSULT_ANSWER -> ContentType.CONSULT_PROPOSAL;
      case PREJUDICE_ANSWER -> ContentType.PREJUDICE_NOTICE;
      case EXTENSION_DECISION -> ContentType.EXTENSION_REQUEST;
      case ONWARD_TRANSFER_DECISION -> ContentType.ONWARD_TRANSFER_REQUEST;
      case OBJECTION -> ContentType.DECISION;
      default -> ContentType.UNKNOWN;
    };
  }

  /** The newest request; empty where the case is about something else. */
  public Optional<Content.CaseRequest> request() {
    return acts.stream()
        .map(Act::content)
        .filter(Content.CaseRequest.class::isInstance)
        .map(Content.CaseRequest.class::cast)
        .reduce((_, later) -> later);
  }

  private Content.CaseRefs refs() {
    String requesting = "";
    String requested = "";
    for (Act act : acts) {
      Content.CaseRefs refs = act.content().caseRefs();
      requesting = refs.requesting().isEmpty() ? requesting : refs.requesting();
      requested = refs.requested().isEmpty() ? requested : refs.requested();
    }
    return new Content.CaseRefs(requesting, requested);
  }

  /** What these acts say; the node asks every rule again before it signs. */
  public SoFar soFar() {
    boolean decided = acts.stream().anyMatch(act -> act.content() instanceof Decision);
    Optional<Instant> until =
        acts.stream()
            .map(CaseActs::heldUntil)
            .flatMap(Optional::stream)
            .reduce((_, newest) -> newest);
    return SoFar.after(acts, true, decided, until.orElse(null));
  }

  private static Optional<Instant> heldUntil(Act act) {
    return switch (act.content()) {
      case Content.PreservationConfirmation held -> Optional.of(held.preservedUntil());
      case Holding.ExtensionDecision longer -> Optional.ofNullable(longer.preservedUntil());
      default -> Optional.empty();
    };
  }
}
