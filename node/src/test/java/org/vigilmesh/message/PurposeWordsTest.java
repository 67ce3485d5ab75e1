package org.vigilmesh.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PurposeWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "He posted a POLITICAL opinion. | true",
        "insult of a religious community | true",
        "apolitical | false",
        "A cloned bank site took the savings of 40 people. | false",
        "sexual offence against a child | false",
        "Une infraction d'opinion d'un opposant | true",
        "un faux site de banque | false",
        "la opinio\u0301n de un activista | true",
        "un opositor poli\u0301tico | true",
        "статья оппозиционного журнала | true",
        "поддельный сайт банка | false",
        "منشور لناشط والمعارضة | true",
        "موقع مصرف مزوّر | false",
        "该嫌疑人是异见人士 | true",
        "假冒银行网站 | false"
      })
  void wordsOfOpinionBeliefAndOriginAreSeenInSixLanguages(String facts, boolean seen) {
    assertEquals(seen, PurposeWords.occurIn(facts));
  }

  @Test
  void everyLanguageHasWords() {
    ResourceBundle words = ResourceBundle.getBundle("org.vigilmesh.message.purpose", Locale.ROOT);
    assertEquals(Texts.LANGUAGES, words.keySet().stream().sorted().toList());
    for (String language : Texts.LANGUAGES) {
      for (String word : words.getString(language).split("\\|", -1)) {
        assertFalse(word.isBlank(), "an empty word would occur everywhere: " + language);
        assertEquals(word.toLowerCase(Locale.ROOT), word);
      }
    }
  }
}
