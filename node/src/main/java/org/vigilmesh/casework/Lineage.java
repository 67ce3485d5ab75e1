package org.vigilmesh.casework;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.vigilmesh.casework.CaseEvent.Stored;
import org.vigilmesh.value.Digest;

/** Which acts the author of another had seen: its parents, theirs, and so on. */
final class Lineage {
  private final Map<Digest, Stored> acts;

  Lineage(Map<Digest, Stored> acts) {
    this.acts = acts;
  }

  /** Whether the author of {@code later} had seen {@code earlier}. */
  boolean isBefore(Digest earlier, Digest later) {
    Deque<Digest> open = new ArrayDeque<>();
    Set<Digest> seen = new HashSet<>();
    open.add(later);
    while (!open.isEmpty()) {
      Stored stored = acts.get(open.remove());
      if (stored != null) {
        for (Digest parent : stored.act().parents()) {
          if (parent.equals(earlier)) {
            return true;
          }
          if (seen.add(parent)) {
            open.add(parent);
          }
        }
      }
    }
    return false;
  }
}
