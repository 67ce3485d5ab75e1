package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigilmesh.adapter.sqlite.UnsafeDisk;

/**
 * The machine under a real node stands still, its disk fails or fills up, its clock is 400 days
 * off, while statements go both ways: nothing is lost or doubled, nothing hangs, and a node that
 * ends says why.
 */
@EnabledIfSystemProperty(
    named = "machine",
    matches = "all",
    disabledReason = "minutes: ./vigil test -Dtest=UnkindMachineTest -Dmachine=all")
class UnkindMachineTest {
  /** More than the silence that ends a link. */
  private static final int LONG_SECONDS = 50;

  @TempDir private Path home;

  @ParameterizedTest
  @CsvSource({"xa, 5", "xb, 5", "xa, " + LONG_SECONDS, "xb, " + LONG_SECONDS})
  void aNodeThatStandsStillGoesOnWhereItWas(String name, int seconds)
      throws IOException, InterruptedException {
    try (RealNodes nodes = RealNodes.start(home, 2);
        Traffic there = Traffic.between(nodes.xa(), nodes.xb());
        Traffic back = Traffic.between(nodes.xb(), nodes.xa())) {
      DemoNode victim = named(nodes, name);
      signal(victim, "STOP");
      assertTrue(!victim.process().waitFor(seconds, java.util.concurrent.TimeUnit.SECONDS));
      signal(victim, "CONT");
      Stream.of(there, back).forEach(Traffic::awaitMore);
      compare(nodes, there, back, name + " stood still for " + seconds + " s");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EIO_AT, 3",
    "EIO_AT, 9",
    "EIO_AT, 20",
    "FULL_AT, 20000",
    "FULL_AT, 400000",
    "READ_AT, 40"
  })
  void aDiskThatFailsEndsTheNodeWithASentence(String fault, int at)
      throws IOException, InterruptedException {
    UnsafeDisk disk = UnsafeDisk.find(home).orElse(null);
    assumeTrue(disk != null, "no C compiler here: Debian's package gcc with libc6-dev");
    try (RealNodes nodes = RealNodes.start(home, 2);
        Traffic there = Traffic.between(nodes.xa(), nodes.xb());
        Traffic back = Traffic.between(nodes.xb(), nodes.xa())) {
      for (DemoNode victim : nodes.all()) {
        victim.close();
        String files = victim.layout().directory().resolve("vigil").toString();
        Map<String, String> unsafe = disk.mounted(files, Map.of(fault, String.valueOf(at)));
        nodes.startOrEnd(victim, program -> program.environment().putAll(unsafe));
        assertEquals(1, RealNodes.end(victim), () -> RealNodes.said(victim));
        String said = RealNodes.said(victim);
        assertTrue(
            said.lines()
                .anyMatch(line -> line.matches("error: the node (ends|does not start): .+")),
            said);
        nodes.start(victim);
        Stream.of(there, back).forEach(Traffic::awaitMore);
      }
      compare(nodes, there, back, fault + " " + at + " at both nodes");
    }
  }

  /** Its node ends with a sentence, and with more room goes on where it was. */
  @ParameterizedTest
  @ValueSource(ints = {256 * 1024, 1024 * 1024})
  void aSmallDiskThatIsFullLosesNothing(int room) {
    try (RealNodes nodes = RealNodes.start(home, 2)) {
      DemoNode victim = nodes.xb();
      victim.close();
      SmallMount mount = SmallMount.over(victim.layout().directory(), room).orElse(null);
      assumeTrue(mount != null, "nobody may mount here: it takes root");
      try (mount;
          Traffic there = Traffic.between(nodes.xa(), nodes.xb());
          Traffic back = Traffic.between(nodes.xb(), nodes.xa())) {
        nodes.startOrEnd(victim, _ -> {});
        assertEquals(1, RealNodes.end(victim), () -> RealNodes.said(victim));
        assertTrue(RealNodes.said(victim).contains("error: the node ends: "));
        mount.grow(64L * 1024 * 1024);
        nodes.start(victim);
        Stream.of(there, back).forEach(Traffic::awaitMore);
        compare(nodes, there, back, "a full disk of XB");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"+400d", "-400d"})
  void aClockFarOffLosesNothingOnceItIsRightAgain(String offset) throws IOException {
    Path library = fakeTime();
    assumeTrue(!library.toString().isEmpty(), "no libfaketime here: Debian's package faketime");
    try (RealNodes nodes = RealNodes.start(home, 2);
        Traffic there = Traffic.between(nodes.xa(), nodes.xb())) {
      there.awaitMore();
      DemoNode victim = nodes.xb();
      victim.close();
      Map<String, String> clock =
          Map.of("LD_PRELOAD", library.toString(), "FAKETIME", offset, "DONT_FAKE_MONOTONIC", "1");
      nodes.start(victim, clock);
      there.awaitMore();
      victim.close();
      nodes.start(victim);
      try (Traffic back = Traffic.between(nodes.xb(), nodes.xa())) {
        Stream.of(there, back).forEach(Traffic::awaitMore);
        compare(nodes, there, back, "clock of XB " + offset);
      }
    }
  }

  private static Path fakeTime() throws IOException {
    for (Path folder : List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"))) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.find(folder, 3, (file, _) -> isFakeTime(file))) {
          List<Path> found = files.toList();
          if (!found.isEmpty()) {
            return found.getFirst();
          }
        }
      }
    }
    return Path.of("");
  }

  private static boolean isFakeTime(Path file) {
    return file.endsWith("libfaketimeMT.so.1");
  }

  private static void compare(RealNodes nodes, Traffic there, Traffic back, String run) {
    Told told = Told.of(there, back);
    nodes.verifyJournals();
    nodes.close();
    told.compare(nodes, run);
  }

  private static DemoNode named(RealNodes nodes, String name) {
    return nodes.all().stream().filter(node -> node.name().equals(name)).findFirst().orElseThrow();
  }

  private static void signal(DemoNode node, String signal)
      throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + signal, String.valueOf(node.process().pid()))
            .inheritIO()
            .start();
    assertEquals(0, kill.waitFor(), "kill -" + signal);
  }
}
