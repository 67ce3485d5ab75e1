package org.vigilmesh.adapter.sqlite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs of ours on a disk that loses what was not synced, lies, fails or fills up: a shim
 * of C between the process and its disk, made with the machine's compiler.
 */
public final class UnsafeDisk {
  private static final Path SOURCE =
      Path.of("..", "node", "src", "test", "c", "powercut.c").normalize();
  private static final long PATIENCE_SECONDS = 60;

  private final Path library;

  private UnsafeDisk(Path library) {
    this.library = library;
  }

  /** Empty where this machine cannot make the shim; a test says so and is skipped. */
  public static Optional<UnsafeDisk> find(Path folder) throws IOException, InterruptedException {
    Path library = folder.resolve("powercut.so");
    try {
      Process compiler =
          new ProcessBuilder(
                  "cc",
                  "-shared",
                  "-fPIC",
                  "-O1",
                  "-o",
                  library.toString(),
                  SOURCE.toString(),
                  "-ldl",
                  "-pthread")
              .inheritIO()
              .start();
      return compiler.waitFor() == 0 ? Optional.of(new UnsafeDisk(library)) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty(); // no such program
    }
  }

  /** How a run ended, what it had said until then, and what the shim counted. */
  record Ended(int status, List<String> said, Map<String, Long> counts) {
    /** The last number that the program said; -1 when it said none. */
    int told() {
      return said.stream()
          .filter(line -> line.matches("\\d+"))
          .mapToInt(Integer::parseInt)
          .max()
          .orElse(-1);
    }

    long count(String name) {
      return counts.getOrDefault(name, 0L);
    }
  }

  /**
   * The environment of a process that runs on this disk.
   *
   * @param match a part of the path of each file that lies on it
   * @param settings by the names in the shim's source, without their prefix
   */
  public Map<String, String> mounted(String match, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>();
    environment.put("LD_PRELOAD", library.toString());
    environment.put("VIGIL_SHIM_MATCH", match);
    settings.forEach((name, value) -> environment.put("VIGIL_SHIM_" + name, value));
    return environment;
  }

  /** Runs {@link StoreWriter} in {@code folder} until it ends or is ended. */
  Ended run(Path folder, Map<String, String> settings, String... words)
      throws IOException, InterruptedException {
    Path said = folder.resolve("said");
    Path report = folder.resolve("report");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                StoreWriter.class.getName()));
    command.addAll(List.of(words));
    ProcessBuilder program =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .redirectInput(Path.of("/dev/null").toFile());
    program.environment().putAll(mounted(folder.resolve("store").toString(), settings));
    program.environment().put("VIGIL_SHIM_REPORT", report.toString());
    Process process = program.start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("no end of " + command + ": " + Files.readString(said));
    }
    return new Ended(process.exitValue(), Files.readAllLines(said), counts(report));
  }

  /** What the shim has counted in a process that has ended. */
  public static Map<String, Long> counts(Path report) throws IOException {
    Map<String, Long> counts = new java.util.TreeMap<>();
    if (Files.exists(report)) {
      for (String line : Files.readAllLines(report, StandardCharsets.US_ASCII)) {
        String[] parts = line.split(" ");
        counts.put(parts[0], Long.parseLong(parts[1]));
      }
    }
    return counts;
  }
}
