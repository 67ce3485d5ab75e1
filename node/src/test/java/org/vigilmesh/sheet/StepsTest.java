package org.vigilmesh.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.message.Texts;
import org.vigilmesh.port.Queries.OpenedAct;
import org.vigilmesh.port.Queries.TimelineEntry;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.sheet.Steps.Kind;
import org.vigilmesh.sheet.Steps.Step;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Urgency;

/** The five acknowledgements, which must never look alike. */
final class StepsTest {
  private static final Instant AT = Instant.parse("2031-03-04T05:06:07Z");
  private static final CaseRow ROW =
      new CaseRow(
          MessageFixtures.CASE_ID,
          Fixtures.XB,
          true,
          "preservation_request",
          Urgency.URGENT,
          true,
          "sent",
          List.of(),
          Optional.empty(),
          Optional.empty(),
          AT,
          AT,
          1);

  private final Map<OpenedAct, Act> acts = new LinkedHashMap<>();
  private final List<TimelineEntry> entries = new ArrayList<>();

  private void said(Content content, boolean isOurs, boolean isDelivered) {
    int count = entries.size();
    ActId id = ActId.of(AT.plusSeconds(count), Fixtures.bytes("id " + count, 10));
    Act act =
        MessageFixtures.with(
            MessageFixtures.with(MessageFixtures.act(content), "id", id), "exercise", true);
    TimelineEntry entry =
        new TimelineEntry(
            AT.plus(Duration.ofMinutes(count)),
            isOurs ? Fixtures.XA : Fixtures.XB,
            "act",
            content.contentType().code(),
            Optional.of(id),
            List.of(isOurs ? "j.morgan" : "a.haddad"),
            isDelivered ? "delivered" : "accepted_for_sending",
            "",
            "URGENT",
            count + 1,
            isDelivered ? Optional.of(AT.plus(Duration.ofMinutes(count))) : Optional.empty(),
            Optional.empty());
    entries.add(entry);
    acts.put(new OpenedAct(entry, Bytes.utf8("act " + count), List.of(), Bytes.EMPTY), act);
  }

  private List<Step> shown(String language) {
    return new Steps(Words.in(language), "XA", ROW, acts).of(entries);
  }

  private static Content decided(Decision.Value value) {
    return MessageFixtures.with(MessageFixtures.accepted(), "value", value);
  }

  @Test
  void noTwoOfTheFiveAcknowledgementsShareIconOrWordsInAnyLanguage() {
    said(MessageFixtures.request(), true, true);
    said(MessageFixtures.request(), true, false);
    said(MessageFixtures.ack(), false, false);
    for (Decision.Value value : Decision.Value.values()) {
      said(decided(value), false, false);
    }
    said(MessageFixtures.confirmation(), false, false);
    for (String language : Texts.LANGUAGES) {
      Map<String, Kind> words = new HashMap<>();
      for (Step step : shown(language)) {
        Kind before = words.put(step.text(), step.kind());
        assertTrue(before == null || before == step.kind(), language + ": " + step.text());
      }
      String displayed = Words.in(language).of("step.displayed", "XB");
      assertTrue(!words.containsKey(displayed), displayed);
      Set<Kind> kinds = new HashSet<>(words.values());
      assertEquals(6, kinds.size(), kinds.toString());
      long decisions = words.values().stream().filter(kind -> kind == Kind.DECIDED).count();
      assertEquals(Decision.Value.values().length, decisions, words.toString());
    }
    Set<String> icons = new HashSet<>(Arrays.stream(Kind.values()).map(Kind::icon).toList());
    assertEquals(Kind.values().length, icons.size());
  }

  private String only(Kind kind) {
    return shown("en").stream().filter(s -> s.kind() == kind).findFirst().orElseThrow().text();
  }

  @Test
  void theWordsAreThoseThatAnOfficerCannotMistake() {
    said(MessageFixtures.request(), true, true);
    said(MessageFixtures.request(), true, false);
    said(decided(Decision.Value.ACCEPTED), false, false);
    assertEquals("Delivered to node XB", only(Kind.DELIVERED));
    assertEquals("Accepted for sending, not yet delivered to XB", only(Kind.PENDING));
    assertEquals(
        "Decided: accepted, waiting for custodian (without an acknowledgement before)",
        only(Kind.DECIDED));
    entries.clear();
    acts.clear();
    said(MessageFixtures.ack(), false, false);
    said(decided(Decision.Value.ACCEPTED), false, false);
    said(MessageFixtures.confirmation(), false, false);
    assertTrue(only(Kind.ACKNOWLEDGED).startsWith("Acknowledged by a.haddad, "));
    assertEquals("Decided: accepted, waiting for custodian", only(Kind.DECIDED));
    assertTrue(only(Kind.PRESERVED).matches("Preserved until \\d{4}-\\d\\d-\\d\\d, ref\\. .+"));
  }

  @Test
  void nobodyReadsThatSomethingWasSentOrAcceptedAndNothingMore() {
    for (String key : List.of("step.pending", "step.delivered", "step.displayed")) {
      String text = Words.in("en").of(key, "XB");
      assertTrue(text.endsWith("XB"), text);
    }
  }
}
