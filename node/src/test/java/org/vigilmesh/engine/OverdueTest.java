package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.value.Urgency;

/** Silence becomes an alarm at a desk: overdue first, then undelivered, each told once. */
final class OverdueTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;

  @BeforeEach
  void aPeerThatIsAway() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
    xb.links.isDown = true;
    xa.links.cutAll();
    mesh.settle();
  }

  private Letters.Sent test(Urgency urgency) {
    Letters.Sent sent = letters.send(letters.test(xa, xb, urgency));
    mesh.settle();
    return sent;
  }

  private List<AlarmRow> about(Letters.Sent sent) {
    String key = "undelivered/" + sent.act().id();
    return xa.engine.queries().alarms().stream().filter(a -> a.key().equals(key)).toList();
  }

  private long undelivered() {
    return xa.engine.queries().journal(1, 1000).stream()
        .filter(row -> JournalEntry.decode(row.entry()).kind() == JournalKind.ACT_UNDELIVERED)
        .count();
  }

  @Test
  void anEmergencyRingsAfterTwoMinutesTheOthersAfterFifteen() {
    List<Letters.Sent> sent =
        List.of(test(Urgency.EMERGENCY), test(Urgency.URGENT), test(Urgency.ROUTINE));
    mesh.jump(Duration.ofSeconds(119));
    sent.forEach(one -> assertEquals(List.of(), about(one)));
    mesh.jump(Duration.ofSeconds(2));
    assertEquals("E-DELIVERY-OVERDUE", about(sent.get(0)).getFirst().code());
    assertEquals(List.of(), about(sent.get(1)));
    mesh.jump(Duration.ofMinutes(14));
    sent.forEach(one -> assertEquals(1, about(one).size()));
    assertEquals(ActState.ACCEPTED_FOR_SENDING, Watch.state(xa, sent.getFirst()));
  }

  @Test
  void whatCameLaterToTheSameLaneRingsAtItsOwnTime() {
    Letters.Sent first = test(Urgency.EMERGENCY);
    mesh.jump(Duration.ofSeconds(90));
    Letters.Sent second = test(Urgency.EMERGENCY);
    mesh.jump(Duration.ofSeconds(40));
    assertEquals(1, about(first).size());
    assertEquals(List.of(), about(second));
    mesh.jump(Duration.ofSeconds(90));
    assertEquals(1, about(second).size());
    assertEquals(1, about(first).size());
  }

  @Test
  void oneAlarmAndOneEntryHoweverOftenItIsLookedAt() {
    Letters.Sent sent = test(Urgency.ROUTINE);
    mesh.jump(Duration.ofMinutes(61));
    for (int i = 0; i < 20; i++) {
      mesh.jump(Duration.ofMinutes(10));
    }
    assertEquals(1, about(sent).size());
    assertEquals("E-UNDELIVERED", about(sent).getFirst().code());
    assertEquals(1, about(sent).getFirst().count());
    assertEquals(1, undelivered());
    assertEquals(ActState.UNDELIVERED, Watch.state(xa, sent));
  }

  @Test
  void aRestartForgetsNothingAndTellsNoSecondUndelivered() {
    Letters.Sent sent = test(Urgency.ROUTINE);
    mesh.jump(Duration.ofMinutes(61));
    xa.restart();
    mesh.pass(Duration.ofSeconds(5));
    assertEquals(1, undelivered());
    assertEquals(ActState.UNDELIVERED, Watch.state(xa, sent));
    assertEquals("E-UNDELIVERED", about(sent).getFirst().code());
  }

  @Test
  void whatExpiredWhileTheNodeWasOffIsToldAtItsStart() {
    Letters.Sent sent = test(Urgency.ROUTINE);
    xa.crash();
    mesh.jump(Duration.ofHours(2));
    xa.restart();
    mesh.pass(Duration.ofSeconds(2));
    assertEquals(ActState.UNDELIVERED, Watch.state(xa, sent));
    assertEquals("E-UNDELIVERED", about(sent).getFirst().code());
  }

  @Test
  void aReceiptEndsTheAlarm() {
    Letters.Sent sent = test(Urgency.URGENT);
    mesh.jump(Duration.ofMinutes(16));
    assertFalse(about(sent).isEmpty());
    xb.links.isDown = false;
    mesh.pass(Duration.ofMinutes(6));
    assertEquals(ActState.DELIVERED, Watch.state(xa, sent));
    assertEquals(List.of(), about(sent));
  }

  @Test
  void aReceiptAfterARestartEndsTheAlarmToo() {
    Letters.Sent sent = test(Urgency.URGENT);
    mesh.jump(Duration.ofMinutes(16));
    xa.restart();
    mesh.settle();
    xb.links.isDown = false;
    mesh.pass(Duration.ofMinutes(6));
    assertEquals(ActState.DELIVERED, Watch.state(xa, sent));
    assertEquals(List.of(), about(sent), "raised in an earlier run");
  }

  @Test
  void whatIsDeliveredInTimeNeverRings() {
    xb.links.isDown = false;
    mesh.pass(Duration.ofMinutes(6));
    Letters.Sent sent = test(Urgency.EMERGENCY);
    mesh.jump(Duration.ofHours(3));
    assertEquals(List.of(), about(sent));
    assertTrue(undelivered() == 0);
  }
}
