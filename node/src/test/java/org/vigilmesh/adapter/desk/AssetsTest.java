package org.vigilmesh.adapter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Scripts, styles and fonts as browsers fetch them. */
final class AssetsTest {
  private static final Path FOLDER =
      Path.of("src/main/resources/org/vigilmesh/adapter/desk/assets");

  /** A module that is not served stops every script of every page. */
  @Test
  void everyFileIsServedAndNothingElse() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      Set<String> there =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.endsWith(".txt"))
              .collect(Collectors.toCollection(TreeSet::new));

      assertEquals(there, new TreeSet<>(new Assets().names()));
    }
  }
}
