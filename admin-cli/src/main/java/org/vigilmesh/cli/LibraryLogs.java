package org.vigilmesh.cli;

import java.util.List;
import java.util.logging.LogManager;

/**
 * The logs of the libraries, which are the node's and not the command's: standard error belongs to
 * what is said to the person who typed the command.
 */
final class LibraryLogs {
  private static final String CONFIGURATION = "logback.configurationFile";

  private LibraryLogs() {}

  /** Before anything logs; a configuration that the caller chose stays, and so does a node's. */
  static void silence(List<String> words) {
    if (words.size() < 2 || !words.subList(0, 2).equals(List.of("node", "run"))) {
      LogManager.getLogManager().reset();
      if (System.getProperty(CONFIGURATION) == null) {
        System.setProperty(CONFIGURATION, "org/vigilmesh/cli/silent.xml");
      }
    }
  }
}
