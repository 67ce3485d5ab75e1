package org.vigilmesh.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The way to a Unix domain socket that the system can take: its path, or where that is too long, a
 * short link to it in a directory of our own, removed at the end.
 */
record SocketPath(Path path, Optional<Path> directory) implements AutoCloseable {
  /** What Linux has room for in an address; macOS takes three bytes less. */
  private static final int SIZE_MAX = 104;

  static SocketPath to(Path socket) {
    if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= SIZE_MAX) {
      return new SocketPath(socket, Optional.empty());
    }
    try {
      Path directory = Files.createTempDirectory("vigil");
      Path link = Files.createSymbolicLink(directory.resolve("s"), socket.toAbsolutePath());
      return new SocketPath(link, Optional.of(directory));
    } catch (IOException e) {
      throw LocalFiles.broken(socket, e);
    }
  }

  @Override
  public void close() {
    directory.ifPresent(SocketPath::remove);
  }

  private static void remove(Path directory) {
    try {
      Files.deleteIfExists(directory.resolve("s"));
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      throw LocalFiles.broken(directory, e);
    }
  }
}
