package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigilmesh.Fixtures;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.port.MemoryStore;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Transport.LinkId;
import org.vigilmesh.value.Urgency;

/**
 * A link without room for a moment costs nothing: what found no room leaves once there is some. A
 * call that has just opened has no room until its thread goes on, which on a busy machine is later
 * than the greeting; it was lost, and the link closed after 30 seconds for want of it.
 */
final class BlockedLinkTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;

  @BeforeEach
  void twoNodes() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
  }

  private static Predicate<Frame> everyNth(int n) {
    int[] seen = {0};
    return _ -> ++seen[0] % n == 0;
  }

  private Letters.Sent test(Mesh.Member from, Mesh.Member to, Urgency urgency) {
    Letters.Sent sent = letters.send(letters.test(from, to, urgency));
    mesh.settle();
    return sent;
  }

  @Test
  void aGreetingThatFoundNoRoomIsSentOnceThereIsSome() {
    int[] left = {2}; // one on the link of each side
    xb.links.isFull = frame -> frame instanceof Frame.Hello && left[0]-- > 0;
    mesh.introduce(xa, xb);
    assertEquals(ActState.DELIVERED, Watch.state(xa, test(xa, xb, Urgency.EMERGENCY)));
    xa.links.closed.clear();
    mesh.pass(Duration.ofSeconds(40));
    assertEquals(List.of(), xa.links.closed);
  }

  /** No time passes: nothing waits for a silence to be noticed. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 7, 11})
  void whateverFindsNoRoomArrivesInTheSameMoment(int n) {
    xa.links.isFull = everyNth(n);
    xb.links.isFull = everyNth(n);
    mesh.introduce(xa, xb);
    List<Letters.Sent> sent = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      for (Urgency urgency : Urgency.values()) {
        sent.add(letters.send(letters.test(xa, xb, urgency)));
      }
    }
    mesh.settle();
    for (Letters.Sent one : sent) {
      assertEquals(ActState.DELIVERED, Watch.state(xa, one));
    }
  }

  /** Statements that a peer gets back are its own: they do not move a lane of ours. */
  @Test
  void whatIsHandedBackWaitsForRoomLikeTheRest() {
    mesh.introduce(xa, xb);
    MemoryStore backup = xa.store.copy();
    List<Letters.Sent> lost = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      lost.add(test(xa, xb, Urgency.URGENT));
      test(xb, xa, Urgency.URGENT);
    }
    xa.restartOn(backup);
    mesh.pass(Duration.ofSeconds(5));
    xa.links.isFull = everyNth(3);
    xb.links.isFull = everyNth(2);
    Mesh.require(Resumed.by(xa.engine.administration(), xa.country));
    mesh.pass(Duration.ofSeconds(30));
    assertFalse(Watch.isReadOnly(xa));
    for (Letters.Sent one : lost) {
      assertEquals("handed back by XB", Watch.act(xa, one).stateReason());
    }
    assertEquals(ActState.DELIVERED, Watch.state(xb, test(xb, xa, Urgency.URGENT)));
  }

  @Test
  void ofPulsesThatWaitOnlyTheNewestLeaves() {
    Link link = new Link(new LinkId(1), Fixtures.XB, LinkTest.SECURITY, mesh.now());
    Frame old = new Frame.Pulse(mesh.now(), LinkTest.keySet(1), LinkTest.keySet(1));
    Frame other = new Frame.IdentityRequest(0, 0, 0);
    Frame young =
        new Frame.Pulse(mesh.now().plusSeconds(20), LinkTest.keySet(1), LinkTest.keySet(1));
    assertTrue(link.keeps(old) && link.keeps(other) && link.keeps(young));
    assertTrue(link.isBlocked());
    assertEquals(List.of(other, young), link.takeUnsent());
    assertFalse(link.isBlocked());
  }

  /** It asks and never reads: what it asked for is not kept without end. */
  @Test
  void aPeerThatTakesNothingIsCut() {
    mesh.introduce(xa, xb);
    LinkId first = xa.links.findLink().orElseThrow();
    xa.links.isFull = _ -> true;
    xa.links.saysRoom = false;
    for (int i = 0; i < 1_025; i++) {
      assertEquals(first, xa.links.findLink().orElseThrow());
      xa.links.hand(first, new Frame.IdentityRequest(0, 0, 0));
      mesh.settle();
    }
    assertNotEquals(Optional.of(first), xa.links.findLink());
  }
}
