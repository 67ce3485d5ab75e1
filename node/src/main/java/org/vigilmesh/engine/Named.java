package org.vigilmesh.engine;

import java.util.HashMap;
import java.util.Map;
import org.vigilmesh.delivery.InboundLane;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.port.StoreView;

/**
 * Which card and key set each inbound lane has named last: along a lane they never get older. Read
 * from the newest accepted statement when a lane is met for the first time.
 */
final class Named {
  private final Ports ports;
  private final Map<LaneId, Versions> newest = new HashMap<>();

  Named(Ports ports) {
    this.ports = ports;
  }

  private record Versions(long card, long keySet) {
    static final Versions NONE = new Versions(0, 0);

    static Versions of(StatementHeader header, Speaker speaker) {
      var card = speaker.cards().get(header.sender().card());
      var keySet = speaker.keySets().get(header.sender().keySet());
      return new Versions(card == null ? 0 : card.version(), keySet == null ? 0 : keySet.version());
    }
  }

  /** Whether {@code header} names an older card or key set than the lane's newest statement. */
  boolean isOlder(StoreView view, InboundLane lane, StatementHeader header, Speaker speaker) {
    if (lane.last().seq() == 0) {
      return false;
    }
    Versions before = newest.computeIfAbsent(lane.lane(), _ -> read(view, lane, speaker));
    Versions now = Versions.of(header, speaker);
    return now.card() < before.card() || now.keySet() < before.keySet();
  }

  private Versions read(StoreView view, InboundLane lane, Speaker speaker) {
    return view.statement(lane.lane(), lane.last().seq())
        .flatMap(row -> ports.codec().signedHeader().decode(row.header()).find())
        .map(Signed::value)
        .map(header -> Versions.of(header, speaker))
        .orElse(Versions.NONE);
  }

  /** {@code header} took its place. */
  void accepted(LaneId lane, StatementHeader header, Speaker speaker) {
    newest.put(lane, Versions.of(header, speaker));
  }
}
