package org.vigilmesh.request;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A request or message as a page has it: each text under the path of its field, such as {@code
 * data_items[0].identifiers[1].value}, which is the path that a finding names. The reader of files
 * reads it, too. Rows are counted without gaps; a row of blank texts is not there.
 *
 * @param texts by path, in the order of the page; {@code []} stands for an empty list; what is no
 *     path, or more than {@value #MAX}, is left out
 */
public record Entries(Map<String, String> texts) {
  /** More than any request has. */
  public static final int MAX = 2_000;

  private static final int DEPTH_MAX = 10;
  private static final Pattern STEP = Pattern.compile("\\.?([A-Za-z0-9_-]{1,64})|\\[(\\d{1,3})]");

  public Entries {
    Map<String, String> flat = new LinkedHashMap<>();
    grown(texts).flatten("", flat);
    texts = Collections.unmodifiableMap(flat);
  }

  /** The fields of a file that was written as a request or message; empty where it is no YAML. */
  public static Optional<Entries> ofFile(String yaml) {
    Node root = YamlText.root(yaml, new Problems());
    if (root == null) {
      return Optional.empty();
    }
    Map<String, String> texts = new LinkedHashMap<>();
    collect(root, "", texts);
    return Optional.of(new Entries(texts));
  }

  /** The text at {@code path}; empty where there is none. */
  public String text(String path) {
    return texts.getOrDefault(path, "");
  }

  /** How many rows the list at {@code path} has. */
  public int rows(String path) {
    String rows = path + "[";
    return texts.keySet().stream()
        .filter(known -> known.startsWith(rows))
        .mapToInt(known -> Integer.parseInt(until(known.substring(rows.length()), ']')) + 1)
        .max()
        .orElse(0);
  }

  /** As the reader of files takes it. */
  Node node() {
    return grown(texts).node();
  }

  private static String until(String text, char end) {
    return text.substring(0, text.indexOf(end));
  }

  private static Branch grown(Map<String, String> texts) {
    Branch root = new Branch();
    texts.entrySet().stream()
        .filter(entry -> !entry.getValue().isBlank() || isTop(entry.getKey()))
        .limit(MAX)
        .forEach(entry -> grow(root, entry.getKey(), entry.getValue()));
    return root;
  }

  /** A blank answer to a question that stands by itself is one; in a row or group it is none. */
  private static boolean isTop(String path) {
    return path.indexOf('.') < 0 && path.indexOf('[') < 0;
  }

  private static void grow(Branch root, String path, String text) {
    Matcher step = STEP.matcher(path);
    Branch at = root;
    int read = 0;
    int depth = 0;
    while (read < path.length() && depth < DEPTH_MAX && step.find(read) && step.start() == read) {
      at =
          step.group(1) == null ? at.row(Integer.parseInt(step.group(2))) : at.field(step.group(1));
      read = step.end();
      depth++;
    }
    if (read == path.length() && depth > 0) {
      at.write(text);
    }
  }

  private static void collect(Node node, String path, Map<String, String> into) {
    switch (node) {
      case MappingNode mapping -> {
        for (NodeTuple tuple : mapping.getValue()) {
          if (tuple.getKeyNode() instanceof ScalarNode key) {
            String at = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
            collect(tuple.getValueNode(), at, into);
          }
        }
      }
      case SequenceNode sequence when sequence.getValue().isEmpty() -> into.put(path, Branch.NONE);
      case SequenceNode sequence -> {
        for (int i = 0; i < sequence.getValue().size(); i++) {
          collect(sequence.getValue().get(i), path + "[" + i + "]", into);
        }
      }
      case ScalarNode scalar ->
          into.put(path, scalar.getTag().getValue().endsWith(":null") ? "" : scalar.getValue());
      default -> {
        // an alias, which the text's reader has refused
      }
    }
  }
}
