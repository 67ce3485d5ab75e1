package org.vigilmesh.request;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.vigilmesh.message.RequestPart;
import org.vigilmesh.request.RequestProblem.Kind;
import org.vigilmesh.value.Seconds;

/**
 * One mapping of a request file, asked for its fields by name. Whatever is wrong is reported once
 * with its line, and an empty value is answered, so that reading goes on to the next problem.
 */
final class Form {
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final String path;
  private final Map<String, Node> entries;
  private final Problems problems;
  private final Set<String> asked = new LinkedHashSet<>();

  private Form(String path, Map<String, Node> entries, Problems problems) {
    this.path = path;
    this.entries = entries;
    this.problems = problems;
  }

  /** The mapping {@code node} at {@code path}; empty, after a report, when it is none. */
  static Form of(@Nullable Node node, String path, Problems problems) {
    Map<String, Node> entries = new LinkedHashMap<>();
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
        String at = path.isEmpty() ? key : path + "." + key;
        problems.located(at, Problems.line(tuple.getKeyNode()));
        if (entries.putIfAbsent(key, tuple.getValueNode()) != null) {
          problems.add(Problems.line(tuple.getKeyNode()), at, Kind.DUPLICATE_KEY, "");
        }
      }
    } else if (node != null) {
      problems.add(Problems.line(node), path, Kind.NOT_A_MAP, "");
    }
    return new Form(path, entries, problems);
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private @Nullable Node value(String key) {
    asked.add(key);
    Node node = entries.get(key);
    boolean absent =
        node instanceof ScalarNode scalar
            && (scalar.getValue().isEmpty() || scalar.getTag().getValue().endsWith(":null"));
    return absent ? null : node;
  }

  void problem(String key, Kind kind, String value) {
    asked.add(key);
    problems.add(problems.line(at(key)), at(key), kind, value);
  }

  /** Reports that {@code key} must stand in the file, even when it is empty. */
  void present(String key) {
    if (!entries.containsKey(key)) {
      problem(key, Kind.MISSING, "");
    }
  }

  /** Reports that {@code key} must have a value, be it an empty list. */
  void required(String key) {
    if (!has(key)) {
      problem(key, Kind.MISSING, "");
    }
  }

  boolean has(String key) {
    return value(key) != null;
  }

  /** Whether a single text stands here, and which. */
  boolean isText(String key, String text) {
    return value(key) instanceof ScalarNode scalar && scalar.getValue().equals(text);
  }

  String code(String key) {
    return text(key, RequestPart.CODE_MAX);
  }

  String line(String key) {
    return text(key, RequestPart.LINE_MAX);
  }

  String prose(String key) {
    return text(key, RequestPart.PROSE_MAX);
  }

  private String text(String key, int max) {
    return text(value(key), at(key), max);
  }

  private String text(@Nullable Node node, String at, int max) {
    if (node == null) {
      return "";
    }
    if (!(node instanceof ScalarNode scalar)) {
      problems.add(Problems.line(node), at, Kind.NOT_A_VALUE, "");
      return "";
    }
    String text = scalar.getValue().strip();
    boolean bad =
        text.length() > max
            || text.codePoints()
                .anyMatch(point -> Character.isISOControl(point) && point != '\n' && point != '\t');
    if (bad) {
      problems.add(Problems.line(node), at, Kind.TEXT, String.valueOf(max));
      return "";
    }
    return text;
  }

  /** The texts of a list; a single text stands for a list of one. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    List<Node> nodes = nodes(key);
    for (int i = 0; i < nodes.size(); i++) {
      texts.add(text(nodes.get(i), at(key) + "[" + i + "]", RequestPart.LINE_MAX));
    }
    return texts;
  }

  List<String> codes(String key) {
    return texts(key).stream()
        .map(code -> code.substring(0, Math.min(code.length(), RequestPart.CODE_MAX)))
        .toList();
  }

  private List<Node> nodes(String key) {
    Node node = value(key);
    List<Node> nodes =
        switch (node) {
          case null -> List.of();
          case SequenceNode sequence -> sequence.getValue();
          case ScalarNode scalar -> List.of(scalar);
          default -> {
            problem(key, Kind.NOT_A_LIST, "");
            yield List.of();
          }
        };
    if (nodes.size() > RequestPart.LIST_MAX) {
      problem(key, Kind.LIST_TOO_LONG, String.valueOf(RequestPart.LIST_MAX));
      nodes = nodes.subList(0, RequestPart.LIST_MAX);
    }
    for (int i = 0; i < nodes.size(); i++) {
      problems.located(at(key) + "[" + i + "]", Problems.line(nodes.get(i)));
    }
    return nodes;
  }

  /** The mapping under {@code key}; null when it is not in the file. */
  @Nullable Form form(String key) {
    Node node = value(key);
    return node == null ? null : of(node, at(key), problems);
  }

  /** The mapping under {@code key}; an empty one when it is not in the file. */
  Form formOrEmpty(String key) {
    Form form = form(key);
    return form == null ? new Form(at(key), Map.of(), problems) : form;
  }

  List<Form> forms(String key) {
    List<Form> forms = new ArrayList<>();
    List<Node> nodes = nodes(key);
    for (int i = 0; i < nodes.size(); i++) {
      forms.add(of(nodes.get(i), at(key) + "[" + i + "]", problems));
    }
    return forms;
  }

  /** All keys with their texts, for a mapping whose keys are free. */
  Map<String, String> pairs() {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String key : entries.keySet()) {
      if (key.length() > RequestPart.CODE_MAX) {
        problem(key, Kind.TEXT, String.valueOf(RequestPart.CODE_MAX));
      } else {
        pairs.put(key, prose(key));
      }
    }
    return pairs;
  }

  boolean flag(String key) {
    String text = code(key);
    if (!text.isEmpty() && !text.equals("true") && !text.equals("false")) {
      problem(key, Kind.NOT_TRUE_OR_FALSE, text);
    }
    return text.equals("true");
  }

  /** A whole number from 0 to {@code max}; {@code absent} when it is not in the file. */
  int number(String key, int max, int absent) {
    String text = code(key);
    if (text.isEmpty()) {
      return absent;
    }
    if (text.matches("\\d{1,9}") && Integer.parseInt(text) <= max) {
      return Integer.parseInt(text);
    }
    problem(key, Kind.NOT_A_NUMBER, String.valueOf(max));
    return absent;
  }

  @Nullable LocalDate date(String key) {
    String text = code(key);
    if (text.isEmpty()) {
      return null;
    }
    LocalDate date = parsed(() -> LocalDate.parse(text));
    if (date == null || date.getYear() < 1900 || date.getYear() > 9999) {
      problem(key, Kind.NOT_A_DATE, text);
      return null;
    }
    return date;
  }

  /** A time with zone as RFC 3339 has it, in whole seconds. */
  @Nullable Instant time(String key) {
    String text = code(key);
    if (text.isEmpty()) {
      return null;
    }
    Instant at = parsed(() -> OffsetDateTime.parse(text).toInstant());
    if (at == null || !Seconds.isWhole(at) || at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
      problem(key, Kind.NOT_A_TIME, text);
      return null;
    }
    return at;
  }

  private static <T> @Nullable T parsed(Supplier<T> parser) {
    try {
      return parser.get();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Reports keys that nobody asked for, each with the nearest one that is known. */
  void end() {
    for (String key : entries.keySet()) {
      if (!asked.contains(key)) {
        String near = nearest(key);
        Kind kind = near.isEmpty() ? Kind.STRANGE_KEY : Kind.UNKNOWN_KEY;
        problems.add(problems.line(at(key)), at(key), kind, near);
      }
    }
  }

  /** The key that was meant; empty when none is near. */
  private String nearest(String key) {
    String best = "";
    int bound = Math.max(2, key.length() / 3);
    for (String known : asked) {
      int distance = Spelling.distance(key, known, bound);
      if (distance <= bound) {
        best = known;
        bound = distance - 1;
      }
    }
    return best;
  }
}
