package org.vigilmesh.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.vigilmesh.message.MessageFixtures.NOW;
import static org.vigilmesh.message.MessageFixtures.accepted;
import static org.vigilmesh.message.MessageFixtures.ack;
import static org.vigilmesh.message.MessageFixtures.confirmation;
import static org.vigilmesh.message.MessageFixtures.item;
import static org.vigilmesh.message.MessageFixtures.request;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigilmesh.message.Validation.Arrival;

final class ArrivalRulesTest {
  private static final Arrival USUAL =
      new Arrival(List.of(NOW.minus(Duration.ofDays(30))), false, null, List.of());

  private static List<String> noticed(Content content, Arrival arrival) {
    return Validation.notice(content, arrival, NOW).stream()
        .map(f -> f.rule() + " " + f.field())
        .toList();
  }

  @Test
  void aFirstRequestAndANewOfficersAreUnusual() {
    assertEquals(List.of(), noticed(request(), USUAL));
    assertEquals(List.of("V42 sender"), noticed(request(), with(USUAL, "newOfficer", true)));
    assertEquals(List.of("V42 sender"), noticed(request(), with(USUAL, "earlier", List.of())));
  }

  @Test
  void repliesOfAnyoneAreNotUnusual() {
    Arrival strange = new Arrival(List.of(), true, null, List.of(request()));
    for (Content reply : List.of(ack(), accepted(), confirmation())) {
      assertEquals(List.of(), noticed(reply, strange));
    }
  }

  @ParameterizedTest
  @CsvSource({"9, PT59M, false", "10, PT59M, true", "10, PT1H, false", "400, PT2H, false"})
  void manyRequestsWithinAnHourAreARush(int count, Duration ago, boolean rush) {
    Arrival arrival = with(USUAL, "earlier", Collections.nCopies(count, NOW.minus(ago)));
    assertEquals(rush ? List.of("V42 sender") : List.of(), noticed(request(), arrival));
  }

  @ParameterizedTest
  @CsvSource({
    "20, 05:00:00, true",
    "19, 05:00:00, false",
    "20, 04:58:00, false",
    "20, 00:58:00, false",
    "20, 00:57:00, true",
    "20, 14:58:00, true"
  })
  void anHourInWhichNoneCameBeforeIsUnusual(int count, String timeOfDay, boolean unusual) {
    Instant one = Instant.parse("2031-02-01T" + timeOfDay + "Z");
    List<Instant> earlier =
        IntStream.range(0, count).mapToObj(day -> one.minus(Duration.ofDays(day))).toList();
    assertEquals(
        unusual ? List.of("V42 sender") : List.of(),
        noticed(request(), with(USUAL, "earlier", earlier)));
  }

  @Test
  void timesOfDayAreComparedAcrossMidnight() {
    Instant late = Instant.parse("2031-03-01T23:30:00Z");
    Instant early = Instant.parse("2031-03-04T00:30:00Z");
    Arrival arrival = with(USUAL, "earlier", Collections.nCopies(20, late));
    assertEquals(List.of(), Validation.notice(request(), arrival, early));
  }

  @ParameterizedTest
  @CsvSource({"PT2S, false", "PT-2S, false", "PT2.001S, true", "PT-2.001S, true"})
  void moreThanTwoSecondsOfSkewAreFlagged(Duration skew, boolean flagged) {
    assertEquals(
        flagged ? List.of("V46 created_at") : List.of(), noticed(ack(), with(USUAL, "skew", skew)));
  }

  private static PreservationRequest wanting(@Nullable Instant from, @Nullable Instant to) {
    DataItem item = with(with(item("D7"), "periodFrom", from), "periodTo", to);
    return with(request(), "wanted.dataItems", List.of(item));
  }

  @ParameterizedTest
  @CsvSource({
    "2031-02-01T00:00:00Z, 2031-02-20T00:00:01Z, true",
    "2031-02-01T00:00:00Z, 2031-02-20T00:00:00Z, false",
    "2031-03-03T23:59:59Z, 2031-03-09T00:00:00Z, true",
    "2031-03-04T00:00:00Z, 2031-03-09T00:00:00Z, false",
    ", 2031-03-09T00:00:00Z, false",
    "2031-02-01T00:00:00Z, , false"
  })
  void anOpenCaseForTheSameTimeIsADuplicate(
      @Nullable Instant from, @Nullable Instant to, boolean duplicate) {
    Arrival arrival = with(USUAL, "open", List.of(wanting(from, to)));
    assertEquals(duplicate ? List.of("V72 data_items[0]") : List.of(), noticed(request(), arrival));
  }

  @Test
  void anOpenCaseForAnotherAddressIsNoDuplicate() {
    PreservationRequest other =
        with(request(), "wanted.dataItems[0].identifiers[0].value", "192.0.2.18");
    assertEquals(List.of(), noticed(request(), with(USUAL, "open", List.of(other))));
  }

  @Test
  void onlyTheItemThatIsAskedTwiceIsNamed() {
    DataItem fresh = with(item("D2"), "identifiers[0].value", "192.0.2.99");
    PreservationRequest two = with(request(), "wanted.dataItems", List.of(fresh, item("D1")));
    assertEquals(
        List.of("V72 data_items[1]"), noticed(two, with(USUAL, "open", List.of(request()))));
  }
}
