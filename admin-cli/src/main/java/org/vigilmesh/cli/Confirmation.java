package org.vigilmesh.cli;

import java.util.Locale;
import picocli.CommandLine.Option;

/** What commands take that cannot be taken back. */
final class Confirmation {
  @Option(names = "--yes", paramLabel = "NODE")
  private String yes = "";

  /** The name must be typed, or given with {@code --yes}. */
  void require(Console console, String name) {
    String typed = yes.isEmpty() ? console.ask("--yes=" + name, "ask.confirm", shown(name)) : yes;
    if (!typed.strip().equalsIgnoreCase(name)) {
      throw CliException.of(Exit.INPUT, "E-NOT-CONFIRMED", shown(name));
    }
  }

  private static String shown(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
