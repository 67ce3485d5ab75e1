package org.vigilmesh.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Fuzz target for a node's configuration: read, or every problem with its line. */
public final class FuzzConfig {
  private static final Path FILE = Path.of("/nonexistent/vigil.yaml");

  private FuzzConfig() {}

  public static void fuzzerTestOneInput(byte[] input) {
    try {
      ConfigFile.read(FILE, new String(input, StandardCharsets.UTF_8));
    } catch (ConfigException e) {
      if (e.problems().isEmpty()) {
        throw new AssertionError("refused without a problem", e);
      }
    }
  }
}
