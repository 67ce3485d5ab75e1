package org.vigilmesh.delivery;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.value.Digest;

/**
 * Allows one signed refusal per peer and key in a minute, and ever fewer peers' keys than a bound,
 * so that nobody makes this node sign at will. Alarms that a refusal rings obey the same answer.
 */
public record RefusalQuota(Map<About, Instant> lastAt) {
  public static final RefusalQuota EMPTY = new RefusalQuota(Map.of());

  public RefusalQuota {
    lastAt = Map.copyOf(lastAt);
  }

  /** A peer and the sealing key or key pair that the refusal is about. */
  public record About(NodeId peer, Digest key) {}

  /** Whether the refusal may be signed, and the quota after it. */
  public record Answer(boolean isAllowed, RefusalQuota next) {}

  public Answer ask(About about, Instant at, Policy policy) {
    Map<About, Instant> recent = new HashMap<>(lastAt);
    Instant before = at.minus(policy.inbound().refusalEvery());
    recent.values().removeIf(last -> !last.isAfter(before));
    long keys = recent.keySet().stream().filter(a -> a.peer().equals(about.peer())).count();
    boolean isAllowed = !recent.containsKey(about) && keys < policy.inbound().refusalKeysMax();
    if (isAllowed) {
      recent.put(about, at);
    }
    return new Answer(isAllowed, new RefusalQuota(recent));
  }
}
