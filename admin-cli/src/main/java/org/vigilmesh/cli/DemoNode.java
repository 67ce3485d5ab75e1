package org.vigilmesh.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.config.ConfigFile;
import org.vigilmesh.config.Layout;

/** One of the demo's nodes: a process of its own with a directory of its own. */
final class DemoNode implements AutoCloseable {
  private static final long LOOK_MILLIS = 20;
  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final Duration STOP_MAX = Duration.ofSeconds(10);

  /** What runs shortly ends before Java's second compiler would pay. */
  private static final String ONE_COMPILER = "-XX:TieredStopAtLevel=1";

  private final Founding.Plan plan;
  private final Layout layout;
  private final boolean isLasting;
  private @Nullable Process process;
  private Duration readyAfter = Duration.ZERO;

  DemoNode(Founding.Plan plan, Path data, boolean isLasting) {
    this.plan = plan;
    this.isLasting = isLasting;
    this.layout = new Layout(data.resolve(plan.node().node().text()));
  }

  Founding.Plan plan() {
    return plan;
  }

  Layout layout() {
    return layout;
  }

  /** The node's admin socket, as commands take it. */
  String socket() {
    return ConfigFile.read(layout.config()).adminSocket().toString();
  }

  String name() {
    return plan.node().node().text();
  }

  String shown() {
    return plan.node().node().shown();
  }

  Duration readyAfter() {
    return readyAfter;
  }

  /** A program of this installation, with its output in {@code output}. */
  static ProcessBuilder program(Path output, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xms64m",
            "-Xmx512m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-HeapDumpOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "-cp",
            System.getProperty("java.class.path"),
            Vigil.class.getName()));
    command.add(1, ONE_COMPILER);
    command.addAll(words);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
  }

  /** Starts the node and returns when it says that it is ready. */
  void start(Surroundings around) {
    start(around, _ -> {});
  }

  /** The same, with what {@code change} makes of the program before it runs. */
  void start(Surroundings around, Consumer<ProcessBuilder> change) {
    Instant begun = around.clock().instant();
    try {
      ProcessBuilder program =
          program(log(), List.of("node", "run", "--config", layout.config().toString()));
      if (isLasting) {
        program.command().remove(ONE_COMPILER);
      }
      change.accept(program);
      Process started = program.start();
      process = started;
      while (!isReady()) {
        if (started.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS) || isLate(around, begun)) {
          throw CliException.of(Exit.FAILED, "E-DEMO-NODE", shown(), log())
              .withDetails(lastLines());
        }
      }
      readyAfter = Duration.between(begun, around.clock().instant());
    } catch (IOException e) {
      throw LocalFiles.broken(log(), e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isLate(Surroundings around, Instant begun) {
    return around.clock().instant().isAfter(begun.plus(START_MAX));
  }

  private boolean isReady() throws IOException {
    return Files.readString(log()).lines().anyMatch(line -> line.contains(" ready in "));
  }

  private List<String> lastLines() throws IOException {
    List<String> lines = Files.readAllLines(log());
    return lines.subList(Math.max(0, lines.size() - 5), lines.size());
  }

  Path log() {
    return layout.directory().resolve("node.log");
  }

  /** Waits for the end of the process, which a demo never expects. */
  Process process() {
    return Objects.requireNonNull(process);
  }

  /** "2.1 s". */
  String readySeconds() {
    return String.format(Locale.ROOT, "%.1f", readyAfter.toMillis() / 1000.0);
  }

  /** Ends the process as a power cut would: without a word, at once. */
  void kill() {
    process().destroyForcibly();
    try {
      process().waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    Process running = process;
    if (running == null || !running.isAlive()) {
      return;
    }
    running.destroy();
    try {
      if (!running.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        running.destroyForcibly();
      }
    } catch (InterruptedException _) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
