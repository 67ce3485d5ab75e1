package org.vigilmesh.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file system in memory with little room, over a node's folder: what was there is there again,
 * but for the node's log, which stays outside, so that the node can say that it is full.
 */
final class SmallMount implements AutoCloseable {
  private static final String LOG = "node.log";

  private final Path folder;

  private SmallMount(Path folder) {
    this.folder = folder;
  }

  /** Laid over {@code folder} with {@code room} bytes to spare; empty where nobody may mount. */
  static Optional<SmallMount> over(Path folder, long room) {
    Path kept = folder.resolveSibling(folder.getFileName() + "-kept");
    Path log = folder.resolveSibling(folder.getFileName() + "-" + LOG);
    long size = (size(folder) + room) / 1024;
    if (!run("cp", "-a", folder.toString(), kept.toString())
        || !run("mount", "-t", "tmpfs", "-o", "size=" + size + "k", "tmpfs", folder.toString())) {
      return Optional.empty();
    }
    SmallMount mount = new SmallMount(folder);
    try {
      Files.delete(kept.resolve(LOG));
      run("cp", "-a", kept + "/.", folder.toString());
      Files.createFile(log);
      Files.createSymbolicLink(folder.resolve(LOG), log);
    } catch (IOException e) {
      mount.close();
      throw new UncheckedIOException(e);
    }
    return Optional.of(mount);
  }

  /** The disk grows, as an operator's would. */
  void grow(long bytes) {
    must("mount", "-o", "remount,size=" + bytes / 1024 + "k", folder.toString());
  }

  /** Takes the mount away and leaves in the folder what was on it. */
  @Override
  public void close() {
    Path taken = folder.resolveSibling(folder.getFileName() + "-taken");
    must("cp", "-aL", folder.toString(), taken.toString());
    must("umount", folder.toString());
    must("cp", "-aT", taken.toString(), folder.toString());
  }

  private static long size(Path folder) {
    try (var files = Files.walk(folder)) {
      long whole = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        whole += Files.size(file) + 4_096;
      }
      return whole;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void must(String... command) {
    if (!run(command)) {
      throw new AssertionError(List.of(command));
    }
  }

  private static boolean run(String... command) {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException _) {
      return false; // no such program
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
