package org.vigilmesh.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.vigilmesh.casework.Clock.Side;
import org.vigilmesh.value.Urgency;

/**
 * A clock that runs in a case.
 *
 * @param about the message that it waits on, by act id; empty for the case as a whole
 * @param end for the requesting side; where the moments of a hold differ, the earlier end
 * @param endOfDuty for the requested side, the later one
 * @param paced for whose length it runs; empty where the case gives the end
 */
public record Timer(
    Clock clock,
    String about,
    Instant start,
    Instant end,
    Instant endOfDuty,
    Optional<Urgency> paced) {
  /** One that ends when the case says. */
  static Timer of(Clock clock, String about, Instant start, Instant end) {
    return new Timer(clock, about, start, end, end, Optional.empty());
  }

  /** The same for another length. */
  Timer lasting(Duration length) {
    Instant last = start.plus(length);
    return new Timer(clock, about, start, last, last, paced);
  }

  /** When it ends as the desk of {@code side} sees it. */
  public Instant end(Side side) {
    return side == Side.REQUESTED ? endOfDuty : end;
  }

  /** The same with all its instants later: it stood still for a while. */
  Timer later(Duration by) {
    return new Timer(clock, about, start.plus(by), end.plus(by), endOfDuty.plus(by), paced);
  }
}
