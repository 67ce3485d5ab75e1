package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.adapter.sqlite.UnsafeDisk;

/**
 * The power of a node goes at one sync after the other of a run of fifty messages, while acts go
 * both ways, and what its disk had not synced is gone: whole, or in pieces at every other cut.
 * {@code -Dpower.cuts.nodes=N} sets the number of cuts, {@code all} is one at each sync.
 */
class PowerCutNodesTest {
  private static final String ASKED = System.getProperty("power.cuts.nodes", "0");
  private static final int MESSAGES = 50;
  private static final int TELL_EVERY = 10;

  @TempDir private Path home;

  @Test
  void whatOfficersWereToldOutlivesThePowerCutsOfBothNodes()
      throws IOException, InterruptedException {
    assumeTrue(!ASKED.equals("0"), "a minute for each eight cuts: -Dpower.cuts.nodes=N");
    UnsafeDisk disk = UnsafeDisk.find(home).orElse(null);
    assumeTrue(disk != null, "no C compiler here: Debian's package gcc with libc6-dev");
    try (RealNodes nodes = RealNodes.start(home, 2);
        Traffic requests = Traffic.requests(nodes);
        Traffic there = Traffic.between(nodes.xa(), nodes.xb());
        Traffic back = Traffic.between(nodes.xb(), nodes.xa())) {
      Traffic[] all = {requests, there, back};
      int cuts = 0;
      for (DemoNode victim : nodes.all()) {
        long syncs = syncs(disk, nodes, victim, all);
        long[] at = chosen(syncs);
        for (long sync : at) {
          cut(disk, nodes, victim, sync, all);
        }
        cuts += at.length;
        System.out.printf(
            "PowerCutNodesTest: %d of %d syncs of %s%n", at.length, syncs, victim.shown());
        nodes.start(victim);
        Stream.of(all).forEach(Traffic::awaitMore);
      }
      Told told = Told.of(all);
      nodes.verifyJournals();
      nodes.close();
      told.compare(nodes, cuts + " power cuts");
    }
  }

  /** All syncs, or as many as were asked for at each node, over the whole run. */
  private static long[] chosen(long syncs) {
    long count = ASKED.equals("all") ? syncs : Math.clamp(Long.parseLong(ASKED) / 2, 1, syncs);
    long[] at = new long[Math.toIntExact(count)];
    Arrays.setAll(at, i -> 1 + i * syncs / count);
    return at;
  }

  /** How many there are from a start of {@code victim} to its end fifty messages later. */
  private long syncs(UnsafeDisk disk, RealNodes nodes, DemoNode victim, Traffic[] all)
      throws IOException {
    victim.close();
    Path report = home.resolve("report-" + victim.name());
    nodes.start(victim, mounted(disk, victim, Map.of("REPORT", report.toString())));
    int before = accepted(all);
    RealNodes.until(
        MESSAGES + " messages",
        () -> {
          List.of(all).forEach(Traffic::check);
          return Optional.of(before).filter(_ -> accepted(all) >= before + MESSAGES);
        });
    victim.close();
    long syncs = UnsafeDisk.counts(report).getOrDefault("syncs", 0L);
    assertTrue(syncs >= MESSAGES / 2, "the shim counted " + syncs + " syncs");
    return syncs;
  }

  private static int accepted(Traffic[] all) {
    return Stream.of(all).mapToInt(Traffic::accepted).sum();
  }

  private static Map<String, String> mounted(
      UnsafeDisk disk, DemoNode victim, Map<String, String> settings) {
    return disk.mounted(victim.layout().directory().resolve("vigil").toString(), settings);
  }

  private static void cut(
      UnsafeDisk disk, RealNodes nodes, DemoNode victim, long sync, Traffic[] all)
      throws IOException, InterruptedException {
    Map<String, String> cut =
        Map.of(
            "CUT_AT", String.valueOf(sync),
            "TEAR", String.valueOf(sync % 2 == 0 ? 0 : 7 * sync + 1));
    nodes.startOrEnd(victim, program -> program.environment().putAll(mounted(disk, victim, cut)));
    assertTrue(
        victim.process().waitFor(RealNodes.PATIENCE_SECONDS, TimeUnit.SECONDS),
        () -> "no cut at sync " + sync);
    String said = Files.readString(victim.log());
    assertTrue(said.contains("power cut at sync "), () -> "it ended otherwise: " + said);
    List.of(all).forEach(Traffic::check);
    if (sync % TELL_EVERY == 0) {
      System.out.printf(
          "PowerCutNodesTest: cut at sync %d of %s, %d acts accepted%n",
          sync, victim.shown(), accepted(all));
    }
  }
}
