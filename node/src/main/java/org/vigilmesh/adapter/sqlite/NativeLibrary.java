package org.vigilmesh.adapter.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.vigilmesh.port.StoreException;
import org.vigilmesh.port.StoreException.Reason;

/**
 * SQLite's native library as a file of the node's own. The driver would unpack another copy into
 * the machine's temporary directory at each start, and each killed process would leave its copy.
 */
final class NativeLibrary {
  private static final String DIRECTORY = "org.sqlite.lib.path";
  private static final String NAME = "org.sqlite.lib.name";

  private NativeLibrary() {}

  /**
   * The driver will load the library from {@code directory}, which only this node's user may write
   * to. A file that differs from the one in the jar is replaced. What an operator has set stands,
   * and so does the driver's own way where the directory forbids programs.
   *
   * @throws StoreException when the file can be neither read nor written
   */
  static void provide(Path directory) {
    String inJar = LibraryLoaderUtil.getNativeLibName();
    if (System.getProperty(DIRECTORY) != null) {
      return;
    }
    Path file = directory.resolve(".sqlite-" + SQLiteJDBCLoader.getVersion() + ".so");
    try (InputStream packed =
        SQLiteJDBCLoader.class.getResourceAsStream(
            LibraryLoaderUtil.getNativeLibResourcePath() + "/" + inJar)) {
      if (packed == null) {
        return;
      }
      byte[] library = packed.readAllBytes();
      if (!Files.exists(file) || !Arrays.equals(library, Files.readAllBytes(file))) {
        Path fresh = Files.createTempFile(directory, ".sqlite-", ".new");
        Files.write(fresh, library);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new StoreException(Reason.BROKEN, "cannot write " + file, e);
    }
    System.setProperty(DIRECTORY, directory.toAbsolutePath().toString());
    System.setProperty(NAME, file.getFileName().toString());
  }
}
