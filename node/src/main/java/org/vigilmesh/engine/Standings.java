package org.vigilmesh.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vigilmesh.delivery.Frame.LaneHint;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.port.Queries.ForkStatus;
import org.vigilmesh.port.Queries.LaneWitness;
import org.vigilmesh.port.Queries.PresentedStatus;
import org.vigilmesh.port.Queries.WitnessStatus;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.WitnessRow;

/** What this node and each peer remember of the other, side by side, as in one turn. */
final class Standings {
  private final Memory memory;
  private final Turn turn;

  Standings(Memory memory, Turn turn) {
    this.memory = memory;
    this.turn = turn;
  }

  List<WitnessStatus> all() {
    return memory.peers.values().stream().filter(Peers::isVerified).map(this::of).toList();
  }

  WitnessStatus of(Memory.PeerState peer) {
    Optional<WitnessRow> theirs = turn.tx().witness(peer.row.node());
    return new WitnessStatus(
        peer.row.node(),
        peer.heardAt,
        memory.life.incarnation().toString(),
        peer.hello
            .map(hello -> hello.incarnation().toString())
            .or(() -> peer.speaker.keySet().map(k -> k.value().incarnation().toString()))
            .orElse(""),
        theirs.map(WitnessRow::journalHead),
        theirs.map(WitnessRow::seenAt),
        lanes(peer),
        peer.presented.values().stream().map(this::presented).toList(),
        forks(peer),
        peer.waiting.map(start -> start.start().value().incarnation().toString()));
  }

  private List<LaneWitness> lanes(Memory.PeerState peer) {
    Set<LaneId> all =
        new TreeSet<>(
            Comparator.comparingInt((LaneId lane) -> lane.from().equals(memory.ref()) ? 0 : 1)
                .thenComparing(LaneId::incarnation)
                .thenComparing(LaneId::urgency));
    for (LaneRow row : turn.tx().lanes()) {
      LaneId lane = row.lane();
      if (lane.from().node().equals(peer.row.node()) || lane.to().node().equals(peer.row.node())) {
        all.add(lane);
      }
    }
    peer.hello.ifPresent(
        hello -> {
          hello.accepted().forEach(hint -> all.add(lane(peer, hint, true)));
          hello.receipted().forEach(hint -> all.add(lane(peer, hint, false)));
        });
    List<LaneWitness> lanes = new ArrayList<>();
    for (LaneId lane : all) {
      Optional<LaneRow> ours = turn.tx().lane(lane);
      Optional<Position> theirs = theirs(peer, lane);
      if (ours.filter(row -> row.last().seq() > 0).isPresent() || theirs.isPresent()) {
        lanes.add(
            new LaneWitness(
                lane.urgency(),
                lane.from().equals(memory.ref()),
                lane.incarnation().toString(),
                ours.map(LaneRow::last).orElse(Position.START),
                ours.map(LaneRow::receipted).orElse(0L),
                theirs));
      }
    }
    return lanes;
  }

  private LaneId lane(Memory.PeerState peer, LaneHint hint, boolean isOurs) {
    return isOurs
        ? new LaneId(memory.ref(), peer.speaker.node(), hint.lane(), hint.incarnation())
        : new LaneId(peer.speaker.node(), memory.ref(), hint.lane(), hint.incarnation());
  }

  private Optional<Position> theirs(Memory.PeerState peer, LaneId lane) {
    boolean isOurs = lane.from().equals(memory.ref());
    return peer.hello.stream()
        .flatMap(hello -> (isOurs ? hello.accepted() : hello.receipted()).stream())
        .filter(hint -> lane(peer, hint, isOurs).equals(lane))
        .map(LaneHint::position)
        .findFirst();
  }

  private PresentedStatus presented(Presented shown) {
    return new PresentedStatus(
        shown.kind().name(),
        shown.place().map(place -> place.lane().toString()).orElse(""),
        shown.place().map(Witnesses.Place::seq).orElse(shown.version()),
        shown.incarnation().toString(),
        shown.hash(),
        shown.at());
  }

  private List<ForkStatus> forks(Memory.PeerState peer) {
    return turn.tx().evidence(peer.row.node()).stream()
        .filter(row -> row.kind().equals(Forks.KIND))
        .map(row -> new ForkStatus(row.id(), row.storedAt()))
        .toList();
  }
}
