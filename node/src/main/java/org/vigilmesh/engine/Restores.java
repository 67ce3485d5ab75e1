package org.vigilmesh.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.delivery.OutboundLane;
import org.vigilmesh.delivery.Policy;
import org.vigilmesh.delivery.Undoing;
import org.vigilmesh.envelope.IncarnationStart;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.value.Bytes;

/**
 * What a peer's new incarnation undoes at us: statements that it had receipted and has lost wait
 * for a receipt again. In lanes of our present incarnation they are offered again, those of earlier
 * ones are carried over. The first receipts stay as evidence.
 */
final class Restores {
  static final String LOST = "stored, then lost by their node";

  private final Memory memory;
  private final Outgoing outgoing;
  private final Carrying carrying;
  private final Cases cases;
  private final Policy policy;

  Restores(Memory memory, Outgoing outgoing, Carrying carrying, Cases cases, Policy policy) {
    this.memory = memory;
    this.outgoing = outgoing;
    this.carrying = carrying;
    this.cases = cases;
    this.policy = policy;
  }

  void undo(Turn turn, NodeId peer, IncarnationStart start) {
    List<Undoing.Sent> sent =
        memory.outbound.values().stream()
            .map(lane -> lane.state)
            .filter(lane -> lane.lane().to().node().equals(peer))
            .map(lane -> new Undoing.Sent(lane.lane(), lane.receipted()))
            .toList();
    List<Undoing.Undone> undone =
        Undoing.by(
            start,
            sent,
            (lane, seq) -> turn.tx().statement(lane, seq).map(StatementRow::headerHash));
    undone.forEach(one -> undo(turn, peer, one));
    if (!undone.isEmpty()) {
      carrying.to(turn, peer);
    }
  }

  private void undo(Turn turn, NodeId peer, Undoing.Undone one) {
    Memory.OutLane lane = java.util.Objects.requireNonNull(memory.outbound.get(one.lane()));
    long from = one.held() + 1;
    long to = lane.state.receipted();
    lane.state =
        OutboundLane.step(
                lane.state, new OutboundLane.Event.PeerRestored(one.held()), turn.at(), policy)
            .state();
    LaneRow row = turn.tx().lane(one.lane()).orElseThrow();
    turn.tx()
        .putLane(
            new LaneRow(
                row.lane(), row.last(), row.lastAt(), one.held(), Bytes.EMPTY, row.state()));
    turn.journal(
        JournalEntry.of(JournalKind.STATEMENT_UNDONE, turn.at(), "node")
            .withPeer(peer.text())
            .withPlace(one.lane().toString(), to)
            .withDetail(LOST + ": from " + from));
    lost(turn, one.lane(), from, to);
    if (memory.isCurrent(one.lane())) {
      outgoing.reseal(turn, one.lane(), unsealed(turn, one.lane(), from, window()));
    }
    turn.alarm(
        "restore/" + peer + "/" + one.lane().urgency().code(),
        "E-PEER-RESTORED",
        Optional.of(peer),
        "stored, then lost by their restore: statements " + from + " to " + to);
  }

  private void lost(Turn turn, LaneId lane, long from, long to) {
    List<ActRow> lost = new ArrayList<>();
    for (StatementRow statement : turn.tx().statements(lane, from, (int) (to - from + 1))) {
      ActRow act = turn.tx().act(memory.ref().node(), statement.actId()).orElseThrow();
      if (act.lane().equals(lane) && act.seq() == statement.seq()) {
        lost.add(act.with(ActState.ACCEPTED_FOR_SENDING, LOST));
      }
    }
    cases.changed(turn, lost);
  }

  /** Receipts now cover a lane up to {@code receipted}: what enters its window must be sealed. */
  void covered(Turn turn, LaneId lane, long before, long receipted) {
    if (memory.isCurrent(lane)) {
      List<StatementRow> entering =
          unsealed(turn, lane, before + window() + 1, (int) (receipted - before));
      outgoing.reseal(turn, lane, entering);
    }
  }

  private int window() {
    return policy.window().statements();
  }

  private static List<StatementRow> unsealed(Turn turn, LaneId lane, long first, int count) {
    return turn.tx().statements(lane, first, count).stream()
        .filter(row -> row.sealed().isEmpty())
        .toList();
  }
}
