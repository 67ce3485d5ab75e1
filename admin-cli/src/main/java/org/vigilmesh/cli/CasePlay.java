package org.vigilmesh.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.GetCaseRequest;
import org.vigilmesh.proto.v1.GetCaseResponse;
import org.vigilmesh.proto.v1.ProgressRequest;
import org.vigilmesh.proto.v1.ProgressResponse;
import org.vigilmesh.request.RequestTemplate;
import org.vigilmesh.value.Bytes;

/**
 * Plays a case between nodes of this machine by the commands that people use, one line of a script
 * at a time, and waits until both sides hold what was said.
 */
final class CasePlay {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LOOK_NANOS = 20_000_000;
  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");

  private final Surroundings around;
  private final Map<String, DemoNode> nodes;
  private final Path files;
  private final DemoRun run;
  private final Set<DemoNode> sides = new LinkedHashSet<>();
  private String caseId = "";
  private int count;

  /** Message files are written into {@code files}. */
  CasePlay(Surroundings around, List<DemoNode> nodes, Path files) {
    this.around = around;
    this.nodes = nodes.stream().collect(Collectors.toMap(DemoNode::name, node -> node));
    this.files = LocalFiles.directory(files);
    this.run = new DemoRun(around);
  }

  String caseId() {
    return caseId;
  }

  /** The lines of a script under one name, without comments. */
  static List<String> script(String text, String name) {
    return blocks(text).getOrDefault(name, List.of());
  }

  /** Every script of a text by its name, in order. */
  static Map<String, List<String>> blocks(String text) {
    Map<String, List<String>> blocks = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("== ")) {
        current = new ArrayList<>();
        blocks.put(line.substring(3), current);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        current.add(line);
      }
    }
    return blocks;
  }

  /** One line: "node officers | command"; its output once the other side holds it, too. */
  String play(String line) {
    int bar = line.indexOf(" | ");
    List<String> who = words(line.substring(0, bar));
    DemoNode node = Objects.requireNonNull(nodes.get(who.getFirst()));
    Instant now = around.clock().instant();
    List<String> typed = words(RequestTemplate.relative(line.substring(bar + 3), now));
    List<String> command = filled(typed, now);
    Path keys = Founding.officersOf(node.layout());
    for (String officer : who.subList(1, who.size())) {
      command.addAll(List.of("--sign-with", keys.resolve(officer + ".key").toString()));
    }
    if (who.size() > 1) {
      command.addAll(List.of("--passphrase-file", keys.resolve("passphrase").toString()));
    }
    command.addAll(List.of("--socket", node.socket()));
    String output = run.here(command.toArray(String[]::new));
    follow(node, typed, output);
    return output;
  }

  private static List<String> words(String text) {
    return WORD.matcher(text).results().map(word -> word.group().replace("\"", "")).toList();
  }

  /** The command with the case's id and the files of its messages. */
  private List<String> filled(List<String> typed, Instant now) {
    List<String> command = new ArrayList<>();
    for (int i = 0; i < typed.size(); i++) {
      String word = typed.get(i);
      if (word.startsWith("@")) {
        Map<String, String> values = new LinkedHashMap<>();
        while (i + 1 < typed.size() && typed.get(i + 1).matches("[a-z_]+=.*")) {
          i++;
          String[] pair = typed.get(i).split("=", 2);
          values.put(pair[0], pair[1]);
        }
        Path file = files.resolve(++count + "-" + word.substring(1) + ".yaml");
        LocalFiles.write(file, Bytes.utf8(RequestTemplate.changed(word.substring(1), values, now)));
        command.add(file.toString());
      } else {
        command.add(word.equals("CASE") ? caseId : word);
      }
    }
    return command;
  }

  /** Which case it was, and that both sides have it. */
  private void follow(DemoNode node, List<String> typed, String output) {
    String verb = String.join(" ", typed.subList(0, 2));
    if (verb.equals("case begin")) {
      begin(node, value(output, "case"));
    } else if (verb.equals("case open")
        || verb.equals("case drill")
        || (verb.equals("request submit") && !typed.contains("--case"))) {
      try (NodeLink link = NodeLink.to(Path.of(node.socket()))) {
        begin(
            node,
            link.ask(
                    admin ->
                        admin.progress(
                            ProgressRequest.newBuilder().setAct(value(output, "act")).build()),
                    ProgressResponse::hasFailed,
                    ProgressResponse::getFailed)
                .getProgress()
                .getCaseId());
        String peer = find(node).getSummary().getPeer();
        sides.add(Objects.requireNonNull(nodes.get(peer)));
      }
    }
    if (sides.size() == 2) {
      settle();
    }
  }

  private void begin(DemoNode node, String begun) {
    caseId = begun;
    sides.clear();
    sides.add(node);
  }

  private static String value(String output, String field) {
    return DemoRun.find(field, output)
        .orElseThrow(() -> CliException.of(Exit.FAILED, "E-DEMO-COMMAND", field, 0));
  }

  /** Returns once both sides show as many acts. */
  private void settle() {
    Instant until = around.clock().instant().plus(PATIENCE);
    while (sides.stream().map(this::acts).distinct().count() > 1) {
      if (around.clock().instant().isAfter(until)) {
        throw CliException.of(Exit.FAILED, "E-DEMO-WAIT", PATIENCE.toSeconds());
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private long acts(DemoNode node) {
    return find(node).getTimelineList().stream()
        .filter(entry -> entry.getKind().equals("act"))
        .count();
  }

  /** The case at one side; empty where it is not there yet. */
  CaseStatus find(DemoNode node) {
    try (NodeLink link = NodeLink.to(Path.of(node.socket()))) {
      return link.ask(
              admin -> admin.getCase(GetCaseRequest.newBuilder().setCaseId(caseId).build()),
              found -> found.hasFailed() && !found.getFailed().getCode().equals("E-NO-SUCH-CASE"),
              GetCaseResponse::getFailed)
          .getCase();
    }
  }
}
