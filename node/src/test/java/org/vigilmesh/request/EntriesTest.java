package org.vigilmesh.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigilmesh.request.Reading.Broken;
import org.vigilmesh.request.Reading.Signable;
import org.vigilmesh.request.RequestFile.Known;

/** What a page sends, path by path. */
final class EntriesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

  private static Reading<RequestDraft> read(Entries entries) {
    return RequestFile.read(entries, Enclosures.NONE, NOW, Known.NOTHING);
  }

  private static Entries example(RequestTemplate.Type type) {
    return Entries.ofFile(RequestTemplate.example(type, NOW)).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(RequestTemplate.Type.class)
  void aPageAndAFileWithTheSameFieldsAreReadAlike(RequestTemplate.Type type) {
    String file = RequestTemplate.example(type, NOW);

    Reading<RequestDraft> fromFile = RequestFile.read(file, Enclosures.NONE, NOW, Known.NOTHING);

    Signable<RequestDraft> fromPage = Readings.signable(read(example(type)));
    assertEquals(Readings.signable(fromFile).draft(), fromPage.draft());
  }

  @Test
  void aProblemNamesThePathThatThePageSent() {
    Map<String, String> texts =
        new LinkedHashMap<>(example(RequestTemplate.Type.PRESERVATION_REQUEST).texts());
    texts.put("data_items[0].period_from", "yesterday");

    Broken<RequestDraft> broken = Readings.broken(read(new Entries(texts)));

    assertEquals(
        List.of("data_items[0].period_from"),
        broken.problems().stream().map(RequestProblem::field).toList());
  }

  @Test
  void blankRowsAreNotThereAndTheRestCountsWithoutGaps() {
    Entries entries =
        new Entries(
            Map.of("offences[0].code", " ", "offences[2].code", "7", "offences[9].code", "10"));

    assertEquals(Map.of("offences[0].code", "7", "offences[1].code", "10"), entries.texts());
    assertEquals(2, entries.rows("offences"));
    assertEquals(0, entries.rows("data_items"));
    assertEquals("10", entries.text("offences[1].code"));
    assertEquals("", entries.text("offences[2].code"));
  }

  @Test
  void aBlankAnswerStandsAtTheTopOnly() {
    Entries entries = new Entries(Map.of("proportionality_note", "", "necessity.text", ""));

    assertEquals(Map.of("proportionality_note", ""), entries.texts());
  }

  @Test
  void anEmptyListIsAnAnswerToo() {
    Entries entries = Entries.ofFile("sensitive_flags: []\nfacts_summary: null\n").orElseThrow();

    assertEquals("[]", entries.text("sensitive_flags"));
    assertEquals("", entries.text("facts_summary"));
  }

  @Test
  void whatIsNoPathOrNoFileIsLeftOut() {
    assertEquals(
        Map.of(),
        new Entries(Map.of("a..b", "x", "a[1000]", "x", "", "x", "a[", "x", "ä", "x")).texts());
    assertEquals(Map.of(), new Entries(Map.of("a.".repeat(40) + "b", "x")).texts());
    assertTrue(Entries.ofFile("a: *b").isEmpty());
  }

  @Test
  void noPathsWhateverBreakTheReader() {
    Random random = new Random(7);
    String letters = "ab_[]0.1 9";
    for (int i = 0; i < 2_000; i++) {
      Map<String, String> texts =
          new LinkedHashMap<>(example(RequestTemplate.Type.PRESERVATION_REQUEST).texts());
      for (int j = 0; j < 4; j++) {
        List<String> paths = List.copyOf(texts.keySet());
        String path = paths.get(random.nextInt(paths.size()));
        int at = random.nextInt(path.length());
        char letter = letters.charAt(random.nextInt(letters.length()));
        texts.put(path.substring(0, at) + letter + path.substring(at), "x" + letter);
      }

      if (read(new Entries(texts)) instanceof Broken(List<RequestProblem> problems)) {
        assertTrue(!problems.isEmpty(), () -> "refused without a reason: " + texts);
      }
    }
  }
}
