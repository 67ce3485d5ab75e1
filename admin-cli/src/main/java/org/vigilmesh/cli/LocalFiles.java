package org.vigilmesh.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.vigilmesh.value.Bytes;

/** Reading and writing files of the person who runs the command. */
final class LocalFiles {
  private static final int MIB = 1024 * 1024;

  /** Larger than any card, roster or request with its attachments. */
  private static final long SIZE_MAX = 4L * MIB;

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private LocalFiles() {}

  static Bytes read(Path file) {
    return read(file, SIZE_MAX);
  }

  /** The same for a file that may be larger than others. */
  static Bytes read(Path file, long sizeMax) {
    try {
      if (Files.size(file) > sizeMax) {
        throw CliException.of(Exit.INPUT, "E-FILE-SIZE", file, sizeMax / MIB);
      }
      return Bytes.of(Files.readAllBytes(file));
    } catch (NoSuchFileException _) {
      throw CliException.of(Exit.NOT_FOUND, "E-FILE-MISSING", file);
    } catch (IOException e) {
      throw broken(file, e);
    }
  }

  /** Writes a new file that others may read; refuses to replace one. */
  static void write(Path file, Bytes content) {
    write(file, content.toArray());
  }

  /** Writes a new file of mode 0600; refuses to replace one. */
  static void writeSecret(Path file, byte[] content) {
    write(file, content, OWNER_ONLY);
  }

  private static void write(Path file, byte[] content, FileAttribute<?>... attributes) {
    try {
      Files.write(Files.createFile(file, attributes), content, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException _) {
      throw CliException.of(Exit.INPUT, "E-FILE-EXISTS", file);
    } catch (IOException e) {
      throw broken(file, e);
    }
  }

  /** Refuses a file that is there, before something else is done that counts once. */
  static void requireNew(Path file) {
    if (Files.exists(file)) {
      throw CliException.of(Exit.INPUT, "E-FILE-EXISTS", file);
    }
  }

  /** Replaces a file in one step. */
  static void replace(Path file, Bytes content) {
    try {
      Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), ".new", null);
      Files.write(fresh, content.toArray());
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw broken(file, e);
    }
  }

  /** A directory of mode 0700, with those above it. */
  static Path directory(Path directory) {
    try {
      return Files.createDirectories(directory, OWNER_DIRECTORY);
    } catch (IOException e) {
      throw broken(directory, e);
    }
  }

  static void refuseToReplace(Path file) {
    if (Files.exists(file)) {
      throw CliException.of(Exit.INPUT, "E-FILE-EXISTS", file);
    }
  }

  /** A directory of mode 0700 that was not there. */
  static Path newDirectory(Path directory) {
    refuseToReplace(directory);
    return directory(directory);
  }

  static CliException broken(Path file, IOException e) {
    return CliException.of(
        Exit.FAILED, "E-FILE-IO", file, e.getClass().getSimpleName().replace("Exception", ""));
  }
}
