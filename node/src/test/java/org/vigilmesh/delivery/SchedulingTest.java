package org.vigilmesh.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.delivery.Lanes.POLICY;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigilmesh.delivery.OutboundLane.Offer;
import org.vigilmesh.value.Urgency;

final class SchedulingTest {
  private static Map<Urgency, Integer> frames(Set<Urgency> ready, int count) {
    Map<Urgency, Integer> sent = new EnumMap<>(Urgency.class);
    Scheduling now = Scheduling.START;
    for (int i = 0; i < count; i++) {
      Scheduling.Choice choice = now.find(ready, POLICY).orElseThrow();
      sent.merge(choice.urgency(), 1, Integer::sum);
      now = choice.next();
    }
    return sent;
  }

  @Test
  void nothingReadyMeansNoChoice() {
    assertTrue(Scheduling.START.find(Set.of(), POLICY).isEmpty());
  }

  @Test
  void emergencyGoesBeforeUrgentAndUrgentBeforeRoutine() {
    for (Urgency first : Urgency.values()) {
      Set<Urgency> ready = EnumSet.range(first, Urgency.ROUTINE);
      assertEquals(first, Scheduling.START.find(ready, POLICY).orElseThrow().urgency());
    }
  }

  @Test
  void routineKeepsATenth() {
    assertEquals(
        Map.of(Urgency.EMERGENCY, 900, Urgency.ROUTINE, 100),
        frames(EnumSet.allOf(Urgency.class), 1000));
    assertEquals(
        Map.of(Urgency.URGENT, 900, Urgency.ROUTINE, 100),
        frames(EnumSet.of(Urgency.URGENT, Urgency.ROUTINE), 1000));
    assertEquals(Map.of(Urgency.EMERGENCY, 50), frames(EnumSet.of(Urgency.EMERGENCY), 50));
  }

  @Test
  void routineSavesNoTurnsWhileItDoesNotWait() {
    Scheduling now = Scheduling.START;
    for (int i = 0; i < 50; i++) {
      now = now.find(Set.of(Urgency.URGENT), POLICY).orElseThrow().next();
    }
    assertEquals(Scheduling.START, now);
  }

  @Test
  void anEmergencyWaitsForOneFrameAtMost() {
    Random random = new Random(Long.getLong("sim.seed", 1));
    Scheduling now = Scheduling.START;
    Urgency before = Urgency.EMERGENCY;
    for (int i = 0; i < 10_000; i++) {
      Set<Urgency> ready = EnumSet.noneOf(Urgency.class);
      for (Urgency urgency : Urgency.values()) {
        if (random.nextInt(3) > 0) {
          ready.add(urgency);
        }
      }
      var choice = now.find(ready, POLICY);
      if (ready.contains(Urgency.EMERGENCY)) {
        Urgency chosen = choice.orElseThrow().urgency();
        assertNotEquals(Urgency.URGENT, chosen);
        if (chosen == Urgency.ROUTINE) {
          assertNotEquals(Urgency.ROUTINE, before, "twice behind routine");
        }
        before = chosen;
      } else {
        before = Urgency.EMERGENCY;
      }
      now = choice.map(Scheduling.Choice::next).orElse(now);
    }
  }

  @Test
  void aFrameHoldsWhatTheOfferAllows() {
    Offer offer = new Offer(5, 8, 1000);
    assertEquals(4, Scheduling.frame(List.of(10, 10, 10, 10), offer));
    assertEquals(4, Scheduling.frame(Collections.nCopies(9, 250), offer));
    assertEquals(3, Scheduling.frame(List.of(400, 400, 200, 1), offer));
    assertEquals(0, Scheduling.frame(List.of(1001), offer));
    assertEquals(0, Scheduling.frame(List.of(), offer));
  }
}
