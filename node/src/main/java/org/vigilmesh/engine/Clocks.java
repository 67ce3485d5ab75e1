package org.vigilmesh.engine;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.vigilmesh.casework.Bell;
import org.vigilmesh.casework.CaseState;
import org.vigilmesh.casework.Clock;
import org.vigilmesh.casework.Overlay;
import org.vigilmesh.casework.Stage;
import org.vigilmesh.casework.Timer;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.CaseStanding;
import org.vigilmesh.port.CaseStanding.Item;
import org.vigilmesh.port.CaseStanding.Running;
import org.vigilmesh.port.CaseStanding.Waiting;

/** The clocks of a case as one side reads them. */
final class Clocks {
  private final CaseState state;
  private final List<Timer> timers;
  private final Clock.Side side;

  /**
   * @param timers of that state, as they run here
   */
  Clocks(CaseState state, List<Timer> timers, NodeId self) {
    this.state = state;
    this.timers = timers;
    this.side = state.side(self);
  }

  CaseStanding standing(Instant at) {
    return new CaseStanding(
        state.base().map(Stage::code).orElse(""),
        state.hold().name().toLowerCase(Locale.ROOT),
        state.overlays().keySet().stream().sorted().map(Overlay::code).toList(),
        state.flags().stream().sorted().map(CaseState.Flag::code).toList(),
        state.items().entrySet().stream()
            .map(item -> new Item(item.getKey(), item.getValue().code()))
            .sorted(java.util.Comparator.comparing(Item::id))
            .toList(),
        timers.stream()
            .sorted(java.util.Comparator.comparing(timer -> timer.end(side)))
            .map(timer -> running(timer, at))
            .toList());
  }

  private Running running(Timer timer, Instant at) {
    return new Running(
        timer.clock().code(),
        timer.about(),
        timer.start(),
        timer.end(side),
        waiting(timer.clock().actor()),
        Bell.next(List.of(timer), side, at));
  }

  private Waiting waiting(Clock.Side actor) {
    return actor == Clock.Side.BOTH ? Waiting.BOTH : actor == side ? Waiting.US : Waiting.PEER;
  }
}
