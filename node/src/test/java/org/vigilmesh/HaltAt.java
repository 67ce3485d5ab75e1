package org.vigilmesh;

import java.util.concurrent.atomic.AtomicLong;
import org.vigilmesh.port.Failpoint;

/**
 * Ends the process without warning at the k-th passing of a named step. It is no part of what is
 * shipped: a node that was not started by {@link HaltingNode} has no such step.
 */
final class HaltAt implements Failpoint {
  /** What the shell reports for a process killed by signal 9. */
  private static final int KILLED = 137;

  private final String name;
  private final AtomicLong left;

  private HaltAt(String name, long times) {
    this.name = name;
    this.left = new AtomicLong(times);
  }

  /** Reads {@code NAME} or {@code NAME@k}; an empty text halts nowhere. */
  static Failpoint parse(String text) {
    if (text.isEmpty()) {
      return Failpoint.NONE;
    }
    int at = text.indexOf('@');
    return at < 0
        ? new HaltAt(text, 1)
        : new HaltAt(text.substring(0, at), Long.parseLong(text.substring(at + 1)));
  }

  @Override
  public void at(String step) {
    if (step.equals(name) && left.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
