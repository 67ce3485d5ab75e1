package org.vigilmesh.adapter.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Files of keys: mode 0600, whole or not there at all. */
final class PrivateFiles {
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final FileAttribute<Set<PosixFilePermission>> MODE =
      PosixFilePermissions.asFileAttribute(OWNERS);

  private PrivateFiles() {}

  /** The permissions of {@code file} when anybody but its owner has one; empty when none has. */
  static Optional<String> findExposure(Path file) throws IOException {
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
    return OWNERS.containsAll(mode)
        ? Optional.empty()
        : Optional.of(PosixFilePermissions.toString(mode));
  }

  /** At most {@code sizeMax} bytes of {@code file}; empty when it is larger. */
  static Optional<byte[]> find(Path file, int sizeMax) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] read = stream.readNBytes(sizeMax + 1);
      return read.length > sizeMax ? Optional.empty() : Optional.of(read);
    }
  }

  /** Puts {@code content} at {@code file}, whatever was there; durable on return. */
  static void replace(Path file, byte[] content) throws IOException {
    Path folder = folder(file);
    Path fresh = Files.createTempFile(folder, "." + file.getFileName(), ".new", MODE);
    try {
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        write(channel, content, 0);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Writes all of {@code content} at {@code position}; durable on return. */
  static void write(FileChannel channel, byte[] content, long position) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(content);
    while (rest.hasRemaining()) {
      channel.write(rest, position + rest.position());
    }
    channel.force(true);
  }

  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new CryptoException(file + " is no file");
    }
    return parent;
  }
}
