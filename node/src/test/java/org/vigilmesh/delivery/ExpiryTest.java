package org.vigilmesh.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.delivery.Lanes.POLICY;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigilmesh.delivery.Expiry.Notice;
import org.vigilmesh.delivery.Expiry.Told;
import org.vigilmesh.delivery.Expiry.Waiting;
import org.vigilmesh.value.Urgency;

final class ExpiryTest {
  private static final Instant NOT_AFTER = T.plusSeconds(3600);

  private static Waiting waiting(long seq, Told told) {
    return new Waiting(seq, T, NOT_AFTER, told);
  }

  private static List<Notice> step(Urgency urgency, Waiting waiting, Instant at) {
    return Expiry.step(urgency, List.of(waiting), at, POLICY);
  }

  @Test
  void anEmergencyIsOverdueAfterTwoMinutesAndOthersAfterFifteen() {
    for (Urgency urgency : Urgency.values()) {
      Instant limit = T.plusSeconds(urgency == Urgency.EMERGENCY ? 120 : 900);
      Waiting one = waiting(7, Told.NOTHING);
      assertEquals(limit, Expiry.nextAt(urgency, one, POLICY));
      assertTrue(step(urgency, one, limit.minusNanos(1)).isEmpty());
      assertEquals(List.of(new Notice.Overdue(7)), step(urgency, one, limit));
    }
  }

  @Test
  void pastNotAfterAStatementIsUndelivered() {
    for (Told told : List.of(Told.NOTHING, Told.OVERDUE)) {
      assertEquals(
          List.of(new Notice.Undelivered(7)),
          step(Urgency.URGENT, waiting(7, told), NOT_AFTER.plusNanos(1)));
    }
    assertTrue(step(Urgency.URGENT, waiting(7, Told.OVERDUE), NOT_AFTER).isEmpty());
  }

  @Test
  void nobodyIsToldTwice() {
    assertTrue(step(Urgency.URGENT, waiting(7, Told.OVERDUE), T.plusSeconds(1800)).isEmpty());
    assertTrue(step(Urgency.URGENT, waiting(7, Told.UNDELIVERED), Instant.MAX).isEmpty());
  }

  @Test
  void theNextNoticeIsForeseen() {
    assertEquals(
        NOT_AFTER.plusNanos(1), Expiry.nextAt(Urgency.URGENT, waiting(7, Told.OVERDUE), POLICY));
    assertEquals(Instant.MAX, Expiry.nextAt(Urgency.URGENT, waiting(7, Told.UNDELIVERED), POLICY));
    Waiting brief = new Waiting(7, T, T.plusSeconds(5), Told.NOTHING);
    assertEquals(T.plusSeconds(5).plusNanos(1), Expiry.nextAt(Urgency.URGENT, brief, POLICY));
  }

  @Test
  void noticesComeInTheOrderOfTheLane() {
    List<Waiting> waiting =
        List.of(
            new Waiting(3, T, T.plusSeconds(10), Told.NOTHING),
            waiting(4, Told.NOTHING),
            waiting(5, Told.OVERDUE));
    assertEquals(
        List.of(new Notice.Undelivered(3), new Notice.Overdue(4)),
        Expiry.step(Urgency.ROUTINE, waiting, T.plusSeconds(900), POLICY));
  }
}
