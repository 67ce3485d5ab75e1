package org.vigilmesh.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.vigilmesh.Golden.assertGolden;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.vigilmesh.request.RequestFile.Known;

/** Each field of a filled request, spoilt in every way that a person or a program could. */
final class RequestFieldsTest {
  private static final Instant NOW = Instant.parse("2031-03-04T02:58:00Z");

  /** What is put in a field's place; {@code null} takes the field away. */
  private static final Map<String, Object> SPOILT = spoilt();

  @TempDir private Path folder = Path.of("");

  private static Map<String, Object> spoilt() {
    Map<String, Object> spoilt = new LinkedHashMap<>();
    spoilt.put("empty", "");
    spoilt.put("map", Map.of("a", "b"));
    spoilt.put("list", List.of("a", "b"));
    spoilt.put("nested", List.of(List.of("a")));
    spoilt.put("control", "a\u0007b");
    spoilt.put("long", "x".repeat(20_000));
    spoilt.put("number", 99_999_999);
    return spoilt;
  }

  private static Map<String, Object> example() {
    Object read =
        new Load(LoadSettings.builder().build()).loadFromString(RequestTemplate.example(NOW));
    return copy((Map<?, ?>) read);
  }

  private static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((name, value) -> copy.put(String.valueOf(name), value(value)));
    return copy;
  }

  private static Object value(Object value) {
    return switch (value) {
      case Map<?, ?> map -> copy(map);
      case List<?> list -> new ArrayList<>(list.stream().map(RequestFieldsTest::value).toList());
      default -> value;
    };
  }

  /** The paths of all values below {@code value}, such as {@code offences[0].code}. */
  private static List<String> paths(String path, Object value) {
    List<String> all = new ArrayList<>();
    if (!path.isEmpty()) {
      all.add(path);
    }
    switch (value) {
      case Map<?, ?> map ->
          map.forEach(
              (name, below) ->
                  all.addAll(paths(path.isEmpty() ? "" + name : path + "." + name, below)));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          all.addAll(paths(path + "[" + i + "]", list.get(i)));
        }
      }
      default -> {}
    }
    return all;
  }

  /** The example with {@code fresh} in the place of the value at {@code path}. */
  // the trees were made here, of maps with names and of lists
  @SuppressWarnings("unchecked")
  private static String with(String path, Object fresh) {
    Map<String, Object> root = example();
    Object at = root;
    String[] steps = path.replace("[", ".[").split("\\.");
    for (int i = 0; i < steps.length; i++) {
      boolean isLast = i == steps.length - 1;
      if (steps[i].startsWith("[")) {
        List<Object> list = (List<Object>) at;
        int index = Integer.parseInt(steps[i].substring(1, steps[i].length() - 1));
        at = isLast ? list.set(index, fresh) : list.get(index);
      } else {
        Map<String, Object> map = (Map<String, Object>) at;
        at = isLast ? map.put(steps[i], fresh) : map.get(steps[i]);
      }
    }
    return yaml(root);
  }

  private static String without(String name) {
    Map<String, Object> root = example();
    assertNotNull(root.remove(name), name);
    return yaml(root);
  }

  private static String yaml(Object value) {
    return new Dump(DumpSettings.builder().build()).dumpToString(value);
  }

  private List<RequestProblem> problems(String text) {
    return switch (RequestFile.read(text, Enclosures.beside(folder), NOW, Known.NOTHING)) {
      case Reading.Signable<RequestDraft> readable -> readable.warnings();
      case Reading.Broken<RequestDraft> broken -> broken.problems();
    };
  }

  @Test
  void theExampleWrittenAnewHasNothingWrong() {
    assertEquals(List.of(), problems(yaml(example())));
  }

  /** A field that is a mistake wherever it stands is named at its own place or round it. */
  @TestFactory
  Stream<DynamicTest> aValueOfAnotherFormIsNamedWithItsPlace() {
    return paths("", example()).stream()
        .map(
            path ->
                dynamicTest(
                    path,
                    () -> {
                      for (String kind : List.of("map", "nested", "control")) {
                        List<RequestProblem> found = problems(with(path, SPOILT.get(kind)));
                        assertFalse(found.isEmpty(), kind);
                        String top = path.replaceAll("[.\\[].*", "");
                        assertTrue(
                            found.stream().anyMatch(one -> one.field().startsWith(top))
                                || top.equals("requesting_state"),
                            () -> kind + ": " + found);
                      }
                    }));
  }

  /**
   * Nothing that stands in a field can break the reader; what it finds is told in all languages.
   */
  @TestFactory
  Stream<DynamicTest> nothingInAFieldBreaksTheReader() {
    return paths("", example()).stream()
        .map(
            path ->
                dynamicTest(
                    path,
                    () -> {
                      for (Map.Entry<String, Object> spoilt : SPOILT.entrySet()) {
                        for (RequestProblem one : problems(with(path, spoilt.getValue()))) {
                          assertTrue(one.line() >= 1, one::toString);
                          for (String language : List.of("en", "fr", "es", "ru", "zh", "ar")) {
                            assertFalse(one.what(language).isBlank(), one::toString);
                            assertFalse(one.remedy(language).isBlank(), one::toString);
                          }
                        }
                      }
                    }));
  }

  /** Which fields a request cannot do without, and what is said of each in an empty or odd form. */
  @Test
  void whatIsSaidOfEachFieldIsAsItWasRead() {
    StringBuilder table = new StringBuilder();
    for (String name : new TreeMap<>(example()).keySet()) {
      table.append(name).append('\n');
      row(table, "absent", without(name));
      for (Map.Entry<String, Object> spoilt : SPOILT.entrySet()) {
        row(table, spoilt.getKey(), with(name, spoilt.getValue()));
      }
    }
    assertGolden("output/request-fields.txt", table.toString());
  }

  private void row(StringBuilder table, String how, String text) {
    String found =
        problems(text).stream()
            .map(
                one ->
                    (one.rule().isEmpty() ? one.kind().name() : one.rule())
                        + " "
                        + one.field()
                        + (one.blocks() ? "" : " (warning)"))
            .collect(Collectors.joining(", "));
    table
        .append("  ")
        .append(how)
        .append(" ".repeat(8 - how.length()))
        .append(" ")
        .append(found.isEmpty() ? "accepted" : found)
        .append('\n');
  }
}
