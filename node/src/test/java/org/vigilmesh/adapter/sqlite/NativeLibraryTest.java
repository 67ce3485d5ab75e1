package org.vigilmesh.adapter.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/** The file that the driver loads, and nothing else, lies in the node's directory. */
final class NativeLibraryTest {
  @TempDir private Path folder;

  @AfterEach
  void forget() {
    System.clearProperty("org.sqlite.lib.path");
    System.clearProperty("org.sqlite.lib.name");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  @Test
  void theDriverIsPointedAtTheOneFile() throws IOException {
    NativeLibrary.provide(folder);

    Path file = files().getFirst();
    assertEquals(1, files().size());
    assertEquals(folder.toString(), System.getProperty("org.sqlite.lib.path"));
    assertEquals(file.getFileName().toString(), System.getProperty("org.sqlite.lib.name"));
    try (InputStream packed =
        SQLiteJDBCLoader.class.getResourceAsStream(
            LibraryLoaderUtil.getNativeLibResourcePath()
                + "/"
                + LibraryLoaderUtil.getNativeLibName())) {
      assertNotNull(packed);
      // compared, not loaded: a second copy within one process would share no state with the first
      assertArrayEquals(packed.readAllBytes(), Files.readAllBytes(file));
    }
  }

  @Test
  void anAlteredFileIsReplaced() throws IOException {
    NativeLibrary.provide(folder);
    Path file = files().getFirst();
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, new byte[] {1, 2, 3});
    forget();

    NativeLibrary.provide(folder);

    assertArrayEquals(whole, Files.readAllBytes(file));
    assertEquals(1, files().size());
  }

  @Test
  void whatAnOperatorHasSetStands() throws IOException {
    System.setProperty("org.sqlite.lib.path", "/usr/lib/jni");

    NativeLibrary.provide(folder);

    assertEquals(List.of(), files());
  }
}
