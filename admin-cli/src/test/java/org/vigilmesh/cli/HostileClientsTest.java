package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.hostile.Crowd;
import org.vigilmesh.hostile.Rogue;
import org.vigilmesh.hostile.Stage;
import org.vigilmesh.hostile.Target;

/**
 * Half-open connections and floods of a verified peer at XB while emergencies go from XA to XB. An
 * ordinary run has a tenth of the crowd and only prints its figures; -Dvigil.hostile=all has 10,000
 * strangers and asks for less than 500 ms.
 */
final class HostileClientsTest {
  private static final boolean IS_ALL = System.getProperty("vigil.hostile", "").equals("all");
  private static final boolean IS_SOME = System.getProperty("vigil.hostile", "").equals("some");
  private static final int STRANGERS = IS_ALL ? 10_000 : 150;
  private static final int EMERGENCIES_MIN = IS_ALL ? 200 : 10;
  private static final int WARM_UP = IS_ALL ? 20 : 5;
  private static final double P99_MILLIS_MAX = IS_ALL ? 500 : 10_000;

  @TempDir private Path home;

  @Test
  void anEmergencyOfOthersGoesThroughACrowd() throws IOException, InterruptedException {
    assumeTrue(IS_ALL || IS_SOME, "half a minute or more: -Dvigil.hostile=some, or all");
    try (RealNodes nodes = RealNodes.start(home, 2);
        Emergencies emergencies = new Emergencies(nodes)) {
      Rogue rogue = introduced(nodes);
      Target target = Target.of(Files.readAllBytes(home.resolve("nodes").resolve("xb.card")));
      for (int i = 0; i < WARM_UP; i++) {
        emergencies.deliver();
      }
      emergencies.forget();
      long since = nodes.peer(nodes.xa(), nodes.xb()).getLinkedSince();
      int newcomers = 0;
      Crowd crowd = new Crowd(target, rogue, STRANGERS);
      try (crowd) {
        while (!crowd.isThrough() || emergencies.count() < EMERGENCIES_MIN) {
          emergencies.deliver();
          newcomers += isLet(rogue, target) ? 1 : 0;
        }
      }
      System.out.printf(
          "HostileClientsTest: %d half-open connections, %d floods, %d emergencies,"
              + " p50 %.0f ms, p99 %.0f ms, %d newcomers let in, %s%n",
          crowd.opened(),
          crowd.floods(),
          emergencies.count(),
          emergencies.millis(0.5),
          emergencies.millis(0.99),
          newcomers,
          memory(nodes.xb()));
      assertTrue(crowd.floods() > 0, "a flood was run");
      assertTrue(emergencies.millis(0.99) < P99_MILLIS_MAX, "p99 " + emergencies.millis(0.99));
      assertTrue(
          newcomers > (IS_ALL ? emergencies.count() / 2 : 0), "newcomers get in: " + newcomers);
      assertEquals(since, nodes.peer(nodes.xa(), nodes.xb()).getLinkedSince(), "the link stayed");
      assertTrue(nodes.xb().process().isAlive(), "XB lives");
    }
  }

  private Rogue introduced(RealNodes nodes) throws IOException {
    Rogue rogue = new Rogue("xm-1", Instant.now());
    Path card = home.resolve("xm.card");
    Files.write(card, rogue.bundle());
    assertEquals(0, nodes.run(nodes.xb(), "peers", "add", card.toString()).code());
    String fingerprint = rogue.fingerprint();
    assertEquals(
        0,
        nodes
            .run(nodes.xb(), "peers", "verify", rogue.node(), "--fingerprint", fingerprint)
            .code());
    return rogue;
  }

  /** Whether a peer that connects now is let in and answered. */
  private static boolean isLet(Rogue rogue, Target target) throws InterruptedException {
    try (Stage stage = new Stage(rogue, target, () -> {})) {
      return stage.isLetIn();
    }
  }

  private static String memory(DemoNode node) throws IOException {
    Path status = Path.of("/proc", Long.toString(node.process().pid()), "status");
    return Files.exists(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .findFirst()
            .orElse("")
            .replaceAll("\\s+", " ")
        : "";
  }
}
