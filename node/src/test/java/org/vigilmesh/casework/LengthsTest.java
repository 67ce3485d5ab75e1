package org.vigilmesh.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigilmesh.Fixtures;
import org.vigilmesh.casework.Lengths.Bounds;
import org.vigilmesh.casework.Lengths.Key;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Urgency;

/** A State's own lengths of clocks, what they may be, and what they never move. */
final class LengthsTest {
  private static final Instant NOW = MessageFixtures.NOW;
  private static final Key ACK = new Key(Clock.ACKNOWLEDGEMENT, Urgency.URGENT, Optional.empty());
  private static final Key ACK_OF_XC =
      new Key(Clock.ACKNOWLEDGEMENT, Urgency.URGENT, Optional.of(Fixtures.XC));

  private static Timer paced(Clock clock, Urgency urgency) {
    Instant end = NOW.plus(clock.length(urgency));
    return new Timer(clock, "", NOW, end, end, Optional.of(urgency));
  }

  @ParameterizedTest
  @EnumSource(Urgency.class)
  void whatIsShippedIsWithinItsBounds(Urgency urgency) {
    for (Clock clock : Clock.values()) {
      Optional<Bounds> bounds = Lengths.bounds(clock, urgency);
      assertTrue(
          bounds.isEmpty() || bounds.get().holds(clock.length(urgency)), clock + " " + bounds);
    }
  }

  @Test
  void whatTheCaseGivesAndWhatBothSidesCountHasNoLengthToSet() {
    Set<Clock> fixed =
        Set.of(
            Clock.VOLATILITY,
            Clock.PROVISIONAL_HOLD,
            Clock.TREATY_FLOOR,
            Clock.DOMESTIC_ORDER,
            Clock.SECRECY,
            Clock.EXTENSION_ANSWER,
            Clock.MLA_PROMISED,
            Clock.OBJECTION,
            Clock.POST_DECISION,
            Clock.RETENTION);
    for (Clock clock : Clock.values()) {
      assertEquals(
          fixed.contains(clock), Lengths.bounds(clock, Urgency.URGENT).isEmpty(), clock::code);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ACKNOWLEDGEMENT, URGENT, PT8H, true",
    "ACKNOWLEDGEMENT, URGENT, PT8H1S, false",
    "ACKNOWLEDGEMENT, EMERGENCY, PT1H, true",
    "ACKNOWLEDGEMENT, EMERGENCY, PT4M, false",
    "ACKNOWLEDGEMENT, ROUTINE, PT72H, true",
    "CLARIFY, URGENT, PT73H, false",
    "REVIEW, URGENT, P31D, false",
    "TREATY_FLOOR, URGENT, P60D, false",
    "TREATY_FLOOR, URGENT, P90D, false",
    "RETENTION, URGENT, P1D, false",
    "DELIVERY, EMERGENCY, PT30S, true"
  })
  void aLengthOutOfItsBoundsIsRefused(
      Clock clock, Urgency urgency, Duration length, boolean isAllowed) {
    Map<Key, Duration> own = Map.of(new Key(clock, urgency, Optional.empty()), length);
    if (isAllowed) {
      assertEquals(length, new Lengths(own).length(clock, urgency, Fixtures.XB));
    } else {
      assertThrows(InvalidValue.class, () -> new Lengths(own));
    }
  }

  @Test
  void aPeersOwnLengthComesBeforeThatForAllAndThatBeforeTheRegisters() {
    Lengths own = new Lengths(Map.of(ACK, Duration.ofHours(4), ACK_OF_XC, Duration.ofHours(2)));
    Timer running = paced(Clock.ACKNOWLEDGEMENT, Urgency.URGENT);
    assertEquals(NOW.plus(Duration.ofHours(4)), end(own.of(List.of(running), Fixtures.XB)));
    assertEquals(NOW.plus(Duration.ofHours(2)), end(own.of(List.of(running), Fixtures.XC)));
    assertEquals(
        NOW.plus(Duration.ofHours(8)), end(Lengths.SHIPPED.of(List.of(running), Fixtures.XC)));
    Timer other = paced(Clock.ACKNOWLEDGEMENT, Urgency.ROUTINE);
    assertEquals(List.of(other), own.of(List.of(other), Fixtures.XC));
  }

  private static Instant end(List<Timer> timers) {
    return timers.getFirst().end();
  }

  @Test
  void anEndThatTheCaseGivesIsNeverMoved() {
    Lengths own = new Lengths(Map.of(ACK, Duration.ofHours(4)));
    Timer given = Timer.of(Clock.ACKNOWLEDGEMENT, "", NOW, NOW.plus(Duration.ofHours(7)));
    assertEquals(List.of(given), own.of(List.of(given), Fixtures.XB));
  }

  @Test
  void whatStoodStillStandsStillByAsMuch() {
    Key decision = new Key(Clock.DECISION, Urgency.URGENT, Optional.empty());
    Lengths own = new Lengths(Map.of(decision, Duration.ofHours(12)));
    Timer later = paced(Clock.DECISION, Urgency.URGENT).later(Duration.ofHours(5));
    assertEquals(NOW.plus(Duration.ofHours(17)), end(own.of(List.of(later), Fixtures.XB)));
  }

  @Test
  void theRegistersOwnLengthsAreNoLengthsOfOnesOwn() {
    Lengths same = new Lengths(Map.of(ACK, Duration.ofHours(8)));
    assertEquals(Lengths.SHIPPED, same);
    assertEquals(0, same.form());
    Lengths own = new Lengths(Map.of(ACK, Duration.ofHours(4), ACK_OF_XC, Duration.ofHours(8)));
    assertEquals(
        List.of("acknowledgement urgent PT4H", "xc acknowledgement urgent PT8H"), own.lines());
    assertNotEquals(0, own.form());
    assertNotEquals(own.form(), new Lengths(Map.of(ACK, Duration.ofHours(4))).form());
  }
}
