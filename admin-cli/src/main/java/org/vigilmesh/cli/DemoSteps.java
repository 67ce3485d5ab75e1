package org.vigilmesh.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigilmesh.cli.request.RequestTemplate;
import org.vigilmesh.proto.v1.ActProgress;
import org.vigilmesh.proto.v1.FollowRequest;
import org.vigilmesh.proto.v1.FollowResponse;
import org.vigilmesh.value.Bytes;

/** The demo's six steps; each prints its line when it is done, or says what failed. */
final class DemoSteps {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The treaty's floor is sixty days; ours is a little above it. */
  private static final int DAYS_KEPT = 62;

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Console console;
  private final Texts texts;
  private final PrintWriter out;
  private final Path data;
  private final int portBase;
  private final LocalMesh mesh;
  private final List<DemoNode> nodes;
  private final DemoRun run;
  private String caseId = "";
  private String act = "";

  DemoSteps(Console console, Path data, int portBase, LocalMesh mesh) {
    this.console = console;
    this.texts = console.texts();
    this.out = console.around().out();
    this.data = data;
    this.portBase = portBase;
    this.mesh = mesh;
    this.nodes = mesh.nodes();
    this.run = new DemoRun(console.around());
  }

  void all() {
    print(texts.of("demo.title"));
    print("");
    step(1, "demo.step.machine", this::machine);
    step(2, "demo.step.build", DemoSteps.this::build);
    step(3, "demo.step.keys", this::keysAndCards);
    step(4, "demo.step.nodes", this::ready);
    step(5, "demo.step.request", this::request);
    step(6, "demo.step.evidence", this::evidence);
  }

  private void print(String line) {
    out.println(line);
    out.flush();
  }

  /** Runs a step with its line alive, and prints what it answers; a failure names the step. */
  private void step(int number, String name, Supplier<String> work) {
    String label = "[" + number + "/6] ";
    try {
      String line = Progress.during(console, label + texts.of(name), work);
      if (!line.isEmpty()) {
        print(label + line);
      }
    } catch (CliException e) {
      print(label + texts.of(name) + " ✗");
      throw e;
    }
  }

  private String machine() {
    int java = Runtime.version().feature();
    if (java != 25) {
      throw CliException.of(Exit.FAILED, "E-DEMO-JAVA", java);
    }
    for (int port = portBase; port < portBase + nodes.size(); port++) {
      if (!DemoPorts.isFree(port)) {
        String owner = DemoPorts.findOwner(port).orElse(texts.of("demo.unknownOwner"));
        throw CliException.of(Exit.FAILED, "E-DEMO-TAKEN", port, owner, portBase + 100);
      }
    }
    return texts.of(
        "demo.machine",
        java,
        hasMaven() ? "✓" : texts.of("demo.notNeeded"),
        portBase,
        portBase + nodes.size() - 1);
  }

  private boolean hasMaven() {
    String path = console.around().environment().getOrDefault("PATH", "");
    return Stream.of(path.split(":", -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "mvn")));
  }

  private String build() {
    long seconds = Long.getLong("vigil.build.seconds", 0);
    return seconds < 2 ? texts.of("demo.built") : texts.of("demo.building", seconds);
  }

  private String keysAndCards() {
    mesh.found();
    mesh.start();
    mesh.introduce();
    return texts.of("demo.keys", nodes.size());
  }

  private String ready() {
    return texts.of("demo.nodes")
        + "   "
        + nodes.stream()
            .map(node -> texts.of("demo.ready", node.shown(), node.readySeconds()))
            .collect(Collectors.joining("   "));
  }

  private String request() {
    DemoNode asking = nodes.get(0);
    DemoNode asked = nodes.get(1);
    Path file = data.resolve("request.yaml");
    LocalFiles.write(file, Bytes.utf8(RequestTemplate.demo(console.around().clock().instant())));
    print("[5/6] " + texts.of("demo.request"));
    String submitted =
        run.here(
            words(
                List.of("request", "submit", file.toString(), "--exercise"),
                asking,
                "j.morgan",
                "p.reyes"));
    act = value(submitted, "act");
    tell(Instant.parse(value(submitted, "at")), texts.of("demo.accepted"));
    try (NodeLink link = NodeLink.to(Path.of(asking.socket()))) {
      ActProgress delivered = await(link, ActProgress::hasDelivered);
      caseId = delivered.getCaseId();
      tell(
          now(),
          texts.of(
              "demo.delivered", asked.shown(), value(submitted, "lane"), value(submitted, "seq")));
      answer(asked, "acknowledge");
      await(link, ActProgress::hasAcknowledged);
      tell(now(), texts.of("demo.acknowledged", asked.shown()));
      answer(
          asked,
          "decide",
          "--accept",
          "--authority",
          "Borduria District Court",
          "--decision-ref",
          "DEMO-17",
          "--decision-date",
          today(0));
      await(link, ActProgress::hasDecided);
      tell(now(), texts.of("demo.decided"));
      answer(
          asked,
          "preserved",
          "--reference",
          "DEMO-4417",
          "--effective",
          today(0),
          "--until",
          today(DAYS_KEPT),
          "--order",
          "DEMO-17",
          "--order-date",
          today(0));
      await(link, ActProgress::hasPreserved);
      tell(now(), texts.of("demo.preserved", today(DAYS_KEPT)));
    }
    return "";
  }

  private Instant now() {
    return console.around().clock().instant();
  }

  private String today(int plusDays) {
    return LocalDate.ofInstant(now(), ZoneOffset.UTC).plusDays(plusDays).toString();
  }

  private void tell(Instant at, String fact) {
    print("        " + CLOCK.format(at) + "  " + fact);
  }

  private void answer(DemoNode node, String verb, String... more) {
    List<String> words = new java.util.ArrayList<>(List.of("case", verb, caseId));
    words.addAll(List.of(more));
    run.here(words(words, node, "a.haddad"));
  }

  private static String[] words(List<String> command, DemoNode node, String... officers) {
    Path keys = Founding.officersOf(node.layout());
    Stream<String> signed =
        Stream.of(officers)
            .flatMap(
                officer -> Stream.of("--sign-with", keys.resolve(officer + ".key").toString()));
    return Stream.of(
            command.stream(),
            signed,
            Stream.of("--passphrase-file", keys.resolve("passphrase").toString()),
            Stream.of("--socket", node.socket()))
        .flatMap(Function.identity())
        .toArray(String[]::new);
  }

  private static String value(String output, String field) {
    return output
        .lines()
        .filter(line -> line.startsWith(field + "\t"))
        .map(line -> line.substring(field.length() + 1))
        .findFirst()
        .orElseThrow(() -> CliException.of(Exit.FAILED, "E-DEMO-COMMAND", field, 0));
  }

  private ActProgress await(NodeLink link, Predicate<ActProgress> reached) {
    ActProgress[] last = {ActProgress.getDefaultInstance()};
    link.<FollowResponse>follow(
        admin -> admin.follow(FollowRequest.newBuilder().setAct(act).build()),
        Optional.of(PATIENCE.toMillis()),
        answer -> {
          last[0] = answer.getProgress();
          return !reached.test(last[0]);
        });
    if (!reached.test(last[0])) {
      throw CliException.of(Exit.FAILED, "E-DEMO-WAIT", PATIENCE.toSeconds());
    }
    return last[0];
  }

  private String evidence() {
    mesh.together(
        node -> run.apart(log(node, "journal"), "journal", "verify", "--socket", node.socket()));
    DemoNode asking = nodes.get(0);
    List<String> command =
        new java.util.ArrayList<>(List.of("case", "verify", caseId, "-o", "ndjson"));
    for (DemoNode node : nodes.subList(0, 2)) {
      command.addAll(List.of("--roster", node.layout().roster().toString()));
    }
    String signatures = run.apart(log(asking, "signatures"), words(command, asking, "j.morgan"));
    long valid = signatures.lines().filter(line -> line.contains("\"verdict\":\"valid\"")).count();
    long answered =
        Stream.of("human_ack", "decision", "preservation_confirmation")
            .filter(type -> signatures.contains("\"type\":\"" + type + "\""))
            .count();
    long delivered =
        run.field("receipts", "journal", "verify", "--socket", asking.socket()).equals("0") ? 0 : 1;
    export(asking);
    return texts.of("demo.evidence", answered + delivered, valid, nodes.size());
  }

  /** What can be checked with other tools, also when no node runs any more. */
  private void export(DemoNode asking) {
    run.here(
        words(
            List.of(
                "request",
                "export",
                caseId,
                "--evidence",
                "--into",
                data.resolve("evidence").toString()),
            asking,
            "j.morgan"));
  }

  private Path log(DemoNode node, String name) {
    return data.resolve(node.name() + "-" + name + ".log");
  }

  /** What to look at, to try, to check, and how to stop; or what is left when it has ended. */
  void farewell(boolean isOver) {
    print("");
    List<String> lines =
        isOver
            ? List.of("look.over", "files", "check.over", "stop.over")
            : List.of("look", "try", "check", "files", "stop");
    for (String line : lines) {
      print("  " + texts.of("demo." + line));
    }
  }

  /** Returns when one of the nodes ends, which is an error here; Ctrl-C ends it otherwise. */
  void stayUp() {
    CompletableFuture.anyOf(
            nodes.stream().map(node -> node.process().onExit()).toArray(CompletableFuture[]::new))
        .join();
    String ended =
        nodes.stream()
            .filter(node -> !node.process().isAlive())
            .map(DemoNode::shown)
            .collect(Collectors.joining(", "));
    throw CliException.of(Exit.FAILED, "E-DEMO-ENDED", ended);
  }
}
