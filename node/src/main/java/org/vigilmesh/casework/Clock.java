package org.vigilmesh.casework;

import java.time.Duration;
import org.vigilmesh.value.Urgency;

/** The clock that runs in a case now; it rings, and never decides. Lengths are design defaults. */
public enum Clock {
  NONE,
  DELIVERY,
  ACKNOWLEDGEMENT,
  DECISION,
  CUSTODIAN,
  TREATY_FLOOR;

  /** How long it runs for an act of this urgency; zero where the end is a date in the case. */
  public Duration length(Urgency urgency) {
    return switch (this) {
      case NONE, TREATY_FLOOR -> Duration.ZERO;
      case DELIVERY -> of(urgency, Duration.ofMinutes(2), Duration.ofMinutes(15), 15);
      case ACKNOWLEDGEMENT -> of(urgency, Duration.ofMinutes(30), Duration.ofHours(8), 24 * 60);
      case DECISION -> of(urgency, Duration.ofHours(4), Duration.ofHours(24), 72 * 60);
      case CUSTODIAN -> of(urgency, Duration.ofHours(1), Duration.ofHours(8), 24 * 60);
    };
  }

  private static Duration of(
      Urgency urgency, Duration emergency, Duration urgent, long routineMinutes) {
    return switch (urgency) {
      case EMERGENCY -> emergency;
      case URGENT -> urgent;
      case ROUTINE -> Duration.ofMinutes(routineMinutes);
    };
  }
}
