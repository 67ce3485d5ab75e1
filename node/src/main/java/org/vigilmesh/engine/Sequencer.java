package org.vigilmesh.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vigilmesh.value.Check;

/**
 * Puts results that come back in any order into the order in which their work was handed out. One
 * per lane and direction.
 */
final class Sequencer<T> {
  private final Map<Long, T> waiting = new HashMap<>();
  private long handedOut;
  private long delivered;

  /** The next ticket. */
  long ticket() {
    return ++handedOut;
  }

  /** Takes the result for {@code ticket}; returns what can now be handled, in ticket order. */
  List<T> complete(long ticket, T result) {
    Check.that(ticket > delivered && ticket <= handedOut, "a ticket is completed once");
    waiting.put(ticket, result);
    List<T> ready = new ArrayList<>();
    for (T next = waiting.remove(delivered + 1);
        next != null;
        next = waiting.remove(delivered + 1)) {
      delivered++;
      ready.add(next);
    }
    return ready;
  }

  long outstanding() {
    return handedOut - delivered;
  }
}
