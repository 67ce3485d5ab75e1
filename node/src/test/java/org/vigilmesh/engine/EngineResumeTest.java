package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Administration.KeyUse;
import org.vigilmesh.port.MemoryStore;
import org.vigilmesh.port.Queries.JournalVerdict;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** A restored node begins a new incarnation: what was lost comes back, each act once. */
final class EngineResumeTest {
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

  private void restored(Mesh.Member member, MemoryStore backup) {
    member.restartOn(backup);
    mesh.pass(Duration.ofSeconds(5));
    assertTrue(Watch.isReadOnly(member));
  }

  private void resumed(Mesh.Member member) {
    Mesh.require(Resumed.by(member.engine.administration(), member.country));
    mesh.pass(Duration.ofSeconds(30));
    assertFalse(Watch.isReadOnly(member));
  }

  private void intact(Mesh.Member... members) {
    for (Mesh.Member member : members) {
      JournalVerdict verdict = member.engine.queries().verifyJournal();
      assertTrue(verdict instanceof JournalVerdict.Intact, verdict.toString());
    }
  }

  @Test
  void everyActThatWasLostComesBackOnBothSides() {
    Letters.Sent kept = test(xa, xb, Urgency.ROUTINE);
    MemoryStore backup = xa.store.copy();
    List<Letters.Sent> ours = new ArrayList<>();
    List<Letters.Sent> theirs = new ArrayList<>();
    for (Urgency urgency : Urgency.values()) {
      for (int i = 0; i < 3; i++) {
        ours.add(test(xa, xb, urgency));
        theirs.add(test(xb, xa, urgency));
      }
    }
    restored(xa, backup);
    resumed(xa);
    for (Letters.Sent sent : ours) {
      assertEquals(ActState.DELIVERED, Watch.state(xa, sent));
      assertEquals("handed back by XB", Watch.act(xa, sent).stateReason());
      assertEquals(ActState.APPLIED, Watch.state(xb, sent));
    }
    for (Letters.Sent sent : theirs) {
      assertEquals(ActState.DELIVERED, Watch.state(xb, sent));
      assertEquals("stored, then lost by their node", Watch.act(xb, sent).stateReason());
      assertEquals(ActState.APPLIED, Watch.state(xa, sent));
    }
    assertEquals(ActState.DELIVERED, Watch.state(xa, kept));
    assertEquals(ActState.DELIVERED, Watch.state(xa, test(xa, xb, Urgency.URGENT)));
    assertEquals(ActState.DELIVERED, Watch.state(xb, test(xb, xa, Urgency.URGENT)));
    intact(xa, xb);
  }

  @Test
  void whatWasAcceptedBeforeTheLossWasNoticedIsCarriedOverOnce() {
    test(xa, xb, Urgency.ROUTINE);
    MemoryStore backup = xa.store.copy();
    Letters.Sent lost = test(xa, xb, Urgency.ROUTINE);
    xb.links.isDown = true;
    xa.links.isDown = true;
    xa.restartOn(backup);
    mesh.settle();
    Letters.Sent unnoticed = test(xa, xb, Urgency.ROUTINE);
    assertTrue(unnoticed.isAccepted(), "nobody has told it yet");
    xb.links.isDown = false;
    xa.links.isDown = false;
    mesh.pass(Duration.ofMinutes(2));
    assertTrue(Watch.isReadOnly(xa), "one place with two statements is a loss, too");
    resumed(xa);
    assertEquals(ActState.DELIVERED, Watch.state(xa, unnoticed));
    assertEquals("carried over", Watch.act(xa, unnoticed).stateReason());
    assertEquals(ActState.APPLIED, Watch.state(xb, unnoticed));
    assertEquals(ActState.DELIVERED, Watch.state(xa, lost), "under a new place: its own is taken");
    assertEquals(ActState.APPLIED, Watch.state(xb, lost));
    assertEquals(List.of(), Watch.evidence(xb, xa));
    intact(xa, xb);
  }

  @Test
  void aPeerThatWasAwayGivesBackWhatItHasWhenItReturns() {
    Mesh.Member xc = mesh.add(Fixtures.XC, "n.okafor");
    mesh.introduce(xa, xc);
    MemoryStore backup = xa.store.copy();
    Letters.Sent toAbsent = test(xa, xc, Urgency.ROUTINE);
    Letters.Sent fromAbsent = test(xc, xa, Urgency.URGENT);
    Mesh.require(xa.engine.administration().rotate(KeyUse.SEALING, false, "admin"));
    Letters.Sent toPresent = test(xa, xb, Urgency.ROUTINE);
    xc.links.isDown = true;
    xc.links.cutAll();
    restored(xa, backup);
    resumed(xa);
    assertEquals(ActState.DELIVERED, Watch.state(xa, toPresent));
    assertFalse(Watch.holds(xa, toAbsent));
    xc.links.isDown = false;
    mesh.pass(Duration.ofMinutes(2));
    assertFalse(Watch.isReadOnly(xa), "what is of an earlier incarnation stops nobody");
    assertEquals(ActState.DELIVERED, Watch.state(xa, toAbsent));
    assertEquals(ActState.APPLIED, Watch.state(xa, fromAbsent));
    assertEquals(ActState.DELIVERED, Watch.state(xc, fromAbsent));
    assertEquals(ActState.DELIVERED, Watch.state(xa, test(xa, xc, Urgency.ROUTINE)));
    assertEquals(List.of(), Watch.evidence(xc, xa), "its lost key set is no second one");
    intact(xa, xb, xc);
  }

  @Test
  void aCrashAfterTheNewBeginningChangesNothing() {
    MemoryStore backup = xa.store.copy();
    Letters.Sent lost = test(xa, xb, Urgency.ROUTINE);
    Letters.Sent theirs = test(xb, xa, Urgency.ROUTINE);
    xa.restartOn(backup);
    xa.links.isDown = true;
    Letters.Sent waiting = test(xa, xb, Urgency.EMERGENCY);
    xa.links.isDown = false;
    mesh.pass(Duration.ofMinutes(2));
    assertTrue(Watch.isReadOnly(xa));
    Mesh.require(Resumed.by(xa.engine.administration(), xa.country));
    xa.restart();
    xb.restart();
    mesh.pass(Duration.ofSeconds(40));
    for (Letters.Sent sent : List.of(lost, waiting)) {
      assertEquals(ActState.DELIVERED, Watch.state(xa, sent));
      assertEquals(ActState.APPLIED, Watch.state(xb, sent));
    }
    assertEquals(ActState.DELIVERED, Watch.state(xb, theirs));
    assertEquals(ActState.APPLIED, Watch.state(xa, theirs));
    intact(xa, xb);
  }

  @Test
  void bothMayBeRestoredOneAfterTheOther() {
    MemoryStore ours = xa.store.copy();
    MemoryStore theirs = xb.store.copy();
    Letters.Sent first = test(xa, xb, Urgency.ROUTINE);
    Letters.Sent back = test(xb, xa, Urgency.ROUTINE);
    restored(xa, ours);
    resumed(xa);
    Letters.Sent second = test(xa, xb, Urgency.ROUTINE);
    restored(xb, theirs);
    resumed(xb);
    mesh.pass(Duration.ofMinutes(1));
    for (Letters.Sent sent : List.of(first, second)) {
      assertEquals(ActState.DELIVERED, Watch.state(xa, sent));
      assertEquals(ActState.APPLIED, Watch.state(xb, sent));
    }
    assertEquals(ActState.DELIVERED, Watch.state(xb, back));
    assertEquals(ActState.APPLIED, Watch.state(xa, back));
    assertFalse(Watch.isReadOnly(xa) || Watch.isReadOnly(xb));
    intact(xa, xb);
  }

  @Test
  void aPeerAddedLaterGetsItsStartToo() {
    MemoryStore backup = xa.store.copy();
    test(xa, xb, Urgency.ROUTINE);
    restored(xa, backup);
    resumed(xa);
    Mesh.Member xc = mesh.add(Fixtures.XC, "n.okafor");
    mesh.introduce(xa, xc);
    assertEquals(ActState.DELIVERED, Watch.state(xa, test(xa, xc, Urgency.ROUTINE)));
    assertEquals(ActState.DELIVERED, Watch.state(xc, test(xc, xa, Urgency.ROUTINE)));
  }

  @Test
  void whatWaitsForASuspendedPeerIsCarriedOverOnceItIsTrustedAgain() {
    Mesh.Member xc = mesh.add(Fixtures.XC, "n.okafor");
    mesh.introduce(xa, xc);
    xc.links.isDown = true;
    xc.links.cutAll();
    Letters.Sent waiting = test(xa, xc, Urgency.URGENT);
    Mesh.require(xa.engine.administration().suspendPeer(Fixtures.XC, "doubt", "admin"));
    MemoryStore backup = xa.store.copy();
    test(xa, xb, Urgency.ROUTINE);
    restored(xa, backup);
    resumed(xa);
    xc.links.isDown = false;
    mesh.pass(Duration.ofMinutes(1));
    assertEquals(ActState.ACCEPTED_FOR_SENDING, Watch.state(xa, waiting));
    Mesh.require(xa.engine.administration().resumePeer(Fixtures.XC, "no doubt", "admin"));
    mesh.pass(Duration.ofMinutes(2));
    assertEquals(ActState.DELIVERED, Watch.state(xa, waiting));
    assertEquals(ActState.APPLIED, Watch.state(xc, waiting));
  }

  @Test
  void manyLostStatementsComeBackInBatches() {
    MemoryStore backup = xa.store.copy();
    List<Letters.Sent> lost = new ArrayList<>();
    for (int i = 0; i < 66; i++) {
      lost.add(letters.send(letters.test(xa, xb, Urgency.ROUTINE)));
    }
    mesh.settle();
    restored(xa, backup);
    resumed(xa);
    assertTrue(lost.stream().allMatch(sent -> Watch.state(xa, sent) == ActState.DELIVERED));
    assertEquals(66, Watch.lane(xa, lane(lost.getFirst())).last().seq());
    intact(xa);
  }

  @Test
  void theKeySetsOfANewIncarnationAreNumberedAboveAllOfEarlierOnes() {
    MemoryStore backup = xa.store.copy();
    for (int life = 2; life <= 4; life++) {
      test(xa, xb, Urgency.ROUTINE);
      restored(xa, backup.copy());
      resumed(xa);
      long number = xb.engine.queries().peers().getFirst().keySetVersion();
      assertEquals(life * 100_000L, number, "what an earlier one had is at most a number below");
    }
  }

  @Test
  void aReceiptForWhatCameBackIsAskedForUntilItArrives() {
    MemoryStore backup = xa.store.copy();
    Letters.Sent lost = test(xa, xb, Urgency.ROUTINE);
    restored(xa, backup);
    xa.links.arriving =
        frame -> frame instanceof Frame.Receipts ? Optional.empty() : Optional.of(frame);
    resumed(xa);
    mesh.pass(Duration.ofMinutes(3));
    assertEquals(ActState.ACCEPTED_FOR_SENDING, Watch.state(xa, lost));
    xa.links.arriving = Optional::of;
    mesh.pass(Duration.ofMinutes(10));
    assertEquals(ActState.DELIVERED, Watch.state(xa, lost), "on the same link");
  }

  @Test
  void aPeerThatAsksForItsOwnAgainAndAgainIsAnsweredOnceInTenSeconds() {
    Letters.Sent sent = test(xa, xb, Urgency.ROUTINE);
    LaneId own = lane(sent);
    Forger thief = new Forger(mesh, xa, xb);
    long before = shown(xb);
    for (int i = 0; i < 50; i++) {
      thief.send(new Frame.Resume(own.urgency(), own.incarnation(), 1));
    }
    mesh.settle();
    assertEquals(before + 1, shown(xb));
    mesh.pass(Duration.ofSeconds(11));
    thief.send(new Frame.Resume(own.urgency(), own.incarnation(), 1));
    mesh.settle();
    assertEquals(before + 2, shown(xb));
  }

  private static long shown(Mesh.Member member) {
    return member.engine.queries().journal(1, 1000).stream()
        .map(row -> JournalEntry.decode(row.entry()))
        .filter(entry -> entry.kind() == JournalKind.WITNESS_SHOWN)
        .count();
  }

  private LaneId lane(Letters.Sent sent) {
    return Watch.act(xa, sent).lane();
  }

  @Test
  void aRestoredNodeDoesNotTakeUpATransportKeyThatItsPeersHaveNeverSeen() {
    test(xa, xb, Urgency.ROUTINE);
    MemoryStore backup = xa.store.copy();
    for (int i = 0; i < 3; i++) {
      Mesh.require(xa.engine.administration().rotate(KeyUse.SEALING, false, "admin"));
      test(xa, xb, Urgency.ROUTINE);
    }
    xb.links.isDown = true;
    xa.restartOn(backup);
    mesh.settle();
    Mesh.require(xa.engine.administration().rotate(KeyUse.TRANSPORT, false, "admin"));
    xb.links.isDown = false;
    mesh.pass(Duration.ofMinutes(2));
    assertTrue(Watch.isReadOnly(xa), "XB holds statements that this store lacks");
    Digest shown = transport(xa);
    assertTrue(
        xb.engine.find(Fixtures.XA).orElseThrow().contains(shown),
        "XB holds key sets of greater numbers, and none with this key");
    resumed(xa);
    mesh.pass(Duration.ofMinutes(2));
    assertNotEquals(shown, transport(xa), "now XB holds it, and the change goes on");
    assertTrue(xb.engine.find(Fixtures.XA).orElseThrow().contains(transport(xa)));
  }

  private static Digest transport(Mesh.Member member) {
    return member.engine.queries().keys().stream()
        .filter(key -> key.use().equals("transport"))
        .map(key -> new Digest(Bytes.fromHex(key.id())))
        .findFirst()
        .orElseThrow();
  }
}
