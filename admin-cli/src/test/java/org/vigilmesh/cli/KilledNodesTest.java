package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes are killed again and again, without a word, at any moment of their start and work,
 * while statements go both ways; what officers were told is compared with what both databases hold
 * in the end. {@code -Dkills=500} kills as often.
 */
final class KilledNodesTest {
  private static final int KILLS = Integer.getInteger("kills", 6);
  private static final int KILLED = 137;

  /** Lives are up to this long, and longer where the machine takes long for a start. */
  private static final long LIFE_MILLIS = 1_500;

  private static final int TELL_EVERY = 25;

  private final long seed = Long.getLong("vigil.seed", System.nanoTime());
  private final AtomicInteger kills = new AtomicInteger();

  @TempDir private Path home;

  @Test
  void everyAcceptedActArrivesExactlyOnceThroughKillsOfBothNodes() {
    Random random = new Random(seed);
    try (RealNodes nodes = RealNodes.start(home, 2);
        Traffic requests = Traffic.requests(nodes);
        Traffic there = Traffic.between(nodes.xa(), nodes.xb());
        Traffic back = Traffic.between(nodes.xb(), nodes.xa())) {
      List<Traffic> all = List.of(requests, there, back);
      CompletableFuture<Void> other =
          CompletableFuture.runAsync(
              () -> kill(nodes, nodes.xb(), new Random(seed + 1), all),
              task -> Thread.ofPlatform().start(task));
      kill(nodes, nodes.xa(), random, all);
      other.join();
      all.forEach(Traffic::awaitMore);
      Told told = Told.of(requests, there, back);
      nodes.verifyJournals();
      nodes.close();
      told.compare(nodes, kills + " kills, seed " + seed);
    }
  }

  /** Half of the kills; the other half meets the other node at the same time. */
  private void kill(RealNodes nodes, DemoNode victim, Random random, List<Traffic> all) {
    for (int i = 0; i < KILLS / 2; i++) {
      if (random.nextInt(4) == 0) {
        victim.kill();
        killInStart(nodes, victim, random);
      } else {
        live(victim, random.nextLong(LIFE_MILLIS + 2 * victim.readyAfter().toMillis()));
        victim.kill();
      }
      nodes.start(victim);
      tell(all);
    }
  }

  /** A start that is killed at any moment of the time that starts take here. */
  private static void killInStart(RealNodes nodes, DemoNode victim, Random random) {
    long millis = 1 + random.nextLong(1 + victim.readyAfter().toMillis());
    String life = String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    nodes.startOrEnd(
        victim, program -> program.command().addAll(0, List.of("timeout", "-s", "KILL", life)));
    assertEquals(KILLED, RealNodes.end(victim), () -> "ended by itself, see " + victim.log());
  }

  private static void live(DemoNode node, long millis) {
    boolean ended = false;
    try {
      ended = node.process().waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertFalse(ended, () -> node.shown() + " ended by itself, see " + node.log());
  }

  private void tell(List<Traffic> all) {
    all.forEach(Traffic::check);
    if (kills.incrementAndGet() % TELL_EVERY == 0) {
      System.out.printf(
          "KilledNodesTest: %d of %d kills, %d acts accepted%n",
          kills.get(), KILLS, all.stream().mapToInt(Traffic::accepted).sum());
    }
  }
}
