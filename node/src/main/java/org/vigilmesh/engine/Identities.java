package org.vigilmesh.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.delivery.Frame.Holding;
import org.vigilmesh.envelope.IncarnationStart;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.PairId;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.identity.Succession;
import org.vigilmesh.identity.Versioned;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Rows.EvidenceRow;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.IdentityRow;
import org.vigilmesh.port.Rows.StartRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * Cards, rosters and key sets of peers, once verified: taken in a turn by the succession rule. What
 * is signed twice under one number is kept as proof.
 */
final class Identities {
  /** Versions of a kind sent in one frame; the next Pulse of a peer that lacks more brings them. */
  private static final int VERSIONS_MAX = 64;

  /** Bytes of a kind in one frame: three kinds stay under the 1 MiB of a frame. */
  private static final int BYTES_MAX = 300 * 1024;

  /** Of these one at most is new to the peer. */
  private static final int STARTS_MAX = 4;

  /** How often it is written down that a peer shows what does not verify. */
  private static final Duration REJECTIONS_EVERY = Duration.ofMinutes(1);

  private final Memory memory;

  Identities(Memory memory) {
    this.memory = memory;
  }

  /**
   * A version whose signatures or endorsements are valid.
   *
   * @param signer the pair that signed a key set; empty for what no pair signs
   */
  record Shown(
      IdentityKind kind, Versioned value, Digest hash, Bytes container, Optional<PairId> signer) {}

  /** A peer's start of an incarnation whose signatures are valid. */
  record ShownStart(Signed<IncarnationStart> start, Bytes container) {}

  /** What a frame or file of identity objects held; {@code rejected} counts what did not verify. */
  record Judged(NodeId node, List<Shown> valid, List<ShownStart> starts, int rejected) {
    Judged {
      valid = List.copyOf(valid);
      starts = List.copyOf(starts);
    }
  }

  /** Takes cards, rosters and key sets that were judged; true when something new is in force. */
  boolean accept(Turn turn, Memory.PeerState peer, Judged judged, String actor) {
    boolean changed = acceptWho(turn, peer, judged, actor);
    return acceptKeySets(turn, peer, judged, actor) || changed;
  }

  /** Cards and rosters: what a start of an incarnation is verified with. */
  boolean acceptWho(Turn turn, Memory.PeerState peer, Judged judged, String actor) {
    boolean changed = false;
    for (Shown shown : judged.valid()) {
      changed |= shown.kind() != IdentityKind.KEY_SET && accept(turn, peer, shown, actor);
    }
    return changed;
  }

  /** Key sets, which may declare an incarnation whose start came with them. */
  boolean acceptKeySets(Turn turn, Memory.PeerState peer, Judged judged, String actor) {
    boolean changed = false;
    int rejected = judged.rejected();
    Set<Digest> vouched = vouched(peer.speaker, judged);
    for (Shown shown : judged.valid()) {
      if (shown.kind() == IdentityKind.KEY_SET) {
        boolean isVouched = vouched.contains(shown.hash());
        rejected += isVouched ? 0 : 1;
        changed |= isVouched && accept(turn, peer, shown, actor);
      }
    }
    if (rejected > 0 && !turn.at().isBefore(peer.rejectionNextAt)) {
      peer.rejectionNextAt = turn.at().plus(REJECTIONS_EVERY);
      turn.journal(
          JournalEntry.of(JournalKind.IDENTITY_REJECTED, turn.at(), actor)
              .withPeer(judged.node().text())
              .withDetail(rejected + " objects did not verify"));
    }
    return changed;
  }

  /**
   * The key sets that count: by a pair that is not revoked, or such that one that counts leads back
   * to them. A revoked pair may have signed them yesterday, or its thief a moment ago.
   */
  private static Set<Digest> vouched(Speaker speaker, Judged judged) {
    Set<Digest> vouched = new HashSet<>();
    for (Shown shown : judged.valid().reversed()) {
      if (shown.value() instanceof KeySet keySet
          && (vouched.contains(shown.hash())
              || shown.signer().filter(speaker::isRevoked).isEmpty())) {
        vouched.add(shown.hash());
        vouched.add(keySet.previous());
      }
    }
    return vouched;
  }

  private boolean accept(Turn turn, Memory.PeerState peer, Shown shown, String actor) {
    NodeId node = peer.row.node();
    return switch (judge(turn, peer, shown)) {
      case Succession.Newer() -> {
        turn.tx()
            .addIdentity(
                new IdentityRow(
                    shown.value().node(),
                    shown.kind(),
                    shown.value().version(),
                    shown.hash(),
                    shown.container(),
                    turn.at()));
        peer.speaker = peer.speaker.with(shown.value(), shown.hash());
        turn.journal(
            JournalEntry.of(JournalKind.IDENTITY_ACCEPTED, turn.at(), actor)
                .withPeer(node.text())
                .withObject(shown.hash())
                .withDetail(shown.kind() + " " + shown.value().version()));
        sharedCredentials(turn, peer, shown.value());
        yield true;
      }
      case Succession.Equivocation(long version) -> proof(turn, node, shown, version);
      case Succession.BrokenLink(long version) -> proof(turn, node, shown, version - 1);
      case Succession.Known(), Succession.Ahead(long _), Succession.OtherEpoch() -> false;
    };
  }

  private static Succession judge(Turn turn, Memory.PeerState peer, Shown shown) {
    Succession.@Nullable Pinned pinned = pinned(peer.speaker, shown.kind()).orElse(null);
    Versioned value = shown.value();
    @Nullable Digest held =
        turn.tx()
            .identity(value.node(), shown.kind(), value.version())
            .map(IdentityRow::hash)
            .orElse(null);
    if (!(value instanceof KeySet keySet)) {
      return Succession.judge(pinned, value, shown.hash(), held);
    }
    return Succession.judgeKeySet(
        pinned,
        peer.speaker.keySet().map(k -> k.value().incarnation()).orElse(null),
        keySet,
        shown.hash(),
        held,
        peer.beginnings.containsKey(keySet.incarnation()));
  }

  private static Optional<Succession.Pinned> pinned(Speaker speaker, IdentityKind kind) {
    Optional<? extends Speaker.Held<? extends Versioned>> held =
        switch (kind) {
          case CARD -> speaker.card();
          case ROSTER -> speaker.roster();
          case KEY_SET -> speaker.keySet();
        };
    return held.map(
        h -> new Succession.Pinned(h.value().node().epoch(), h.value().version(), h.hash()));
  }

  private static boolean proof(Turn turn, NodeId node, Shown shown, long heldVersion) {
    Bytes held =
        turn.tx()
            .identity(shown.value().node(), shown.kind(), heldVersion)
            .map(IdentityRow::container)
            .orElse(Bytes.EMPTY);
    Digest id = Digest.sha256(held, shown.container());
    boolean isProved =
        turn.tx().evidence(node).stream().anyMatch(e -> e.objects().getFirst().equals(held));
    if (!isProved) {
      turn.tx()
          .addEvidence(
              new EvidenceRow(
                  id, node, "two versions", List.of(held, shown.container()), turn.at()));
      turn.journal(
          JournalEntry.of(JournalKind.EVIDENCE_KEPT, turn.at(), "node")
              .withPeer(node.text())
              .withObject(id)
              .withDetail("two " + shown.kind() + " versions with one number"));
      turn.alarm(
          "equivocation/" + node + "/" + shown.kind(),
          "E-PEER-EQUIVOCATION",
          Optional.of(node),
          "two versions of its " + shown.kind() + " with number " + shown.value().version());
    }
    return false;
  }

  /** One credential key in two States' rosters: one person or one thief, in any case an alarm. */
  private void sharedCredentials(Turn turn, Memory.PeerState peer, Versioned value) {
    if (value instanceof Roster roster) {
      NodeId node = peer.row.node();
      for (Speaker other : others(node)) {
        listed(other, roster).ifPresent(who -> told(turn, node, node, who, other.node().node()));
      }
    }
  }

  /** The same for a roster of ours. */
  void sharedWithPeers(Turn turn, Roster own) {
    NodeId self = memory.ref().node();
    for (Memory.PeerState peer : memory.peers.values()) {
      NodeId node = peer.row.node();
      listed(peer.speaker, own).ifPresent(who -> told(turn, node, self, who, node));
    }
  }

  private List<Speaker> others(NodeId than) {
    List<Speaker> others = new ArrayList<>(List.of(memory.self));
    memory.peers.values().stream()
        .filter(peer -> !peer.row.node().equals(than))
        .forEach(peer -> others.add(peer.speaker));
    return others;
  }

  private static Optional<Officer> listed(Speaker other, Roster roster) {
    return other.roster().flatMap(held -> shared(roster, held.value()));
  }

  private static void told(Turn turn, NodeId peer, NodeId whose, Officer officer, NodeId other) {
    turn.alarm(
        "shared/" + whose + "/" + other,
        "E-SHARED-CREDENTIAL",
        Optional.of(peer),
        officer.id() + " of " + whose + " uses a credential that " + other + " lists");
  }

  private static Optional<Officer> shared(Roster roster, Roster other) {
    var keys =
        other.officers().stream()
            .flatMap(o -> o.credentials().stream())
            .map(Credential::publicKey)
            .toList();
    return roster.officers().stream()
        .filter(o -> o.credentials().stream().anyMatch(c -> keys.contains(c.publicKey())))
        .findFirst();
  }

  /** Our own versions above those that a peer holds, oldest first; empty when it lacks none. */
  Optional<Frame.Identity> lackedBy(StoreView view, NodeRef peer, Optional<Holding> held) {
    long card = held.map(Holding::card).orElse(0L);
    long roster = held.map(Holding::roster).orElse(0L);
    long keySet = held.map(Holding::keySet).orElse(0L);
    Holding own = memory.self.holding();
    if (card >= own.card() && roster >= own.roster() && keySet >= own.keySet()) {
      return Optional.empty();
    }
    return Optional.of(
        new Frame.Identity(
            containers(view, IdentityKind.CARD, card + 1),
            containers(view, IdentityKind.ROSTER, roster + 1),
            containers(view, IdentityKind.KEY_SET, keySet + 1),
            starts(view, peer)));
  }

  /** How our incarnations began towards {@code peer}, the newest last; none in the first one. */
  List<Bytes> starts(StoreView view, NodeRef peer) {
    List<Bytes> all = view.starts(memory.ref(), peer).stream().map(StartRow::container).toList();
    return all.subList(Math.max(0, all.size() - STARTS_MAX), all.size());
  }

  private List<Bytes> containers(StoreView view, IdentityKind kind, long from) {
    List<Bytes> fitting = new ArrayList<>();
    int size = 0;
    for (IdentityRow row : view.identities(memory.ref(), kind, from, VERSIONS_MAX)) {
      size += row.container().size();
      if (size > BYTES_MAX && !fitting.isEmpty()) {
        break;
      }
      fitting.add(row.container());
    }
    return fitting;
  }

  /** The speaker that a store's rows make up; every row was verified before it was stored. */
  static Speaker load(Ports ports, StoreView view, NodeRef node) {
    Speaker speaker = Speaker.unknown(node);
    for (IdentityKind kind : IdentityKind.values()) {
      for (IdentityRow row : view.identities(node, kind, 1, Integer.MAX_VALUE)) {
        speaker = speaker.with(decoded(ports, row), row.hash());
      }
    }
    return speaker;
  }

  private static Versioned decoded(Ports ports, IdentityRow row) {
    Optional<? extends Versioned> value =
        switch (row.kind()) {
          case CARD -> ports.codec().signedCard().decode(row.container()).find().map(Signed::value);
          case ROSTER ->
              ports.codec().endorsedRoster().decode(row.container()).find().map(Endorsed::value);
          case KEY_SET ->
              ports.codec().signedKeySet().decode(row.container()).find().map(Signed::value);
        };
    return value.orElseThrow(
        () -> new IllegalStateException("bug: stored " + row.kind() + " does not decode"));
  }
}
