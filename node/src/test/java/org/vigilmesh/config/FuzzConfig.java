package org.vigilmesh.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fuzz target for a node's configuration: read, or every problem with its line. */
public final class FuzzConfig {
  private static final Path FILE = file();

  private FuzzConfig() {}

  private static Path file() {
    try {
      Path file = Files.createTempFile("vigil", ".yaml");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void fuzzerTestOneInput(byte[] input) {
    try {
      Files.write(FILE, input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      ConfigFile.read(FILE);
    } catch (ConfigException e) {
      if (e.problems().isEmpty()) {
        throw new AssertionError("refused without a problem", e);
      }
    }
  }
}
