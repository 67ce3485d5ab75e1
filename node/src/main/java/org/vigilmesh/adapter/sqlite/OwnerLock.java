package org.vigilmesh.adapter.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.port.StoreException;
import org.vigilmesh.port.StoreException.Reason;

/**
 * The operating system's lock on the file beside the database, held as long as the store is open:
 * it ends with the process, however that ends. The lock file stays.
 */
final class OwnerLock implements AutoCloseable {
  private final FileChannel channel;

  private OwnerLock(FileChannel channel) {
    this.channel = channel;
  }

  static OwnerLock take(Path database) {
    Path file = database.resolveSibling(database.getFileName() + ".lock");
    try {
      FileChannel channel =
          FileChannel.open(
              file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ownerOnly(file));
      if (lock(channel) == null) {
        channel.close();
        throw new StoreException(
            Reason.OWNED, "Another process has the database " + database + " open.");
      }
      return new OwnerLock(channel);
    } catch (IOException e) {
      throw new StoreException(Reason.BROKEN, "The lock file " + file + " cannot be used.", e);
    }
  }

  /** Null when the lock is held, by another process or elsewhere in this one. */
  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  /** Creates an empty file that only its owner can read; fails if there is one. */
  static void createPrivate(Path file) throws IOException {
    Files.createFile(file, ownerOnly(file));
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }

  /** Makes new names in the file's folder durable. */
  static void syncFolderOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
        opened.force(true);
      }
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException(Reason.BROKEN, "The lock file cannot be closed.", e);
    }
  }
}
