package org.vigilmesh.engine;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.delivery.Frame.Holding;
import org.vigilmesh.delivery.OutboundLane;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Trust;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Rows.EvidenceRow;
import org.vigilmesh.value.Digest;

/** What follows from what is known of a peer. */
final class Peers {
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

  /** Whether the peer's newest card revokes the pair, whatever the effective time. */
  static boolean isRevoked(Memory.PeerState peer, org.vigilmesh.identity.PairId pair) {
    Optional<Card> card = peer.speaker.card().map(Speaker.Held::value);
    return card.flatMap(c -> c.findRevocation(pair)).isPresent();
  }

  /** A receipt that is validly signed and untrue: kept as evidence, and told. */
  static void falseReceipt(
      Turn turn, Statements.JudgedReceipt judged, NodeId peer, OutboundLane.FalseReceipt kind) {
    if (turn.tx().evidence(peer).stream().noneMatch(e -> e.id().equals(judged.hash()))) {
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
