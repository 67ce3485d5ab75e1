package org.vigilmesh;

import java.nio.file.Path;

/**
 * A real node that ends at a named step: {@code -Dvigil.halt=NAME} or {@code NAME@k}. Only tests
 * start a node this way; the shipped entry has no such switch.
 */
public final class HaltingNode {
  private HaltingNode() {}

  /** Runs the node of the configuration file that is the only argument. */
  public static void main(String[] args) {
    System.exit(Main.run(Path.of(args[0]), HaltAt.parse(System.getProperty("vigil.halt", ""))));
  }
}
