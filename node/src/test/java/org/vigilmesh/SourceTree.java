package org.vigilmesh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The files of the repository as its author sees them: without build output and run data. */
public final class SourceTree {
  private static final Set<String> NOT_OURS =
      Set.of("target", ".git", "demo-data", ".idea", ".vscode", "node_modules");

  private final Path root;
  private final List<Path> files;

  private SourceTree(Path root, List<Path> files) {
    this.root = root;
    this.files = files;
  }

  /** The tree round the module in whose directory the test runs. */
  public static SourceTree here() {
    Path root = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
              return NOT_OURS.contains(dir.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() && !file.getFileName().toString().equals(".git")) {
                files.add(root.relativize(file));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SourceTree(root, files.stream().sorted().toList());
  }

  /** All files whose name ends in {@code ending}, relative to the root. */
  public Stream<Path> ending(String ending) {
    return files.stream().filter(file -> file.toString().endsWith(ending));
  }

  public Stream<Path> all() {
    return files.stream();
  }

  public boolean exists(Path relative) {
    return Files.exists(root.resolve(relative));
  }

  public String text(Path relative) {
    try {
      return Files.readString(root.resolve(relative));
    } catch (IOException e) {
      throw new UncheckedIOException(relative + " is not readable as UTF-8", e);
    }
  }

  void rewrite(Path relative, String text) {
    try {
      Files.writeString(root.resolve(relative), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isMain(Path file) {
    return file.toString().contains("src/main/");
  }

  static boolean isTest(Path file) {
    return file.toString().contains("src/test/");
  }
}
