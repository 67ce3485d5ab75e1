package org.vigilmesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Text kept in a file under {@code src/test/resources/golden} of the module under test; {@code
 * -Dgolden=accept} rewrites it, and the reviewer reads the change.
 */
public final class Golden {
  private static final boolean ACCEPT = "accept".equals(System.getProperty("golden"));

  private Golden() {}

  /** Claims that {@code actual} is what the golden file {@code name} holds. */
  public static void assertGolden(String name, String actual) {
    assertFile(Path.of("src", "test", "resources", "golden").resolve(name), actual);
  }

  /** Claims that {@code actual} is what {@code file}, relative to the module, holds. */
  public static void assertFile(Path file, String actual) {
    try {
      if (ACCEPT) {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, actual);
      } else if (!Files.exists(file)) {
        fail(file + " does not exist: run with -Dgolden=accept and read it");
      } else {
        assertEquals(Files.readString(file), actual, () -> file + ": accept by -Dgolden=accept");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
