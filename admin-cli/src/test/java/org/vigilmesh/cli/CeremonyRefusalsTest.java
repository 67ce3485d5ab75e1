package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.config.ConfigException;
import org.vigilmesh.value.Bytes;

/**
 * What the commands of the machines without a network refuse, and that they then leave no trace.
 */
final class CeremonyRefusalsTest {
  private static final Path EXAMPLES = Path.of("..", "certs-example", "xb");

  private final Scene scene = new Scene();

  /** Words without a node, the exit code, the error's code and something that is said of it. */
  private record Refusal(String words, int exit, String code, String said) {}

  private static final List<Refusal> REFUSALS =
      List.of(
          refusal("anchor init anchor.key --for xb PHRASE", 2, "E-FILE-EXISTS", "anchor.key"),
          refusal(
              "anchor init new.key --for xb --passphrase-file short",
              2,
              "E-PASSPHRASE-SHORT",
              "12"),
          refusal(
              "anchor init new.key --for xb --passphrase-file none", 3, "E-FILE-MISSING", "none"),
          refusal(
              "anchor init new.key --for xb --passphrase-file open", 4, "E-FILE-MODE", "chmod 600"),
          refusal("anchor init new.key --for xb", 2, "E-NO-INPUT", "--passphrase-file"),
          refusal("anchor init new.key PHRASE", 2, "E-USAGE-MISSING", "--for=NODE"),
          refusal("anchor init new.key --for x1 PHRASE", 2, "E-USAGE-VALUE", "x1"),
          refusal("anchor init new.key --for xb --epoch one PHRASE", 2, "E-USAGE-VALUE", "one"),
          refusal("anchor inspect none.key PHRASE", 3, "E-FILE-MISSING", "none.key"),
          refusal("anchor inspect authority.key PHRASE", 2, "E-KEY-KIND", "anchor"),
          refusal("anchor inspect broken.key PHRASE", 2, "E-FILE-BROKEN", "broken.key"),
          refusal("anchor inspect open.key PHRASE", 4, "E-FILE-MODE", "open.key"),
          refusal(
              "anchor inspect anchor.key --passphrase-file other",
              4,
              "E-PASSPHRASE-WRONG",
              "anchor.key"),
          refusal("anchor sign none.yaml --anchor anchor.key PHRASE", 2, "E-CONFIG", "none.yaml"),
          refusal(
              "anchor sign broken.yaml --anchor anchor.key PHRASE", 2, "E-CONFIG", "broken.yaml"),
          refusal(
              "anchor sign empty.yaml --anchor anchor.key PHRASE",
              2,
              "E-CONFIG",
              "node is missing"),
          refusal(
              "roster authority authority.key --for xb PHRASE",
              2,
              "E-FILE-EXISTS",
              "authority.key"),
          refusal("roster authority new.key --for xb", 2, "E-NO-INPUT", "--passphrase-file"),
          refusal(
              "roster sign none.yaml --authority authority.key PHRASE",
              3,
              "E-FILE-MISSING",
              "none.yaml"),
          refusal(
              "roster sign xb.roster --authority anchor.key PHRASE", 2, "E-KEY-KIND", "authority"),
          refusal("roster sign xb.roster PHRASE", 2, "E-USAGE-MISSING", "--authority=KEY"),
          refusal("roster show xb.card", 2, "E-FILE-BROKEN", "xb.card"),
          refusal("roster show none", 3, "E-FILE-MISSING", "none"),
          refusal("roster show large", 2, "E-FILE-SIZE", "4 MiB"),
          refusal("card show xb.roster", 2, "E-FILE-BROKEN", "xb.roster"),
          refusal("card show none", 3, "E-FILE-MISSING", "none"),
          refusal("card certificates xb.roster --into new", 2, "E-FILE-BROKEN", "xb.roster"),
          refusal("card certificates xb.card --into taken", 2, "E-FILE-EXISTS", "taken"),
          refusal("keys inspect none.key", 3, "E-FILE-MISSING", "none.key"),
          refusal("keys inspect xb.card", 2, "E-FILE-BROKEN", "xb.card"),
          refusal(
              "officer add A.B --name X --for xb --file-key new.key --roster n.yaml PHRASE",
              2,
              "E-OFFICER-FORM",
              ""),
          refusal(
              "officer add a.b --name X --role boss --for xb --file-key new.key --roster n.yaml"
                  + " PHRASE",
              2,
              "E-OFFICER-FORM",
              ""),
          refusal(
              "officer add a.b --name X --for xc --file-key new.key --roster roster.yaml PHRASE",
              2,
              "E-DRAFT-OTHER",
              "xc"),
          refusal(
              "officer add a.b --name X --for xb --file-key anchor.key --roster n.yaml PHRASE",
              2,
              "E-FILE-EXISTS",
              "anchor.key"),
          refusal(
              "officer add a.b --name X --for xb --file-key new.key --roster broken.yaml PHRASE",
              2,
              "E-CONFIG",
              "broken.yaml"),
          refusal("request validate none.yaml", 3, "E-FILE-MISSING", "none.yaml"),
          refusal("request new --out taken", 2, "E-FILE-EXISTS", "taken"),
          refusal("node init --dir new --no-input", 2, "E-NO-INPUT", "--answers"),
          refusal("node init --dir new --answers none.yaml", 2, "E-CONFIG", "none.yaml"),
          refusal("node init --dir new --answers empty.yaml", 2, "E-CONFIG", "listen is missing"),
          refusal("node run --config none.yaml", 2, "", ""),
          refusal("node config check --config empty.yaml", 2, "E-CONFIG", "node is missing"),
          refusal("node status --node nowhere", 3, "E-NODE-UNKNOWN", "nowhere"),
          refusal("node status", 2, "E-NODE-WHICH", "VIGIL_NODE"));

  private static Refusal refusal(String words, int exit, String code, String said) {
    return new Refusal(words.replace("PHRASE", "--passphrase-file phrase"), exit, code, said);
  }

  @BeforeEach
  void filesOfEveryKind() throws IOException {
    scene.key("anchor.key", KeyKind.ANCHOR, Fixtures.XB1);
    scene.key("authority.key", KeyKind.AUTHORITY, Fixtures.XB1);
    scene.key("open.key", KeyKind.ANCHOR, Fixtures.XB1);
    Files.setPosixFilePermissions(
        scene.home().resolve("open.key"), PosixFilePermissions.fromString("rw-r--r--"));
    scene.script().secret("broken.key", "nonsense");
    scene.script().secret("short", "short\n");
    scene.script().secret("other", "another passphrase\n");
    scene.script().file("open", Scene.PHRASE);
    scene.script().file("taken", "mine");
    scene.script().file("broken.yaml", "node: [");
    scene.script().file("empty.yaml", "{}\n");
    scene.script().file("roster.yaml", "node: xb\nofficers: []\n");
    Files.write(scene.home().resolve("large"), new byte[4 * 1024 * 1024 + 1]);
    for (String name : List.of("xb.card", "xb.roster")) {
      Files.copy(EXAMPLES.resolve(name), scene.home().resolve(name));
    }
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private Set<String> state() {
    try (Stream<Path> all = Files.walk(scene.home())) {
      return all.filter(Files::isRegularFile)
          .map(file -> scene.home().relativize(file) + " " + LocalFilesTest.digest(file))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> isRefusedWithItsCodeAndChangesNoFile() {
    Set<String> before = state();
    return REFUSALS.stream()
        .map(
            row ->
                dynamicTest(
                    row.words(),
                    () -> {
                      Runs.Result result = scene.script().run(row.words().split(" "));
                      assertEquals(row.exit(), result.code(), result.err());
                      if (!row.code().isEmpty()) {
                        assertTrue(result.err().contains("(" + row.code() + ")"), result.err());
                      }
                      assertTrue(result.err().contains(row.said()), result.err());
                      assertEquals("", result.out(), "no data beside an error");
                      assertFalse(result.err().contains(Scene.PHRASE), "never a secret");
                      assertEquals(before, state(), "nothing was changed");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> isRefusedInJsonToo() {
    return REFUSALS.stream()
        .filter(row -> !row.code().isEmpty())
        .map(
            row ->
                dynamicTest(
                    row.words(),
                    () -> {
                      List<String> words = new ArrayList<>(List.of(row.words().split(" ")));
                      words.addAll(List.of("-o", "json"));
                      Runs.Result result = scene.script().run(words.toArray(String[]::new));
                      assertEquals(row.exit(), result.code(), result.err());
                      assertEquals(row.code(), Scene.json(result.err()).get("code"));
                      assertEquals(1, result.err().lines().count());
                    }));
  }

  /** Bytes of a file that came from elsewhere, some of them changed, cut or doubled. */
  private static Bytes mutated(Bytes whole, Random random) {
    byte[] bytes = whole.toArray();
    for (int changes = random.nextInt(4); changes >= 0; changes--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    int end = random.nextInt(5) == 0 ? random.nextInt(bytes.length) : bytes.length;
    return Bytes.of(java.util.Arrays.copyOf(bytes, end));
  }

  @Test
  void alteredCardsAndRostersAreReadOrRefusedAndNeverBreakTheProgram() {
    long seed = Long.getLong("sim.seed", 11L);
    Random random = new Random(seed);
    Bytes card = LocalFiles.read(EXAMPLES.resolve("xb.card"));
    Bytes roster = LocalFiles.read(EXAMPLES.resolve("xb.roster"));
    int refused = 0;
    for (int i = 0; i < 1500; i++) {
      refused += isRefused(() -> IdentityFiles.newestCard(EXAMPLES, mutated(card, random)), seed);
      refused += isRefused(() -> IdentityFiles.roster(EXAMPLES, mutated(roster, random)), seed);
    }
    assertTrue(refused > 500, "most alterations are noticed by the form alone: " + refused);
  }

  private static int isRefused(Runnable reading, long seed) {
    try {
      reading.run();
      return 0;
    } catch (CliException refusal) {
      assertTrue(
          Set.of("E-FILE-BROKEN", "E-FILE-NEWER").contains(refusal.code()),
          () -> refusal.code() + " -Dsim.seed=" + seed);
      return 1;
    }
  }

  @Test
  void alteredDraftsAreReadOrRefusedAndNeverBreakTheProgram() throws IOException {
    long seed = Long.getLong("sim.seed", 12L);
    Random random = new Random(seed);
    scene.script().file("answers.yaml", NodeInitTest.answers("xb", false));
    assertEquals(
        0,
        scene
            .script()
            .run("node", "init", "--dir", "n", "--answers", "answers.yaml", "--no-input")
            .code());
    Bytes draft = LocalFiles.read(scene.home().resolve("n").resolve("card-draft.yaml"));
    Bytes officers =
        Bytes.utf8("node: xb\nvalid_days: 365\nofficers:\n  - {id: a.b, name: A, role: officer}\n");
    Path file = scene.home().resolve("altered.yaml");
    for (int i = 0; i < 300; i++) {
      Files.write(file, mutated(draft, random).toArray());
      wellRefused(() -> CardDraft.read(file), seed);
      Files.write(file, mutated(officers, random).toArray());
      wellRefused(() -> RosterDraft.read(file), seed);
    }
    assertThrows(ConfigException.class, () -> CardDraft.read(scene.home().resolve("broken.yaml")));
  }

  private static void wellRefused(Runnable reading, long seed) {
    try {
      reading.run();
    } catch (ConfigException refusal) {
      assertFalse(refusal.problems().isEmpty(), () -> "-Dsim.seed=" + seed);
    } catch (CliException refusal) {
      assertTrue(refusal.code().startsWith("E-FILE"), () -> refusal.code() + " seed " + seed);
    }
  }
}
