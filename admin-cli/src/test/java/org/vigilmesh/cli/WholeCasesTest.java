package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every interaction of a case, done by the command at both sides and read back from its timeline
 * there: the scripts say who types what, and what the timelines of both then show.
 */
class WholeCasesTest {
  @TempDir private static Path home;
  private static RealNodes nodes;

  @BeforeAll
  static void threeCountries() {
    nodes = RealNodes.start(home, 3, Duration.ofHours(25));
  }

  @AfterAll
  static void end() {
    nodes.close();
  }

  private static String text(String name) {
    try (InputStream in = Objects.requireNonNull(WholeCasesTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> whatOfficersTypeIsInTheTimelinesOfBothSides() {
    Map<String, List<String>> scripts = CasePlay.blocks(text("walks.txt"));
    assertTrue(scripts.size() > 5, "the scripts are read");
    return scripts.entrySet().stream()
        .map(script -> DynamicTest.dynamicTest(script.getKey(), () -> walk(script)));
  }

  private static void walk(Map.Entry<String, List<String>> script) {
    CasePlay play =
        new CasePlay(
            RealNodes.around(home),
            nodes.all(),
            home.resolve("walk-" + Math.abs(script.getKey().hashCode())));
    for (String line : script.getValue()) {
      if (line.startsWith("= ")) {
        List<String> wanted = List.of(line.substring(2).split(" "));
        DemoNode node =
            nodes.all().stream()
                .filter(one -> one.name().equals(wanted.getFirst()))
                .findFirst()
                .orElseThrow();
        Runs.Result shown = nodes.run(node, "case", "timeline", play.caseId(), "-o", "ndjson");
        assertEquals(0, shown.code(), shown.err());
        List<String> events =
            shown
                .out()
                .lines()
                .map(row -> row.replaceAll(".*\"event\":\"([a-z_]+)\".*", "$1"))
                .toList();
        assertEquals(wanted.subList(1, wanted.size()), events, script.getKey());
      } else if (line.startsWith("! ")) {
        refused(play, line.substring(2));
      } else {
        played(play, line);
      }
    }
  }

  private static void played(CasePlay play, String line) {
    try {
      play.play(line);
    } catch (CliException failed) {
      throw new AssertionError(line + ": " + failed.code() + " " + failed.details(), failed);
    }
  }

  /** "CODE node officers | command": it is refused with this code. */
  private static void refused(CasePlay play, String line) {
    String code = line.substring(0, line.indexOf(' '));
    try {
      play.play(line.substring(code.length() + 1));
    } catch (CliException failed) {
      assertTrue(failed.details().toString().contains(code), failed.details().toString());
      return;
    }
    throw new AssertionError("it passed: " + line);
  }
}
