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
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The demo's six steps; each prints its line when it is done, or says what failed. */
final class DemoSteps {
  /** The treaty's floor is sixty days; ours is a little above it. */
  private static final int DAYS_KEPT = 62;

  private static final int DAYS_EXTENDED = 150;

  /** How far the ports of desks lie behind those of nodes. */
  private static final int DESKS_AFTER = 100;

  /** After a day on the roster an officer may sign an emergency. */
  private static final Duration OFFICERS_KNOWN = Duration.ofHours(25);

  private static final String STILL_UP = "up";

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
  private final Optional<DemoDesks> desks;
  private String caseId = "";
  private Duration age = Duration.ZERO;

  /** {@code hasDesks}: officers' browsers are served while the demo stays up. */
  DemoSteps(Console console, Path data, int portBase, LocalMesh mesh, boolean hasDesks) {
    this.console = console;
    this.texts = console.texts();
    this.out = console.around().out();
    this.data = data;
    this.portBase = portBase;
    this.mesh = mesh;
    this.nodes = mesh.nodes();
    this.run = new DemoRun(console.around());
    this.desks =
        hasDesks
            ? Optional.of(new DemoDesks(console, data, nodes, portBase + DESKS_AFTER))
            : Optional.empty();
  }

  void all(boolean areOfficersKnown) {
    age = areOfficersKnown ? OFFICERS_KNOWN : Duration.ZERO;
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
    step("[" + number + "/6] ", name, work);
  }

  private void step(String label, String name, Supplier<String> work) {
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
    requireFree(portBase);
    desks.ifPresent(all -> requireFree(all.firstPort()));
    return texts.of(
        "demo.machine",
        java,
        hasMaven() ? "✓" : texts.of("demo.notNeeded"),
        portBase,
        portBase
            + nodes.size()
            - 1
            + desks.map(all -> ", " + all.firstPort() + "-" + all.lastPort()).orElse(""));
  }

  private void requireFree(int first) {
    for (int port = first; port < first + nodes.size(); port++) {
      if (!DemoPorts.isFree(port)) {
        String owner = DemoPorts.findOwner(port).orElse(texts.of("demo.unknownOwner"));
        throw CliException.of(Exit.FAILED, "E-DEMO-TAKEN", port, owner, portBase + 200);
      }
    }
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
    mesh.found(age);
    desks.ifPresent(DemoDesks::found);
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
    DemoNode asked = nodes.get(1);
    CasePlay play = new CasePlay(console.around(), nodes, data.resolve("messages"));
    print("[5/6] " + texts.of("demo.request"));
    String key = "";
    for (String line : CasePlay.script(SeedCases.text(), "whole")) {
      if (line.startsWith("> ")) {
        key = line.substring(2);
      } else {
        String output = play.play(line);
        tell(now(), texts.of(key, until(key, asked)));
        if (key.equals("demo.accepted")) {
          delivered(asked, output);
        }
      }
    }
    caseId = play.caseId();
    return "";
  }

  /** What a line names: the day on which the hold ends, or who speaks. */
  private String until(String key, DemoNode asked) {
    return switch (key) {
      case "demo.preserved" -> today(DAYS_KEPT);
      case "demo.extended" -> today(DAYS_EXTENDED);
      default -> asked.shown();
    };
  }

  private void delivered(DemoNode asked, String submitted) {
    String lane = DemoRun.find("lane", submitted).orElse("");
    String seq = DemoRun.find("seq", submitted).orElse("");
    tell(now(), texts.of("demo.delivered", asked.shown(), lane, seq));
  }

  /** Cases in every state on the desks of all three; how many are said. */
  void seed() {
    step(
        "[+]   ",
        "demo.step.seed",
        () -> {
          long count = new SeedCases(console.around(), nodes, data.resolve("seeds")).play();
          return texts.of("demo.seeded", count, "XA, XB, XC");
        });
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
    if (!isOver) {
      desks.map(DemoDesks::invitations).orElse(List.of()).forEach(line -> print("  " + line));
    }
    List<String> lines =
        isOver
            ? List.of("look.over", "files", "check.over", "stop.over")
            : List.of("look", "try", "check", "files", "stop");
    for (String line : lines) {
      print("  " + texts.of("demo." + line));
    }
  }

  /** Waits a second at most. */
  private static boolean hasEnded(CompletableFuture<Object> end) {
    return !end.copy().completeOnTimeout(STILL_UP, 1, TimeUnit.SECONDS).join().equals(STILL_UP);
  }

  /** Returns when one of the nodes ends, which is an error here; Ctrl-C ends it otherwise. */
  void stayUp() {
    CompletableFuture<Object> end =
        CompletableFuture.anyOf(
            nodes.stream().map(node -> node.process().onExit()).toArray(CompletableFuture[]::new));
    while (!hasEnded(end)) {
      desks.ifPresent(all -> all.care(line -> print("  " + line)));
    }
    String ended =
        nodes.stream()
            .filter(node -> !node.process().isAlive())
            .map(DemoNode::shown)
            .collect(Collectors.joining(", "));
    throw CliException.of(Exit.FAILED, "E-DEMO-ENDED", ended);
  }
}
