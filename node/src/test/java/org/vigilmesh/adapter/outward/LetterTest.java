package org.vigilmesh.adapter.outward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigilmesh.port.Outward.Notice;

/** What a mail says, in each language. */
final class LetterTest {
  private static final List<String> KINDS =
      List.of(
          "N-CASE-WAITS",
          "N-EMERGENCY",
          "N-CLOCK-REMINDER",
          "E-CLOCK-BREACH",
          "E-CLOCK-ESCALATED",
          "E-DELIVERY-OVERDUE",
          "E-UNDELIVERED",
          "E-OUTWARD-FAILED",
          "E-DUTY-NOBODY",
          "N-OUTWARD-TEST",
          "E-READ-ONLY");

  @ParameterizedTest
  @ValueSource(strings = {"ar", "en", "es", "fr", "ru", "zh"})
  void eachKindHasWordsOfItsOwnAndEachFactIsThere(String language) {
    Letter letter = new Letter(language);
    Set<String> subjects = new HashSet<>();
    for (String kind : KINDS) {
      Notice notice = Notices.notice(kind, false);
      subjects.add(letter.subject(notice));
      String body = letter.body(notice);
      assertTrue(body.contains(Notices.CASE.toString()), body);
      assertTrue(body.contains("2031-03-04T10:15:30Z"), body);
      assertFalse(body.contains("{"), body);
      assertEquals(kind.equals("E-READ-ONLY"), body.contains(kind), "words, not codes: " + body);
    }
    assertEquals(KINDS.size(), subjects.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar", "en", "es", "fr", "ru", "zh"})
  void anExerciseSaysSoInItsSubjectAndItsText(String language) {
    Letter letter = new Letter(language);
    Notice real = Notices.notice("E-CLOCK-BREACH", false);
    Notice exercise = Notices.notice("E-CLOCK-BREACH", true);
    assertFalse(letter.subject(real).equals(letter.subject(exercise)));
    assertFalse(letter.body(real).equals(letter.body(exercise)));
  }

  @Test
  void anotherLanguageIsEnglishAndAnAlarmOfTheNodeNamesNoCase() {
    String body = new Letter("de").body(Notices.ofNode());
    assertTrue(body.startsWith("an alarm of the node: E-READ-ONLY"), body);
    assertTrue(body.contains("Case: –\r\nUrgency: –"), body);
  }
}
