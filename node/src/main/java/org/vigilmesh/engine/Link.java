package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.delivery.Frame.Holding;
import org.vigilmesh.delivery.Scheduling;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Transport.LinkId;
import org.vigilmesh.port.Transport.Security;
import org.vigilmesh.value.Urgency;

/** A live link as the engine keeps it: beside the link machine's view, what is under way on it. */
final class Link {
  /** Frames held back while shown identity objects are checked; more is flooding. */
  static final int HELD_BACK_MAX = 64;

  /** Frames that wait for room; a peer that takes none of so many is cut and greeted anew. */
  private static final int UNSENT_MAX = 1_024;

  /** What a peer lacks is sent at least once in so many of its Pulses. */
  private static final int LACKED_MAX = 64;

  private final LinkId id;
  private final NodeId peer;
  private final Security security;
  private final Instant since;
  private final Map<Urgency, Sequencer<Statements.Judged>> inbound = new EnumMap<>(Urgency.class);

  /** Frames that came while identity objects shown before them were being checked. */
  final Deque<Frame> heldBack = new ArrayDeque<>();

  /** Checks of identity objects under way. */
  int checking;

  Scheduling scheduling = Scheduling.START;

  /** Whether statements may leave: the link machine said Ready. */
  private boolean open;

  /** What the transport had no room for, in its order; nothing leaves before it. */
  private final Deque<Frame> unsent = new ArrayDeque<>();

  /** What the peer lacked and we had in the last Pulses, and in how many of them. */
  private List<Holding> lacked = List.of();

  private int lackedFor;
  private Optional<Holding> heldOfUs = Optional.empty();
  private Optional<Holding> confirmed = Optional.empty();

  /** The difference of the peer's clock to ours when it last told, in milliseconds. */
  Optional<Long> skewMillis = Optional.empty();

  /** When an echo was asked for, and how long the last one took. */
  Optional<Instant> echoAsked = Optional.empty();

  Optional<Long> roundTripMillis = Optional.empty();

  Link(LinkId id, NodeId peer, Security security, Instant since) {
    this.id = id;
    this.peer = peer;
    this.security = security;
    this.since = since;
    for (Urgency urgency : Urgency.values()) {
      inbound.put(urgency, new Sequencer<>());
    }
  }

  LinkId id() {
    return id;
  }

  NodeId peer() {
    return peer;
  }

  Security security() {
    return security;
  }

  Instant since() {
    return since;
  }

  boolean isOpen() {
    return open;
  }

  void open(boolean isOpen) {
    open = isOpen;
  }

  /** Whether frames wait for room; whatever else is to leave waits behind them. */
  boolean isBlocked() {
    return !unsent.isEmpty();
  }

  /** Keeps a frame that found no room; of Pulses the newest. False when too many wait. */
  boolean keeps(Frame frame) {
    if (frame instanceof Frame.Pulse) {
      unsent.removeIf(kept -> kept instanceof Frame.Pulse);
    }
    unsent.add(frame);
    return unsent.size() <= UNSENT_MAX;
  }

  /** There is room again: what waited, in its order. */
  List<Frame> takeUnsent() {
    List<Frame> taken = List.copyOf(unsent);
    unsent.clear();
    return taken;
  }

  /** What the peer itself last said it holds of us, in a Pulse or Hello. */
  Optional<Holding> confirmed() {
    return confirmed;
  }

  void confirmed(Holding held) {
    confirmed = Optional.of(held);
  }

  /** What the peer holds of us, counting what we have sent it on this link. */
  Optional<Holding> heldOfUs() {
    return heldOfUs;
  }

  void heldOfUs(Optional<Holding> held) {
    heldOfUs = held;
  }

  /**
   * Whether what the peer says that it lacks is sent now: at once, and while it goes on to say so
   * (READ-ONLY, or it takes none of it) ever more seldom.
   */
  boolean sendsAgain(Holding claimed, Holding ours) {
    List<Holding> both = List.of(claimed, ours);
    lackedFor = both.equals(lacked) ? lackedFor + 1 : 1;
    lacked = both;
    return Integer.bitCount(lackedFor) == 1 || lackedFor % LACKED_MAX == 0;
  }

  /** The peer lacks a key: its next chance to learn our newest key set is now. */
  void sendIdentityAgain() {
    heldOfUs =
        heldOfUs.map(
            h ->
                new Holding(
                    h.epoch(),
                    h.card(),
                    h.cardHash(),
                    h.roster(),
                    h.rosterHash(),
                    0,
                    h.keySetHash()));
  }

  /** An echo came back: the round trip is known. */
  void echoed(Instant at) {
    echoAsked.ifPresent(
        asked -> roundTripMillis = Optional.of(java.time.Duration.between(asked, at).toMillis()));
    echoAsked = Optional.empty();
  }

  Sequencer<Statements.Judged> inbound(Urgency urgency) {
    return java.util.Objects.requireNonNull(inbound.get(urgency));
  }
}
