package org.vigilmesh.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.delivery.Frame.WitnessKind;
import org.vigilmesh.delivery.InboundLane;
import org.vigilmesh.envelope.ForkProof;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Rows.EvidenceRow;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * Forks of peers: one proof is kept for each, its sender's incarnation is suspended, and the sender
 * is shown the proof, so that it stops and can name it when it begins anew.
 */
final class Forks {
  static final String KIND = "fork";

  /** Enough for a sender to learn that it is split; more say nothing new. */
  private static final int SHOWN_MAX = 4;

  private final Ports ports;
  private final Memory memory;

  Forks(Ports ports, Memory memory) {
    this.ports = ports;
    this.memory = memory;
  }

  /** Keeps the proof and suspends every lane of that incarnation. */
  void proved(Turn turn, Link link, InboundLane state, Position ours, Statements.Judged.Read read) {
    LaneId lane = state.lane();
    StatementRow row = turn.tx().statement(lane, ours.seq()).orElseThrow();
    Signed<StatementHeader> held =
        ports.codec().signedHeader().decode(row.header()).find().orElseThrow();
    Bytes proof = ports.codec().forkProof().encode(new ForkProof(held, read.header()));
    Digest id = Digest.sha256(proof);
    if (turn.tx().evidence(link.peer()).stream().noneMatch(e -> e.id().equals(id))) {
      turn.tx().addEvidence(new EvidenceRow(id, link.peer(), KIND, List.of(proof), turn.at()));
      turn.journal(
          JournalEntry.of(JournalKind.EVIDENCE_KEPT, turn.at(), "node")
              .withPeer(link.peer().text())
              .withPlace(lane.toString(), read.header().value().seq())
              .withObject(id)
              .withDetail(KIND));
    }
    for (InboundLane other : List.copyOf(memory.inbound.values())) {
      if (other.lane().from().equals(lane.from())
          && other.lane().incarnation().equals(lane.incarnation())) {
        keep(turn, other.suspended());
      }
    }
    keep(turn, state);
    turn.alarm(
        "fork/" + link.peer(),
        "E-PEER-SPLIT",
        Optional.of(link.peer()),
        "two statements at place " + read.header().value().seq() + " of " + lane + ": call back");
  }

  private void keep(Turn turn, InboundLane lane) {
    memory.inbound.put(lane.lane(), lane);
    turn.tx().putLane(Peers.row(turn, lane));
  }

  /** Shows a split sender the proofs against the incarnation that is suspended here. */
  void show(Turn turn, Link link) {
    Set<Incarnation> suspended =
        memory.inbound.values().stream()
            .filter(lane -> lane.status() == InboundLane.Status.SUSPENDED)
            .filter(lane -> lane.lane().from().node().equals(link.peer()))
            .map(lane -> lane.lane().incarnation())
            .collect(Collectors.toSet());
    if (suspended.isEmpty()) {
      return;
    }
    List<ForkProof> proofs =
        kept(turn.tx(), link.peer())
            .map(row -> ports.codec().forkProof().decode(row.objects().getFirst()))
            .flatMap(decoded -> decoded.find().stream())
            .filter(proof -> suspended.contains(proof.lane().incarnation()))
            .toList();
    proofs.stream()
        .skip(Math.max(0, proofs.size() - SHOWN_MAX))
        .forEach(
            proof ->
                turn.effect(
                    new Effect.Send(
                        link.id(),
                        new Frame.WitnessAnswer(
                            WitnessKind.FORK,
                            proof.lane().urgency(),
                            Optional.of(ports.codec().forkProof().encode(proof))))));
  }

  /** The names of the proofs that are kept against {@code peer}. */
  static Set<Digest> proofs(StoreView view, NodeId peer) {
    return kept(view, peer).map(EvidenceRow::id).collect(Collectors.toSet());
  }

  private static java.util.stream.Stream<EvidenceRow> kept(StoreView view, NodeId peer) {
    return view.evidence(peer).stream().filter(row -> row.kind().equals(KIND));
  }
}
