package org.vigilmesh.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the demo's ports are free, and who has one that is not. */
final class DemoPorts {
  private static final Path PROC = Path.of("/proc");
  private static final String LISTENS = "0A";

  private DemoPorts() {}

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** "1234 (java)": the process that listens on {@code port}, where the system tells. */
  static Optional<String> findOwner(int port) {
    return Stream.of("net/tcp", "net/tcp6")
        .flatMap(table -> inode(PROC.resolve(table), port).stream())
        .flatMap(inode -> owner("socket:[" + inode + "]").stream())
        .findFirst();
  }

  private static Optional<String> inode(Path table, int port) {
    String local = String.format(Locale.ROOT, ":%04X", port);
    try (Stream<String> lines = Files.lines(table)) {
      return lines
          .map(line -> List.of(line.strip().split("\\s+", -1)))
          .filter(words -> words.size() > 9 && words.get(1).endsWith(local))
          .filter(words -> words.get(3).equals(LISTENS))
          .map(words -> words.get(9))
          .findFirst();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> owner(String socket) {
    try (Stream<Path> processes = Files.list(PROC)) {
      return processes
          .filter(process -> process.getFileName().toString().matches("[0-9]+"))
          .filter(process -> holds(process, socket))
          .map(process -> process.getFileName() + " (" + name(process) + ")")
          .findFirst();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static boolean holds(Path process, String socket) {
    try (Stream<Path> open = Files.list(process.resolve("fd"))) {
      return open.anyMatch(descriptor -> socket.equals(target(descriptor)));
    } catch (IOException _) {
      return false;
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException _) {
      return "";
    }
  }

  private static String name(Path process) {
    try {
      return Files.readString(process.resolve("comm")).strip();
    } catch (IOException _) {
      return "?";
    }
  }
}
