package org.vigilmesh.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil bench}: what two real nodes on this machine do in a second, and what it costs. */
@Command(
    name = "bench",
    header = {"vigil bench", "vigil bench --count 5000 --in-flight 256 -o json"})
final class Bench implements Runnable {
  @Mixin private Options options = new Options();

  @Option(names = "--count", paramLabel = "N", defaultValue = "2000")
  private int count = 2_000;

  @Option(names = "--in-flight", paramLabel = "N", split = ",", defaultValue = "1,256")
  private List<Integer> inFlight = List.of(1, 256);

  @Option(names = "--port-base", paramLabel = "PORT", defaultValue = "7411")
  private int portBase = 7411;

  @Override
  public void run() {
    Console console = options.console();
    if (count < 1 || count > 100_000 || inFlight.stream().anyMatch(n -> n < 1 || n > 1_000)) {
      throw CliException.of(Exit.INPUT, "E-BENCH-SIZE", 100_000, 1_000);
    }
    Path data = console.path(Path.of("bench-data"));
    List<Founding.Plan> plans = DemoCountries.plans(portBase).subList(0, 2);
    LocalMesh mesh = new LocalMesh(console.around(), data, plans, true);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(mesh::close));
    try (mesh) {
      Progress.during(
          console,
          console.texts().of("bench.preparing"),
          () -> {
            mesh.found();
            mesh.start();
            mesh.introduce();
            return mesh;
          });
      View view =
          View.list(
              "Bench",
              "inFlight",
              "statements",
              "perSecond",
              "p50Millis",
              "p99Millis",
              "cpuMillisXa",
              "cpuMillisXb",
              "idleMibXa",
              "idleMibXb",
              "readyMillisXa",
              "readyMillisXb");
      BenchLoad load = new BenchLoad(console, mesh);
      for (int window : inFlight) {
        load.run(Math.min(count, 200 * window), window, view);
      }
      console.show(view);
    }
    Demo.remove(data);
  }
}
