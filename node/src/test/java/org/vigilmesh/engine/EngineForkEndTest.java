package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.port.Administration;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Administration.Plan;
import org.vigilmesh.port.MemoryStore;
import org.vigilmesh.port.Queries.WitnessStatus;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.LaneState;
import org.vigilmesh.value.Urgency;

/** Who may begin a new incarnation, and how a fork and a revoked pair end in one. */
final class EngineForkEndTest {
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

  private Letters.Sent test(Mesh.Member from, Mesh.Member to, Urgency urgency) {
    Letters.Sent sent = letters.send(letters.test(from, to, urgency));
    mesh.settle();
    return sent;
  }

  private static String code(Done done) {
    return done instanceof Done.Failed failed ? failed.code() : "done";
  }

  private void readOnly() {
    MemoryStore backup = xa.store.copy();
    test(xa, xb, Urgency.ROUTINE);
    xa.restartOn(backup);
    mesh.pass(Duration.ofSeconds(5));
    assertTrue(Watch.isReadOnly(xa));
  }

  @Test
  void aHealthyNodeBeginsNothing() {
    Plan.Refused refused = (Plan.Refused) xa.engine.administration().planResume();
    assertEquals("E-RESUME-NOT-NEEDED", refused.why().code());
  }

  @Test
  void withoutAPeerNobodyKnowsWhatWasLost() {
    readOnly();
    xb.links.isDown = true;
    xa.restart();
    mesh.pass(Duration.ofSeconds(5));
    Plan.Refused refused = (Plan.Refused) xa.engine.administration().planResume();
    assertEquals("E-RESUME-NO-PEER", refused.why().code());
  }

  @Test
  void onlyAnAuthorityOfOurOwnCardMayEndorseAndOnlyThePlanShownLast() {
    readOnly();
    Administration at = xa.engine.administration();
    Crypto.Key ours = xa.country.authorities.getLast();
    Plan.Ready old = Resumed.plan(at);
    Plan.Ready shown = Resumed.plan(at);
    assertEquals("E-RESUME-AUTHORITY", code(at.resume(Resumed.word(old, ours, "x"), "admin")));
    shown = Resumed.plan(at);
    Crypto.Key foreign = xb.country.authorities.getFirst();
    assertEquals("E-RESUME-AUTHORITY", code(at.resume(Resumed.word(shown, foreign, "x"), "admin")));
    shown = Resumed.plan(at);
    assertEquals("E-RESUME-REASON", code(at.resume(Resumed.word(shown, ours, " "), "admin")));
    assertTrue(Watch.isReadOnly(xa));
    assertEquals("done", code(at.resume(Resumed.word(shown, ours, "once"), "admin")));
    assertEquals(
        "E-RESUME-NOT-NEEDED", code(at.resume(Resumed.word(shown, ours, "twice"), "admin")));
  }

  @Test
  void thePlanNamesWhatAPeerHasShown() {
    readOnly();
    WitnessStatus shown = Resumed.plan(xa.engine.administration()).peers().getFirst();
    assertEquals("STATEMENT", shown.presented().getFirst().kind());
    assertEquals(1, shown.presented().getFirst().number());
    assertEquals(1, shown.lanes().getFirst().theirs().orElseThrow().seq());
    assertEquals(0, shown.lanes().getFirst().ours().seq());
  }

  /** The second of two running copies, which did not look at what its peer showed in its Hello. */
  private void fork() {
    MemoryStore clone = xa.store.copy();
    test(xa, xb, Urgency.ROUTINE);
    blind(frame -> frame instanceof Frame.WitnessAnswer);
    xa.restartOn(clone);
    mesh.pass(Duration.ofSeconds(5));
    test(xa, xb, Urgency.ROUTINE);
    assertTrue(Watch.alarms(xb).contains("E-PEER-SPLIT"));
  }

  private void blind(Predicate<Frame> lost) {
    xa.links.arriving =
        frame ->
            lost.test(frame)
                ? Optional.empty()
                : Optional.of(
                    frame instanceof Frame.Hello hello
                        ? with(
                            with(with(hello, "accepted", List.of()), "receipted", List.of()),
                            "heldForYou",
                            Optional.empty())
                        : frame);
  }

  @Test
  void aSplitNodeIsShownTheProofAndStops() {
    fork();
    assertFalse(Watch.isReadOnly(xa), "it did not look");
    xa.links.arriving = Optional::of;
    xa.restart();
    mesh.pass(Duration.ofSeconds(5));
    assertTrue(Watch.isReadOnly(xa));
    assertEquals(1, xb.engine.queries().witness(Fixtures.XA).orElseThrow().forks().size());
    assertTrue(
        xa.engine.queries().witness(Fixtures.XB).orElseThrow().presented().stream()
            .anyMatch(shown -> shown.kind().equals("FORK")));
  }

  @Test
  void aForkEndsWithAStartThatNamesItAndAWordAtTheReceiver() {
    fork();
    xa.links.arriving = Optional::of;
    xa.restart();
    mesh.pass(Duration.ofSeconds(5));
    Mesh.require(Resumed.by(xa.engine.administration(), xa.country));
    mesh.pass(Duration.ofSeconds(10));
    Letters.Sent waiting = test(xa, xb, Urgency.URGENT);
    mesh.pass(Duration.ofSeconds(10));
    assertFalse(Watch.holds(xb, waiting), "nobody at XB has said a word yet");
    assertTrue(Watch.alarms(xb).contains("E-PEER-START-WAITS"));
    Administration at = xb.engine.administration();
    assertEquals("done", code(at.confirmStart(Fixtures.XA, "called back", "admin")));
    assertEquals("E-PEER-NO-START", code(at.confirmStart(Fixtures.XA, "again", "admin")));
    mesh.pass(Duration.ofMinutes(2));
    assertEquals(ActState.DELIVERED, Watch.state(xa, waiting));
    assertEquals(ActState.APPLIED, Watch.state(xb, waiting));
    assertFalse(Watch.alarms(xb).contains("E-PEER-SPLIT"));
    assertTrue(Watch.alarms(xb).contains("E-PEER-RESUMED"));
  }

  @Test
  void aStartThatDoesNotNameTheForkIsRefused() {
    fork();
    MemoryStore lost = xa.store.copy();
    xa.links.arriving =
        frame ->
            frame instanceof Frame.WitnessAnswer(var kind, _, _) && kind == Frame.WitnessKind.FORK
                ? Optional.empty()
                : Optional.of(frame);
    xa.restartOn(lost);
    mesh.pass(Duration.ofSeconds(5));
    assertTrue(Watch.isReadOnly(xa), "for what the Hello claimed and proved");
    Mesh.require(Resumed.by(xa.engine.administration(), xa.country));
    mesh.pass(Duration.ofSeconds(10));
    assertTrue(Watch.alarms(xb).contains("E-PEER-START-REFUSED"));
    assertEquals(
        "E-PEER-NO-START",
        code(xb.engine.administration().confirmStart(Fixtures.XA, "x", "admin")));
  }

  @Test
  void aRevokedPairEndsTheIncarnationAndResumingIsTheWayOn() {
    Letters.Sent before = test(xa, xb, Urgency.ROUTINE);
    Mesh.require(
        xa.engine
            .administration()
            .importCard(Country.CODEC.signedCard().encode(Revoking.card(xa, mesh.now())), "admin"));
    mesh.pass(Duration.ofSeconds(2));
    assertTrue(Watch.alarms(xa).contains("E-RESUME-NEEDED"));
    assertTrue(Watch.alarms(xb).contains("E-PEER-CLOSED"));
    assertEquals(LaneState.CLOSED, Watch.lane(xb, Watch.act(xa, before).lane()).state());
    Letters.Sent waiting = test(xa, xb, Urgency.URGENT);
    mesh.pass(Duration.ofSeconds(30));
    assertTrue(waiting.isAccepted());
    assertFalse(Watch.holds(xb, waiting), "the incarnation is over at its receivers");
    assertEquals(ActState.DELIVERED, Watch.state(xb, test(xb, xa, Urgency.ROUTINE)));
    assertFalse(Watch.isReadOnly(xa));
    Mesh.require(Resumed.by(xa.engine.administration(), xa.country));
    mesh.pass(Duration.ofSeconds(30));
    assertEquals(ActState.DELIVERED, Watch.state(xa, waiting));
    assertEquals(ActState.APPLIED, Watch.state(xb, waiting));
    assertEquals(ActState.APPLIED, Watch.state(xb, before));
    assertFalse(Watch.alarms(xa).contains("E-RESUME-NEEDED"));
  }

  @Test
  void aCardThatOnlyPeersStillHadComesBackWithTheNewIncarnation() {
    MemoryStore backup = xa.store.copy();
    Mesh.require(
        xa.engine
            .administration()
            .importCard(Country.CODEC.signedCard().encode(Revoking.card(xa, mesh.now())), "admin"));
    mesh.settle();
    xa.restartOn(backup);
    mesh.pass(Duration.ofSeconds(5));
    assertTrue(Watch.isReadOnly(xa));
    Mesh.require(Resumed.by(xa.engine.administration(), xa.country));
    mesh.pass(Duration.ofSeconds(30));
    assertEquals(2, xa.engine.queries().status().cardVersion());
    assertEquals(ActState.DELIVERED, Watch.state(xa, test(xa, xb, Urgency.ROUTINE)));
  }
}
