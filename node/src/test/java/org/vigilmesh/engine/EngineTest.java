package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.port.Queries.JournalVerdict;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.value.Urgency;

final class EngineTest {
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

  @Test
  void anActIsAcceptedStoredAndReceipted() {
    Letters.Sent sent = letters.send(letters.test(xa, xb, Urgency.URGENT));
    mesh.settle();
    assertTrue(sent.isAccepted(), sent.toString());
    assertEquals(ActState.DELIVERED, state(xa, sent));
    assertEquals(ActState.APPLIED, state(xb, sent));
  }

  @Test
  void journalsOfBothSidesAreIntact() {
    for (int i = 0; i < 5; i++) {
      letters.send(letters.test(xa, xb, Urgency.ROUTINE));
    }
    mesh.settle();
    assertInstanceOf(JournalVerdict.Intact.class, xa.engine.queries().verifyJournal());
    assertInstanceOf(JournalVerdict.Intact.class, xb.engine.queries().verifyJournal());
  }

  @Test
  void manyActsKeepTheirOrderInTheLane() {
    List<Letters.Sent> sent = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      sent.add(letters.send(letters.test(xa, xb, Urgency.ROUTINE)));
    }
    mesh.settle();
    long before = 0;
    for (Letters.Sent one : sent) {
      var row = xb.store.read(v -> v.act(Fixtures.XA, one.act().id())).orElseThrow();
      assertEquals(before + 1, row.seq());
      before = row.seq();
    }
  }

  @Test
  void anActForAPeerThatIsAwayIsDeliveredWhenItReturns() {
    xb.crash();
    mesh.settle();
    Letters.Sent sent = letters.send(letters.test(xa, xb, Urgency.EMERGENCY));
    mesh.settle();
    assertTrue(sent.isAccepted());
    assertEquals(ActState.ACCEPTED_FOR_SENDING, state(xa, sent));
    xb.restart();
    mesh.pass(Duration.ofSeconds(3));
    assertEquals(ActState.DELIVERED, state(xa, sent));
  }

  @Test
  void aRestartedSenderOffersWhatWasNotReceipted() {
    xb.links.isDown = true;
    xa.links.cutAll();
    Letters.Sent sent = letters.send(letters.test(xa, xb, Urgency.URGENT));
    mesh.settle();
    xa.restart();
    xb.links.isDown = false;
    mesh.pass(Duration.ofMinutes(6));
    assertEquals(ActState.DELIVERED, state(xa, sent));
    assertFalse(xa.store.read(v -> v.life()).orElseThrow().modeReason().contains("rolled"));
  }

  /** What waited left as soon as the link was open, before what the same turn had committed. */
  @Test
  void anEmergencyOfTheTurnInWhichALinkOpensGoesFirst() {
    xb.crash();
    for (int i = 0; i < 3; i++) {
      letters.send(letters.test(xa, xb, Urgency.ROUTINE));
    }
    mesh.settle();
    Deque<Frame> greetings = new ArrayDeque<>();
    xa.links.arriving =
        frame -> {
          greetings.add(frame);
          return Optional.empty();
        };
    xb.restart();
    mesh.pass(Duration.ofSeconds(3));
    letters.send(letters.test(xa, xb, Urgency.EMERGENCY));
    while (xa.engine.step()) {}
    xa.engine.post(xa.work.remove().get());
    while (xa.engine.step()) {}
    Event made = xa.work.remove().get();
    xa.links.takeSent();
    xa.links.hand(xa.links.findLinkWith(xb).orElseThrow(), greetings.remove());
    xa.engine.post(made);
    assertTrue(xa.engine.step());
    List<Urgency> left =
        xa.links.takeSent().stream()
            .filter(Frame.Statements.class::isInstance)
            .map(frame -> ((Frame.Statements) frame).lane())
            .toList();
    assertEquals(List.of(Urgency.EMERGENCY, Urgency.ROUTINE), left);
  }

  private static ActState state(Mesh.Member at, Letters.Sent sent) {
    return at.store
        .read(view -> view.act(sent.act().sender().node(), sent.act().id()))
        .orElseThrow()
        .state();
  }
}
