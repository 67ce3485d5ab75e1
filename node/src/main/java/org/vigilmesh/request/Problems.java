package org.vigilmesh.request;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.vigilmesh.message.Validation.Finding;
import org.vigilmesh.request.RequestProblem.Kind;

/** What was found in a file so far, and on which line each field stands. */
final class Problems {
  /** A file with more than this is not a request; the rest helps nobody. */
  private static final int MAX = 200;

  private final List<RequestProblem> all = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();

  static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
  }

  void located(String path, int line) {
    lines.putIfAbsent(path, line);
  }

  /** The line of {@code path}, or of the nearest thing around it. */
  int line(String path) {
    String at = path;
    while (!at.isEmpty() && !lines.containsKey(at)) {
      at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
    }
    return lines.getOrDefault(at, 1);
  }

  void add(int line, String path, Kind kind, String value) {
    add(new RequestProblem(line, path, kind, value, null));
  }

  /** Adds a rule's finding, unless its field could not even be read. */
  void add(Finding finding) {
    boolean known =
        all.stream()
            .filter(problem -> problem.kind() != Kind.RULE && !problem.field().isEmpty())
            .anyMatch(problem -> overlaps(problem.field(), finding.field()));
    if (!known) {
      add(RequestProblem.of(line(finding.field()), finding));
    }
  }

  private static boolean overlaps(String broken, String field) {
    return field.equals(broken)
        || field.startsWith(broken + ".")
        || field.startsWith(broken + "[")
        || broken.startsWith(field + ".")
        || broken.startsWith(field + "[");
  }

  private void add(RequestProblem problem) {
    if (all.size() < MAX) {
      all.add(problem);
    }
  }

  /** Everything, by line. */
  List<RequestProblem> all() {
    return all.stream().sorted(Comparator.comparingInt(RequestProblem::line)).toList();
  }
}
