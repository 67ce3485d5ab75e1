package org.vigilmesh.adapter.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often a network, and whoever names an officer, may try within a minute. Nobody can keep an
 * officer out by naming them: where they signed in before, others' tries are not held against them.
 */
final class Attempts {
  static final Duration WINDOW = Duration.ofMinutes(1);

  /** Officers of a whole desk may stand behind one address; they do not all come at once. */
  static final int NETWORK_MAX = 10;

  static final int OFFICER_MAX = 10;

  /** More than a hundred desks need; also the bound of what is remembered. */
  static final int ALL_MAX = 1_200;

  private static final int KNOWN_MAX = 1_000;

  private final InstantSource clock;
  private final Map<String, Integer> networks = new HashMap<>();
  private final Map<String, Integer> officers = new HashMap<>();

  /** Where an officer signed in, the latest last. */
  private final Map<String, String> known = new LinkedHashMap<>();

  private Instant since = Instant.EPOCH;
  private int all;

  Attempts(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts one more attempt from {@code network}; false when it is one too many this minute. */
  synchronized boolean allows(String network) {
    renew();
    all++;
    return all <= ALL_MAX && networks.merge(network, 1, Integer::sum) <= NETWORK_MAX;
  }

  /** The same for one that names {@code officer}; counted only where they never came from. */
  synchronized boolean allows(String network, String officer) {
    renew();
    return known.containsKey(place(network, officer))
        || (officers.size() < ALL_MAX && officers.merge(officer, 1, Integer::sum) <= OFFICER_MAX);
  }

  /** The officer was let in from there. */
  synchronized void succeeded(String network, String officer) {
    String place = place(network, officer);
    known.remove(place);
    known.put(place, officer);
    if (known.size() > KNOWN_MAX) {
      known.remove(known.keySet().iterator().next());
    }
    officers.remove(officer);
  }

  private static String place(String network, String officer) {
    return network + " " + officer;
  }

  private void renew() {
    Instant now = clock.instant();
    if (now.isBefore(since) || !now.isBefore(since.plus(WINDOW))) {
      since = now;
      all = 0;
      networks.clear();
      officers.clear();
    }
  }
}
