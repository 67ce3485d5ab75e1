package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.delivery.InboundBudget;
import org.vigilmesh.delivery.InboundLane;
import org.vigilmesh.delivery.OutboundLane;
import org.vigilmesh.delivery.RefusalQuota;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.SigningPair;
import org.vigilmesh.journal.Chain;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.Rows.Mode;
import org.vigilmesh.port.Rows.PeerRow;
import org.vigilmesh.port.Submissions.Submitted;
import org.vigilmesh.port.Transport.LinkId;
import org.vigilmesh.value.Check;
import org.vigilmesh.value.Digest;

/**
 * What the engine keeps in memory between turns. Everything durable in it is a copy of committed
 * rows; a crash loses only what nobody was told. Touched by turns alone, so by one thread.
 */
final class Memory {
  private static final java.time.Duration STEP_BACK = java.time.Duration.ofSeconds(10);

  private java.time.Instant latestAt = java.time.Instant.MIN;
  LifeRow life;
  Speaker self;

  /** How our incarnation began; empty in the first one. */
  Optional<Begun> begun = Optional.empty();

  /** The journal's end at the last finished commit: what statements and receipts carry. */
  Chain.End committed;

  final Map<NodeId, PeerState> peers = new TreeMap<>();
  final Map<LaneId, OutLane> outbound = new LinkedHashMap<>();
  private final Map<NodeId, Map<LaneId, OutLane>> outboundTo = new HashMap<>();
  final Map<LaneId, InboundLane> inbound = new LinkedHashMap<>();
  final Map<LinkId, Link> links = new HashMap<>();
  final Map<ActId, Pending> placing = new HashMap<>();
  InboundBudget budget = InboundBudget.EMPTY;
  RefusalQuota refusals = RefusalQuota.EMPTY;

  Memory(LifeRow life, Speaker self, Chain.End committed) {
    this.life = life;
    this.self = self;
    this.committed = committed;
  }

  /** Whether a revocation on our own card has ended our incarnation at its receivers. */
  boolean isClosed() {
    return self.hasRevokedSince(begun.map(Begun::card));
  }

  boolean isCurrent(LaneId lane) {
    return lane.incarnation().equals(life.incarnation());
  }

  /** Whether the clock was set back so far that what is timed would wait for the old time. */
  boolean stepsBack(java.time.Instant at) {
    boolean isBack = at.plus(STEP_BACK).isBefore(latestAt);
    latestAt = at;
    return isBack;
  }

  /** Keeps a lane of ours, in the place of an earlier one of that name. */
  OutLane keep(OutLane lane) {
    LaneId id = lane.state.lane();
    outbound.put(id, lane);
    outboundTo.computeIfAbsent(id.to().node(), _ -> new LinkedHashMap<>()).put(id, lane);
    return lane;
  }

  /** Our lanes to {@code peer} in our present incarnation. */
  List<OutLane> lanesTo(NodeId peer) {
    return outboundTo.getOrDefault(peer, Map.of()).values().stream()
        .filter(lane -> isCurrent(lane.state.lane()))
        .toList();
  }

  NodeRef ref() {
    return life.self();
  }

  boolean isReadOnly() {
    return life.mode() == Mode.READ_ONLY;
  }

  Optional<PeerState> findPeer(NodeId node) {
    return Optional.ofNullable(peers.get(node));
  }

  PeerState peer(NodeId node) {
    PeerState peer = peers.get(node);
    Check.that(peer != null, "the peer is known");
    return java.util.Objects.requireNonNull(peer);
  }

  /** The live link with this number, greeted or not. */
  Optional<Link> findLink(LinkId id) {
    return Optional.ofNullable(links.get(id));
  }

  /** The link that carries lanes with {@code peer} now. */
  Optional<Link> findOpenLink(NodeId peer) {
    return links.values().stream()
        .filter(link -> link.peer().equals(peer) && link.isOpen())
        .findFirst();
  }

  /**
   * The pair to sign with at {@code at}, by the newest of our cards that is known as {@code card}.
   */
  CertificatePair signingPair(java.time.Instant at, Digest card) {
    return signing(at, card).certificates();
  }

  /** The same with the time in which it serves. */
  SigningPair signing(java.time.Instant at, Digest card) {
    List<SigningPair> pairs =
        java.util.Objects.requireNonNull(self.cards().get(card)).signingPairs();
    return pairs.reversed().stream()
        .filter(pair -> pair.servesAt(at))
        .findFirst()
        .orElse(pairs.getLast());
  }

  /** The hash of our newest card. */
  Digest cardHash() {
    return self.card().orElseThrow().hash();
  }

  /** Which incarnation ours followed, and the card under which ours began. */
  record Begun(Incarnation previous, Digest card) {}

  /** A peer with what is known of it. */
  static final class PeerState {
    PeerRow row;
    Speaker speaker;

    /** Its newest Hello on a link of this run, and when that was; only of a verified peer. */
    Optional<Frame.Hello> hello = Optional.empty();

    Optional<java.time.Instant> heardAt = Optional.empty();

    /** What it has shown and proved of us in this run, by what it is. */
    final Map<String, Presented> presented = new LinkedHashMap<>();

    /** The card under which each later incarnation of it began. */
    final Map<Incarnation, Digest> beginnings = new HashMap<>();

    /** A start that waits for an administrator: its sender was split. */
    Optional<Identities.ShownStart> waiting = Optional.empty();

    /** Things that this peer said of us without proof, for people to read. */
    final List<String> claims = new ArrayList<>();

    /** Before this, identity objects that do not verify are not written down again. */
    Instant rejectionNextAt = Instant.MIN;

    PeerState(PeerRow row, Speaker speaker) {
      this.row = row;
      this.speaker = speaker;
    }
  }

  /** An outbound lane with the statements that have a place and are not committed yet. */
  static final class OutLane {
    OutboundLane state;
    Position tail;
    java.time.Instant tailAt;
    final Deque<Pending> placed = new ArrayDeque<>();
    final Sequencer<Statements.Made> made = new Sequencer<>();

    OutLane(OutboundLane state, java.time.Instant lastAt) {
      this.state = state;
      this.tail = state.last();
      this.tailAt = lastAt;
    }
  }

  /** A submission that has its place and waits for its signatures. */
  record Pending(
      Statements.Placed placed, Act act, Digest digest, List<Consumer<Submitted>> answers) {}
}
