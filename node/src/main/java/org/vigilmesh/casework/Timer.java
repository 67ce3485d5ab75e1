package org.vigilmesh.casework;

import java.time.Duration;
import java.time.Instant;
import org.vigilmesh.casework.Clock.Side;

/**
 * A clock that runs in a case.
 *
 * @param about the message that it waits on, by act id; empty for the case as a whole
 * @param end for the requesting side; where the moments of a hold differ, the earlier end
 * @param endOfDuty for the requested side, the later one
 */
public record Timer(Clock clock, String about, Instant start, Instant end, Instant endOfDuty) {
  static Timer of(Clock clock, String about, Instant start, Instant end) {
    return new Timer(clock, about, start, end, end);
  }

  /** When it ends as the desk of {@code side} sees it. */
  public Instant end(Side side) {
    return side == Side.REQUESTED ? endOfDuty : end;
  }

  /** The same with all its instants later: it stood still for a while. */
  Timer later(Duration by) {
    return new Timer(clock, about, start.plus(by), end.plus(by), endOfDuty.plus(by));
  }
}
