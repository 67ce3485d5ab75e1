package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real node ends at a named step of its work while statements go both ways, and is started again,
 * step after step on both sides: what was told is there on both sides, once.
 */
final class FailpointsTest {
  private static final boolean ALL = "all".equals(System.getProperty("failpoints"));
  private static final Path MAIN = Path.of("..", "node", "src", "main", "java");
  private static final Pattern POINT = Pattern.compile("failpoint\\(\\)\\.at\\(\"([^\"]+)\"\\)");

  /** One of the sender, one of the receiver. */
  private static final List<String> ORDINARY =
      List.of("S5.statement.committed", "R6.accept.committed");

  /** Enough passings of a turn's own steps that a link is there and statements are under way. */
  private static final int TURNS_MAX = 40;

  private static final int HALTED = 137;

  private final long seed = Long.getLong("vigil.seed", 20_270_115L);
  private final Random random = new Random(seed);

  @TempDir private Path home;

  /** Every name in the node's sources. */
  private static List<String> points() {
    try (Stream<Path> files = Files.walk(MAIN)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(FailpointsTest::pointsOf)
          .distinct()
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> pointsOf(Path file) {
    try {
      return POINT.matcher(Files.readString(file)).results().map(FailpointsTest::name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(MatchResult found) {
    return found.group(1);
  }

  @Test
  void aNodeMayEndAtAFewNamedStepsAndNothingIsLostOrDoubled() {
    assertTrue(points().containsAll(ORDINARY), () -> "named steps: " + points());
    haltAtEach(ORDINARY.subList(0, 1), ORDINARY.subList(1, 2));
  }

  @Test
  void aNodeMayEndAtEveryNamedStepAndNothingIsLostOrDoubled() {
    assumeTrue(ALL, "several minutes: ./vigil test -Dtest=FailpointsTest -Dfailpoints=all");
    haltAtEach(points(), points());
  }

  private void haltAtEach(List<String> ofOne, List<String> ofOther) {
    try (RealNodes nodes = RealNodes.start(home, 2);
        Traffic there = Traffic.between(nodes.xa(), nodes.xb());
        Traffic back = Traffic.between(nodes.xb(), nodes.xa())) {
      haltAtEach(nodes, nodes.xa(), ofOne, List.of(there, back));
      haltAtEach(nodes, nodes.xb(), ofOther, List.of(there, back));
      Told told = Told.of(there, back);
      nodes.verifyJournals();
      nodes.close();
      told.compare(nodes, ofOne.size() + ofOther.size() + " halts, seed " + seed);
    }
  }

  /** Ends {@code victim} at each step; its last start is that of an operator, with the switch. */
  private void haltAtEach(
      RealNodes nodes, DemoNode victim, List<String> points, List<Traffic> traffic) {
    victim.close();
    for (String point : points) {
      int times = 1 + random.nextInt(point.startsWith("E") ? TURNS_MAX : 2);
      nodes.startHalting(victim, point, times);
      assertEquals(HALTED, RealNodes.end(victim), () -> point + "@" + times + victim.log());
      traffic.forEach(Traffic::check);
    }
    nodes.start(victim, Map.of("JDK_JAVA_OPTIONS", "-Dvigil.halt=E1.turn.drained"));
    traffic.forEach(Traffic::awaitMore);
    assertTrue(victim.process().isAlive(), "an operator's node ended, see " + victim.log());
  }
}
