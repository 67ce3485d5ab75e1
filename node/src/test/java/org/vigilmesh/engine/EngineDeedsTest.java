package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.casework.CaseEvent.Local;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Decision.Value;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.port.Administration.CaseDeed;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Queries.JournalVerdict;
import org.vigilmesh.port.Queries.OpenedDeed;
import org.vigilmesh.port.Queries.TimelineEntry;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** What officers do at their own node alone: signed, kept, shown in the case, told to nobody. */
final class EngineDeedsTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;
  private Matter matter;

  @BeforeEach
  void twoNodes() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad", "b.lind");
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, letters, xa, xb);
  }

  private CaseId caseId() {
    return matter.opening.caseId();
  }

  private CaseDeed word(Mesh.Member at, Deed deed, String words, String... officers) {
    List<Digest> seen = matter.seenBy(at);
    Digest signed = Local.endorsedDigest(caseId(), at.ref(), deed, Local.NO_END, seen, words);
    return new CaseDeed(
        caseId(),
        at == xa ? Fixtures.XB : Fixtures.XA,
        Urgency.URGENT,
        deed,
        Local.NO_END,
        seen,
        words,
        Stream.of(officers).map(one -> at.country.endorse(one, signed)).toList());
  }

  private Done hand(Mesh.Member at, CaseDeed word) {
    Done done = at.engine.administration().doDeed(word, "root");
    mesh.settle();
    return done;
  }

  private Done.Ok done(Mesh.Member at, Deed deed, String words, String... officers) {
    return assertInstanceOf(Done.Ok.class, hand(at, word(at, deed, words, officers)));
  }

  private String refused(Mesh.Member at, CaseDeed word) {
    long entries = at.engine.queries().status().journalNumber();
    Done.Failed failed = assertInstanceOf(Done.Failed.class, hand(at, word));
    assertEquals(entries, at.engine.queries().status().journalNumber(), "nothing was done");
    return failed.code();
  }

  private List<String> timeline(Mesh.Member at) {
    return at.engine.queries().caseStatus(caseId()).orElseThrow().timeline().stream()
        .map(TimelineEntry::contentType)
        .toList();
  }

  private List<OpenedDeed> opened(Mesh.Member at, String officer) {
    Digest challenge = at.engine.queries().openingChallenge(caseId());
    return at.engine
        .queries()
        .openCase(caseId(), at.country.endorse(officer, challenge), "root")
        .orElseThrow()
        .deeds();
  }

  @Test
  void aNoteIsShownHereAndNowhereElseAndItsWordsAreForOfficers() {
    matter.request();
    mesh.settle();
    done(xb, Deed.NOTED, "phoned the custodian", "a.haddad");
    assertEquals(List.of("preservation_request", "noted"), timeline(xb));
    assertEquals(List.of("preservation_request"), timeline(xa));
    assertEquals(
        List.of("phoned the custodian"),
        opened(xb, "b.lind").stream().map(OpenedDeed::words).toList());
    String shown = xb.engine.queries().caseStatus(caseId()).orElseThrow().toString();
    assertFalse(shown.contains("phoned"), "no content without an officer's key");
  }

  @Test
  void theJournalHoldsWhoDidItAndTheProof() {
    matter.request();
    mesh.settle();
    CaseDeed word = word(xb, Deed.ASSIGNED, "b.lind", "a.haddad");
    var done = assertInstanceOf(Done.Ok.class, hand(xb, word));
    JournalEntry entry =
        JournalEntry.decode(xb.engine.queries().journal(done.journal(), 1).getFirst().entry());
    assertEquals(JournalKind.DEED_DONE, entry.kind());
    assertEquals("a.haddad", entry.actor());
    assertTrue(entry.detail().startsWith("assigned by root"), entry.detail());
    assertTrue(entry.detail().contains(word.endorsements().getFirst().proof().hex()));
    assertFalse(entry.detail().contains("b.lind"), "words stay under the case's key");
  }

  @Test
  void aHoldThatOnlyThisSideKnowsSurvivesARestart() {
    matter.request();
    mesh.settle();
    assertEquals(List.of("delivered"), done(xb, Deed.HOLD_PLACED, "Art. 9", "a.haddad").lines());
    assertTrue(matter.rowAt(xb).orElseThrow().marks().contains("hold provisional"));
    xb.restart();
    mesh.pass(Duration.ofSeconds(3));
    assertEquals(List.of("preservation_request", "hold_placed"), timeline(xb));
    matter.acknowledge();
    mesh.settle();
    assertTrue(matter.rowAt(xb).orElseThrow().marks().contains("hold provisional"));
    assertEquals(List.of(), matter.rowAt(xa).orElseThrow().marks(), "XA was not told");
  }

  @Test
  void whatTheStateForbidsIsRefusedWithAReason() {
    matter.request();
    mesh.settle();
    assertEquals("E-NOT-IN-THIS-STATE", refused(xb, word(xb, Deed.CLOSED, "", "a.haddad")));
    assertEquals("E-NOT-IN-THIS-STATE", refused(xa, word(xa, Deed.HOLD_PLACED, "", "j.morgan")));
    assertEquals(
        "E-NOT-IN-THIS-STATE", refused(xa, word(xa, Deed.PURGED, "", "j.morgan", "p.reyes")));
  }

  @Test
  void whatNoOfficerOfOursSignedIsRefused() {
    matter.request();
    mesh.settle();
    CaseDeed good = word(xb, Deed.NOTED, "a word", "a.haddad");
    CaseDeed changed =
        new CaseDeed(
            good.caseId(),
            good.peer(),
            good.urgency(),
            good.deed(),
            good.until(),
            good.seen(),
            "another word",
            good.endorsements());
    assertEquals("E-DEED-OFFICER", refused(xb, changed));
    assertEquals("E-DEED-FORM", refused(xb, word(xb, Deed.NOTED, "x".repeat(4001), "a.haddad")));
    assertEquals("E-DEED-FORM", refused(xb, word(xb, Deed.NOTED, "x")));
    assertEquals(
        "E-DEED-OFFICER",
        refused(
            xb,
            new CaseDeed(
                good.caseId(),
                good.peer(),
                good.urgency(),
                good.deed(),
                good.until(),
                good.seen(),
                good.words(),
                word(xa, Deed.NOTED, "a word", "j.morgan").endorsements())));
  }

  @Test
  void onlyADraftOrAnOralRequestBeginsACase() {
    assertEquals("E-NO-SUCH-CASE", refused(xb, word(xb, Deed.NOTED, "", "a.haddad")));
    CaseDeed oral = word(xb, Deed.ORAL_RECORDED, "", "a.haddad");
    assertEquals(
        "E-PEER-UNKNOWN",
        refused(
            xb,
            new CaseDeed(
                oral.caseId(),
                Fixtures.XC,
                oral.urgency(),
                oral.deed(),
                oral.until(),
                oral.seen(),
                oral.words(),
                oral.endorsements())));
  }

  @Test
  void anOralRequestIsHeldAndThenConfirmedInWriting() {
    done(xb, Deed.ORAL_RECORDED, "J. Morgan called, called back by a.haddad", "a.haddad");
    assertEquals("oral_pending_confirmation", matter.stateAt(xb));
    assertFalse(matter.rowAt(xb).orElseThrow().ours());
    done(xb, Deed.HOLD_PLACED, "", "a.haddad");
    mesh.pass(Duration.ofSeconds(1));
    assertTrue(isSent());
    assertEquals("delivered", matter.stateAt(xb));
    assertEquals(List.of("oral_recorded", "hold_placed", "preservation_request"), timeline(xb));
    assertTrue(matter.rowAt(xb).orElseThrow().marks().contains("hold provisional"));
  }

  @Test
  void aDraftIsSentOnlyOnceAnotherPersonHasAuthorisedIt() {
    done(xa, Deed.DRAFTED, "", "j.morgan");
    done(xa, Deed.AUTHOR_SIGNED, "", "j.morgan");
    assertEquals("awaiting_auth", matter.stateAt(xa));
    assertTrue(matter.rowAt(xa).orElseThrow().ours());
    assertFalse(isSent());
    assertEquals(
        "E-NOT-IN-THIS-STATE", refused(xa, word(xa, Deed.AUTHORISER_SIGNED, "", "j.morgan")));
    done(xa, Deed.AUTHORISER_SIGNED, "", "p.reyes");
    assertTrue(isSent());
    assertEquals("delivered", matter.stateAt(xa));
  }

  @Test
  void anAuthorisationThatRanOutIsADraftAgainOnceAndSomebodyIsTold() {
    done(xa, Deed.DRAFTED, "", "j.morgan");
    done(xa, Deed.AUTHOR_SIGNED, "", "j.morgan");
    done(xa, Deed.AUTHORISER_SIGNED, "", "p.reyes");
    mesh.jump(Duration.ofHours(71));
    assertEquals("authorised", matter.stateAt(xa));
    mesh.jump(Duration.ofHours(1));
    assertEquals("draft", matter.stateAt(xa));
    xa.restart();
    mesh.jump(Duration.ofHours(100));
    long lapses =
        TwoNodes.journal(xa, JournalKind.DEED_DONE).stream()
            .filter(entry -> entry.detail().equals("lapsed") && entry.actor().equals("node"))
            .count();
    assertEquals(1, lapses);
    assertTrue(Watch.alarms(xa).contains("E-AUTHORISATION-LAPSED"));
    assertFalse(isSent(), "it cannot be sent any more");
    done(xa, Deed.AUTHOR_SIGNED, "", "j.morgan");
    assertEquals("awaiting_auth", matter.stateAt(xa));
  }

  @Test
  void aPurgedCaseIsUnreadableAndTheJournalStillVerifies() {
    purge();
    assertEquals(List.of(), opened(xb, "a.haddad"), "no words");
    assertTrue(timeline(xb).contains("purged"));
    assertFalse(Watch.alarms(xb).contains("E-PURGE-UNFINISHED"));
    assertInstanceOf(JournalVerdict.Intact.class, xb.engine.queries().verifyJournal());
    xb.restart();
    mesh.pass(Duration.ofSeconds(3));
    assertEquals(List.of(), opened(xb, "a.haddad"));
    assertInstanceOf(JournalVerdict.Intact.class, xb.engine.queries().verifyJournal());
  }

  /** Whatever comes later gets a new key; the journal then took what was destroyed for changed. */
  @Test
  void aNewKeyForAPurgedCaseDoesNotMakeTheJournalSayThatItWasChanged() {
    purge();
    xb.vault.encrypt(caseId(), Bytes.utf8("a later message"));
    assertFalse(xb.vault.isShredded(caseId()));
    assertInstanceOf(JournalVerdict.Intact.class, xb.engine.queries().verifyJournal());
  }

  private boolean isSent() {
    Letters.Sent request = matter.request();
    mesh.settle();
    return request.isAccepted();
  }

  private void purge() {
    matter.request();
    mesh.settle();
    matter.acknowledge();
    mesh.settle();
    Decision gone = with(MessageFixtures.accepted(), "value", Value.NOT_LOCATED);
    gone = with(with(gone, "technicalFailure", "unknown_account"), "itemIds", List.of());
    matter.answer(with(gone, "inReplyTo", matter.requestId()));
    mesh.settle();
    mesh.jump(Duration.ofDays(11));
    done(xb, Deed.NOTED, "nothing was found", "a.haddad");
    done(xb, Deed.CLOSED, "", "a.haddad");
    assertEquals("closed", matter.stateAt(xb));
    mesh.jump(Duration.ofDays(91));
    assertEquals("E-NOT-IN-THIS-STATE", refused(xb, word(xb, Deed.PURGED, "", "a.haddad")));
    done(xb, Deed.PURGED, "", "a.haddad", "b.lind");
  }
}
