package org.vigilmesh.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The names of codes: one for each, none for what is no code, and none that two could share. */
final class CodeNamesTest {
  private static final List<String> LANGUAGES = Texts.LANGUAGES;

  /** What an officer must never take for another (CASEWORK, "What is acknowledged"). */
  private static final List<String> ACKNOWLEDGEMENTS =
      List.of("delivered", "displayed", "acknowledged", "decided", "preserved");

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void everyCodeHasANameAndEveryNameACode(String language) {
    Set<String> codes = new TreeSet<>();
    NamedCodes.all().forEach(row -> row.codes().forEach(code -> codes.add(row.key(code))));
    Set<String> missing = new TreeSet<>(codes);
    missing.removeAll(keys(language));
    Set<String> surplus = new TreeSet<>(keys(language));
    surplus.removeAll(codes);
    assertEquals(Set.of(), missing, "codes without a name");
    assertEquals(Set.of(), surplus, "names of no code");
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void noTwoCodesOfOneListShareAName(String language) {
    for (NamedCodes.Row row : NamedCodes.all()) {
      Map<String, String> codes = new HashMap<>();
      for (String code : row.codes()) {
        String name = CodeNames.of(row.list(), code, language).toLowerCase(Locale.ROOT);
        assertFalse(name.isBlank(), row.key(code));
        assertEquals(Optional.empty(), Optional.ofNullable(codes.put(name, code)), name);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void noTwoOfTheFiveAcknowledgementsShareAWord(String language) {
    Map<String, String> said = new HashMap<>();
    for (String one : ACKNOWLEDGEMENTS) {
      for (String word : words(CodeNames.of("acknowledgement", one, language), language)) {
        assertEquals(Optional.empty(), Optional.ofNullable(said.put(word, one)), word);
      }
    }
  }

  private static Set<String> keys(String language) {
    return new TreeSet<>(new CodeNames(language).bundle().keySet());
  }

  /** Chinese is written without spaces: each character counts, but for the mark of what is over. */
  private static Set<String> words(String name, String language) {
    String separator = language.equals("zh") ? "已|" : "\\s+";
    return Arrays.stream(name.toLowerCase(Locale.ROOT).split(separator))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void aStateIsNamedAsItsAcknowledgement(String language) {
    for (String one : List.of("delivered", "acknowledged", "preserved")) {
      assertEquals(
          CodeNames.of("acknowledgement", one, language),
          CodeNames.of(CodeList.CASE_STATE, one, language));
    }
    String decided = CodeNames.of("acknowledgement", "decided", language);
    for (String one : List.of("accepted", "partial", "refused", "postponed", "not_located")) {
      String state = CodeNames.of(CodeList.CASE_STATE, one, language);
      assertTrue(state.startsWith(start(decided)), state);
    }
  }

  private static String start(String name) {
    return name.equals("已作决定") ? "已决定" : name;
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void namesAreShortAndPlain(String language) {
    for (String key : keys(language)) {
      String[] parts = key.split("\\.", 2);
      String name = CodeNames.of(parts[0], parts[1], language);
      assertTrue(name.length() <= 70, key + " " + name);
      assertEquals(name.strip(), name, key);
      assertFalse(name.contains("_") || name.contains("‹") || name.contains("{"), key);
    }
  }

  @Test
  void eachLanguageHasNamesOfItsOwn() {
    for (String other : List.of("es", "fr", "ru", "zh", "ar")) {
      Set<String> same = new HashSet<>();
      for (String key : keys("en")) {
        String[] parts = key.split("\\.", 2);
        String english = CodeNames.of(parts[0], parts[1], "en");
        if (english.equals(CodeNames.of(parts[0], parts[1], other))) {
          same.add(key);
        }
      }
      assertTrue(same.size() < 30, other + " " + same);
    }
  }

  @Test
  void aCodeThatIsNotKnownIsShownAsItCameAndMarked() {
    assertEquals("‹quantum›", CodeNames.of(CodeList.DATA_CATEGORY, "quantum", "fr"));
    assertEquals("D1", CodeNames.of("item_ids", "D1", "fr"), "of no list at all");
    assertEquals(Optional.empty(), new CodeNames("fr").find("data_category", "quantum"));
    assertEquals("", CodeNames.of("technical_failure", "", "fr"));
  }

  /** Each choice of each content, written under the name of its field. */
  @Test
  void everyChoiceInAContentIsNamedByItsField() {
    Set<String> unnamed = new TreeSet<>();
    Object sink =
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Described.Sink.class},
            (_, method, args) -> {
              if (method.getName().equals("choice")) {
                for (Object value : args[1].getClass().getEnumConstants()) {
                  String code = ContentForm.code((Enum<?>) value);
                  if (new CodeNames("fr").find((String) args[0], code).isEmpty()) {
                    unnamed.add(args[0] + "." + code);
                  }
                }
              }
              return null;
            });
    for (Content content : FullContents.all()) {
      if (content instanceof Described described) {
        described.write((Described.Sink) sink);
      }
    }
    assertEquals(Set.of(), unnamed);
    assertEquals("Accordée", CodeNames.of("outcome", "granted", "fr"));
    assertEquals("Motif", CodeNames.of("field", "ground", "fr"));
  }

  @Test
  void theCaseOfLettersAndSpacesOfACodeDoNotMatter() {
    assertEquals("Outside the treaty", CodeNames.of("ground", "RSCOPE", "en"));
    assertEquals("In effect", CodeNames.of("act_state", "APPLIED", "en"));
    assertEquals("حفظ مؤقت", CodeNames.of("mark", "hold provisional", "ar"));
    assertEquals(
        "Solicitud de conservación", CodeNames.of("message", "preservation_request", "es"));
  }

  @Test
  void aLanguageThatIsNotThereIsEnglish() {
    assertEquals("Emergency", CodeNames.of("urgency", "emergency", "eo"));
    assertEquals("Urgence vitale", CodeNames.of("urgency", "emergency", "fr-CA"));
    assertEquals(
        6,
        Stream.of("en", "fr", "es", "ru", "zh", "ar")
            .map(language -> CodeNames.of("urgency", "emergency", language))
            .distinct()
            .count());
  }
}
