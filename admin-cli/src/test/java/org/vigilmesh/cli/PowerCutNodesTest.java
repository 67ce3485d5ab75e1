package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.adapter.sqlite.UnsafeDisk;

/**
 * The power of either node goes at a sync while requests are under way, and what its disk had not
 * synced is gone. {@code -Dpower.cuts.nodes=N} sets the number of cuts.
 */
class PowerCutNodesTest {
  private static final int CUTS = Integer.getInteger("power.cuts.nodes", 0);

  /** Each request is at least one sync at either node, so the cut comes. */
  private static final int REQUESTS = 40;

  @TempDir private Path home;

  @Test
  void whatOfficersWereToldOutlivesThePowerCutsOfBothNodes()
      throws IOException, InterruptedException {
    assumeTrue(CUTS > 0, "a minute for each two cuts: -Dpower.cuts.nodes=N");
    UnsafeDisk disk = UnsafeDisk.find(home).orElse(null);
    assumeTrue(disk != null, "no C compiler here: Debian's package gcc with libc6-dev");
    Random random = new Random(Long.getLong("vigil.seed", 20_270_115L));
    List<Acts.Signed> accepted = new ArrayList<>();
    try (RealNodes nodes = RealNodes.start(home, 2);
        RequestSender sender = new RequestSender(nodes)) {
      for (int i = 0; i < CUTS; i++) {
        DemoNode victim = i % 2 == 0 ? nodes.xa() : nodes.xb();
        Map<String, String> cut =
            Map.of(
                "CUT_AT", String.valueOf(1 + random.nextInt(REQUESTS)),
                "TEAR", String.valueOf(i % 4 < 2 ? 0 : 1 + random.nextInt(1000)));
        String files = victim.layout().directory().resolve("vigil").toString();
        accepted.addAll(sendThroughACut(nodes, sender, victim, disk.mounted(files, cut)));
      }
      accepted.forEach(sender::awaitDelivery);
      nodes.verifyJournals();
      nodes.close();
      List<String> told = Told.sorted(accepted.stream().map(Acts.Signed::id));
      Told.compare(nodes.xa(), nodes.xb(), told, CUTS + " cuts");
    }
  }

  /** Officers hand over requests, each until it is accepted, while {@code victim} loses power. */
  private static List<Acts.Signed> sendThroughACut(
      RealNodes nodes, RequestSender sender, DemoNode victim, Map<String, String> unsafe)
      throws IOException, InterruptedException {
    List<Acts.Signed> signed = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      signed.add(sender.sign());
    }
    victim.close();
    try (ExecutorService officers = Executors.newFixedThreadPool(2)) {
      List<Future<?>> answers = new ArrayList<>();
      for (Acts.Signed act : signed) {
        answers.add(officers.submit(() -> sender.submitThroughCrashes(act)));
      }
      nodes.startOrEnd(victim, program -> program.environment().putAll(unsafe));
      assertTrue(
          victim.process().waitFor(RealNodes.PATIENCE_SECONDS, TimeUnit.SECONDS), "no cut came");
      String said = Files.readString(victim.log());
      assertTrue(said.contains("power cut at sync "), () -> "it ended otherwise: " + said);
      nodes.start(victim);
      for (Future<?> answer : answers) {
        answer.get(RealNodes.PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("a request without an answer", e);
    }
    return signed;
  }
}
