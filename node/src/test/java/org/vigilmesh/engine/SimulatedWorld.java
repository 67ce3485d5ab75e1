package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * One thread, one queue of what happens next by time and order, one seed: everything that several
 * production engines can meet is drawn from it, so that a run can be had again.
 */
final class SimulatedWorld {
  private static final int TRACE_MAX = 40;

  /** Something that will happen. */
  private record Happening(Instant at, long serial, Runnable what) {}

  final long seed;
  final Random random;
  final SimulatedNetwork network = new SimulatedNetwork(this);
  final SimulationChecks checks = new SimulationChecks(this);
  final List<SimulatedNode> nodes = new ArrayList<>();
  private final PriorityQueue<Happening> queue =
      new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparingLong(Happening::serial));
  private final Deque<String> trace = new ArrayDeque<>();
  private Instant now = MessageFixtures.NOW;
  private long serial;
  private long drawn;

  SimulatedWorld(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  /** True time; each node's clock differs from it. */
  Instant now() {
    return now;
  }

  void after(Duration delay, Runnable what) {
    serial++;
    queue.add(new Happening(now.plus(delay), serial, what));
  }

  /** A time between the two, drawn from the seed. */
  Duration between(Duration least, Duration most) {
    return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Lets everything happen that is due within {@code time}. */
  void pass(Duration time) {
    Instant end = now.plus(time);
    while (!queue.isEmpty() && !queue.peek().at().isAfter(end)) {
      Happening next = queue.remove();
      now = next.at();
      next.what().run();
    }
    now = end;
  }

  Bytes fresh(int count) {
    drawn++;
    Bytes out = Bytes.EMPTY;
    for (long i = 0; out.size() < count; i++) {
      out =
          Bytes.concat(out, Digest.sha256(Bytes.u64(seed), Bytes.u64(drawn), Bytes.u64(i)).bytes());
    }
    return out.slice(0, count);
  }

  void note(String event) {
    trace.add(Duration.between(MessageFixtures.NOW, now) + " " + event);
    if (trace.size() > TRACE_MAX) {
      trace.remove();
    }
  }

  /** Ends the run: what was promised does not hold. */
  AssertionError broken(String promise) {
    return new AssertionError(
        "seed "
            + seed
            + " (run it alone with -Dvigil.seed="
            + seed
            + "): "
            + promise
            + "\n  "
            + String.join("\n  ", trace));
  }

  void require(boolean holds, String promise) {
    if (!holds) {
      throw broken(promise);
    }
  }
}
