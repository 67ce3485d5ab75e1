package org.vigilmesh.engine;

import java.time.Instant;
import java.util.Optional;
import org.vigilmesh.delivery.InboundLane;
import org.vigilmesh.delivery.OutboundLane;
import org.vigilmesh.envelope.IncarnationStart;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.journal.Chain;
import org.vigilmesh.port.Rows.JournalRow;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.Rows.PeerRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Check;
import org.vigilmesh.value.Digest;

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
      Memory.PeerState state = new Memory.PeerState(peer, Identities.load(ports, view, ref));
      state.beginnings.putAll(Beginnings.load(ports, view, ref, self));
      memory.peers.put(peer.node(), state);
      view.starts(self, ref).stream()
          .filter(row -> row.incarnation().equals(memory.life.incarnation()))
          .forEach(row -> begun(memory, Beginnings.start(ports, row)));
    }
    view.lanes().forEach(row -> lane(memory, row));
    return memory;
  }

  /** The first start of our incarnation that any peer got: later ones may be under a newer card. */
  private static void begun(Memory memory, IncarnationStart start) {
    long version = version(memory, start.card());
    if (memory.begun.filter(known -> version(memory, known.card()) <= version).isEmpty()) {
      memory.begun = Optional.of(new Memory.Begun(start.previous(), start.card()));
    }
  }

  private static long version(Memory memory, Digest card) {
    Card known = memory.self.cards().get(card);
    return known == null ? 0 : known.version();
  }

  private static void lane(Memory memory, LaneRow row) {
    if (row.lane().from().equals(memory.ref())) {
      OutboundLane state = OutboundLane.restored(row.lane(), row.last(), row.receipted());
      memory.keep(new Memory.OutLane(state, row.lastAt()));
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
