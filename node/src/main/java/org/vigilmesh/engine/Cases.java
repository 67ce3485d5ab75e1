package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.casework.CaseEvent;
import org.vigilmesh.casework.CaseFold;
import org.vigilmesh.casework.CaseRules;
import org.vigilmesh.casework.CaseState;
import org.vigilmesh.casework.Hold;
import org.vigilmesh.casework.Outcome;
import org.vigilmesh.casework.Stage;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.ContentType;
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
    List<CaseEvent> events = events(turn.tx(), act.caseId());
    memory.placing.values().stream()
        .filter(pending -> pending.act().caseId().equals(act.caseId()))
        .forEach(p -> events.add(new CaseEvent.Stored(p.act(), p.digest(), true)));
    CaseState state = CaseFold.fold(memory.ref().node(), events);
    return CaseRules.maySign(state, memory.ref().node(), act).map(o -> o.code() + ": " + o.what());
  }

  /**
   * Why a peer's {@code act} may not join the case that it names: the case is with another peer, or
   * was opened by the other side. Empty when it may.
   */
  Optional<String> intrusion(StoreView view, Act act) {
    NodeId peer = act.sender().node();
    for (ActRow row : view.acts(act.caseId())) {
      boolean isWithPeer =
          row.lane().from().node().equals(peer) || row.lane().to().node().equals(peer);
      if (!isWithPeer) {
        return Optional.of("the case that it names is with another State");
      }
      boolean isOpened =
          !row.sender().equals(peer)
              && row.contentType().equals(act.content().contentType().code())
              && act.content().contentType().opens() != ContentType.Opens.NOTHING;
      if (isOpened) {
        return Optional.of("the case that it opens was opened by the other side");
      }
    }
    return Optional.empty();
  }

  /**
   * An act was stored in this turn; the case's row follows. Returned is why some act of the case,
   * this or an earlier one, has now become a violation.
   */
  Optional<String> stored(Turn turn, Act act, Digest digest) {
    List<CaseEvent> events = events(turn.tx(), act.caseId());
    CaseState after = changed(turn, act.caseId(), events);
    events.removeIf(event -> event instanceof CaseEvent.Stored s && s.digest().equals(digest));
    Map<Digest, Outcome> before = CaseFold.fold(memory.ref().node(), events).outcomes();
    for (Map.Entry<Digest, Outcome> entry : after.outcomes().entrySet()) {
      if (entry.getValue() instanceof Outcome.Violation(String why)
          && !(before.get(entry.getKey()) instanceof Outcome.Violation)) {
        return Optional.of(why);
      }
    }
    return Optional.empty();
  }

  /** What each act of a case did to it, by the act's digest. */
  Map<Digest, Outcome> outcomes(StoreView view, CaseId caseId) {
    return CaseFold.fold(memory.ref().node(), events(view, caseId)).outcomes();
  }

  /** A receipt covered one of our acts. */
  void delivered(Turn turn, ActRow act, Instant receivedAt) {
    changed(turn, act.caseId());
  }

  /** Recomputes the case's summary from the acts as they stand in this turn. */
  void changed(Turn turn, CaseId caseId) {
    changed(turn, caseId, events(turn.tx(), caseId));
  }

  private CaseState changed(Turn turn, CaseId caseId, List<CaseEvent> events) {
    List<ActRow> rows = turn.tx().acts(caseId);
    NodeId self = memory.ref().node();
    CaseState state = CaseFold.fold(self, events);
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
    if (state.outcomes().values().stream().anyMatch(Outcome.Violation.class::isInstance)) {
      marks.add("violation");
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
                state.base().map(Stage::code).orElse(""),
                marks.stream().distinct().toList(),
                state.deadline(),
                opening.storedAt(),
                turn.at(),
                nextChange(turn.tx())));
    return state;
  }

  /** Unique also where one receipt changes many cases. */
  private static long nextChange(StoreView view) {
    return 1 + view.cases(Long.MAX_VALUE, 1).stream().mapToLong(CaseRow::change).sum();
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
      delivery(view, row).ifPresent(at -> events.add(new CaseEvent.Delivered(row.digest(), at)));
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
