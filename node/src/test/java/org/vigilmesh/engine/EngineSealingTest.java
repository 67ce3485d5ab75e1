package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Administration.KeyUse;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** A key or an identity that the other side lacks delays, and loses and repeats nothing. */
final class EngineSealingTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;
  private LaneId routine;

  @BeforeEach
  void twoNodesThatKnowEachOther() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
    routine = new Forger(mesh, xa, xb).lane(Urgency.ROUTINE);
  }

  private void apart() {
    xb.links.isDown = true;
    xa.links.cutAll();
    mesh.settle();
  }

  private void together(Duration after) {
    xb.links.isDown = false;
    xa.restart();
    mesh.pass(after);
  }

  /** XB loses every private half that it had, and publishes a new key. */
  private void losesItsKeys() {
    List.copyOf(xb.keys.sealingKeys()).forEach(xb.keys::destroySealingKey);
    Mesh.require(xb.engine.administration().rotate(KeyUse.SEALING, false, "admin"));
  }

  @Test
  void aKeyWhosePrivateHalfIsGoneIsTakenBackWithoutAnybodyAsking() {
    List.copyOf(xb.keys.sealingKeys()).forEach(xb.keys::destroySealingKey);
    List<Letters.Sent> sent = oneInEachLane();
    mesh.pass(Duration.ofMinutes(3));
    for (Letters.Sent one : sent) {
      assertEquals(ActState.APPLIED, Watch.state(xb, one), "sealed to a key that nobody holds");
    }
    Mesh.require(xb.engine.administration().rotate(KeyUse.TRANSPORT, false, "admin"));
  }

  private List<Letters.Sent> oneInEachLane() {
    List<Letters.Sent> sent = new ArrayList<>();
    for (Urgency urgency : Urgency.values()) {
      sent.add(letters.send(letters.test(xa, xb, urgency)));
    }
    mesh.settle();
    return sent;
  }

  private StatementRow statement(long seq) {
    return xa.store.read(view -> view.statement(routine, seq)).orElseThrow();
  }

  private static Digest sealedTo(StatementRow row) {
    return Country.CODEC.sealed().decode(row.sealed()).find().orElseThrow().header().sealingKey();
  }

  private static long journalled(Mesh.Member at, JournalKind kind) {
    return at.engine.queries().journal(1, 1000).stream()
        .map(row -> JournalEntry.decode(row.entry()))
        .filter(entry -> entry.kind() == kind)
        .count();
  }

  @Test
  void whatIsSealedToALostKeyIsSealedAgainAndStaysTheSameStatement() {
    apart();
    Letters.Sent sent = letters.send(letters.test(xa, xb, Urgency.ROUTINE));
    mesh.settle();
    StatementRow before = statement(1);
    losesItsKeys();
    xa.links.arriving =
        frame -> frame instanceof Frame.Receipts ? Optional.empty() : Optional.of(frame);
    together(Duration.ofSeconds(3));
    StatementRow after = statement(1);
    assertEquals(before.header(), after.header(), "signed once, to the last bit");
    assertEquals(before.headerHash(), after.headerHash());
    assertNotEquals(sealedTo(before), sealedTo(after));
    xa.links.arriving = Optional::of;
    mesh.pass(Duration.ofSeconds(20));
    assertEquals(ActState.DELIVERED, Watch.state(xa, sent));
    assertEquals(1, journalled(xa, JournalKind.STATEMENT_RESEALED), "once for one key");
    assertEquals(1, journalled(xb, JournalKind.REFUSAL_ISSUED));
    assertEquals(1, xb.store.read(view -> view.acts(sent.act().caseId())).size());
  }

  @Test
  void aLostKeyHoldsUpNoLaneThoughOneIsRefused() {
    apart();
    List<Letters.Sent> sent = oneInEachLane();
    losesItsKeys();
    together(Duration.ofSeconds(4));
    sent.forEach(one -> assertEquals(ActState.DELIVERED, Watch.state(xa, one), one.toString()));
    assertEquals(1, journalled(xb, JournalKind.REFUSAL_ISSUED), "one a minute for one key");
    assertFalse(Watch.alarms(xa).contains("E-LANE-PAUSED"));
  }

  @Test
  void statementsForAnotherKeyAreLeftAsTheyAre() {
    apart();
    letters.send(letters.test(xa, xb, Urgency.ROUTINE));
    mesh.settle();
    together(Duration.ofSeconds(3));
    Letters.Sent second = letters.send(letters.test(xa, xb, Urgency.URGENT));
    mesh.settle();
    assertEquals(ActState.DELIVERED, Watch.state(xa, second));
    assertEquals(0, journalled(xa, JournalKind.STATEMENT_RESEALED));
  }

  @Test
  void anIdentityThatIsLackedHoldsUpNoLaneThoughOneIsRefused() {
    Endorsed<Roster> roster =
        xa.country.roster(2, xa.country.roster.hash(), List.of("j.morgan", "p.reyes"), 2);
    AtomicBoolean wasRefused = new AtomicBoolean();
    xb.links.arriving =
        frame ->
            frame instanceof Frame.Identity && !wasRefused.get()
                ? Optional.empty()
                : Optional.of(frame);
    xa.links.arriving =
        frame -> {
          wasRefused.compareAndSet(false, frame instanceof Frame.Refusals);
          return Optional.of(frame);
        };
    Mesh.require(
        xa.engine
            .administration()
            .importRoster(Country.CODEC.endorsedRoster().encode(roster), "admin"));
    mesh.settle();
    List<Letters.Sent> sent = oneInEachLane();
    mesh.pass(Duration.ofSeconds(4));
    assertTrue(wasRefused.get());
    sent.forEach(one -> assertEquals(ActState.DELIVERED, Watch.state(xa, one), one.toString()));
    assertEquals(2, Watch.peer(xb, xa).rosterVersion());
    assertFalse(Watch.alarms(xa).contains("E-LANE-PAUSED"));
  }

  @Test
  void aSealingKeyThatIsNoneStopsNobodyAndWaitsForABetterOne() {
    Mesh.Member xc = mesh.add(Fixtures.XC, "c.okafor");
    mesh.introduce(xa, xc);
    xb.keys.publishesNonsense = true;
    Mesh.require(xb.engine.administration().rotate(KeyUse.SEALING, false, "admin"));
    mesh.settle();
    Letters.Sent waiting = letters.send(letters.test(xa, xb, Urgency.ROUTINE));
    Letters.Sent other = letters.send(letters.test(xa, xc, Urgency.ROUTINE));
    mesh.settle();
    assertTrue(waiting.isAccepted(), "it has its place");
    assertEquals(Bytes.EMPTY, statement(1).sealed());
    assertEquals(ActState.DELIVERED, Watch.state(xa, other));
    mesh.pass(Duration.ofMinutes(2));
    assertEquals(ActState.ACCEPTED_FOR_SENDING, Watch.state(xa, waiting));
    xb.keys.publishesNonsense = false;
    Mesh.require(xb.engine.administration().rotate(KeyUse.SEALING, false, "admin"));
    mesh.pass(Duration.ofSeconds(3));
    assertEquals(ActState.DELIVERED, Watch.state(xa, waiting));
  }
}
