package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.port.MemoryStore;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.value.Urgency;

/** Attack, or a bad day: one and the same backup is put back a second time. */
final class SameBackupTwiceTest {
  private final TwoNodes two = new TwoNodes();
  private final Mesh.Member xa = two.xa;
  private final Mesh.Member xb = two.xb;

  private static Incarnation incarnation(Mesh.Member member) {
    return member.store.read(view -> view.life()).orElseThrow().incarnation();
  }

  @Test
  void theSecondTimeItIsTheStaleCopyAndMayResumeAboveIt() {
    MemoryStore backup = xa.store.copy();
    Letters.Sent first = two.test(xa, xb, Urgency.ROUTINE);
    assertTrue(two.restored(xa, backup.copy()));
    two.resumed(xa);
    Letters.Sent second = two.test(xa, xb, Urgency.ROUTINE);
    assertTrue(two.restored(xa, backup));
    two.resumed(xa);
    assertEquals(3, incarnation(xa).number());
    for (Letters.Sent sent : List.of(first, second)) {
      assertEquals(ActState.DELIVERED, Watch.state(xa, sent));
      assertEquals(ActState.APPLIED, Watch.state(xb, sent));
    }
  }

  /** Each copy is resumed with another peer, and neither peer speaks with the other. */
  @Test
  void twoCopiesThatResumedApartAreNeverTakenForOne() {
    Mesh.Member xc = two.third();
    MemoryStore backup = xa.store.copy();
    two.test(xa, xb, Urgency.ROUTINE);
    two.test(xa, xc, Urgency.ROUTINE);
    two.down(xc, true);
    assertTrue(two.restored(xa, backup.copy()));
    two.resumed(xa);
    Letters.Sent withXb = two.test(xa, xb, Urgency.URGENT);
    assertEquals(ActState.DELIVERED, Watch.state(xa, withXb));
    Incarnation one = incarnation(xa);
    two.down(xc, false);
    two.down(xb, true);
    assertTrue(two.restored(xa, backup));
    two.resumed(xa);
    Incarnation other = incarnation(xa);
    assertEquals(one.number(), other.number(), "neither could know of the other");
    assertNotEquals(one, other, "its random part keeps them apart");
    Letters.Sent withXc = two.test(xa, xc, Urgency.URGENT);
    assertEquals(ActState.DELIVERED, Watch.state(xa, withXc));
    two.down(xb, false);
    two.mesh.pass(Duration.ofMinutes(2));
    assertTrue(Watch.isReadOnly(xa), "XB shows what the first copy said");
    Letters.Sent refused = two.test(xa, xb, Urgency.EMERGENCY);
    assertEquals("E-READ-ONLY", Watch.rejection(refused));
    two.resumed(xa);
    assertEquals(one.number() + 1, incarnation(xa).number());
    two.mesh.pass(Duration.ofMinutes(1));
    assertEquals(ActState.APPLIED, Watch.state(xb, withXb));
    assertEquals(ActState.DELIVERED, Watch.state(xa, withXb), "handed back");
    assertEquals(ActState.DELIVERED, Watch.state(xa, withXc));
    for (Mesh.Member peer : List.of(xb, xc)) {
      assertEquals(ActState.DELIVERED, Watch.state(xa, two.test(xa, peer, Urgency.ROUTINE)));
      assertEquals(ActState.DELIVERED, Watch.state(peer, two.test(peer, xa, Urgency.ROUTINE)));
    }
  }
}
