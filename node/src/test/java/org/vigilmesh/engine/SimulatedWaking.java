package org.vigilmesh.engine;

import java.time.Duration;

/** How long a node sleeps; one that is due again and again at once never does what is due. */
final class SimulatedWaking {
  private static final Duration LEAST = Duration.ofMillis(1);

  /** Turns in a row after which the next one is due already. */
  private static final int DUE_AT_ONCE_MAX = 20_000;

  private final SimulatedWorld world;
  private int dueAtOnce;

  SimulatedWaking(SimulatedWorld world) {
    this.world = world;
  }

  /** The time {@code wanted}, but never longer than a node's patience. */
  Duration after(Duration wanted, Object node) {
    boolean isDue = wanted.compareTo(LEAST) <= 0;
    dueAtOnce = isDue ? dueAtOnce + 1 : 0;
    world.require(dueAtOnce < DUE_AT_ONCE_MAX, "stop: " + node + " wakes again and again in vain");
    Duration most = world.options.patience();
    return isDue ? LEAST : wanted.compareTo(most) > 0 ? most : wanted;
  }
}
