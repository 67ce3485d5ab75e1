package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.vigilmesh.Golden.assertGolden;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.SourceTree;
import org.vigilmesh.port.Rows.ActState;

final class TextsTest {
  private static final Pattern CODE = Pattern.compile("\"([EN]-[A-Z][A-Z0-9-]+)\"");
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");
  private static final Pattern NAME =
      Pattern.compile(
          "(?:texts\\.of|texts\\(\\)\\.of|\\.say|IsOnlyPlanned|isOnlyPlanned)\\(\\s*(?:console,"
              + " )?\"([a-zA-Z.]+)\"");

  @TempDir private Path home = Path.of("");

  private static Stream<String> sources(String... modules) {
    SourceTree tree = SourceTree.here();
    return tree.ending(".java")
        .filter(
            file ->
                Stream.of(modules).anyMatch(one -> file.startsWith(Path.of(one, "src", "main"))))
        .map(tree::text);
  }

  /** Those that node or command can print; one is put together from what became of an act. */
  private static Set<String> codesInUse() {
    Set<String> codes =
        sources("node", "admin-cli")
            .flatMap(text -> CODE.matcher(text).results())
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(codes.remove("E-ACT-"), "the prefix of what became of an act");
    codes.add("E-ACT-" + ActState.HELD);
    codes.add("E-ACT-" + ActState.UNPROCESSABLE);
    return codes;
  }

  @TestFactory
  Stream<DynamicTest> errorSaysWhatWhyAndWhatNextInEveryLanguage() {
    return codesInUse().stream()
        .map(
            code ->
                dynamicTest(
                    code,
                    () -> {
                      for (String language : Texts.LANGUAGES) {
                        Texts texts = new Texts(language);
                        for (String part : new String[] {"what", "why", "next"}) {
                          assertFalse(texts.error(code, part, "a", "b", "c").isBlank(), part);
                        }
                      }
                    }));
  }

  @Test
  void noCodeIsExplainedThatNobodyPrints() {
    assertEquals(codesInUse(), new TreeSet<>(new Texts("en").codes()));
  }

  @Test
  void everyTextThatIsAskedForIsThere() {
    Texts texts = new Texts("en");
    sources("admin-cli")
        .flatMap(text -> NAME.matcher(text).results())
        .map(match -> match.group(1))
        .filter(name -> !name.endsWith("."))
        .forEach(name -> assertFalse(texts.of(name, 1, 2, 3, 4, 5).isBlank(), name));
  }

  @Test
  void aTextThatIsNotThereIsABug() {
    assertThrows(IllegalStateException.class, () -> new Texts("en").of("no.such.text"));
  }

  @TestFactory
  Stream<DynamicTest> translationHasThePlacesOfTheOriginal() {
    return Stream.of("cli", "errors")
        .flatMap(
            bundle ->
                Texts.LANGUAGES.stream()
                    .map(
                        language ->
                            dynamicTest(
                                bundle + " " + language, () -> samePlaces(bundle, language))));
  }

  private static void samePlaces(String name, String language) {
    ResourceBundle original = Texts.bundle(name, "en");
    ResourceBundle translated = Texts.bundle(name, language);
    for (String key : original.keySet()) {
      assertEquals(places(original.getString(key)), places(translated.getString(key)), key);
    }
  }

  private static Set<String> places(String text) {
    return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  /** The later of two lines would win without a word. */
  @TestFactory
  Stream<DynamicTest> noTextStandsTwiceInItsFile() {
    SourceTree tree = SourceTree.here();
    return tree.ending(".properties")
        .filter(file -> file.startsWith(Path.of("admin-cli", "src", "main")))
        .map(
            file ->
                dynamicTest(
                    String.valueOf(file.getFileName()),
                    () -> {
                      List<String> keys =
                          tree.text(file)
                              .lines()
                              .filter(line -> line.matches("[A-Za-z].*"))
                              .map(line -> line.split("=", 2)[0])
                              .toList();
                      Set<String> twice = new TreeSet<>(keys);
                      twice.removeIf(key -> Collections.frequency(keys, key) == 1);
                      assertEquals(Set.of(), twice);
                    }));
  }

  @Test
  void translationsAreTranslated() {
    ResourceBundle english = Texts.bundle("cli", "en");
    for (String language : Texts.LANGUAGES) {
      if (!language.equals("en")) {
        ResourceBundle other = Texts.bundle("cli", language);
        long same =
            english.keySet().stream()
                .filter(key -> english.getString(key).equals(other.getString(key)))
                .count();
        assertTrue(same < english.keySet().size() / 6, language + ": " + same + " are English");
      }
    }
  }

  @Test
  void languageComesFromTheFirstVariableThatIsSet() {
    assertEquals("fr", Texts.choose("FR", Map.of("LANG", "ru")));
    assertEquals("ar", Texts.choose("", Map.of("LC_MESSAGES", "ar_XB.UTF-8", "LANG", "ru")));
    assertEquals("c", Texts.choose("", Map.of("LANG", "C.UTF-8")));
    assertEquals("en", new Texts("c").language());
    assertEquals("en", Texts.choose("", Map.of("LC_ALL", "")));
  }

  @Test
  void everyCodeCanBeExplained() {
    assertGolden("errors/explain.txt", Runs.in(home).run("explain").out());
  }

  @Test
  void aCodeIsExplainedInEitherCase() {
    Runs.Result result = Runs.in(home).run("explain", "e-node-down");

    assertEquals(0, result.code());
    assertEquals("vigil node run", result.field("next"));
    assertEquals(3, Runs.in(home).run("explain", "E-NONSENSE").code());
  }
}
