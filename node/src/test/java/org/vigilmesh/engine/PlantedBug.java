package org.vigilmesh.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A bug that the simulator must find: a few words of shipped source code, and what stands there
 * instead. {@code planted-bugs.txt} beside these tests has them, each a name, the checks of which
 * one must find it, and its changes:
 *
 * <pre>
 * a receipt's hash is not compared
 *   by C3 C4
 *   in engine/Offering.java
 *   - .filter(upTo.hash()::equals)
 *   +
 * </pre>
 */
record PlantedBug(String name, Set<String> by, List<Edit> edits) {
  private static final Pattern TOKEN = Pattern.compile("\\w+|\\S");

  /** In {@code file}, instead of the one place that reads {@code before}. */
  record Edit(String file, String before, String after) {}

  static List<PlantedBug> all() {
    try (InputStream in = PlantedBug.class.getResourceAsStream("planted-bugs.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Pattern.compile("\n\n+")
          .splitAsStream(text)
          .map(part -> part.lines().filter(line -> !line.startsWith("#")).toList())
          .filter(lines -> !lines.isEmpty())
          .map(PlantedBug::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PlantedBug read(List<String> lines) {
    Set<String> by = Set.of();
    List<Edit> edits = new ArrayList<>();
    String file = "";
    String before = "";
    String after = "";
    for (String line : lines.subList(1, lines.size())) {
      String word = line.strip().split(" ", 2)[0];
      String rest = line.strip().substring(word.length());
      boolean endsEdit = !after.isEmpty() && !word.equals("+");
      if (endsEdit) {
        edits.add(new Edit(file, before, after));
        before = "";
        after = "";
      }
      switch (word) {
        case "by" -> by = Set.of(rest.strip().split(" "));
        case "in" -> file = rest.strip();
        case "-" -> before += rest + "\n";
        case "+" -> after += rest + "\n";
        default -> throw new AssertionError("planted-bugs.txt: " + line);
      }
    }
    edits.add(new Edit(file, before, after));
    return new PlantedBug(lines.getFirst(), by, List.copyOf(edits));
  }

  /**
   * The files that it is in, changed. Line breaks and spaces of a place do not matter; that it is
   * there, and only once, does.
   */
  TreeMap<String, String> changed(java.util.function.UnaryOperator<String> shipped) {
    TreeMap<String, String> files = new TreeMap<>();
    for (Edit edit : edits) {
      String text = files.computeIfAbsent(edit.file(), shipped);
      Matcher place = place(edit.before()).matcher(text);
      long places = place.results().count();
      if (places != 1) {
        throw new AssertionError(
            "'"
                + name
                + "' is to be planted in one place of "
                + edit.file()
                + ", and "
                + places
                + " read:\n"
                + edit.before());
      }
      files.put(edit.file(), place.reset().replaceFirst(Matcher.quoteReplacement(edit.after())));
    }
    return files;
  }

  private static Pattern place(String code) {
    return Pattern.compile(
        TOKEN
            .matcher(code)
            .results()
            .map(token -> Pattern.quote(token.group()))
            .collect(Collectors.joining("\\s*")));
  }

  /** Whether one of the checks that must find it has said this. */
  boolean isFoundBy(String promise) {
    return by.stream().anyMatch(check -> promise.startsWith(check + ": "));
  }

  @Override
  public String toString() {
    return name;
  }
}
