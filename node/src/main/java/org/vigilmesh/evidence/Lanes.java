package org.vigilmesh.evidence;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.value.Digest;

/** The places of a file's statements, and whether each follows what stands before it. */
final class Lanes {
  private final Map<Place, Signed<StatementHeader>> held = new HashMap<>();
  private final Set<Place> split = new HashSet<>();

  private record Place(LaneId lane, long seq) {}

  Lanes(List<Signed<StatementHeader>> headers) {
    for (Signed<StatementHeader> header : headers) {
      Place place = place(header.value());
      Signed<StatementHeader> other = held.putIfAbsent(place, header);
      if (other != null && !other.hash().equals(header.hash())) {
        split.add(place);
      }
    }
  }

  private static Place place(StatementHeader header) {
    return new Place(header.laneId(), header.seq());
  }

  /** The first of a later incarnation follows a start, which no file has. */
  Answer chain(StatementHeader header) {
    if (split.contains(place(header))) {
      return Answer.NO;
    }
    if (header.seq() == 1) {
      return header.incarnation().number() == 1
          ? Answer.of(header.previous().equals(Digest.ZERO))
          : Answer.UNCHECKED;
    }
    Signed<StatementHeader> before = held.get(new Place(header.laneId(), header.seq() - 1));
    return before == null ? Answer.UNCHECKED : Answer.of(header.previous().equals(before.hash()));
  }

  /** Whether the statements after {@code from} lead to {@code to}, as far as they are here. */
  Answer leads(Signed<StatementHeader> from, Position to) {
    Digest last = from.hash();
    for (long seq = from.value().seq() + 1; seq <= to.seq(); seq++) {
      Signed<StatementHeader> next = held.get(new Place(from.value().laneId(), seq));
      if (next == null) {
        return Answer.UNCHECKED;
      }
      if (!next.value().previous().equals(last)) {
        return Answer.NO;
      }
      last = next.hash();
    }
    return Answer.of(last.equals(to.hash()));
  }
}
