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
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.Trust;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Decision;
import org.vigilmesh.port.Administration.KeyUse;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Queries.JournalVerdict;
import org.vigilmesh.port.Queries.KeyStatus;
import org.vigilmesh.port.Queries.LaneStatus;
import org.vigilmesh.port.Queries.NodeStatus;
import org.vigilmesh.port.Queries.OpenedAct;
import org.vigilmesh.port.Queries.PeerStatus;
import org.vigilmesh.port.Queries.TimelineEntry;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Rows.JournalRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** What administrators and officers are answered when they ask a running node. */
final class EngineQueriesTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;
  private Matter matter;

  @BeforeEach
  void twoNodesThatKnowEachOther() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, letters, xa, xb);
  }

  private static Queries ask(Mesh.Member member) {
    return member.engine.queries();
  }

  @Test
  void aNodeTellsWhoItIsAndHowFarItsJournalIs() {
    NodeStatus before = ask(xa).status();
    matter.request();
    mesh.settle();
    NodeStatus after = ask(xa).status();

    assertEquals(Fixtures.XA, after.node());
    assertEquals("test", after.version());
    assertEquals(7400, after.peerPort());
    assertFalse(after.readOnly());
    assertEquals(1, after.cardVersion());
    assertEquals(1, after.rosterVersion());
    assertTrue(after.keySetVersion() >= 1);
    assertTrue(after.keySetValidTo().isAfter(after.now()));
    assertTrue(after.journalNumber() > before.journalNumber());
    assertNotEquals(before.journalHead(), after.journalHead());
    assertEquals(before.startedAt(), after.startedAt());
  }

  @Test
  void aLinkedPeerIsShownWithWhatBothEndsAgreedOn() {
    PeerStatus peer = ask(xa).peer(Fixtures.XB).orElseThrow();

    assertEquals(Trust.VERIFIED, peer.trust());
    assertTrue(peer.linked());
    assertEquals(Optional.of(mesh.now()), peer.linkedSince());
    assertEquals("X25519MLKEM768", peer.group());
    assertEquals("TLSv1.3", peer.protocol());
    assertEquals("Contact point of XB", peer.name());
    assertEquals(List.of("+000 000"), peer.dutyPhones());
    assertEquals(ask(xa).status().keySetVersion(), peer.holdsKeySet());
    assertEquals(1, ask(xa).peers().size());
    assertTrue(ask(xa).peer(Fixtures.XC).isEmpty(), "nobody knows XC");
  }

  @Test
  void aPeerWithoutALinkIsShownAsSuch() {
    xb.links.isDown = true;
    xa.links.cutAll();
    mesh.settle();
    PeerStatus peer = ask(xa).peer(Fixtures.XB).orElseThrow();

    assertFalse(peer.linked());
    assertEquals("", peer.group());
    assertEquals(Optional.empty(), peer.linkedSince());
  }

  @Test
  void aLaneTellsWhatWaitsAndSinceWhen() {
    matter.request();
    mesh.settle();
    xb.links.isDown = true;
    xa.links.cutAll();
    mesh.settle();
    letters.send(letters.test(xa, xb, Urgency.URGENT));
    mesh.settle();
    var since = mesh.now();
    mesh.pass(Duration.ofSeconds(5));
    LaneStatus lane =
        ask(xa).peer(Fixtures.XB).orElseThrow().lanes().stream()
            .filter(one -> one.lane() == Urgency.URGENT && one.outbound())
            .findFirst()
            .orElseThrow();

    assertEquals(2, lane.last());
    assertEquals(1, lane.receipted());
    assertEquals(Optional.of(since), lane.oldestWaiting());
    assertEquals("OPEN", lane.state());
  }

  @Test
  void keysAreShownByUseWithTheOneThatWaits() {
    List<KeyStatus> before = ask(xa).keys();
    assertEquals(1, count(before, "signing", "in use"));
    assertEquals(1, count(before, "sealing", "in use"));
    assertTrue(count(before, "sealing", "published ahead") >= 2);
    assertEquals(1, count(before, "transport", "in use"));

    xb.links.isDown = true;
    xa.links.cutAll();
    mesh.settle();
    Mesh.require(xa.engine.administration().rotate(KeyUse.TRANSPORT, false, "admin"));
    mesh.settle();

    assertEquals(1, count(ask(xa).keys(), "transport", "next"), "XB does not hold it yet");
  }

  private static long count(List<KeyStatus> keys, String use, String state) {
    return keys.stream().filter(k -> k.use().equals(use) && k.state().equals(state)).count();
  }

  @Test
  void casesComeLastChangedFirstAPageAtATime() {
    List<CaseId> opened = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Letters.Sent sent = letters.send(letters.test(xa, xb, Urgency.ROUTINE));
      mesh.settle();
      mesh.pass(Duration.ofSeconds(1));
      opened.add(sent.act().caseId());
    }
    List<CaseId> read = new ArrayList<>();
    CaseQuery query = CaseQuery.NEWEST;
    List<CaseRow> page = ask(xb).cases(query, 2);
    while (!page.isEmpty()) {
      page.forEach(row -> read.add(row.caseId()));
      query = query.after(query.place(page.getLast()));
      page = ask(xb).cases(query, 2);
    }

    assertEquals(opened.reversed(), read);
  }

  @Test
  void aTimelineKeepsTheFiveFactsApart() {
    wholeCase();
    List<TimelineEntry> timeline =
        ask(xa).caseStatus(matter.opening.caseId()).orElseThrow().timeline();

    assertEquals(
        List.of("preservation_request", "human_ack", "decision", "preservation_confirmation"),
        timeline.stream().map(TimelineEntry::contentType).toList());
    assertEquals(
        List.of(List.of("j.morgan", "p.reyes"), List.of("a.haddad")),
        timeline.subList(0, 2).stream().map(TimelineEntry::officers).toList());
    assertTrue(timeline.getFirst().delivered().isPresent(), "a node's receipt");
    assertTrue(ask(xa).caseStatus(mesh.newCase()).isEmpty());
  }

  private void wholeCase() {
    matter.request();
    mesh.settle();
    mesh.pass(Duration.ofSeconds(1));
    matter.acknowledge();
    mesh.settle();
    mesh.pass(Duration.ofSeconds(1));
    matter.decide(Decision.Value.ACCEPTED);
    mesh.settle();
    mesh.pass(Duration.ofSeconds(1));
    matter.preserve();
    mesh.settle();
  }

  // ---- opening a case

  private Optional<List<OpenedAct>> open(CaseId caseId, Digest signed, String officer) {
    return ask(xb)
        .openCase(caseId, xb.country.endorse(officer, signed), "root")
        .map(Queries.OpenedCase::acts);
  }

  @Test
  void anOfficerOpensACaseOnceForEachChallengeAndTheJournalSaysWho() {
    matter.request();
    mesh.settle();
    CaseId caseId = matter.opening.caseId();
    Digest challenge = ask(xb).openingChallenge(caseId);
    List<OpenedAct> opened = open(caseId, challenge, "a.haddad").orElseThrow();

    Act act = Country.CODEC.act().decode(opened.getFirst().act()).find().orElseThrow();
    assertEquals(matter.opening.content(), act.content());
    assertEquals(2, opened.getFirst().endorsements().size());
    assertTrue(open(caseId, challenge, "a.haddad").isEmpty(), "a challenge serves once");
    JournalEntry last = JournalEntry.decode(lastRow(xb).entry());
    assertEquals(JournalKind.CASE_READ, last.kind());
    assertTrue(last.toString().contains("a.haddad"), last.toString());
  }

  private static JournalRow lastRow(Mesh.Member member) {
    return member.store.read(StoreView::journalHead).orElseThrow();
  }

  @Test
  void nobodyElseOpensACase() {
    matter.request();
    mesh.settle();
    CaseId caseId = matter.opening.caseId();
    long journal = lastRow(xb).number();
    Digest challenge = ask(xb).openingChallenge(caseId);
    Endorsement foreign = xa.country.endorse("j.morgan", challenge);
    assertTrue(ask(xb).openCase(caseId, foreign, "root").isEmpty(), "an officer of XA");

    Digest again = ask(xb).openingChallenge(caseId);
    Endorsement own = xb.country.endorse("a.haddad", again);
    Endorsement other = new Endorsement(new OfficerId("nobody"), own.credential(), own.proof());
    assertTrue(ask(xb).openCase(caseId, other, "root").isEmpty(), "somebody not on the roster");

    assertTrue(open(caseId, Digest.ZERO, "a.haddad").isEmpty(), "no challenge was given");
    Digest ofAnother = ask(xb).openingChallenge(mesh.newCase());
    var _ = ask(xb).openingChallenge(caseId);
    assertTrue(open(caseId, ofAnother, "a.haddad").isEmpty(), "another case's challenge");
    assertEquals(journal, lastRow(xb).number(), "what was refused was not read");
  }

  @Test
  void anActSignedByAnOfficerOpensNoCase() {
    matter.request();
    mesh.settle();
    CaseId caseId = matter.opening.caseId();
    var _ = ask(xb).openingChallenge(caseId);
    Bytes act = Country.CODEC.act().encode(letters.act(letters.test(xb, xa, Urgency.ROUTINE)));

    assertTrue(open(caseId, Act.endorsedDigest(act), "a.haddad").isEmpty());
  }

  // ---- journal and alarms

  @Test
  void theJournalIsReadInPagesAndVerifies() {
    wholeCase();
    List<JournalRow> all = ask(xb).journal(1, 1_000);
    assertEquals(lastRow(xb).number(), all.getLast().number());
    assertEquals(all.subList(2, 5), ask(xb).journal(3, 3));
    assertEquals(List.of(), ask(xb).journal(all.size() + 1L, 10));

    JournalVerdict.Intact intact = assertIntact(ask(xb).verifyJournal());
    assertEquals(all.size(), intact.entries());
    assertEquals(all.getLast().head(), intact.head());
    assertEquals(4, intact.statements(), "one came, three went");
  }

  private static JournalVerdict.Intact assertIntact(JournalVerdict verdict) {
    if (verdict instanceof JournalVerdict.Intact intact) {
      return intact;
    }
    throw new AssertionError(verdict);
  }

  @Test
  void anAlarmStandsUntilAnAdministratorClearsIt() {
    letters.send(letters.test(xa, xb, Urgency.EMERGENCY));
    mesh.settle();
    var alarm = ask(xb).alarms().getFirst();
    Mesh.require(xb.engine.administration().clearAlarm(alarm.key(), "admin"));

    assertTrue(ask(xb).alarms().stream().noneMatch(a -> a.key().equals(alarm.key())));
    JournalEntry last = JournalEntry.decode(lastRow(xb).entry());
    assertEquals("admin", last.actor());
  }

  // ---- what a desk asks before it writes, and after it sent

  @Test
  void aDraftNeedsAVerifiedPeerAndAKnownCase() {
    var desk = xa.engine.submissions();
    assertTrue(desk.draftContext(Fixtures.XC, null).isEmpty(), "no such peer");
    assertTrue(desk.draftContext(Fixtures.XB, mesh.newCase()).isEmpty(), "no such case");
    var context = desk.draftContext(Fixtures.XB, null).orElseThrow();
    assertEquals(xb.ref(), context.recipient());
    assertEquals(xa.ref(), context.self());
    assertEquals(Optional.empty(), context.about());

    Mesh.Member xc = mesh.add(Fixtures.XC, "m.dubois");
    Mesh.require(xa.engine.administration().addPeer(ask(xc).card(), "admin"));
    assertTrue(desk.draftContext(Fixtures.XC, null).isEmpty(), "pending is not verified");
  }

  @Test
  void progressTellsFiveFactsEachWhenItHappened() {
    Letters.Sent sent = matter.request();
    mesh.settle();
    var desk = xa.engine.submissions();
    var delivered = desk.progress(sent.act().id()).orElseThrow();
    assertTrue(delivered.accepted().isPresent() && delivered.delivered().isPresent());
    assertTrue(delivered.acknowledged().isEmpty() && delivered.decided().isEmpty());

    matter.acknowledge();
    mesh.settle();
    var acknowledged = desk.progress(sent.act().id()).orElseThrow();
    assertEquals("a.haddad", acknowledged.acknowledged().orElseThrow().officer());
    assertTrue(acknowledged.acknowledged().orElseThrow().endorsed());
    assertTrue(acknowledged.decided().isEmpty() && acknowledged.preserved().isEmpty());

    matter.decide(Decision.Value.ACCEPTED);
    mesh.settle();
    matter.preserve();
    mesh.settle();
    var preserved = desk.progress(sent.act().id()).orElseThrow();
    assertEquals("accepted", preserved.decided().orElseThrow().what());
    assertTrue(preserved.preserved().isPresent());
    assertFalse(preserved.undelivered());
    assertTrue(desk.progress(letters.act(matter.opening).id()).isEmpty(), "never handed in");
  }

  @Test
  void whoWaitsForAChangeIsWokenByATurn() throws InterruptedException {
    long seen = xa.engine.submissions().awaitChange(-1, 1);
    assertEquals(seen, xa.engine.submissions().awaitChange(seen, 1), "nothing has changed");

    matter.request();
    mesh.settle();

    assertTrue(xa.engine.submissions().awaitChange(seen, 1) > seen);
  }
}
