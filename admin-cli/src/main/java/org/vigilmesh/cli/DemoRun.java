package org.vigilmesh.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs single commands for the demo: here, or as programs of their own. */
final class DemoRun {
  private static final long PROGRAM_SECONDS = 60;

  private final Surroundings around;

  DemoRun(Surroundings around) {
    this.around = around;
  }

  /** The command's output; what it complains about when it fails. */
  String here(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Surroundings quiet =
        new Surroundings(
            new PrintWriter(out),
            new PrintWriter(err),
            around.in(),
            around.environment(),
            false,
            around.secrets(),
            around.directory(),
            around.clock(),
            around.random(),
            around.keyCost());
    int code = Vigil.run(quiet, words);
    if (code != 0) {
      throw failure(words, code, err.toString());
    }
    return out.toString();
  }

  /** The value of a field in the output of a command that shows one thing. */
  String field(String name, String... words) {
    return find(name, here(words)).orElseThrow(() -> failure(words, 0, "no field " + name));
  }

  static Optional<String> find(String name, String output) {
    return output
        .lines()
        .filter(line -> line.startsWith(name + "\t"))
        .map(line -> line.substring(name.length() + 1))
        .findFirst();
  }

  /** The output of a command that runs as a program of its own. */
  String apart(Path log, String... words) {
    try {
      Process program = DemoNode.program(log, List.of(words)).start();
      if (!program.waitFor(PROGRAM_SECONDS, TimeUnit.SECONDS)) {
        program.destroyForcibly();
        throw failure(words, 0, "no end after " + PROGRAM_SECONDS + " s");
      }
      String output = Files.readString(log);
      if (program.exitValue() != 0) {
        throw failure(words, program.exitValue(), output);
      }
      return output;
    } catch (IOException e) {
      throw LocalFiles.broken(log, e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw failure(words, 0, "interrupted");
    }
  }

  private static CliException failure(String[] words, int code, String output) {
    return CliException.of(Exit.FAILED, "E-DEMO-COMMAND", String.join(" ", words), code)
        .withDetails(output.lines().toList());
  }
}
