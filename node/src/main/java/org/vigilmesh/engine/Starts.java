package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.delivery.InboundLane;
import org.vigilmesh.delivery.OutboundLane;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.envelope.IncarnationStart;
import org.vigilmesh.envelope.IncarnationStart.Shown;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.LaneState;
import org.vigilmesh.port.Rows.StartRow;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Seconds;
import org.vigilmesh.value.Urgency;

/**
 * Our outbound lanes as they begin: in the first incarnation by themselves, in a later one with a
 * signed start to each peer, whose hash the first statement of each lane names.
 */
final class Starts {
  private final Ports ports;
  private final Memory memory;

  Starts(Ports ports, Memory memory) {
    this.ports = ports;
    this.memory = memory;
  }

  /** The lane; begun now when this peer was not there when our incarnation began. */
  Memory.OutLane lane(Turn turn, LaneId id) {
    ensure(turn, id.to());
    Memory.OutLane known = memory.outbound.get(id);
    return known != null
        ? known
        : memory.keep(
            new Memory.OutLane(OutboundLane.restored(id, Position.START, 0), Instant.EPOCH));
  }

  /** In a later incarnation: the peer gets a start if it has none yet. */
  void ensure(Turn turn, NodeRef peer) {
    memory.begun.ifPresent(
        begun -> {
          LaneId lane = lane(peer, Urgency.ROUTINE);
          if (!memory.outbound.containsKey(lane)) {
            begin(turn, peer, begun, "", Optional.empty());
          }
        });
  }

  private LaneId lane(NodeRef peer, Urgency urgency) {
    return new LaneId(memory.ref(), peer, urgency, memory.life.incarnation());
  }

  /** Signs and keeps the start to {@code peer} and opens the three lanes; sent if it is linked. */
  void begin(
      Turn turn, NodeRef peer, Memory.Begun begun, String reason, Optional<Digest> forkProof) {
    CertificatePair pair = memory.signingPair(turn.at(), memory.cardHash());
    IncarnationStart start =
        new IncarnationStart(
            Format.VERSION,
            Format.SUITE,
            memory.ref(),
            peer,
            memory.life.incarnation(),
            begun.previous(),
            shown(turn, peer),
            reason,
            forkProof,
            Seconds.whole(turn.at()),
            memory.cardHash(),
            pair.id(),
            List.of());
    Bytes bytes = ports.codec().incarnationStart().encode(start);
    Signed<IncarnationStart> signed =
        new Signed<>(
            start,
            bytes,
            ports
                .keys()
                .findSigner(pair)
                .orElseThrow()
                .sign(Purpose.INCARNATION_START, start.createdAt(), bytes));
    Bytes container = ports.codec().signedIncarnationStart().encode(signed);
    turn.tx()
        .addStart(
            new StartRow(
                signed.hash(), memory.ref(), peer, start.incarnation(), container, turn.at()));
    for (Urgency urgency : Urgency.values()) {
      open(turn, lane(peer, urgency), new Position(0, signed.hash()));
    }
    memory
        .findOpenLink(peer.node())
        .ifPresent(
            link ->
                turn.effect(
                    new Effect.Send(
                        link.id(),
                        new Frame.Identity(List.of(), List.of(), List.of(), List.of(container)))));
  }

  private void open(Turn turn, LaneId lane, Position before) {
    turn.tx().putLane(new LaneRow(lane, before, Instant.EPOCH, 0, Bytes.EMPTY, LaneState.OPEN));
    memory.keep(new Memory.OutLane(OutboundLane.restored(lane, before, 0), Instant.EPOCH));
  }

  /** Where both stand: what the peer has shown of our lanes, what we still hold of its own. */
  private List<Shown> shown(Turn turn, NodeRef peer) {
    List<Shown> shown = new ArrayList<>();
    for (Urgency urgency : Urgency.values()) {
      theirView(turn, peer, urgency).ifPresent(at -> shown.add(new Shown(urgency, true, at)));
      memory.inbound.values().stream()
          .filter(lane -> lane.lane().from().equals(peer) && lane.last().seq() > 0)
          .filter(lane -> lane.lane().urgency() == urgency)
          .max(Comparator.comparing(lane -> lane.lane().incarnation()))
          .map(InboundLane::last)
          .ifPresent(at -> shown.add(new Shown(urgency, false, at)));
    }
    return shown;
  }

  /** The newest place of a lane of ours that the peer's Hello named and that is true. */
  private Optional<Position> theirView(Turn turn, NodeRef peer, Urgency urgency) {
    Memory.PeerState state = memory.peer(peer.node());
    return state.hello.stream()
        .flatMap(hello -> hello.accepted().stream())
        .filter(hint -> hint.lane() == urgency && hint.position().seq() > 0)
        .filter(hint -> isTrue(turn, state, peer, hint))
        .max(Comparator.comparing(Frame.LaneHint::incarnation))
        .map(Frame.LaneHint::position);
  }

  private boolean isTrue(Turn turn, Memory.PeerState state, NodeRef peer, Frame.LaneHint hint) {
    Position at = hint.position();
    LaneId lane = new LaneId(memory.ref(), peer, hint.lane(), hint.incarnation());
    boolean isHeld =
        turn.tx()
            .statement(lane, at.seq())
            .map(StatementRow::headerHash)
            .filter(at.hash()::equals)
            .isPresent();
    return isHeld
        || state.presented.values().stream().anyMatch(shown -> shown.hash().equals(at.hash()));
  }
}
