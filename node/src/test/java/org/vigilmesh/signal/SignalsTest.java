package org.vigilmesh.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.NOW;
import static org.vigilmesh.message.MessageFixtures.act;
import static org.vigilmesh.message.MessageFixtures.request;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.identity.DeclaredBasis;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.message.Texts;
import org.vigilmesh.signal.Signals.Earlier;
import org.vigilmesh.signal.Signals.Fact;
import org.vigilmesh.signal.Signals.Seen;
import org.vigilmesh.value.Urgency;

/** Each fact by itself: a request about which nothing is to be said, but for one thing. */
final class SignalsTest {
  private static final Instant NOON = Instant.parse("2031-03-04T12:00:00Z");
  private static final Declarations CARD = new Declarations(List.of("UNCC"), false, 90, List.of());
  private static final Seen USUAL =
      new Seen(
          NOW,
          Optional.of(CARD),
          List.of(),
          Set.of("j.morgan", "p.reyes"),
          Map.of("j.morgan", NOW.minus(Duration.ofDays(30))),
          Set.of());

  private static Act usual() {
    Act act = with(act(request()), "createdAt", NOON);
    return with(act, "content.filing.localZone", "UTC");
  }

  private static List<Fact> facts(Act act, Seen seen) {
    return Signals.of(act, seen);
  }

  private static Fact fact(Signal signal, String field, String... facts) {
    return new Fact(signal, field, List.of(facts));
  }

  @Test
  void aUsualRequestHasNothingToNotice() {
    assertEquals(List.of(), facts(usual(), USUAL));
  }

  @Test
  void onlyOfRequestsIsAnythingSaid() {
    Act test = act(MessageFixtures.channelTest());
    assertEquals(List.of(), facts(test, with(USUAL, "known", Set.of())));
  }

  @Test
  void officersWhoSignedNothingBeforeAreNamed() {
    assertEquals(
        List.of(fact(Signal.FIRST_CONTACT, "", "p.reyes")),
        facts(usual(), with(USUAL, "known", Set.of("j.morgan"))));
  }

  @ParameterizedTest
  @CsvSource({
    "12:00, UTC, ''",
    "21:59, UTC, ''",
    "22:00, UTC, 22:00",
    "05:59, UTC, 05:59",
    "06:00, UTC, ''",
    "12:00, Etc/GMT+3, ''",
    "02:30, Etc/GMT-5, ''",
    "12:00, +11:00, 23:00",
    "03:00, Nowhere/City, ''"
  })
  void theNightIsThatOfTheAuthor(String time, String zone, String night) {
    Act act = with(usual(), "createdAt", Instant.parse("2031-03-04T" + time + ":00Z"));
    act = with(act, "content.filing.localZone", zone);
    List<Fact> expected =
        night.isEmpty() ? List.of() : List.of(fact(Signal.UNUSUAL_HOUR, "", night, zone));
    assertEquals(expected, facts(act, USUAL));
  }

  @Test
  void anOffenceCodeIsOneOfADeclaredScheme() {
    Act unknown = with(usual(), "content.matter.offences[0].code", "UN99");
    List<Fact> strange = List.of(fact(Signal.UNKNOWN_OFFENCE_CODE, "offences[0].code", "UNCC"));
    assertEquals(strange, facts(unknown, USUAL));
    Declarations budapest =
        new Declarations(
            List.of(),
            false,
            90,
            List.of(),
            List.of(),
            false,
            List.of(new DeclaredBasis("BUD", NOON, null, List.of(), false, "")));
    assertEquals(strange, facts(usual(), with(USUAL, "sender", Optional.of(budapest))));
    assertEquals(List.of(), facts(usual(), with(USUAL, "sender", Optional.empty())));
    assertEquals(strange, facts(unknown, with(USUAL, "sender", Optional.empty())));
  }

  @Test
  void emergenciesAreCountedWithThisOneForThirtyDays() {
    Act emergency = with(usual(), "urgency", Urgency.EMERGENCY);
    Seen seen =
        with(
            USUAL,
            "earlier",
            List.of(
                new Earlier(NOW.minus(Duration.ofDays(31)), Urgency.EMERGENCY),
                new Earlier(NOW.minus(Duration.ofDays(29)), Urgency.EMERGENCY),
                new Earlier(NOW.minusSeconds(1), Urgency.ROUTINE)));
    assertEquals(List.of(fact(Signal.EMERGENCY_RATE, "urgency", "2", "3")), facts(emergency, seen));
    assertEquals(List.of(), facts(usual(), seen), "what is no emergency is not counted out loud");
  }

  @Test
  void aCredentialIsNewForADay() {
    Instant since = NOW.minus(Duration.ofDays(1)).plusSeconds(1);
    assertEquals(
        List.of(fact(Signal.NEW_CREDENTIAL, "", "p.reyes", since.toString())),
        facts(usual(), with(USUAL, "credentials", Map.of("p.reyes", since))));
    Map<String, Instant> older = Map.of("p.reyes", since.minusSeconds(1));
    assertEquals(List.of(), facts(usual(), with(USUAL, "credentials", older)));
  }

  @Test
  void otherCasesAboutTheSameAreNamed() {
    CaseId other = MessageFixtures.CASE_ID;
    assertEquals(
        List.of(fact(Signal.SHARED_IDENTIFIERS, "data_items", other.toString())),
        facts(usual(), with(USUAL, "sharing", Set.of(other))));
  }

  @ParameterizedTest
  @EnumSource(Signal.class)
  void everySignalSpeaksSixLanguages(Signal signal) {
    Set<String> said = new HashSet<>();
    for (String language : Texts.LANGUAGES) {
      said.add(signal.what(language));
      said.add(signal.remedy(language));
    }
    assertEquals(2 * Texts.LANGUAGES.size(), said.size());
    assertEquals(signal.what("en"), signal.what("eo"));
    assertEquals(Optional.of(signal), Signal.find(signal.name()));
    assertFalse(signal.remedy("fr").isBlank());
    assertTrue(Signal.find("V42").isEmpty());
  }
}
