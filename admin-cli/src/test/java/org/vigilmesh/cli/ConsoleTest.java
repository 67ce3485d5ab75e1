package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigilmesh.adapter.crypto.KeyCost;

/** How commands speak: which stream, which form, whom they ask, and how wide. */
final class ConsoleTest {
  @TempDir private Path home = Path.of("");

  private Runs person(Map<String, String> environment) {
    return Runs.in(home).typing("").with(environment);
  }

  @ParameterizedTest
  @CsvSource({"'', 80", "120, 120", "40, 40", "0, 80", "-5, 80", "wide, 80", "99999, 80"})
  void aTerminalIsAsWideAsItSaysAndEightyOtherwise(String columns, int width) {
    Map<String, String> environment = columns.isEmpty() ? Map.of() : Map.of("COLUMNS", columns);

    assertEquals(width, person(environment).around().width());
    assertEquals(0, Runs.in(home).with(environment).around().width(), "a pipe has no width");
  }

  @ParameterizedTest
  @CsvSource({"NO_COLOR, 1", "NO_COLOR, ''", "TERM, dumb"})
  void aTerminalThatWantsNoColourGetsNone(String name, String value) {
    assertFalse(person(Map.of(name, value)).around().isLively());
    assertTrue(person(Map.of("TERM", "xterm")).around().isLively());
    assertFalse(Runs.in(home).around().isLively());
  }

  @Test
  void dataGoesToOutputAndTalkToError() {
    Runs.Result result = Runs.in(home).run("request", "new", "--out", "r.yaml");

    assertEquals("", result.out());
    assertTrue(result.err().contains("r.yaml is written"), result.err());
    assertTrue(Runs.in(home).run("version").err().isEmpty());
  }

  @Test
  void aListOnAWideTerminalIsATableAndOnANarrowOneBlocks() {
    Runs wide = person(Map.of("COLUMNS", "250", "NO_COLOR", "1"));
    Runs narrow = person(Map.of("COLUMNS", "60", "NO_COLOR", "1"));

    assertTrue(wide.run("explain").out().startsWith("code "), wide.run("explain").out());
    List<String> blocks = narrow.run("explain").out().lines().limit(3).toList();
    assertTrue(blocks.get(0).startsWith("code  E-"), blocks.toString());
    assertTrue(blocks.get(1).startsWith("what  "), blocks.toString());
    assertEquals("", blocks.get(2));
  }

  @Test
  void jsonAndLinesOfJsonDoNotDependOnTheTerminal() {
    for (String form : List.of("json", "ndjson")) {
      assertEquals(
          Runs.in(home).run("explain", "-o", form).out(),
          person(Map.of("COLUMNS", "40")).run("explain", "-o", form).out());
    }
    List<String> lines = Runs.in(home).run("explain", "-o", "ndjson").out().lines().toList();
    assertTrue(lines.size() > 80, "one for each code");
    for (String line : lines) {
      String code = String.valueOf(Scene.json(line).get("code"));
      assertTrue(
          code.matches("[EN]-[A-Z0-9-]+|V\\d\\d|[A-Z_]+"), "an error, a rule or a fact: " + line);
    }
  }

  @Test
  void nobodyIsAskedWhereNobodyCanAnswer() {
    Console script = new Console(Runs.in(home).around(), new Texts("en"), Format.TABLE, true);
    Console forbidden =
        new Console(person(Map.of()).around(), new Texts("en"), Format.TABLE, false);

    for (Console console : List.of(script, forbidden)) {
      CliException refused =
          assertThrows(CliException.class, () -> console.ask("--yes", "ask.confirm", "XB"));
      assertEquals("E-NO-INPUT", refused.code());
      assertTrue(refused.next(new Texts("en")).contains("--yes"), "the option that answers it");
      assertThrows(
          CliException.class, () -> console.askSecret("--passphrase-file", "ask.passphrase", "k"));
    }
  }

  @Test
  void anAnswerIsTheLineWithoutItsSpaces() {
    Console console =
        new Console(
            Runs.in(home).typing("  xb \nnext\n").around(), new Texts("en"), Format.TABLE, true);

    assertEquals("xb", console.ask("--yes", "ask.confirm", "XB"));
    assertEquals("next", console.ask("--yes", "ask.confirm", "XB"));
    assertEquals("", console.ask("--yes", "ask.confirm", "XB"), "the end of input");
  }

  @Test
  void anErrorInArabicHasItsPartsInArabic() {
    String said =
        Runs.in(home).with(Map.of("LC_ALL", "ar_XB.UTF-8")).run("explain", "E-NONSENSE").err();

    List<String> lines = said.lines().toList();
    assertEquals(4, lines.size(), said);
    for (String line : lines) {
      assertTrue(
          line.codePoints()
              .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.ARABIC),
          line);
    }
    assertTrue(lines.getLast().endsWith("vigil explain E-CODE-UNKNOWN"), said);
  }

  @Test
  void anErrorInJsonHasTheSameKeysInEveryLanguage() {
    for (String language : Texts.LANGUAGES) {
      Map<?, ?> error =
          Scene.json(
              Runs.in(home).run("explain", "E-NONSENSE", "-o", "json", "--lang", language).err());
      assertEquals(
          List.of("apiVersion", "kind", "code", "what", "why", "details", "next", "retriable"),
          List.copyOf(error.keySet()));
      assertEquals("E-CODE-UNKNOWN", error.get("code"));
      assertEquals(false, error.get("retriable"));
    }
  }

  @Test
  void everyCodeIsExplainedWithItsThreePartsInEveryLanguage() {
    for (String language : Texts.LANGUAGES) {
      for (String code : new Texts(language).codes()) {
        Runs.Result told = Runs.in(home).run("explain", code, "--lang", language);
        assertEquals(0, told.code(), code);
        for (String part : List.of("what", "why", "next")) {
          String text = told.field(part);
          assertFalse(text.startsWith("(no field") || text.equals("-"), code + " " + part);
          assertFalse(text.matches(".*\\{\\d}.*"), () -> code + ": " + text);
        }
      }
    }
  }

  @Test
  void whatAPeerWroteIsMadeHarmlessInErrorsToo() {
    Console console = new Console(Runs.in(home).around(), new Texts("en"), Format.TABLE, true);
    CliException error =
        CliException.of(Exit.FAILED, "E-BUG", "x").withDetails(List.of("a\u001b[2Jb\u202ec"));

    assertEquals(List.of("a\u001b[2Jb\u202ec"), error.details(new Texts("en")));
    assertEquals("a\ufffd[2Jb\ufffdc", Tables.safe(error.details().getFirst()));
    console.complain(error);
  }

  @Test
  void aGuessAtAPassphraseTypedHereCostsWhatTheRfcAdvises() {
    assertEquals(KeyCost.DEFAULT, Surroundings.ofProcess().keyCost());
  }
}
