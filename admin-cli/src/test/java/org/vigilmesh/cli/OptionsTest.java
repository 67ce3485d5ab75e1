package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which node a command speaks to. */
final class OptionsTest {
  private static final String CONFIG = "node: %s\npeer:\n  listen: 127.0.0.1:0\n";

  @TempDir private Path home = Path.of("");

  @BeforeEach
  void nodes() throws IOException {
    for (String name : new String[] {"demo-data/xa", "demo-data/xb", "mine"}) {
      Path directory = Files.createDirectories(home.resolve(name));
      String node = name.substring(name.length() - 2).equals("xa") ? "xa" : "xb";
      Files.writeString(directory.resolve("vigil.yaml"), CONFIG.formatted(node));
    }
  }

  private String spokenTo(Runs runs, String... words) {
    Runs.Result result = runs.run(words);
    assertEquals(7, result.code(), result.err());
    return result
        .err()
        .lines()
        .filter(line -> line.contains("nothing listens on"))
        .map(line -> home.relativize(Path.of(line.substring(line.indexOf('/')))).toString())
        .findFirst()
        .orElse(result.err());
  }

  @Test
  void aNameIsADemoNodeInEitherCase() {
    assertEquals(
        "demo-data/xa/admin.sock", spokenTo(Runs.in(home), "node", "status", "--node", "xa"));
    assertEquals(
        "demo-data/xb/admin.sock", spokenTo(Runs.in(home), "node", "status", "--node", "XB"));
  }

  @Test
  void aNameIsADirectoryFirst() {
    assertEquals("mine/admin.sock", spokenTo(Runs.in(home), "node", "status", "--node", "mine"));
  }

  @Test
  void environmentNamesANodeToo() {
    Runs runs = Runs.in(home).with(Map.of("VIGIL_NODE", "xb"));

    assertEquals("demo-data/xb/admin.sock", spokenTo(runs, "peers", "list"));
    assertEquals("demo-data/xa/admin.sock", spokenTo(runs, "peers", "list", "--node", "xa"));
  }

  @Test
  void theDirectoryWeStandInIsANode() {
    assertEquals("mine/admin.sock", spokenTo(Runs.in(home.resolve("mine")), "journal", "head"));
  }

  @Test
  void aSocketNeedsNoConfiguration() {
    assertEquals("some.sock", spokenTo(Runs.in(home), "alarms", "list", "--socket", "some.sock"));
  }

  @Test
  void withoutAnyNodeTheWaysToNameOneAreTold() {
    Runs.Result result = Runs.in(home).run("peers", "list");

    assertEquals(2, result.code());
    assertTrue(result.err().contains("(E-NODE-WHICH)"), result.err());
    assertTrue(result.err().contains("VIGIL_NODE"), result.err());
  }

  @Test
  void aNodeThatIsNotThereIsNotFound() {
    Runs.Result result = Runs.in(home).run("peers", "list", "--node", "xz");

    assertEquals(3, result.code());
    assertTrue(result.err().contains("(E-NODE-UNKNOWN)"), result.err());
  }

  @Test
  void aWrongConfigurationIsToldAsAWhole() throws IOException {
    Files.writeString(home.resolve("mine/vigil.yaml"), "node: borduria\ncolour: blue\n");
    Runs.Result result = Runs.in(home).run("node", "config", "check", "--node", "mine");

    assertEquals(2, result.code());
    assertTrue(result.err().contains("problems found: 3"), result.err());
    assertTrue(result.err().contains("line 2: colour is no known key"), result.err());
  }
}
