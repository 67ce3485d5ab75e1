package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Wrong codes of the last minute, and from where: five from one network close the door for it and
 * for nobody else. Guesses from many networks are bounded, too, so much later that those who would
 * keep officers out need a hundred networks for it; of 60 bits they still learn nothing.
 */
final class WrongCodes {
  static final int EACH_MAX = 5;

  /** Also the bound of what is remembered. */
  static final int ALL_MAX = 600;

  static final Duration WITHIN = Duration.ofMinutes(1);

  private record Wrong(String from, Instant at) {}

  private final Deque<Wrong> all = new ArrayDeque<>();

  /** Whether one more code from there is looked at. */
  boolean allows(String from, Instant at) {
    while (!all.isEmpty() && !all.getFirst().at().plus(WITHIN).isAfter(at)) {
      all.removeFirst();
    }
    return all.size() < ALL_MAX
        && all.stream().filter(one -> one.from().equals(from)).count() < EACH_MAX;
  }

  void add(String from, Instant at) {
    all.addLast(new Wrong(from, at));
  }
}
