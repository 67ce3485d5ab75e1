package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.MessageFixtures;

/** Content as an officer reads it: names and values, nothing that was not filled in. */
final class ContentsTest {
  static Stream<Content> contents() {
    return Stream.of(
        MessageFixtures.request(),
        MessageFixtures.fullRequest(),
        MessageFixtures.ack(),
        MessageFixtures.accepted(),
        MessageFixtures.fullDecision(),
        MessageFixtures.confirmation(),
        MessageFixtures.channelTest());
  }

  private static Map<?, ?> at(Map<?, ?> map, String name) {
    return (Map<?, ?>) Objects.requireNonNull(map.get(name), name);
  }

  @ParameterizedTest
  @MethodSource("contents")
  void everyContentIsFieldsLinesAndJson(Content content) {
    Map<String, Object> fields = Contents.fields((Record) content);
    List<String> lines = Contents.lines(fields, "  ");

    assertFalse(fields.isEmpty());
    assertTrue(lines.stream().allMatch(line -> line.startsWith("  ")), lines::toString);
    assertFalse(lines.toString().contains("org.vigilmesh"), "no names of our program");
    assertFalse(lines.toString().contains("null"), lines::toString);
    assertEquals(fields.keySet(), Scene.json(Json.of(fields)).keySet());
  }

  @Test
  void whatWasNotFilledInIsNotShown() {
    Map<String, Object> fields = Contents.fields(MessageFixtures.request());

    assertFalse(fields.containsKey("attachments"), "an empty list");
    assertFalse(at(fields, "caseRefs").containsKey("requested"), "an empty text");
    assertFalse(at(fields, "matter").containsKey("dualCriminality"), "nothing");
    assertEquals("XA-2031-0417", at(fields, "caseRefs").get("requesting"));
  }

  @Test
  void numbersAndTruthsStayWhatTheyAre() {
    Map<String, Object> fields = Contents.fields(MessageFixtures.request());

    assertEquals(60, at(fields, "terms").get("durationRequestedDays"));
    assertEquals(false, at(fields, "wanted").get("custodianUnknown"));
  }

  @Test
  void aListOfThingsIsNumberedAndAListOfWordsIsALine() {
    List<String> lines = Contents.lines(Contents.fields(MessageFixtures.request()), "");

    assertTrue(lines.contains("  offences[1]:"), lines::toString);
    assertTrue(lines.contains("    domesticProvision: Penal Code s. 210"), lines::toString);
    assertTrue(lines.stream().anyMatch(line -> line.endsWith("codes: [short_retention]")));
  }

  @Test
  void whatTheOtherSideWroteCannotMoveTheCursor() {
    Map<String, Object> fields = Map.of("text", "a\u001b[2Jb", "map", Map.of("x", "c\u202ed"));
    String lines = String.join("\n", Contents.lines(fields, ""));

    assertTrue(lines.contains("text: a\ufffd[2Jb"), lines);
    assertTrue(lines.contains("  x: c\ufffdd"), lines);
  }
}
