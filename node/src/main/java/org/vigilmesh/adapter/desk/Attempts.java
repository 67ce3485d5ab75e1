package org.vigilmesh.adapter.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** How often an address, and everybody together, may try to sign in. */
final class Attempts {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int EACH_MAX = 10;
  private static final int ALL_MAX = 120;

  private final InstantSource clock;
  private final Map<String, Integer> tried = new HashMap<>();
  private Instant since = Instant.EPOCH;
  private int all;

  Attempts(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts one more attempt from {@code address}; false when it is one too many this minute. */
  synchronized boolean allows(String address) {
    Instant now = clock.instant();
    if (now.isBefore(since) || !now.isBefore(since.plus(WINDOW))) {
      since = now;
      all = 0;
      tried.clear();
    }
    all++;
    return all <= ALL_MAX && tried.merge(address, 1, Integer::sum) <= EACH_MAX;
  }
}
