package org.vigilmesh.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.casework.Clock.Side.REQUESTED;
import static org.vigilmesh.casework.Clock.Side.REQUESTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vigilmesh.identity.Officer.Role;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.value.Urgency;

/** When which clock calls whom. */
final class BellTest {
  private static final Instant NOW = MessageFixtures.NOW;

  private static Timer timer(Clock clock, Duration length) {
    return Timer.of(clock, "", NOW, NOW.plus(length));
  }

  private static List<Duration> rings(Timer timer, Clock.Side side, Bell.Kind kind) {
    return Bell.all(List.of(timer), side).stream()
        .filter(bell -> bell.kind() == kind)
        .map(bell -> Duration.between(NOW, bell.at()))
        .toList();
  }

  @Test
  void theDocumentHasEachClockWithItsLength() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "CASEWORK.md"));
    for (Clock clock : Clock.values()) {
      String lengths =
          Stream.of(Urgency.EMERGENCY, Urgency.URGENT, Urgency.ROUTINE)
              .map(clock::length)
              .map(BellTest::words)
              .collect(Collectors.joining(" / "));
      String shown = lengths.replaceFirst("^(.+) / \\1 / \\1$", "$1");
      assertTrue(document.contains("\n| " + clock.code() + " | " + shown + " |"), clock + shown);
    }
  }

  private static String words(Duration length) {
    if (length.isZero()) {
      return "by the case";
    }
    if (length.equals(Duration.ofDays(length.toDays()))) {
      return length.toDays() + " d";
    }
    boolean isHours = length.equals(Duration.ofHours(length.toHours()));
    return isHours ? length.toHours() + " h" : length.toMinutes() + " min";
  }

  @Test
  void anAcknowledgementRemindsAtHalfAndFourFifthsAndItsBreachRingsOnBothSides() {
    Timer ack = timer(Clock.ACKNOWLEDGEMENT, Duration.ofMinutes(30));
    assertEquals(
        List.of(Duration.ofMinutes(15), Duration.ofMinutes(24)),
        rings(ack, REQUESTED, Bell.Kind.APPROACH));
    assertEquals(List.of(), rings(ack, REQUESTING, Bell.Kind.APPROACH));
    for (Clock.Side side : List.of(REQUESTED, REQUESTING)) {
      assertEquals(List.of(Duration.ofMinutes(30)), rings(ack, side, Bell.Kind.BREACH));
      assertEquals(List.of(Duration.ofMinutes(45)), rings(ack, side, Bell.Kind.ESCALATION));
    }
  }

  @Test
  void theCentralAuthorityIsAskedBeforeAHoldEnds() {
    Timer floor = timer(Clock.TREATY_FLOOR, Duration.ofDays(60));
    List<Long> days =
        Bell.all(List.of(floor), REQUESTED).stream()
            .filter(bell -> bell.kind() == Bell.Kind.APPROACH)
            .filter(bell -> bell.role() == Role.CENTRAL_AUTHORITY)
            .map(bell -> 60 - Duration.between(NOW, bell.at()).toDays())
            .toList();
    assertEquals(List.of(14L, 7L, 3L, 1L), days);
  }

  @Test
  void whatIsPendingIsLookedAtEachMonthAndNeverEscalates() {
    Timer pending = timer(Clock.MLA_PENDING, Duration.ofDays(30));
    List<Duration> breaches = rings(pending, REQUESTED, Bell.Kind.BREACH);
    assertEquals(List.of(30L, 60L, 90L), breaches.stream().map(Duration::toDays).limit(3).toList());
    assertTrue(rings(pending, REQUESTED, Bell.Kind.ESCALATION).isEmpty());
  }

  @Test
  void aLongJumpOfTheClockMissesNoBellAndAStepBackRingsNoneTwice() {
    List<Timer> timers = List.of(timer(Clock.TREATY_FLOOR, Duration.ofDays(60)));
    List<Bell> early = Bell.due(timers, REQUESTED, NOW.plus(Duration.ofDays(50)));
    List<Bell> late = Bell.due(timers, REQUESTED, NOW.plus(Duration.ofDays(500)));
    assertTrue(late.containsAll(early) && late.size() > early.size());
    assertEquals(late.size(), late.stream().map(Bell::key).distinct().count());
    assertEquals(early, Bell.due(timers, REQUESTED, NOW.plus(Duration.ofDays(50))));
    assertTrue(Bell.next(timers, REQUESTED, NOW.plus(Duration.ofDays(500))).isEmpty());
    assertEquals(Optional.of(NOW.plus(Duration.ofDays(39))), Bell.next(timers, REQUESTED, NOW));
  }

  @Test
  void everyClockHasALengthOrAnEndOfItsOwnAndNoneRingsBeforeItStarts() {
    for (Clock clock : Clock.values()) {
      for (Bell bell : Bell.all(List.of(timer(clock, Duration.ofMinutes(1))), REQUESTED)) {
        assertFalse(bell.at().isBefore(NOW), clock.code());
      }
    }
  }
}
