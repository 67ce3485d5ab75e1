package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Urgency;

/**
 * A signing pair is revoked: what was accepted before we learned of it stays, the rest does not.
 */
final class EngineRevocationTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;
  private Forger thief;
  private LaneId routine;

  @BeforeEach
  void twoNodesThatKnowEachOther() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
    thief = new Forger(mesh, xa, xb);
    routine = thief.lane(Urgency.ROUTINE);
  }

  private Signed<Card> revoking() {
    return Revoking.card(xa, mesh.now());
  }

  private Bytes container(Signed<Card> card) {
    return Country.CODEC.signedCard().encode(card);
  }

  private void learns(Signed<Card> card) {
    thief.send(new Frame.Identity(List.of(container(card)), List.of(), List.of(), List.of()));
    mesh.settle();
    assertEquals(2, Watch.peer(xb, xa).cardVersion());
  }

  private Letters.Sent test(Urgency urgency) {
    Letters.Sent sent = letters.send(letters.test(xa, xb, urgency));
    mesh.settle();
    return sent;
  }

  private Act forged() {
    Act act = letters.act(letters.test(xa, xb, Urgency.ROUTINE));
    thief.offer(thief.statement(act, List.of()));
    mesh.settle();
    return act;
  }

  private static List<String> refusals(Mesh.Member at) {
    return at.engine.queries().journal(1, 1000).stream()
        .map(row -> JournalEntry.decode(row.entry()))
        .filter(entry -> entry.kind() == JournalKind.REFUSAL_ISSUED)
        .map(JournalEntry::detail)
        .toList();
  }

  @Test
  void whatWasAcceptedBeforeKeepsItsPlaceAndEffect() {
    Letters.Sent before = test(Urgency.ROUTINE);
    learns(revoking());
    assertEquals(ActState.APPLIED, Watch.state(xb, before));
    assertEquals(1, Watch.lane(xb, routine).last().seq());
    assertEquals(1, Watch.lane(xb, routine).receipted());
  }

  @Test
  void afterwardsTheStolenPairSaysNothingMore() {
    learns(revoking());
    Act act = forged();
    assertTrue(xb.store.read(view -> view.act(Fixtures.XA, act.id())).isEmpty());
    assertTrue(xb.store.read(view -> view.lane(routine)).isEmpty());
    assertEquals(List.of("REVOKED"), refusals(xb));
    assertTrue(Watch.alarms(xb).contains("E-STATEMENT-REFUSED"));
  }

  @Test
  void theNoticeIsTakenWhateverTimeTheRevocationNames() {
    Act act = letters.act(letters.test(xa, xb, Urgency.ROUTINE));
    Forger.Forged earlier = thief.statement(act, List.of());
    learns(revoking());
    thief.offer(earlier);
    mesh.settle();
    assertTrue(xb.store.read(view -> view.act(Fixtures.XA, act.id())).isEmpty());
    assertEquals(List.of("REVOKED"), refusals(xb), "dated before it, and not accepted before it");
  }

  @Test
  void aRepeatOfWhatWasAcceptedStillGetsItsReceipt() {
    Letters.Sent before = test(Urgency.ROUTINE);
    learns(revoking());
    xb.links.takeSent();
    Bytes sealed = Bytes.utf8("opened it need not be");
    var row = xb.store.read(view -> view.statement(routine, 1)).orElseThrow();
    thief.send(
        new Frame.Statements(
            Urgency.ROUTINE,
            List.of(
                new Frame.Offered(
                    routine.incarnation(),
                    new org.vigilmesh.envelope.Position(1, row.headerHash()),
                    sealed))));
    mesh.settle();
    assertTrue(xb.links.takeSent().stream().anyMatch(f -> f instanceof Frame.Receipts));
    assertEquals(List.of(), refusals(xb));
    assertEquals(ActState.APPLIED, Watch.state(xb, before));
  }

  @Test
  void receiptsOfARevokedPairDeliverNothing() {
    Letters.Sent waiting = letters.send(letters.test(xb, xa, Urgency.ROUTINE));
    xb.links.arriving =
        frame -> frame instanceof Frame.Receipts ? Optional.empty() : Optional.of(frame);
    mesh.settle();
    assertEquals(ActState.ACCEPTED_FOR_SENDING, Watch.state(xb, waiting));
    var receipt = xa.store.read(view -> view.receiptCovering(reverse(), 1)).orElseThrow();
    learns(revoking());
    xb.links.arriving = Optional::of;
    thief.send(new Frame.Receipts(List.of(receipt.container())));
    mesh.settle();
    assertEquals(ActState.ACCEPTED_FOR_SENDING, Watch.state(xb, waiting));
  }

  private LaneId reverse() {
    return new Forger(mesh, xb, xa).lane(Urgency.ROUTINE);
  }

  @Test
  void theOwnerGoesOnWithTheNextPairAndOldReceiptsStay() {
    Letters.Sent before = test(Urgency.ROUTINE);
    Mesh.require(xa.engine.administration().importCard(container(revoking()), "admin"));
    mesh.settle();
    assertEquals(2, Watch.peer(xb, xa).cardVersion());
    assertEquals(ActState.DELIVERED, Watch.state(xa, before));
    Letters.Sent back = letters.send(letters.test(xb, xa, Urgency.ROUTINE));
    mesh.settle();
    assertEquals(ActState.DELIVERED, Watch.state(xb, back), "receipted by the next pair");
    assertFalse(Watch.isReadOnly(xa));
  }

  @Test
  void aRevocationOutlivesARestart() {
    learns(revoking());
    xb.restart();
    mesh.pass(Duration.ofSeconds(5));
    Act act = forged();
    assertTrue(xb.store.read(view -> view.act(Fixtures.XA, act.id())).isEmpty());
  }
}
