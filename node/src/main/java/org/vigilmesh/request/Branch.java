package org.vigilmesh.request;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A tree of texts while it grows from paths: a text, or rows, or fields, in that order. */
final class Branch {
  /** The text that stands for an empty list. */
  static final String NONE = "[]";

  private @Nullable String text;
  private final SortedMap<Integer, Branch> rows = new TreeMap<>();
  private final Map<String, Branch> fields = new LinkedHashMap<>();

  Branch row(int index) {
    return rows.computeIfAbsent(index, _ -> new Branch());
  }

  Branch field(String name) {
    return fields.computeIfAbsent(name, _ -> new Branch());
  }

  void write(String written) {
    text = written;
  }

  private boolean isEmpty() {
    return text == null
        && rows.values().stream().allMatch(Branch::isEmpty)
        && fields.values().stream().allMatch(Branch::isEmpty);
  }

  /** Writes each text under its path; rows are counted anew, without gaps. */
  void flatten(String path, Map<String, String> into) {
    if (text != null) {
      into.put(path, text);
    }
    int row = 0;
    for (Branch branch : rows.values()) {
      if (!branch.isEmpty()) {
        branch.flatten(path + "[" + row++ + "]", into);
      }
    }
    fields.forEach(
        (name, branch) -> branch.flatten(path.isEmpty() ? name : path + "." + name, into));
  }

  Node node() {
    if (text != null) {
      return text.equals(NONE)
          ? new SequenceNode(Tag.SEQ, List.of(), FlowStyle.FLOW)
          : scalar(text);
    }
    if (!rows.isEmpty()) {
      List<Node> all = new ArrayList<>();
      rows.values().stream().filter(row -> !row.isEmpty()).forEach(row -> all.add(row.node()));
      return new SequenceNode(Tag.SEQ, all, FlowStyle.BLOCK);
    }
    List<NodeTuple> all = new ArrayList<>();
    fields.forEach(
        (name, branch) -> {
          if (!branch.isEmpty()) {
            all.add(new NodeTuple(scalar(name), branch.node()));
          }
        });
    return new MappingNode(Tag.MAP, all, FlowStyle.BLOCK);
  }

  private static Node scalar(String value) {
    return new ScalarNode(Tag.STR, value, ScalarStyle.DOUBLE_QUOTED);
  }
}
