package org.vigilmesh.adapter.sqlite;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.port.StoreException;
import org.vigilmesh.port.StoreException.Reason;
import org.vigilmesh.value.Check;
import org.vigilmesh.value.Urgency;

/**
 * Lanes and places as numbers. A lane gets its number when something of it is first written and
 * keeps it for ever, so what was once read may be remembered.
 */
final class LaneKeys {
  /** Enough for a thousand statements a second over thirty years. */
  private static final int SEQ_BITS = 40;

  static final long SEQ_MAX = (1L << SEQ_BITS) - 1;

  private final Session session;
  private final Map<LaneId, Long> ids = new HashMap<>();
  private final Map<Long, LaneId> lanes = new HashMap<>();

  LaneKeys(Session session) {
    this.session = session;
  }

  static long place(long laneId, long seq) {
    return laneId << SEQ_BITS | Math.clamp(seq, 0, SEQ_MAX);
  }

  static long seq(long place) {
    return place & SEQ_MAX;
  }

  static String describe(long place) {
    return "lane " + (place >>> SEQ_BITS) + " seq " + seq(place);
  }

  /** The lane's number, or 0, which no lane has. */
  long id(LaneId lane) {
    Long known = ids.get(lane);
    if (known != null) {
      return known;
    }
    Optional<Long> found =
        session.first(
            Table.LANE,
            """
            SELECT * FROM lane WHERE from_node = ? AND from_epoch = ? AND to_node = ?
            AND to_epoch = ? AND urgency = ? AND incarnation = ? AND incarnation_random = ?
            """,
            row -> row.number(0),
            lane.from(),
            lane.to(),
            lane.urgency(),
            lane.incarnation());
    found.ifPresent(id -> remember(id, lane));
    return found.orElse(0L);
  }

  /** The lane's number, taken now if it had none. */
  long take(LaneId lane) {
    long known = id(lane);
    if (known != 0) {
      return known;
    }
    long next = session.number("SELECT coalesce(max(lane_id), 0) + 1 FROM lane").orElseThrow();
    session.put(
        Table.LANE,
        "INSERT INTO lane VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        next,
        lane.from(),
        lane.to(),
        lane.urgency(),
        lane.incarnation());
    remember(next, lane);
    return next;
  }

  /** The place to write at; the lane gets a number if it had none. */
  long takePlace(LaneId lane, long seq) {
    Check.that(seq >= 1 && seq <= SEQ_MAX, "statements are numbered from 1");
    return place(take(lane), seq);
  }

  LaneId laneAt(long place) {
    return lane(place >>> SEQ_BITS);
  }

  LaneId lane(long id) {
    LaneId known = lanes.get(id);
    if (known != null) {
      return known;
    }
    List<LaneId> found =
        session.list(
            Table.LANE,
            "SELECT * FROM lane WHERE lane_id = ?",
            row ->
                new LaneId(
                    row.ref(1), row.ref(3), row.constant(5, Urgency.class), row.incarnation(6)),
            id);
    if (found.isEmpty()) {
      throw new StoreException(Reason.DAMAGED, "A row is missing: table lane, key " + id + ".");
    }
    remember(id, found.getFirst());
    return found.getFirst();
  }

  private void remember(long id, LaneId lane) {
    ids.put(lane, id);
    lanes.put(id, lane);
  }
}
