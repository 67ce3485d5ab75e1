package org.vigilmesh.cli;

import java.util.Locale;
import picocli.CommandLine.Option;

/** What commands take that change something. */
final class Change {
  @Option(names = "--dry-run")
  private boolean dryRun;

  @Option(names = "--yes", paramLabel = "NODE")
  private String yes = "";

  /** Whether only the plan was asked for; it is then printed from the text {@code key}. */
  boolean isOnlyPlanned(Console console, String key, Object... values) {
    if (dryRun) {
      console.say("plan", console.texts().of(key, values));
    }
    return dryRun;
  }

  /** For what cannot be taken back: the name must be typed, or given with {@code --yes}. */
  void confirm(Console console, String name) {
    String typed = yes.isEmpty() ? console.ask("--yes=" + name, "ask.confirm", shown(name)) : yes;
    if (!typed.strip().equalsIgnoreCase(name)) {
      throw CliException.of(Exit.INPUT, "E-NOT-CONFIRMED", shown(name));
    }
  }

  private static String shown(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
