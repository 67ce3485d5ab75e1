package org.vigilmesh.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.config.NodeConfig.Timers;
import org.vigilmesh.identity.NodeId;

final class ConfigFileTest {
  private static final Path SAMPLES = Path.of("..", "config");
  private static final long SEED = Long.getLong("config.seed", 20_261_122L);

  @TempDir private Path home = Path.of("");

  private Path file(String... lines) {
    try {
      return Files.writeString(home.resolve("vigil.yaml"), String.join("\n", lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> problems(String... lines) {
    Path file = file(lines);
    return assertThrows(ConfigException.class, () -> ConfigFile.read(file)).problems().stream()
        .map(problem -> problem.shown("en"))
        .toList();
  }

  @Test
  void whatIsNotSaidHasTheUsualValue() {
    NodeConfig config = ConfigFile.read(file("node: XB", "peer:", "  listen: 127.0.0.1:0"));

    assertEquals(new NodeId("xb"), config.node());
    assertEquals(home.toAbsolutePath().normalize(), config.directory());
    assertEquals("127.0.0.1:0", config.listen().toString());
    assertEquals(List.of(), config.advertised());
    assertEquals(config.layout().adminSocket(), config.adminSocket());
    assertEquals(config.layout().passphrase(), config.passphraseFile());
    assertEquals(Timers.DEFAULT, config.timers());
  }

  @Test
  void everyProblemIsToldAtOnceWithLineAndRemedy() {
    assertEquals(
        List.of(
            "line 1: node cannot be 'xbb'; write two letters and an optional label: xb or xb-navy",
            "line 2: colour is no known key; check its spelling or remove it",
            "line 4: peer.listen cannot be '7400'; write host:port, for example 0.0.0.0:7400",
            "line 6: peer.advertise cannot be 'b:99999';"
                + " write host:port, for example 0.0.0.0:7400",
            "line 8: timers.pulse cannot be '20'; write a number with ms, s, m, h or d: 20s",
            "line 10: timers.dial_max cannot be 'PT0.5S';"
                + " make dial_max at least as long as dial_min",
            "line 11: timers.dial_min is there twice; keep one of them"),
        problems(
            "node: xbb",
            "colour: blue",
            "peer:",
            "  listen: 7400",
            "  advertise: [a:1,",
            "    'b:99999']",
            "timers:",
            "  pulse: 20",
            "  dial_min: 1s",
            "  dial_max: 500ms",
            "  dial_min: 2s"));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertEquals(
        List.of(
            "node is missing; write two letters and an optional label: xb or xb-navy",
            "peer.listen is missing; write host:port, for example 0.0.0.0:7400"),
        problems("directory: .").stream()
            .map(text -> text.replaceFirst("^line \\d+: ", ""))
            .sorted()
            .toList());
  }

  @Test
  void aSocketThatTheKernelCannotTakeIsRefused() {
    List<String> found =
        problems("node: xb", "peer:", "  listen: a:1", "admin:", "  socket: " + "s/".repeat(60));

    assertEquals(1, found.size());
    assertTrue(found.getFirst().endsWith("choose a path of at most 100 bytes"), found::toString);
  }

  @TestFactory
  Stream<DynamicTest> whatIsNoMappingIsRefusedAtOnce() {
    return Stream.of("", "- a", "just text", "a: [", "a: b: c", "\t- x", "&a [*a]", "!!java/x {}")
        .map(
            text ->
                DynamicTest.dynamicTest(
                    "'" + text + "'",
                    () -> assertThrows(ConfigException.class, () -> ConfigFile.read(file(text)))));
  }

  @Test
  void aFileThatIsNotThereIsAProblemLikeOthers() {
    ConfigException refused =
        assertThrows(ConfigException.class, () -> ConfigFile.read(home.resolve("none.yaml")));

    assertEquals(
        "the file cannot be read (NoSuchFile); check the path and the permissions of the file",
        refused.problems().getFirst().shown("en"));
  }

  @Test
  void brokenFilesAreRefusedAndNothingElseHappens() throws IOException {
    String sample = Files.readString(SAMPLES.resolve("vigil-single.yaml"));
    Random chance = new Random(SEED);
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder(sample);
      for (int i = 0; i <= chance.nextInt(4); i++) {
        text.setCharAt(chance.nextInt(text.length()), (char) chance.nextInt(32, 127));
      }
      try {
        ConfigFile.read(file(text.toString()));
      } catch (ConfigException e) {
        assertTrue(!e.problems().isEmpty(), () -> "seed " + SEED);
      }
    }
  }

  @Test
  void theWholeSampleNamesEveryKey() {
    NodeConfig config = ConfigFile.read(SAMPLES.resolve("vigil-single.yaml"));

    assertEquals(new NodeId("xb"), config.node());
    assertEquals(2, config.advertised().size());
    assertTrue(config.adminSocket().endsWith("admin.sock"));
    assertTrue(config.passphraseFile().endsWith(Path.of("keys", "passphrase")));
    assertEquals(Timers.DEFAULT, config.timers());
  }

  @TestFactory
  Stream<DynamicTest> sampleCanBeUsedAsItIs() throws IOException {
    try (Stream<Path> samples = Files.list(SAMPLES)) {
      return samples.filter(file -> file.toString().endsWith(".yaml")).toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.toString(), () -> ConfigFile.read(file)));
    }
  }

  @TestFactory
  Stream<DynamicTest> problemIsToldInTheReadersLanguage() {
    Problem problem = new Problem(3, "node", Problem.Kind.WRONG, "xbb", "node_id");
    return Stream.of("ar", "es", "fr", "ru", "zh")
        .map(
            language ->
                DynamicTest.dynamicTest(
                    language,
                    () -> {
                      String text = problem.shown(language);
                      assertTrue(text.contains("3") && text.contains("xbb"), text);
                      assertTrue(!text.equals(problem.shown("en")), text);
                    }));
  }

  @Test
  void durationsCarryTheirUnit() {
    assertEquals(Duration.ofMillis(250), Readers.duration("250ms"));
    assertEquals(Duration.ofSeconds(20), Readers.duration("20s"));
    assertEquals(Duration.ofMinutes(5), Readers.duration("5m"));
    assertEquals(Duration.ofHours(8), Readers.duration("8h"));
    assertEquals(Duration.ofDays(2), Readers.duration("2d"));
  }

  @Test
  void addressesOfTheSixthVersionStandInBrackets() {
    assertEquals("::1", Readers.endpoint("[::1]:7400").host());
  }
}
