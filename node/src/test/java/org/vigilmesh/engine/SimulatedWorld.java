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
import java.util.function.Consumer;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.port.Codec;
import org.vigilmesh.port.Rows.JournalRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * One thread, one queue of what happens next by time and order, one seed: everything that several
 * production engines can meet is drawn from it, so that a run can be had again.
 */
final class SimulatedWorld {
  private static final int TRACE_MAX = 40;
  private static final int HASH_EVERY = 1_000;

  /** More than this in one simulated minute is a loop that never ends. */
  private static final int EVENTS_A_MINUTE_MAX = 400_000;

  /** Something that will happen. */
  private record Happening(long at, long serial, Runnable what) {}

  /** Something that happened; put into words only when somebody reads it. */
  private record Noted(long at, Object what) {
    @Override
    public String toString() {
      return Duration.ofNanos(at) + " " + what;
    }
  }

  final SimulationOptions options;
  final Random random;
  final Coverage coverage = new Coverage();
  final SimulatedCrypto crypto;
  final Codec codec = new RememberingCodec();
  final SimulatedNetwork network = new SimulatedNetwork(this);
  final SimulationChecks checks = new SimulationChecks(this);

  /** The nodes of the mesh, in the order of their ids. */
  final List<SimulatedNode> nodes = new ArrayList<>();

  private final Consumer<String> watcher;
  private final PriorityQueue<Happening> queue =
      new PriorityQueue<>(
          Comparator.comparingLong(Happening::at).thenComparingLong(Happening::serial));
  private final Deque<Noted> trace = new ArrayDeque<>();
  private long nanos;
  private long serial;
  private long events;
  private long minute;
  private long inMinute;
  private boolean isHealed;
  private Digest state = Digest.ZERO;

  /**
   * @param watcher gets every noted event in words; null: nobody watches
   */
  SimulatedWorld(
      SimulationOptions options, @org.jspecify.annotations.Nullable Consumer<String> watcher) {
    this.options = options;
    this.random = new Random(options.seed());
    this.watcher = watcher == null ? _ -> {} : watcher;
    this.isTraced = watcher != null;
    this.crypto = options.real() ? new ShippedCrypto() : new HashedCrypto(this::fresh);
  }

  private final boolean isTraced;

  /** True time; each node's clock differs from it. */
  Instant now() {
    return MessageFixtures.NOW.plus(options.shift()).plusNanos(nanos);
  }

  /** How long the world has lasted. */
  Duration age() {
    return Duration.ofNanos(nanos);
  }

  void after(Duration delay, Runnable what) {
    serial++;
    queue.add(new Happening(nanos + Math.max(0, delay.toNanos()), serial, what));
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

  /** Whether {@code fault} strikes now, with that probability; counted when it does. */
  boolean strikes(Fault fault, double probability) {
    if (isHealed || !options.has(fault) || !chance(probability)) {
      return false;
    }
    coverage.hit(fault);
    return true;
  }

  /** From here on nothing new goes wrong. */
  void heal() {
    isHealed = true;
  }

  boolean isHealed() {
    return isHealed;
  }

  /** Lets everything happen that is due within {@code time}. */
  void pass(Duration time) {
    long end = nanos + time.toNanos();
    while (!queue.isEmpty() && queue.peek().at() <= end) {
      Happening next = queue.remove();
      nanos = next.at();
      next.what().run();
      events++;
      count();
    }
    nanos = end;
  }

  private void count() {
    long at = nanos / 60_000_000_000L;
    inMinute = at == minute ? inMinute + 1 : 0;
    minute = at;
    require(inMinute < EVENTS_A_MINUTE_MAX, "the mesh turns without end and gets nowhere");
    if (events % HASH_EVERY == 0) {
      state = Digest.sha256(state.bytes(), present().bytes());
    }
  }

  /** Time, order, and every journal's head, which holds all that a node did. */
  private Digest present() {
    List<Bytes> parts = new ArrayList<>(List.of(Bytes.u64(nanos), Bytes.u64(serial)));
    for (SimulatedNode node : nodes) {
      parts.add(
          node.store()
              .read(StoreView::journalHead)
              .map((JournalRow row) -> row.head().bytes())
              .orElse(Bytes.EMPTY));
    }
    return Digest.sha256(parts.toArray(Bytes[]::new));
  }

  /** The hash of the whole course so far: equal for two runs of one seed. */
  Digest state() {
    return Digest.sha256(state.bytes(), present().bytes());
  }

  /** What all nodes have decided, in their order: their journals without times and ids. */
  Digest decisions() {
    List<Bytes> parts = new ArrayList<>();
    for (SimulatedNode node : nodes) {
      for (JournalRow row : node.store().read(view -> view.journal(1, Integer.MAX_VALUE))) {
        JournalEntry entry = JournalEntry.decode(row.entry());
        String words = entry.kind() + " " + entry.peer() + " " + entry.seq() + ";";
        parts.add(Bytes.utf8(words));
      }
    }
    return Digest.sha256(parts.toArray(Bytes[]::new));
  }

  long events() {
    return events;
  }

  Bytes fresh(int count) {
    byte[] drawn = new byte[count];
    random.nextBytes(drawn);
    return Bytes.of(drawn);
  }

  /** Keeps {@code event} among the last ones; its words are asked for when somebody reads it. */
  void note(Object event) {
    Noted noted = new Noted(nanos, event);
    trace.add(noted);
    if (trace.size() > TRACE_MAX) {
      trace.remove();
    }
    if (isTraced) {
      watcher.accept(noted.toString());
    }
  }

  /** The last events, oldest first. */
  List<String> trace() {
    return trace.stream().map(Noted::toString).toList();
  }

  /** Ends the run: what was promised does not hold. */
  AssertionError broken(String promise) {
    return new AssertionError(promise);
  }

  void require(boolean holds, String promise) {
    if (!holds) {
      throw broken(promise);
    }
  }
}
