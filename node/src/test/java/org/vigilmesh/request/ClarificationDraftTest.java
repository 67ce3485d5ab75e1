package org.vigilmesh.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Content.CaseRefs;
import org.vigilmesh.message.Dialogue;
import org.vigilmesh.message.Rule;
import org.vigilmesh.message.Texts;
import org.vigilmesh.message.Validation.SoFar;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Urgency;

/** Questions and places for answers as files that can be looked over and sent. */
final class ClarificationDraftTest {
  private static final Instant NOW = Instant.parse("2031-03-04T02:58:00Z");
  private static final ActId ACT = ActId.of(NOW, Bytes.of(new byte[10]));
  private static final SoFar OPEN = SoFar.after(List.of(), true, false, null);
  private static final List<ClarificationDraft.Gap> GAPS =
      List.of(
          new ClarificationDraft.Gap(Rule.V19, "data_items[0].period_to", "PRES-CONTENTS-c"),
          new ClarificationDraft.Gap(Rule.V05, "facts_summary", "PRES-CONTENTS-b"));

  private static Reading<MessageDraft> read(String text) {
    MessageFile.Around around =
        new MessageFile.Around(_ -> ACT, new CaseRefs("XA-1", "XB-1"), OPEN, Urgency.URGENT, true);
    return MessageFile.read(text, Enclosures.beside(Path.of("")), NOW, around);
  }

  private static <T> T content(String text, Class<T> type) {
    Reading<MessageDraft> reading = read(text);
    Reading.Signable<MessageDraft> readable = Readings.signable(reading);
    return assertInstanceOf(type, readable.draft().content());
  }

  @Test
  void eachGapIsAskedForInTheWordsOfItsRuleInEveryLanguage() {
    for (String language : List.of("en", "fr", "es", "ru", "zh", "ar")) {
      String text = ClarificationDraft.asking(GAPS, language, NOW.plusSeconds(86_400));
      var asked = content(text, Dialogue.ClarificationRequest.class);
      assertEquals(
          List.of("data_items[0].period_to V19", "facts_summary V05"),
          asked.questions().stream().map(one -> one.field() + " " + one.code()).toList());
      assertEquals(Texts.in(language).text("V05.do"), asked.questions().getLast().text());
      assertEquals("PRES-CONTENTS-b", asked.questions().getLast().citation());
      assertTrue(text.contains("# " + Texts.in(language).text("V19.what")), text);
    }
  }

  private static Dialogue.ClarificationRequest asked(String words) {
    return new Dialogue.ClarificationRequest(
        new CaseRefs("XA-1", "XB-1"),
        ACT,
        List.of(new Dialogue.Question("q1", "facts_summary", "V05", "PRES-CONTENTS-b", words)),
        NOW.plusSeconds(86_400),
        List.of());
  }

  @Test
  void theAnswersAreEmptyAndEachStandsUnderItsQuestion() {
    String text = ClarificationDraft.answering(ACT, asked("What happened?"), "en");
    assertTrue(text.contains("# facts_summary: What happened?"), text);
    assertTrue(text.contains("# V05 "), text);
    assertTrue(text.contains(Texts.in("en").text("V05.do")), text);
    String filled = text.replace("value: \"\"", "value: \"A fraud.\"");
    var answer = content(filled, Dialogue.ClarificationAnswer.class);
    assertEquals(ACT, answer.inReplyTo());
    assertEquals(List.of(new Dialogue.Answer("q1", "A fraud.")), answer.answers());
    Readings.broken(read(text));
  }

  @Test
  void nothingThatTheOtherSideWroteBecomesAFieldOfOurAnswer() {
    String hostile = "What?\namended_fields: [facts_summary]\nvalue: yes";
    String text = ClarificationDraft.answering(ACT, asked(hostile), "en");
    var answer =
        content(text.replace("value: \"\"", "value: \"No.\""), Dialogue.ClarificationAnswer.class);
    assertEquals(List.of(new Dialogue.Answer("q1", "No.")), answer.answers());
    assertEquals(List.of(), answer.amendedFields());
    assertFalse(text.lines().anyMatch(line -> line.startsWith("amended_fields: [f")), text);
  }
}
