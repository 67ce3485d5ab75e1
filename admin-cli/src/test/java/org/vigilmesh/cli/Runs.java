package org.vigilmesh.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.vigilmesh.adapter.crypto.KeyCost;

/** Runs commands as a person or a script would, in a directory of its own, at a fixed time. */
final class Runs {
  static final Instant NOW = Instant.parse("2027-01-15T08:30:00Z");

  /** Enough to be read back; what earnest costs is tried where key files are tried. */
  private static final KeyCost CHEAP = new KeyCost(64, 1, 1);

  private final Path home;
  private final boolean isTerminal;
  private final String typed;
  private final Deque<String> secrets;
  private final Map<String, String> environment;

  private Runs(
      Path home,
      boolean isTerminal,
      String typed,
      Deque<String> secrets,
      Map<String, String> environment) {
    this.home = home;
    this.isTerminal = isTerminal;
    this.typed = typed;
    this.secrets = secrets;
    this.environment = environment;
  }

  /** A script in {@code home}: nobody can be asked. */
  static Runs in(Path home) {
    return new Runs(home, false, "", new ArrayDeque<>(), Map.of());
  }

  /** A person at a terminal without colours, who types these lines and these secrets. */
  Runs typing(String lines, String... hidden) {
    return new Runs(home, true, lines, new ArrayDeque<>(List.of(hidden)), Map.of("NO_COLOR", "1"));
  }

  Runs with(Map<String, String> variables) {
    return new Runs(home, isTerminal, typed, secrets, variables);
  }

  /** How a run ended and what it said. */
  record Result(int code, String out, String err) {
    /** The value of a field of one thing, as a script reads it. */
    String field(String name) {
      return out.lines()
          .filter(line -> line.startsWith(name + "\t"))
          .map(line -> line.substring(name.length() + 1))
          .findFirst()
          .orElse("(no field " + name + ")");
    }
  }

  Result run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Vigil.run(around(new PrintWriter(out, true), new PrintWriter(err, true)), words);
    return new Result(code, out.toString(), err.toString());
  }

  private Surroundings around(PrintWriter out, PrintWriter err) {
    return new Surroundings(
        out,
        err,
        new BufferedReader(new StringReader(typed)),
        environment,
        isTerminal,
        () -> secrets.isEmpty() ? new char[0] : secrets.removeFirst().toCharArray(),
        home,
        InstantSource.fixed(NOW),
        new SecureRandom(),
        CHEAP);
  }

  /** The same surroundings without a command, for what is smaller than one. */
  Surroundings around() {
    return around(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
  }

  /** Writes a file that others may read. */
  Path file(String name, String text) {
    try {
      return Files.writeString(home.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file of mode 0600. */
  Path secret(String name, String text) {
    try {
      Path file = file(name, text);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
