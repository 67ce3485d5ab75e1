package org.vigilmesh.engine;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What runs have met: how often each class of fault struck, and named situations that are rare. */
final class Coverage {
  private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
  private final Map<String, Long> situations = new TreeMap<>();
  private final Map<String, Long> steps = new TreeMap<>();

  void hit(Fault fault) {
    faults.merge(fault, 1L, Long::sum);
  }

  void met(String situation) {
    situations.merge(situation, 1L, Long::sum);
  }

  /** A process ended at a named step. */
  void endedAt(String step) {
    steps.merge(step, 1L, Long::sum);
  }

  long hits(Fault fault) {
    return faults.getOrDefault(fault, 0L);
  }

  Map<String, Long> situations() {
    return situations;
  }

  Map<String, Long> steps() {
    return steps;
  }

  void add(Coverage other) {
    other.faults.forEach((fault, count) -> faults.merge(fault, count, Long::sum));
    other.situations.forEach((name, count) -> situations.merge(name, count, Long::sum));
    other.steps.forEach((step, count) -> steps.merge(step, count, Long::sum));
  }
}
