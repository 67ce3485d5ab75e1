package org.vigilmesh.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each key of the configuration with each way to get it wrong: line, what is wrong, what to do. */
final class ConfigKeysTest {
  private static final String NODE = "write two letters and an optional label: xb or xb-navy";
  private static final String ADDRESS = "write host:port, for example 0.0.0.0:7400";
  private static final String TIME = "write a number with ms, s, m, h or d: 20s";
  private static final String PATH = "write a path, relative to the directory of the node";

  @TempDir private Path home = Path.of("");

  private Path file(String text) throws IOException {
    return Files.writeString(home.resolve("vigil.yaml"), text);
  }

  private List<String> problems(Path file) {
    return assertThrows(ConfigException.class, () -> ConfigFile.read(file)).problems().stream()
        .map(problem -> problem.shown("en"))
        .toList();
  }

  private static Arguments row(String text, String... problems) {
    return Arguments.of(text, List.of(problems));
  }

  private static final String NAMED = "node: xb\n";
  private static final String PEER = "peer:\n  listen: a:1\n";

  static Stream<Arguments> nodeAndPaths() {
    return Stream.of(
        row(PEER, "line 1: node is missing; " + NODE),
        row("node:\n" + PEER, "line 1: node is missing; " + NODE),
        row("node: [xb]\n" + PEER, "line 1: node is missing; " + NODE),
        row("node: x\n" + PEER, "line 1: node cannot be 'x'; " + NODE),
        row("node: xb_navy\n" + PEER, "line 1: node cannot be 'xb_navy'; " + NODE),
        row("node: 12\n" + PEER, "line 1: node cannot be '12'; " + NODE),
        row(NAMED + "directory: [a]\n" + PEER, "line 2: directory is missing; " + PATH),
        row(NAMED + "directory: \"a\\0b\"\n" + PEER, "line 2: directory cannot be 'a\0b'; " + PATH),
        row(
            NAMED + PEER + "passphrase_file: {a: b}\n",
            "line 4: passphrase_file is missing; " + PATH),
        row(
            NAMED + PEER + "admin: socket\n",
            "line 4: admin must hold keys and values; write one \"key: value\" per line"),
        row(
            NAMED + PEER + "admin:\n  sockets: a\n",
            "line 5: admin.sockets is no known key; check its spelling or remove it"));
  }

  static Stream<Arguments> peer() {
    return Stream.of(
        row(NAMED, "peer.listen is missing; " + ADDRESS),
        row(NAMED + "peer: 7400\n", "peer.listen is missing", "line 2: peer must hold keys"),
        row(NAMED + "peer:\n  listen:\n", "line 3: peer.listen is missing; " + ADDRESS),
        row(listen("7400"), "line 3: peer.listen cannot be '7400'; " + ADDRESS),
        row(listen("a:"), "line 3: peer.listen cannot be 'a:'; " + ADDRESS),
        row(listen(":1"), "line 3: peer.listen cannot be ':1'; " + ADDRESS),
        row(listen("a:65536"), "line 3: peer.listen cannot be 'a:65536'; " + ADDRESS),
        row(listen("a:100000"), "line 3: peer.listen cannot be 'a:100000'; " + ADDRESS),
        row(listen("a:-1"), "line 3: peer.listen cannot be 'a:-1'; " + ADDRESS),
        row(listen("a b:1"), "line 3: peer.listen cannot be 'a b:1'; " + ADDRESS),
        row(listen("http://a:1"), "line 3: peer.listen cannot be 'http://a:1'; " + ADDRESS),
        row(
            NAMED + PEER + "  advertise: [b:2, c, d:0]\n",
            "line 4: peer.advertise cannot be 'c'; " + ADDRESS,
            "line 4: peer.advertise cannot be 'd:0'; " + ADDRESS),
        row(
            NAMED + PEER + "  advertise:\n    - b:2\n    - {c: 3}\n",
            "line 6: peer.advertise is missing; " + ADDRESS));
  }

  private static String listen(String value) {
    return NAMED + "peer:\n  listen: \"" + value + "\"\n";
  }

  static Stream<Arguments> timers() {
    Function<String, String> key = name -> NAMED + PEER + "timers:\n  " + name;
    Stream<Arguments> each =
        Stream.of("pulse", "dial_min", "dial_max", "deliver_emergency", "deliver_other")
            .flatMap(
                name ->
                    Stream.of("20", "0s", "-1s", "1.5s", "1 s", "s", "20S", "1w", "9999999999s")
                        .map(
                            bad ->
                                row(
                                    key.apply(name + ": \"" + bad + "\"\n"),
                                    "line 5: timers."
                                        + name
                                        + " cannot be '"
                                        + bad
                                        + "'; "
                                        + TIME)));
    return Stream.concat(
        each,
        Stream.of(
            row(
                key.apply("dial_max: 500ms\n"),
                "line 5: timers.dial_max cannot be 'PT0.5S';"
                    + " make dial_max at least as long as dial_min"),
            row(
                key.apply("dial_min: 6m\n"),
                "timers.dial_max cannot be 'PT5M'; make dial_max at least as long as dial_min"),
            row(
                key.apply("pulses: 1s\n"),
                "line 5: timers.pulses is no known key; check its spelling or remove it")));
  }

  @ParameterizedTest
  @MethodSource({"nodeAndPaths", "peer", "timers"})
  void eachMistakeHasItsLineAndItsRemedy(String text, List<String> expected) throws IOException {
    List<String> found = problems(file(text));
    assertEquals(expected.size(), found.size(), found::toString);
    for (int i = 0; i < expected.size(); i++) {
      assertTrue(found.get(i).contains(expected.get(i)), found.get(i));
    }
  }

  @Test
  void mistakesInEverySectionAreToldTogetherInTheOrderOfTheLines() throws IOException {
    List<String> found =
        problems(
            file(
                "timers:\n  pulse: 1\nnode: nowhere\nadmin:\n  sock: a\npeer:\n  listen: b\n"
                    + "passphrase_file: [c]\ncolour: d\n"));
    assertEquals(
        List.of("line 2", "line 3", "line 5", "line 7", "line 8", "line 9"),
        found.stream().map(text -> text.substring(0, 6)).toList());
  }

  @Test
  void aLongValueIsShownInPart() throws IOException {
    String found = problems(file("node: " + "x".repeat(500) + "\n" + PEER)).getFirst();
    assertTrue(found.contains("'" + "x".repeat(60) + "…'"), found);
  }

  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "1s, PT1S",
    "90m, PT1H30M",
    "48h, PT48H",
    "7d, PT168H",
    "' 5s ', PT5S"
  })
  void everyTimerTakesEveryUnit(String text, Duration expected) throws IOException {
    NodeConfig config =
        ConfigFile.read(
            file(
                NAMED
                    + PEER
                    + "timers:\n  pulse: %1$s\n  dial_min: %1$s\n  dial_max: %1$s\n"
                        .formatted("\"" + text + "\"")
                    + "  deliver_emergency: %1$s\n  deliver_other: %1$s\n"
                        .formatted("\"" + text + "\"")));
    assertEquals(
        new NodeConfig.Timers(expected, expected, expected, expected, expected), config.timers());
  }

  @Test
  void pathsAreRelativeToTheNodesDirectoryAndThatToTheFile() throws IOException {
    NodeConfig config =
        ConfigFile.read(
            file(
                NAMED
                    + "directory: node/./b/..\npassphrase_file: ../secret\n"
                    + PEER
                    + "admin:\n  socket: /run/vigil/admin.sock\n"));
    assertEquals(home.toAbsolutePath().resolve("node"), config.directory());
    assertEquals(home.toAbsolutePath().resolve("secret"), config.passphraseFile());
    assertEquals(Path.of("/run/vigil/admin.sock"), config.adminSocket());
    assertEquals(config.directory().resolve("vigil.db"), config.layout().store());
    assertEquals(config.directory().resolve("keys/vault.key"), config.layout().vaultKey());
  }

  @Test
  void portsOfTheSystemsChoiceAreForListeningOnly() throws IOException {
    assertEquals(0, ConfigFile.read(file(listen("127.0.0.1:0"))).listen().port());
    NodeConfig config = ConfigFile.read(file(NAMED + PEER + "  advertise: '[2001:db8::7]:7400'\n"));
    assertEquals("2001:db8::7", config.advertised().getFirst().host());
  }

  @ParameterizedTest
  @ValueSource(ints = {256 * 1024 + 1, 4 * 1024 * 1024})
  void aHugeFileIsNotRead(int size) throws IOException {
    List<String> found = problems(file("#".repeat(size)));
    assertEquals(1, found.size());
    assertTrue(found.getFirst().contains("256 KiB"), found.getFirst());
  }

  @Test
  void bytesThatAreNoTextAreUnreadable() throws IOException {
    Path file = Files.write(home.resolve("vigil.yaml"), new byte[] {'a', ':', (byte) 0xff});
    assertTrue(problems(file).getFirst().contains("MalformedInput"));
  }

  @Test
  void aNestOfBracketsEndsInOneProblem() throws IOException {
    assertEquals(1, problems(file("a: " + "[".repeat(50_000))).size());
    assertEquals(1, problems(file("a: " + "{b: ".repeat(20_000))).size());
    List<String> dashes = problems(file("a:\n  " + "- ".repeat(60_000) + "x\n"));
    assertEquals(1, dashes.size());
    assertTrue(dashes.getFirst().startsWith("line 2: "), dashes.getFirst());
    assertTrue(dashes.getFirst().contains("nested too deeply"), dashes.getFirst());
  }
}
