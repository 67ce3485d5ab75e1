package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vigilmesh.casework.Base;
import org.vigilmesh.casework.CaseEvent;
import org.vigilmesh.casework.CaseFold;
import org.vigilmesh.casework.CaseRules;
import org.vigilmesh.casework.CaseState;
import org.vigilmesh.casework.Hold;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.PreservationRequest;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Rows.ReceiptRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.port.Submissions.CaseContext;
import org.vigilmesh.value.Digest;

/**
 * Cases as folds over stored acts. The summary row is recomputed in the turn that stored something;
 * content is decrypted for the fold and forgotten.
 */
final class Cases {
  private final Ports ports;
  private final Memory memory;

  Cases(Ports ports, Memory memory) {
    this.ports = ports;
    this.memory = memory;
  }

  /** Why {@code act} may not be signed now, by the state of its case here. */
  Optional<String> objection(Turn turn, Act act) {
    CaseState state = CaseFold.fold(memory.ref().node(), events(turn.tx(), act.caseId()));
    return CaseRules.maySign(state, memory.ref().node(), act).map(o -> o.code() + ": " + o.what());
  }

  /** An act was stored in this turn; the case's row follows. */
  void stored(Turn turn, Act act) {
    changed(turn, act.caseId());
  }

  /** A receipt covered one of our acts. */
  void delivered(Turn turn, ActRow act, Instant receivedAt) {
    changed(turn, act.caseId());
  }

  /** Recomputes the case's summary from the acts as they stand in this turn. */
  void changed(Turn turn, CaseId caseId) {
    List<ActRow> rows = turn.tx().acts(caseId);
    if (rows.isEmpty()) {
      return;
    }
    NodeId self = memory.ref().node();
    CaseState state = CaseFold.fold(self, events(turn.tx(), caseId));
    ActRow opening = rows.getFirst();
    NodeId peer =
        opening.sender().equals(self) ? opening.lane().to().node() : opening.lane().from().node();
    List<String> marks = new ArrayList<>();
    if (state.hold() != Hold.NONE) {
      marks.add("hold " + state.hold().name().toLowerCase(Locale.ROOT));
    }
    if (!state.missing().isEmpty()) {
      marks.add("earlier message missing");
    }
    for (ActRow row : rows) {
      if (row.state() == ActState.UNPROCESSABLE || row.state() == ActState.HELD) {
        marks.add(row.state().name().toLowerCase(Locale.ROOT));
      }
    }
    turn.tx()
        .putCase(
            new CaseRow(
                caseId,
                peer,
                opening.sender().equals(self),
                opening.contentType(),
                opening.urgency(),
                opening.exercise(),
                state.base().map(Base::code).orElse(""),
                marks.stream().distinct().toList(),
                state.deadline(),
                opening.storedAt(),
                turn.at(),
                turn.journalEnd().number()));
  }

  private List<CaseEvent> events(StoreView view, CaseId caseId) {
    List<CaseEvent> events = new ArrayList<>();
    for (ActRow row : view.acts(caseId)) {
      Optional<Act> act = find(view, row);
      if (act.isEmpty()) {
        continue;
      }
      boolean isEffective = row.state() != ActState.UNPROCESSABLE && row.state() != ActState.HELD;
      events.add(new CaseEvent.Stored(act.get(), row.digest(), isEffective));
      delivery(view, row).ifPresent(at -> events.add(new CaseEvent.Delivered(row.id(), at)));
    }
    return events;
  }

  /** When the act reached the other node: by receipt for ours, by its storing for theirs. */
  private Optional<Instant> delivery(StoreView view, ActRow row) {
    return row.sender().equals(memory.ref().node())
        ? view.receiptCovering(row.lane(), row.seq()).map(ReceiptRow::receivedAt)
        : Optional.of(row.storedAt());
  }

  /** The act behind a row; empty when it is unreadable or its case was shredded. */
  Optional<Act> find(StoreView view, ActRow row) {
    return findBody(view, row).flatMap(body -> ports.codec().act().decode(body.act()).find());
  }

  /** The statement body behind a row, decrypted. */
  Optional<StatementBody> findBody(StoreView view, ActRow row) {
    return view.statement(row.lane(), row.seq())
        .flatMap(s -> ports.vault().decrypt(s.caseId(), s.body()))
        .flatMap(body -> ports.codec().body().decode(body).find());
  }

  /** The case as its next act must refer to it. */
  Optional<CaseContext> context(StoreView view, CaseId caseId) {
    List<ActRow> rows = view.acts(caseId);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    ActRow opening = rows.getFirst();
    CaseState state = CaseFold.fold(memory.ref().node(), events(view, caseId));
    List<Digest> latest = state.latest().stream().sorted().toList();
    return Optional.of(
        new CaseContext(
            caseId,
            opening.exercise(),
            opening.urgency().code(),
            opening.id(),
            opening.digest(),
            latest));
  }

  /** A few words on what an act says, free of facts of the matter. */
  String inWords(Act act) {
    return switch (act.content()) {
      case PreservationRequest _ -> "request";
      case Decision decision -> decision.value().code();
      case Content.HumanAck ack -> ack.dutyRole();
      case Content.PreservationConfirmation confirmation ->
          "until " + confirmation.preservedUntil();
      case Content.ChannelTest _ -> "channel test";
      case Content.UnknownContent unknown -> unknown.type();
    };
  }
}
