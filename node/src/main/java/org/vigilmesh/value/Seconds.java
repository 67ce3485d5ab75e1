package org.vigilmesh.value;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Whole seconds: the only times that signed objects hold. */
public final class Seconds {
  private Seconds() {}

  public static boolean isWhole(Instant at) {
    return at.equals(whole(at));
  }

  /** {@code at} without its fraction of a second. */
  public static Instant whole(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS);
  }
}
