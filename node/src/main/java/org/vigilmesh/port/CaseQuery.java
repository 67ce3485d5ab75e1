package org.vigilmesh.port;

import java.time.Instant;
import java.util.Optional;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * Which cases a list shows, in which order, and after which one it goes on. What is empty takes
 * every case.
 *
 * @param until the order's time of every case is before it; nothing else than a time can be asked
 * @param mention a keyed digest of an identifier or reference that the case's messages have
 * @param after the last case of the page before; empty for the first page
 */
public record CaseQuery(
    Order order,
    Optional<Instant> until,
    Optional<String> state,
    Optional<NodeId> peer,
    Optional<Urgency> urgency,
    Optional<Digest> mention,
    Optional<Place> after) {
  public static final CaseQuery NEWEST = by(Order.LAST_CHANGED);

  private static final long MICROS = 1_000_000;
  private static final long SECONDS_MAX = Long.MAX_VALUE / MICROS - 1;

  /** What decides who comes first. */
  public enum Order {
    /** The case that changed last is first. */
    LAST_CHANGED,
    /** The case whose next clock ends first is first; cases without one are left out. */
    DEADLINE,
    /** The case whose hold ends first is first; cases without a running hold are left out. */
    HOLD_END
  }

  /** A case's place in its order: its change, or its time in microseconds, and then its id. */
  public record Place(long key, CaseId caseId) {}

  public static CaseQuery by(Order order) {
    return new CaseQuery(
        order,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public CaseQuery before(Instant end) {
    return new CaseQuery(order, Optional.of(end), state, peer, urgency, mention, after);
  }

  public CaseQuery inState(String code) {
    return new CaseQuery(order, until, Optional.of(code), peer, urgency, mention, after);
  }

  public CaseQuery with(NodeId node) {
    return new CaseQuery(order, until, state, Optional.of(node), urgency, mention, after);
  }

  public CaseQuery of(Urgency lane) {
    return new CaseQuery(order, until, state, peer, Optional.of(lane), mention, after);
  }

  public CaseQuery naming(Digest digest) {
    return new CaseQuery(order, until, state, peer, urgency, Optional.of(digest), after);
  }

  /** The next page's question. */
  public CaseQuery after(Place place) {
    return new CaseQuery(order, until, state, peer, urgency, mention, Optional.of(place));
  }

  /** Where {@code row} stands in this order; it has such a place. */
  public Place place(CaseRow row) {
    return new Place(findKey(row).orElseThrow(), row.caseId());
  }

  /** What orders {@code row}; empty where this order leaves it out. */
  public Optional<Long> findKey(CaseRow row) {
    return switch (order) {
      case LAST_CHANGED -> Optional.of(row.change());
      case DEADLINE -> row.deadline().map(CaseQuery::micros);
      case HOLD_END -> row.heldUntil().map(CaseQuery::micros);
    };
  }

  /** Microseconds since 1970, as stores keep times; what lies beyond them is the last of them. */
  public static long micros(Instant at) {
    long seconds = Math.clamp(at.getEpochSecond(), -SECONDS_MAX, SECONDS_MAX);
    return seconds * MICROS + at.getNano() / 1_000L;
  }

  /** Whether {@code row} is what is asked for, its place and what it mentions apart. */
  public boolean fits(CaseRow row) {
    Optional<Long> key = findKey(row);
    return key.isPresent()
        && until.map(end -> key.get() < micros(end)).orElse(true)
        && state.map(code -> code.equals(row.state())).orElse(true)
        && peer.map(node -> node.equals(row.peer())).orElse(true)
        && urgency.map(lane -> lane == row.urgency()).orElse(true);
  }
}
