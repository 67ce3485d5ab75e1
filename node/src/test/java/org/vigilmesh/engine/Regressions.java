package org.vigilmesh.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The failures of the past: {@code regressions.txt} beside these tests, a line for each: date,
 * commit, the arguments that had it, and after a semicolon what was seen. They run first.
 */
final class Regressions {
  private Regressions() {}

  /** One failure of the past. */
  record Entry(String line, SimulationArguments arguments) {
    SimulationRun run() {
      return SimulationRun.of(
          SimulationOptions.drawn(arguments.seed().orElseThrow(), arguments.asked()), null);
    }

    @Override
    public String toString() {
      return line;
    }
  }

  static List<Entry> all() {
    var file = Regressions.class.getResourceAsStream("regressions.txt");
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                java.util.Objects.requireNonNull(file), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Regressions::entry)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Entry entry(String line) {
    String[] words = line.substring(0, line.indexOf(';')).strip().split("\\s+");
    return new Entry(line, SimulationArguments.of(List.of(words).subList(2, words.length)));
  }
}
