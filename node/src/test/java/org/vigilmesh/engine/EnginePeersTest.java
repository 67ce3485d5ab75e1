package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.identity.Trust;
import org.vigilmesh.port.Administration;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Queries.JournalVerdict;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Urgency;

/** Trust is per pair and local: what each state of it lets through. */
final class EnginePeersTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;

  @BeforeEach
  void twoNodesThatKnowEachOther() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
  }

  private static Administration admin(Mesh.Member member) {
    return member.engine.administration();
  }

  private Letters.Sent test(Mesh.Member from, Mesh.Member to) {
    Letters.Sent sent = letters.send(letters.test(from, to, Urgency.ROUTINE));
    mesh.settle();
    return sent;
  }

  private static String code(Done done) {
    return assertInstanceOf(Done.Failed.class, done).code();
  }

  private static boolean isLinked(Mesh.Member at, Mesh.Member with) {
    return Watch.peer(at, with).linked();
  }

  @Test
  void aSuspendedPeerIsUnlinkedAndHearsNothing() {
    Mesh.require(admin(xa).suspendPeer(Fixtures.XB, "doubt", "admin"));
    mesh.settle();
    assertFalse(isLinked(xa, xb));
    assertEquals(Trust.SUSPENDED, Watch.peer(xa, xb).trust());
    assertTrue(xa.engine.find(Fixtures.XB).isEmpty(), "it may not connect");
    assertEquals("E-PEER-NOT-VERIFIED", Watch.rejection(test(xa, xb)));
    Letters.Sent toIt = test(xb, xa);
    mesh.pass(Duration.ofMinutes(10));
    assertFalse(Watch.holds(xa, toIt));
    assertEquals(ActState.ACCEPTED_FOR_SENDING, Watch.state(xb, toIt));
  }

  @Test
  void whatWaitedForASuspendedPeerGoesOnWhenItIsResumed() {
    xb.links.isDown = true;
    xa.links.cutAll();
    mesh.settle();
    Letters.Sent waiting = test(xa, xb);
    Mesh.require(admin(xa).suspendPeer(Fixtures.XB, "doubt", "admin"));
    xb.links.isDown = false;
    mesh.pass(Duration.ofMinutes(6));
    assertEquals(ActState.ACCEPTED_FOR_SENDING, Watch.state(xa, waiting));
    Mesh.require(admin(xa).resumePeer(Fixtures.XB, "called", "admin"));
    mesh.pass(Duration.ofMinutes(6));
    assertTrue(isLinked(xa, xb));
    assertEquals(ActState.DELIVERED, Watch.state(xa, waiting));
  }

  @Test
  void trustChangesAsItsTableSays() {
    assertEquals("E-PEER-NOT-SUSPENDED", code(admin(xa).resumePeer(Fixtures.XB, "x", "admin")));
    Mesh.require(admin(xa).revokePeer(Fixtures.XB, "anchor lost", "admin"));
    mesh.settle();
    assertFalse(isLinked(xa, xb));
    assertEquals("E-TRUST", code(admin(xa).suspendPeer(Fixtures.XB, "x", "admin")));
    assertEquals("E-PEER-NOT-SUSPENDED", code(admin(xa).resumePeer(Fixtures.XB, "x", "admin")));
    for (var change :
        List.of(
            admin(xa).suspendPeer(Fixtures.XC, "x", "admin"),
            admin(xa).revokePeer(Fixtures.XC, "x", "admin"),
            admin(xa).removePeer(Fixtures.XC, "admin"),
            admin(xa).verifyPeer(Fixtures.XC, "00000 ".repeat(8).trim(), "admin"))) {
      assertEquals("E-PEER-UNKNOWN", code(change));
    }
  }

  @Test
  void trustOutlivesARestart() {
    Mesh.require(admin(xa).suspendPeer(Fixtures.XB, "doubt", "admin"));
    xa.restart();
    mesh.pass(Duration.ofMinutes(1));
    assertEquals(Trust.SUSPENDED, Watch.peer(xa, xb).trust());
    assertFalse(isLinked(xa, xb));
  }

  @Test
  void aPendingPeerShowsItsIdentityAndNothingElse() {
    Mesh.Member xc = mesh.add(Fixtures.XC, "c.okafor");
    Mesh.require(admin(xa).addPeer(xc.engine.queries().card(), "admin"));
    Mesh.know(xc, xa);
    mesh.pass(Duration.ofMinutes(1));
    assertEquals(Trust.PENDING, Watch.peer(xa, xc).trust());
    assertEquals("E-PEER-NOT-VERIFIED", Watch.rejection(test(xa, xc)));
    Letters.Sent early = test(xc, xa);
    mesh.pass(Duration.ofMinutes(1));
    assertFalse(Watch.holds(xa, early));
    Mesh.know(xa, xc);
    mesh.pass(Duration.ofMinutes(6));
    assertEquals(ActState.DELIVERED, Watch.state(xc, early));
  }

  @Test
  void onlyTheRightDigitsVerify() {
    Mesh.Member xc = mesh.add(Fixtures.XC, "c.okafor");
    Mesh.require(admin(xa).addPeer(xc.engine.queries().card(), "admin"));
    assertEquals("E-FINGERPRINT-FORM", code(admin(xa).verifyPeer(Fixtures.XC, "12 34", "admin")));
    String digits = xc.country.card.value().anchor().fingerprint().grouped();
    String wrong = (digits.charAt(0) == '9' ? '8' : '9') + digits.substring(1);
    assertEquals("E-FINGERPRINT-MISMATCH", code(admin(xa).verifyPeer(Fixtures.XC, wrong, "admin")));
    assertEquals(Trust.PENDING, Watch.peer(xa, xc).trust());
    assertInstanceOf(Done.Ok.class, admin(xa).verifyPeer(Fixtures.XC, digits, "admin"));
    var again = assertInstanceOf(Done.Ok.class, admin(xa).verifyPeer(Fixtures.XC, digits, "admin"));
    assertEquals(0, again.journal(), "nothing was changed");
  }

  @Test
  void aPeerThatNeverSpokeIsForgottenWhole() {
    Mesh.Member xc = mesh.add(Fixtures.XC, "c.okafor");
    mesh.introduce(xa, xc);
    assertTrue(isLinked(xa, xc));
    Mesh.require(admin(xa).removePeer(Fixtures.XC, "admin"));
    mesh.settle();
    assertEquals(Optional.empty(), xa.engine.queries().peer(Fixtures.XC));
    assertTrue(xa.links.findLinkWith(xc).isEmpty());
    assertTrue(xa.engine.find(Fixtures.XC).isEmpty());
    xa.restart();
    mesh.pass(Duration.ofMinutes(1));
    assertEquals(Optional.empty(), xa.engine.queries().peer(Fixtures.XC));
    Mesh.know(xa, xc);
    mesh.pass(Duration.ofMinutes(6));
    assertEquals(ActState.DELIVERED, Watch.state(xa, test(xa, xc)), "and can be added again");
  }

  @Test
  void aPeerWithStatementsIsEvidenceAndStays() {
    test(xb, xa);
    assertEquals("E-PEER-HAS-STATEMENTS", code(admin(xa).removePeer(Fixtures.XB, "admin")));
    assertEquals("E-PEER-HAS-STATEMENTS", code(admin(xb).removePeer(Fixtures.XA, "admin")));
    assertInstanceOf(JournalVerdict.Intact.class, xa.engine.queries().verifyJournal());
  }

  @Test
  void whatIsNoCardOfAPeerIsNotAdded() {
    Bytes own = xa.engine.queries().card();
    assertEquals("E-CARD-OWN", code(admin(xa).addPeer(own, "admin")));
    for (Bytes none : List.of(Bytes.EMPTY, Bytes.utf8("card"), own.slice(0, own.size() - 1))) {
      assertEquals("E-CARD-FORM", code(admin(xa).addPeer(none, "admin")));
    }
  }

  @Test
  void anotherAnchorUnderAKnownNameIsNotTaken() {
    Mesh other = new Mesh();
    Mesh.Member impostor = other.add(Fixtures.XB, "a.haddad");
    Bytes card = impostor.engine.queries().card();
    assertEquals("E-CARD-OTHER-ANCHOR", code(admin(xa).addPeer(card, "admin")));
    assertEquals(Trust.VERIFIED, Watch.peer(xa, xb).trust());
    assertEquals(ActState.DELIVERED, Watch.state(xa, test(xa, xb)));
  }

  @Test
  void aPingTellsTheTimeOfOneRoundTripOrWhyNot() {
    assertEquals("E-PEER-NOT-LINKED", code(admin(xa).ping(Fixtures.XC)));
    Mesh.require(admin(xa).suspendPeer(Fixtures.XB, "doubt", "admin"));
    mesh.settle();
    assertEquals("E-PEER-NOT-LINKED", code(admin(xa).ping(Fixtures.XB)));
  }

  @Test
  void anAlarmIsClearedOnceAndByName() {
    xb.links.isDown = true;
    xa.links.cutAll();
    test(xa, xb);
    mesh.jump(Duration.ofMinutes(16));
    var alarm =
        xa.engine.queries().alarms().stream()
            .filter(a -> a.code().equals("E-DELIVERY-OVERDUE"))
            .findFirst()
            .orElseThrow();
    Mesh.require(admin(xa).clearAlarm(alarm.key(), "admin"));
    assertFalse(Watch.alarms(xa).contains("E-DELIVERY-OVERDUE"));
    assertEquals("E-ALARM-UNKNOWN", code(admin(xa).clearAlarm(alarm.key(), "admin")));
  }
}
