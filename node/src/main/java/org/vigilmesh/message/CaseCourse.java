package org.vigilmesh.message;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.message.Validation.SoFar;

/** What the acts of a case, oldest first, have said about questions and assistance. */
final class CaseCourse {
  private final Set<ActId> questions = new HashSet<>();
  private Content.@Nullable CaseRequest request;
  private boolean consulted;
  private List<String> accepted = List.of();
  private SoFar.@Nullable Mla mla;

  CaseCourse(List<Act> acts) {
    acts.forEach(this::take);
  }

  private void take(Act act) {
    switch (act.content()) {
      case Content.CaseRequest asked -> request = request == null ? asked : request;
      case Dialogue.ClarificationRequest _, Dialogue.ConsultProposal _ -> questions.add(act.id());
      case Dialogue.ClarificationAnswer answer -> questions.remove(answer.inReplyTo());
      case Dialogue.ConsultAnswer answer -> {
        questions.remove(answer.inReplyTo());
        consulted = true;
        accepted =
            answer.answer() == Dialogue.Stance.ACCEPT ? answer.conditionsAccepted() : List.of();
      }
      case Assistance.MlaReceived received -> mla = new SoFar.Mla(received.mlaRef(), true);
      case Assistance.MlaDecided decided -> mla = new SoFar.Mla(decided.mlaRef(), false);
      case Holding.NoLongerNeeded no -> {
        SoFar.Mla now = mla;
        if (now != null && now.reference().equals(no.mlaWithdrawnRef())) {
          mla = new SoFar.Mla(now.reference(), false);
        }
      }
      case Described _,
          Decision _,
          Content.HumanAck _,
          Content.PreservationConfirmation _,
          Content.ChannelTest _,
          Content.UnknownContent _ -> {}
    }
  }

  SoFar soFar(boolean replyOpen, boolean decided, java.time.@Nullable Instant preservedUntil) {
    return new SoFar(
        request,
        replyOpen,
        decided,
        consulted,
        !questions.isEmpty(),
        accepted,
        preservedUntil,
        mla);
  }
}
