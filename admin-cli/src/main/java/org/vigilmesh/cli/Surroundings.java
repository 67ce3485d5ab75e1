package org.vigilmesh.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.vigilmesh.adapter.crypto.KeyCost;

/**
 * What a run of the command has round it: streams, environment, terminal, clock, chance.
 *
 * @param isTerminal whether a person reads the output and can be asked
 * @param secrets reads a line that is not shown
 * @param keyCost what a guess at the passphrase of a new key file is to cost
 * @param directory what relative paths are relative to
 */
record Surroundings(
    PrintWriter out,
    PrintWriter err,
    BufferedReader in,
    Map<String, String> environment,
    boolean isTerminal,
    Supplier<char[]> secrets,
    Path directory,
    InstantSource clock,
    SecureRandom random,
    KeyCost keyCost) {
  /** Those of this process. */
  static Surroundings ofProcess() {
    return new Surroundings(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
        Map.copyOf(System.getenv()),
        isTerminal(0) && isTerminal(1) && isTerminal(2),
        Surroundings::readSecret,
        Path.of("").toAbsolutePath(),
        Clock.systemUTC(),
        new SecureRandom(),
        KeyCost.DEFAULT);
  }

  /** The same by another clock. */
  Surroundings at(InstantSource other) {
    return new Surroundings(
        out, err, in, environment, isTerminal, secrets, directory, other, random, keyCost);
  }

  private static boolean isTerminal(int descriptor) {
    Path open = Path.of("/proc/self/fd/" + descriptor);
    if (!Files.isSymbolicLink(open)) {
      // a system without /proc
      return java.util.Objects.requireNonNull(System.console()).isTerminal();
    }
    try {
      Path target = Files.readSymbolicLink(open);
      return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
    } catch (IOException e) {
      throw LocalFiles.broken(open, e);
    }
  }

  private static char[] readSecret() {
    char[] typed = java.util.Objects.requireNonNull(System.console()).readPassword();
    return typed == null ? new char[0] : typed;
  }

  /** The columns of the terminal; 0 where the output goes into a pipe or a file. */
  int width() {
    String columns = environment.getOrDefault("COLUMNS", "");
    return !isTerminal ? 0 : columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : 80;
  }

  /** Whether colours and moving lines may be used. */
  boolean isLively() {
    return isTerminal
        && !environment.containsKey("NO_COLOR")
        && !"dumb".equals(environment.get("TERM"));
  }
}
