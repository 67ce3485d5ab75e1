package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes are killed again and again, without a word, while requests go from one to the
 * other; what officers were told is compared with what both databases hold in the end.
 */
class KilledNodesTest {
  private static final int REQUESTS = 500;
  private static final int KILLS = 20;
  private static final long LIFE_MAX_MILLIS = 1_500;

  @TempDir private Path home;

  @Test
  void everyAcceptedRequestArrivesExactlyOnceThroughTwentyKills() {
    long seed = Long.getLong("vigil.seed", System.nanoTime());
    Random random = new Random(seed);
    List<Acts.Signed> accepted;
    try (RealNodes nodes = RealNodes.start(home, 2);
        RequestSender sender = new RequestSender(nodes);
        ExecutorService officers = Executors.newFixedThreadPool(4)) {
      List<Acts.Signed> signed = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        signed.add(sender.sign());
      }
      List<Future<Acts.Signed>> answers = new ArrayList<>();
      for (Acts.Signed act : signed) {
        answers.add(
            officers.submit(
                () -> {
                  sender.submitThroughCrashes(act);
                  return act;
                }));
      }
      CompletableFuture.allOf(
              Stream.of(nodes.xa(), nodes.xb())
                  .map(node -> killer(nodes, node, new Random(random.nextLong())))
                  .toArray(CompletableFuture[]::new))
          .join();
      accepted = answers.stream().map(KilledNodesTest::answer).toList();
      accepted.forEach(sender::awaitDelivery);
      assertEquals(0, nodes.run(nodes.xa(), "journal", "verify").code(), "journal of XA");
      assertEquals(0, nodes.run(nodes.xb(), "journal", "verify").code(), "journal of XB");
      compare(nodes, accepted, "seed " + seed);
    }
  }

  /** Half of the kills, at {@code node}; the other half meets the other node at the same time. */
  private static CompletableFuture<Void> killer(RealNodes nodes, DemoNode node, Random random) {
    return CompletableFuture.runAsync(
        () -> {
          for (int i = 0; i < KILLS / 2; i++) {
            killAndRestart(nodes, node, random);
          }
        });
  }

  private static void killAndRestart(RealNodes nodes, DemoNode victim, Random random) {
    boolean ended = false;
    try {
      ended = victim.process().waitFor(random.nextLong(LIFE_MAX_MILLIS), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertEquals(false, ended, victim.shown() + " ended by itself, see " + victim.log());
    victim.kill();
    nodes.start(victim);
  }

  private static Acts.Signed answer(Future<Acts.Signed> future) {
    try {
      return future.get(RealNodes.PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException
        | java.util.concurrent.ExecutionException
        | java.util.concurrent.TimeoutException e) {
      throw new AssertionError("a request without an answer", e);
    }
  }

  private static void compare(RealNodes nodes, List<Acts.Signed> accepted, String seed) {
    List<String> told =
        accepted.stream().map(act -> Ledger.hex(act.id().bytes().toArray())).sorted().toList();
    nodes.close();
    try (Ledger xa = new Ledger(nodes.xa());
        Ledger xb = new Ledger(nodes.xb())) {
      assertEquals(told, xa.actsOf("xa"), "what XA told its officers and what it stored, " + seed);
      assertEquals(told, xb.actsOf("xa"), "what XA accepted and what XB stored, " + seed);
      assertEquals(List.of(), xa.gapsInLanesOf("xa"), "gaps at XA, " + seed);
      assertEquals(List.of(), xb.gapsInLanesOf("xa"), "gaps at XB, " + seed);
      assertEquals(REQUESTS, xb.count("matter"), "one case at XB for each request, " + seed);
    }
  }
}
