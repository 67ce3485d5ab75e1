package org.vigilmesh.cli;

import picocli.CommandLine.Option;

/** What commands take that change something. */
final class Change {
  @Option(names = "--dry-run")
  private boolean dryRun;

  /** Whether only the plan was asked for; it is then printed from the text {@code key}. */
  boolean isOnlyPlanned(Console console, String key, Object... values) {
    if (dryRun) {
      console.say("plan", console.texts().of(key, values));
    }
    return dryRun;
  }
}
