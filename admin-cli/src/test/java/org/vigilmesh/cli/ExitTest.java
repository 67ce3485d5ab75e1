package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers that scripts have been written against. */
final class ExitTest {
  @ParameterizedTest
  @CsvSource({
    "DONE, 0, false",
    "FAILED, 1, false",
    "INPUT, 2, false",
    "NOT_FOUND, 3, false",
    "NOT_PERMITTED, 4, false",
    "CHANGED_MEANWHILE, 5, true",
    "NEGATIVE, 6, false",
    "UNREACHABLE, 7, true",
    "WAITING_FOR_PERSON, 8, false",
    "READ_ONLY, 9, false"
  })
  void aNumberNeverChangesItsMeaning(Exit exit, int number, boolean isRetriable) {
    assertEquals(number, exit.number());
    assertEquals(isRetriable, exit.isRetriable());
  }

  @Test
  void everyFailureHasASentenceInEveryLanguage() {
    for (String language : Texts.LANGUAGES) {
      for (Exit exit : Exit.values()) {
        assertFalse(new Texts(language).of("failure." + exit).isBlank(), language + " " + exit);
      }
    }
    assertEquals(10, Exit.values().length);
  }
}
