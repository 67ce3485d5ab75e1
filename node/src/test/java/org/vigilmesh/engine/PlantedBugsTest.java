package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whether the simulator would notice: bugs are planted into the shipped classes, one at a time, and
 * seeds are run from 1 on as {@code ./vigil simulate} draws them, until a check fails. A bug that
 * is not found in a minute is a bug of the simulator. The first ones are planted in every run,
 * {@code -Dplanted.all=true} takes all, with {@code -Dplanted.like=PATTERN} those so named.
 */
final class PlantedBugsTest {
  private static final int IN_EVERY_RUN = 6;

  /** Of one processor, so that a machine with much else to do says the same. */
  private static final double SECONDS_MAX = 60;

  static Stream<PlantedBug> inEveryRun() {
    return PlantedBug.all().stream().limit(IN_EVERY_RUN);
  }

  static Stream<PlantedBug> whenAskedFor() {
    Pattern names = Pattern.compile(System.getProperty("planted.like", ""));
    return PlantedBug.all().stream()
        .skip(IN_EVERY_RUN)
        .filter(bug -> names.matcher(bug.name()).find());
  }

  @ParameterizedTest
  @MethodSource("inEveryRun")
  void theSimulatorFinds(PlantedBug bug) {
    search(bug);
  }

  @ParameterizedTest
  @MethodSource("whenAskedFor")
  @EnabledIfSystemProperty(
      named = "planted.all",
      matches = "true",
      disabledReason = "plants all others: ./vigil test -Dtest=PlantedBugsTest -Dplanted.all=true")
  void theSimulatorFindsToo(PlantedBug bug) {
    search(bug);
  }

  private static void search(PlantedBug bug) {
    double began = seconds();
    LongFunction<String> simulator =
        new PlantedLoader(bug.changed(PlantedLoader::shipped)).simulator();
    String promise = "";
    long seed = 0;
    while (promise.isEmpty() && seconds() - began < SECONDS_MAX) {
      seed++;
      promise = simulator.apply(seed);
    }
    double took = seconds() - began;
    System.out.printf(
        Locale.ROOT, "planted: %s | seed %d, %.0f s | %s%n", bug, seed, took, promise);
    assertFalse(promise.isEmpty(), "nothing is broken in " + seed + " runs with '" + bug + "'");
    assertTrue(bug.isFoundBy(promise), bug + " is found by another check: " + promise);
    assertTrue(took < SECONDS_MAX, bug + " is found after " + took + " s: " + promise);
  }

  private static double seconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }

  /** The control: nothing is found because classes are compiled and loaded once more. */
  @Test
  void withoutABugTheSameSimulatorFindsNothing() {
    Map<String, String> unchanged = new java.util.TreeMap<>();
    List.of("engine/Incoming.java", "delivery/InboundLane.java")
        .forEach(file -> unchanged.put(file, PlantedLoader.shipped(file)));
    LongFunction<String> simulator = new PlantedLoader(unchanged).simulator();
    for (long seed = 1; seed <= 2; seed++) {
      assertEquals("", simulator.apply(seed), "seed " + seed);
    }
  }

  /** A method that is renamed takes its bug with it: that is told here, not passed over. */
  @Test
  void everyBugHasItsOnePlaceInTheShippedCode() {
    Set<String> names = new TreeSet<>();
    for (PlantedBug bug : PlantedBug.all()) {
      bug.changed(PlantedLoader::shipped)
          .forEach((file, text) -> assertFalse(text.equals(PlantedLoader.shipped(file)), file));
      assertTrue(names.add(bug.name()), bug + " is there twice");
      assertFalse(bug.by().isEmpty(), bug + " must be found by something");
    }
    assertTrue(names.size() >= 25, names.size() + " bugs are too few");
  }

  @Test
  void aPlaceThatIsNotThereOrNotAloneIsNoticed() {
    for (String place : List.of("noSuchMethod()", "turn")) {
      PlantedBug nowhere =
          new PlantedBug(
              "nowhere", Set.of("C1"), List.of(new PlantedBug.Edit("engine/Core.java", place, "")));
      assertThrows(AssertionError.class, () -> nowhere.changed(PlantedLoader::shipped));
    }
  }

  /** What is planted is compiled: what would not be Java is no bug. */
  @Test
  void whatDoesNotCompileIsNoticed() {
    String broken = PlantedLoader.shipped("engine/Sequencer.java").replace("return", "retrun");
    AssertionError said =
        assertThrows(
            AssertionError.class, () -> new PlantedLoader(Map.of("engine/Sequencer.java", broken)));
    assertTrue(said.getMessage().contains("Sequencer.java"), said.getMessage());
  }
}
