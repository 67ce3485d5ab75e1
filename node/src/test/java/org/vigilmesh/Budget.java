package org.vigilmesh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/** How many main lines each package may have: {@code budget.properties} and a fifth on top. */
final class Budget {
  private static final String NODE_MAIN = "node/src/main/java/org/vigilmesh/";
  private static final String CLI_MAIN = "admin-cli/src/main/java/";

  private final Map<String, Integer> lines = new TreeMap<>();

  Budget() {
    Properties table = new Properties();
    try (InputStream file = Budget.class.getResourceAsStream("budget.properties")) {
      table.load(Objects.requireNonNull(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String name : table.stringPropertyNames()) {
      lines.put(name, Integer.parseInt(table.getProperty(name)));
    }
  }

  /** Main lines by package; a package that the table does not know appears under its own name. */
  Map<String, Long> used(SourceTree tree) {
    Map<String, Long> used = new TreeMap<>();
    tree.ending(".java")
        .filter(SourceTree::isMain)
        .forEach(file -> used.merge(home(file), tree.text(file).lines().count(), Long::sum));
    return used;
  }

  private static String home(Path file) {
    String name = file.toString();
    if (name.startsWith(CLI_MAIN)) {
      return "admin-cli";
    }
    String home = name.substring(NODE_MAIN.length(), Math.max(NODE_MAIN.length(), slash(name)));
    String dotted = home.replace('/', '.');
    return dotted.isEmpty() ? "." : Layers.layer(Layers.ROOT + "." + dotted).orElse(dotted);
  }

  private static int slash(String name) {
    return name.lastIndexOf('/');
  }

  /** The most lines that {@code home} may have; none for an unknown package. */
  long linesMax(String home) {
    return lines.getOrDefault(home, 0) * 12L / 10;
  }
}
