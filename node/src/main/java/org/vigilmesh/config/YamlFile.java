package org.vigilmesh.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.vigilmesh.value.InvalidValue;

/**
 * A YAML file under examination: values are asked for by key, problems are collected, and {@link
 * #end} reports them all at once, unknown keys included.
 */
public final class YamlFile {
  /** Far more than a configuration needs, and little enough to hold. */
  private static final int SIZE_MAX = 256 * 1024;

  /** The deepest of these files has four levels. */
  private static final int DEPTH_MAX = 12;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(SIZE_MAX).setMaxAliasesForCollections(0).build();

  private final Path path;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();

  private YamlFile(Path path) {
    this.path = path;
  }

  /** Opens {@code path}; a file that is no YAML mapping is a {@link ConfigException} at once. */
  public static YamlFile read(Path path) {
    YamlFile file = new YamlFile(path);
    file.compose(file.text());
    return file;
  }

  /** The same for {@code text}, which stands in {@code path}. */
  static YamlFile of(Path path, String text) {
    YamlFile file = new YamlFile(path);
    file.compose(text);
    return file;
  }

  private String text() {
    try {
      if (Files.size(path) > SIZE_MAX) {
        throw refusal(new Problem(0, "", Problem.Kind.UNREADABLE, "> 256 KiB", ""));
      }
      return Files.readString(path);
    } catch (IOException e) {
      throw refusal(new Problem(0, "", Problem.Kind.UNREADABLE, reason(e), ""));
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "");
  }

  private void compose(String text) {
    try {
      List<Event> events = flat(new Parse(SETTINGS).parseString(text));
      Optional<Node> root = new Composer(SETTINGS, new KeptEvents(events)).getSingleNode();
      if (root.isPresent() && root.get() instanceof MappingNode mapping) {
        new Section("", mapping);
        return;
      }
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
      throw refusal(
          new Problem(line, "", Problem.Kind.MALFORMED, String.valueOf(e.getProblem()), ""));
    } catch (YamlEngineException e) {
      throw refusal(new Problem(0, "", Problem.Kind.MALFORMED, String.valueOf(e.getMessage()), ""));
    }
    throw refusal(new Problem(1, "", Problem.Kind.NOT_A_MAP, "", ""));
  }

  /** The nodes are built by recursion: what is nested deeper is refused before. */
  private List<Event> flat(Iterable<Event> events) {
    List<Event> kept = new ArrayList<>();
    int depth = 0;
    for (Event event : events) {
      kept.add(event);
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      if (depth > DEPTH_MAX) {
        int line = event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
        throw refusal(new Problem(line, "", Problem.Kind.MALFORMED, "nested too deeply", ""));
      }
    }
    return kept;
  }

  private ConfigException refusal(Problem problem) {
    return new ConfigException(path, List.of(problem));
  }

  public Section root() {
    return sections.getFirst();
  }

  public Path path() {
    return path;
  }

  /** Adds a problem that a rule over several values found. */
  public void report(Problem problem) {
    problems.add(problem);
  }

  /** Throws {@link ConfigException} with everything found, unknown keys included, if anything. */
  public void end() {
    for (Section section : sections) {
      section.reportUnknown();
    }
    if (!problems.isEmpty()) {
      problems.sort(Comparator.comparingInt(Problem::line));
      throw new ConfigException(path, problems);
    }
  }

  private static int lineOf(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
  }

  /** One mapping of the file. */
  public final class Section {
    private final String prefix;
    private final int line;
    private final Map<String, Node> entries = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    private Section(String prefix, @Nullable MappingNode mapping) {
      this.prefix = prefix;
      this.line = mapping == null ? 0 : lineOf(mapping);
      sections.add(this);
      if (mapping != null) {
        for (NodeTuple entry : mapping.getValue()) {
          take(entry);
        }
      }
    }

    private void take(NodeTuple entry) {
      int at = lineOf(entry.getKeyNode());
      String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      if (entries.putIfAbsent(key, entry.getValueNode()) != null) {
        problems.add(new Problem(at, prefix + key, Problem.Kind.DUPLICATE, "", ""));
      }
      lines.putIfAbsent(key, at);
    }

    /** Whether the file has it, be it empty. */
    public boolean isThere() {
      return line > 0;
    }

    /** The keys that stand here, in no order; asking for them makes them known. */
    public Set<String> keys() {
      asked.addAll(entries.keySet());
      return Set.copyOf(entries.keySet());
    }

    /**
     * The value of {@code key} as {@code reader} understands it; what the reader refuses by {@link
     * InvalidValue} becomes a problem with {@code remedy}. Empty when absent or wrong.
     */
    public <T> Optional<T> optional(String key, Function<String, T> reader, String remedy) {
      asked.add(key);
      Node node = entries.get(key);
      return node == null ? Optional.empty() : value(node, prefix + key, reader, remedy);
    }

    /** As {@link #optional}, but absence is a problem, too. */
    public <T> Optional<T> required(String key, Function<String, T> reader, String remedy) {
      if (!entries.containsKey(key)) {
        missing(key, remedy);
      }
      return optional(key, reader, remedy);
    }

    private void missing(String key, String remedy) {
      asked.add(key);
      problems.add(new Problem(line, prefix + key, Problem.Kind.MISSING, "", remedy));
    }

    /** A list of single values; a single value stands for a list of one. */
    public <T> List<T> list(String key, Function<String, T> reader, String remedy) {
      asked.add(key);
      Node node = entries.get(key);
      if (node == null) {
        return List.of();
      }
      List<Node> nodes = node instanceof SequenceNode all ? all.getValue() : List.of(node);
      return nodes.stream()
          .flatMap(one -> value(one, prefix + key, reader, remedy).stream())
          .toList();
    }

    /** The mapping under {@code key}; an empty one when there is none. */
    public Section section(String key) {
      asked.add(key);
      Node node = entries.get(key);
      if (node != null && !(node instanceof MappingNode)) {
        problems.add(new Problem(lineOf(node), prefix + key, Problem.Kind.NOT_A_MAP, "", ""));
      }
      return new Section(prefix + key + ".", node instanceof MappingNode mapping ? mapping : null);
    }

    /** The mappings of the list under {@code key}; an empty list when there is none. */
    public List<Section> sections(String key) {
      asked.add(key);
      Node node = entries.get(key);
      if (node == null) {
        return List.of();
      }
      List<Section> found = new ArrayList<>();
      List<Node> nodes = node instanceof SequenceNode all ? all.getValue() : List.of(node);
      for (Node one : nodes) {
        if (one instanceof MappingNode mapping) {
          found.add(new Section(prefix + key + "[" + (found.size() + 1) + "].", mapping));
        } else {
          problems.add(new Problem(lineOf(one), prefix + key, Problem.Kind.NOT_A_LIST, "", ""));
        }
      }
      return found;
    }

    /** Reports that the value of {@code key} breaks a rule that only the caller knows. */
    public void wrong(String key, String found, String remedy) {
      int at = lines.getOrDefault(key, line);
      problems.add(new Problem(at, prefix + key, Problem.Kind.WRONG, found, remedy));
    }

    private <T> Optional<T> value(
        Node node, String key, Function<String, T> reader, String remedy) {
      if (!(node instanceof ScalarNode scalar) || scalar.getValue().isEmpty()) {
        problems.add(new Problem(lineOf(node), key, Problem.Kind.MISSING, "", remedy));
        return Optional.empty();
      }
      try {
        return Optional.of(reader.apply(scalar.getValue()));
      } catch (InvalidValue e) {
        problems.add(
            new Problem(lineOf(node), key, Problem.Kind.WRONG, shown(scalar.getValue()), remedy));
        return Optional.empty();
      }
    }

    private static String shown(String value) {
      return value.length() <= 60 ? value : value.substring(0, 60) + "…";
    }

    private void reportUnknown() {
      for (Map.Entry<String, Integer> key : lines.entrySet()) {
        if (!asked.contains(key.getKey())) {
          problems.add(
              new Problem(key.getValue(), prefix + key.getKey(), Problem.Kind.UNKNOWN_KEY, "", ""));
        }
      }
    }
  }
}
