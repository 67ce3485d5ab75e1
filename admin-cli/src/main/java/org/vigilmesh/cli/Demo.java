package org.vigilmesh.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil demo}: three countries on this machine and one request, step by step. */
@Command(
    name = "demo",
    header = {"vigil demo", "vigil demo --seed-cases"})
final class Demo implements Runnable {
  private static final int PORT_MAX = 65_533;

  @Mixin private Options options = new Options();

  @Option(names = "--once")
  private boolean once;

  @Option(names = "--seed-cases")
  private boolean seedCases;

  @Option(names = "--clean")
  private boolean clean;

  @Option(names = "--port-base", paramLabel = "PORT", defaultValue = "7401")
  private int portBase = 7401;

  @Override
  public void run() {
    Console console = options.console();
    Path data = console.path(Path.of("demo-data"));
    if (clean) {
      remove(data);
      console.say("demo.cleaned");
      return;
    }
    if (portBase < 1024 || portBase > PORT_MAX) {
      throw CliException.of(Exit.INPUT, "E-DEMO-PORT", portBase);
    }
    LocalMesh mesh = new LocalMesh(console.around(), data, DemoCountries.plans(portBase), false);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(mesh::close));
    try (mesh) {
      DemoSteps steps = new DemoSteps(console, data, portBase, mesh, !once);
      steps.all(seedCases);
      if (seedCases) {
        steps.seed();
      }
      if (!once) {
        steps.farewell(false);
        steps.stayUp();
      }
      steps.farewell(true);
    }
  }

  /** Removes what an earlier demo left, and nothing that is not a demo's. */
  static void remove(Path data) {
    if (!Files.exists(data)) {
      return;
    }
    if (!Files.exists(mark(data))) {
      throw CliException.of(Exit.INPUT, "E-DEMO-DIRECTORY", data);
    }
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw LocalFiles.broken(data, e);
    }
  }

  /** The file that says that a directory is a demo's. */
  static Path mark(Path data) {
    return data.resolve(".vigil-demo");
  }
}
