package org.vigilmesh.engine;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.delivery.Frame.Holding;
import org.vigilmesh.delivery.InboundLane;
import org.vigilmesh.delivery.OutboundLane;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Trust;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Rows.EvidenceRow;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.LaneState;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** What follows from what is known of a peer. */
final class Peers {
  /** Proofs of false receipts kept of one peer: it can sign more of them than a disk holds. */
  private static final int EVIDENCE_MAX = 64;

  private Peers() {}

  static boolean isVerified(Memory.PeerState peer) {
    return peer.row.trust() == Trust.VERIFIED;
  }

  /** Whether acts may be placed for {@code recipient}: verified, and in the epoch that we know. */
  static boolean mayReceive(Memory.PeerState peer, NodeRef recipient) {
    return isVerified(peer)
        && peer.row.epoch() == recipient.epoch()
        && peer.speaker.card().isPresent();
  }

  /**
   * The key to seal to: the newest in force, else the one that ends last. A peer that no longer
   * holds it answers with its key set, and the same statement is sealed again.
   */
  static Optional<KeySet.SealingKey> sealTo(Memory.PeerState peer, Instant at) {
    return peer.speaker
        .keySet()
        .map(Speaker.Held::value)
        .flatMap(
            keys ->
                keys.findSealingKey(at)
                    .or(
                        () ->
                            keys.sealingKeys().stream()
                                .max(Comparator.comparing(KeySet.SealingKey::to))));
  }

  /**
   * The card to speak under: the newest that a linked peer is known to hold, so that a new pair is
   * with the peer before its first use; the newest of all where nothing is known.
   */
  static Digest cardToSpeakUnder(Memory memory, Memory.PeerState peer) {
    return memory
        .findOpenLink(peer.row.node())
        .flatMap(Link::heldOfUs)
        .map(Holding::card)
        .flatMap(version -> ofVersion(memory.self, version))
        .orElseGet(memory::cardHash);
  }

  private static Optional<Digest> ofVersion(Speaker self, long version) {
    return self.cards().entrySet().stream()
        .filter(entry -> entry.getValue().version() == version)
        .map(java.util.Map.Entry::getKey)
        .findFirst();
  }

  /** Whether a revocation has ended the peer's {@code incarnation}, whatever its time. */
  static boolean isClosed(Memory.PeerState peer, Incarnation incarnation) {
    return peer.speaker.hasRevokedSince(Optional.ofNullable(peer.beginnings.get(incarnation)));
  }

  /** The row of an inbound lane; the receipt that we have issued for it stays. */
  static LaneRow row(Turn turn, InboundLane lane) {
    Optional<LaneRow> known = turn.tx().lane(lane.lane());
    LaneState status =
        switch (lane.status()) {
          case OPEN, UNOPENED -> LaneState.OPEN;
          case SUSPENDED -> LaneState.SUSPENDED;
          case CLOSED -> LaneState.CLOSED;
        };
    return new LaneRow(
        lane.lane(),
        lane.last(),
        lane.lastAt(),
        known.map(LaneRow::receipted).orElse(0L),
        known.map(LaneRow::receipt).orElse(Bytes.EMPTY),
        status);
  }

  /** A receipt that is validly signed and untrue: kept as evidence, and told. */
  static void falseReceipt(
      Turn turn, Statements.JudgedReceipt judged, NodeId peer, OutboundLane.FalseReceipt kind) {
    List<EvidenceRow> kept = turn.tx().evidence(peer);
    boolean isKnown = kept.stream().anyMatch(e -> e.id().equals(judged.hash()));
    if (!isKnown && kept.size() < EVIDENCE_MAX) {
      turn.tx()
          .addEvidence(
              new EvidenceRow(
                  judged.hash(), peer, "false receipt", List.of(judged.container()), turn.at()));
      turn.journal(
          JournalEntry.of(JournalKind.EVIDENCE_KEPT, turn.at(), "node")
              .withPeer(peer.text())
              .withObject(judged.hash())
              .withDetail("false receipt: " + kind));
    }
    turn.alarm("false-receipt/" + peer, "E-FALSE-RECEIPT", Optional.of(peer), kind.toString());
  }
}
