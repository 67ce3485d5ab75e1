package org.vigilmesh.engine;

import java.time.Instant;
import java.util.Optional;
import org.vigilmesh.delivery.InboundLane;
import org.vigilmesh.delivery.OutboundLane;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.journal.Chain;
import org.vigilmesh.port.Rows.JournalRow;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.Rows.PeerRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Check;

/** Rebuilds the engine's memory from committed rows: after a crash there is nothing else. */
final class Recovery {
  private Recovery() {}

  static Memory load(Ports ports, StoreView view) {
    Optional<LifeRow> life = view.life();
    Check.that(life.isPresent(), "the store was initialised");
    NodeRef self = life.orElseThrow().self();
    Chain.End end =
        view.journalHead()
            .map((JournalRow row) -> new Chain.End(row.number(), row.head()))
            .orElse(Chain.End.START);
    Memory memory = new Memory(life.orElseThrow(), Identities.load(ports, view, self), end);
    for (PeerRow peer : view.peers()) {
      NodeRef ref = new NodeRef(peer.node(), peer.epoch());
      memory.peers.put(peer.node(), new Memory.PeerState(peer, Identities.load(ports, view, ref)));
    }
    view.lanes().forEach(row -> lane(memory, row));
    return memory;
  }

  private static void lane(Memory memory, LaneRow row) {
    if (row.lane().from().equals(memory.ref())) {
      OutboundLane state = OutboundLane.restored(row.lane(), row.last(), row.receipted());
      memory.outbound.put(row.lane(), new Memory.OutLane(state, row.lastAt()));
    } else {
      memory.inbound.put(row.lane(), inbound(row));
    }
  }

  private static InboundLane inbound(LaneRow row) {
    InboundLane.Status status =
        switch (row.state()) {
          case OPEN -> InboundLane.Status.OPEN;
          case SUSPENDED -> InboundLane.Status.SUSPENDED;
          case CLOSED -> InboundLane.Status.CLOSED;
        };
    Incarnation incarnation = row.lane().incarnation();
    Instant lastAt = row.lastAt();
    InboundLane fresh = InboundLane.unseen(row.lane(), incarnation);
    return new InboundLane(fresh.lane(), row.last(), lastAt, status, false);
  }
}
