package org.vigilmesh.adapter.grpc;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The admin socket's place in the file system. It is bound inside a folder that only its owner may
 * enter, gets mode 0600 there and is then moved to its place: at no time can another user open it.
 */
record SocketFile(Path path) {
  /** The system's bound is 107 bytes with the folder's name on top of ours. */
  static final int PATH_SIZE_MAX = 100;

  /** A relative path stays one: it may be the only form that is short enough. */
  SocketFile {
    path = path.normalize();
    int size = path.toString().getBytes(StandardCharsets.UTF_8).length;
    if (size > PATH_SIZE_MAX) {
      throw new GrpcException(
          "the admin socket's path has "
              + size
              + " bytes, the system allows "
              + PATH_SIZE_MAX
              + ": choose a shorter one than "
              + path,
          null);
    }
  }

  private Path folder() {
    return path.resolveSibling("." + path.getFileName() + ".new");
  }

  /** Where to bind. */
  Path staging() {
    return folder().resolve("s");
  }

  /** Makes room: removes a socket that nobody answers on, and what a crash has left. */
  void prepare() {
    try {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        removeDead();
      }
      Files.deleteIfExists(staging());
      Files.deleteIfExists(folder());
      Files.createDirectory(
          folder(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new GrpcException("no place for the admin socket at " + path, e);
    }
  }

  private void removeDead() throws IOException {
    var attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isOther()) {
      throw new GrpcException(path + " is in the admin socket's place and is no socket", null);
    }
    if (isAnswered()) {
      throw new GrpcException("a running node answers on " + path, null);
    }
    Files.delete(path);
  }

  private boolean isAnswered() {
    try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Moves the bound socket to its place. */
  void publish() {
    try {
      Files.setPosixFilePermissions(staging(), PosixFilePermissions.fromString("rw-------"));
      Files.move(staging(), path, StandardCopyOption.ATOMIC_MOVE);
      Files.deleteIfExists(folder());
    } catch (IOException e) {
      throw new GrpcException("cannot put the admin socket at " + path, e);
    }
  }

  void remove() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new GrpcException("cannot remove the admin socket " + path, e);
    }
  }
}
