package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Decision.Value;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.port.Queries.CaseStatus;
import org.vigilmesh.port.Queries.JournalVerdict;
import org.vigilmesh.port.Queries.LinkedCase;
import org.vigilmesh.port.Queries.TimelineEntry;
import org.vigilmesh.value.Bytes;

/** Cases that officers link here, and copies that they keep although their time is over. */
final class EngineLinksTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private final Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
  private final Mesh.Member xb = mesh.add(Fixtures.XB, "a.haddad", "b.lind");
  private final LocalDeeds deeds = new LocalDeeds(mesh, xb, xa);
  private final Matter first = new Matter(mesh, letters, xa, xb);
  private final Matter second = new Matter(mesh, letters, xa, xb);
  private final CaseId one = first.opening.caseId();
  private final CaseId other = second.opening.caseId();

  @BeforeEach
  void twoCases() {
    mesh.introduce(xa, xb);
    first.request();
    second.request();
    mesh.settle();
  }

  private static CaseStatus status(Mesh.Member at, CaseId caseId) {
    return at.engine.queries().caseStatus(caseId).orElseThrow();
  }

  private List<String> links(CaseId caseId) {
    return status(xb, caseId).links().stream()
        .map(link -> link.caseId() + " " + link.why() + " " + link.by() + " " + link.state())
        .toList();
  }

  private List<String> timeline(Mesh.Member at, CaseId caseId) {
    return status(at, caseId).timeline().stream().map(TimelineEntry::contentType).toList();
  }

  private void link() {
    deeds.done(one, Deed.LINKED, other + " duplicate\nsee V72", "a.haddad");
  }

  @Test
  void aLinkIsShownInBothCasesHereAndAtNoOtherNode() {
    link();
    assertEquals(List.of(other + " duplicate [a.haddad] delivered"), links(one));
    assertEquals(List.of(one + " duplicate [a.haddad] delivered"), links(other));
    assertEquals(List.of("preservation_request", "linked"), timeline(xb, one));
    assertEquals(List.of("preservation_request", "linked"), timeline(xb, other));
    mesh.pass(Duration.ofMinutes(1));
    for (CaseId caseId : List.of(one, other)) {
      assertEquals(List.of("preservation_request"), timeline(xa, caseId));
      assertEquals(List.of(), status(xa, caseId).links());
    }
  }

  @Test
  void aLinkOutlivesARestartAndIsUndoneFromEitherCase() {
    link();
    xb.restart();
    mesh.pass(Duration.ofSeconds(3));
    assertEquals(1, links(one).size());
    deeds.done(other, Deed.UNLINKED, one + " other", "a.haddad");
    assertEquals(List.of(), links(one));
    assertEquals(List.of(), links(other));
    assertInstanceOf(JournalVerdict.Intact.class, xb.engine.queries().verifyJournal());
  }

  @Test
  void whatCannotBeLinkedIsRefusedAndNothingIsKept() {
    CaseId unknown = mesh.newCase();
    for (String words :
        List.of(
            "a note",
            one + " duplicate",
            unknown + " duplicate",
            other + " because",
            "duplicate")) {
      assertEquals("E-CASE-LINK", deeds.refused(one, Deed.LINKED, words, "a.haddad"), words);
    }
    assertEquals("E-CASE-LINK", deeds.refused(one, Deed.UNLINKED, other + " other", "a.haddad"));
    link();
    assertEquals("E-CASE-LINK", deeds.refused(other, Deed.LINKED, one + " other", "a.haddad"));
    assertEquals(List.of("preservation_request", "linked"), timeline(xb, one));
  }

  private void close(Matter matter) {
    matter.acknowledge();
    mesh.settle();
    Decision gone = with(MessageFixtures.accepted(), "value", Value.NOT_LOCATED);
    gone = with(with(gone, "technicalFailure", "unknown_account"), "itemIds", List.of());
    matter.answer(with(gone, "inReplyTo", matter.requestId()));
    mesh.settle();
    mesh.jump(Duration.ofDays(11));
    deeds.done(matter.opening.caseId(), Deed.CLOSED, "", "a.haddad");
  }

  @Test
  void aLinkWithAPurgedCaseStaysReadableInTheOtherAndNothingIsWrittenIntoWhatWasPurged() {
    link();
    close(first);
    mesh.jump(Duration.ofDays(91));
    deeds.done(one, Deed.PURGED, "", "a.haddad", "b.lind");
    assertEquals(List.of(), links(one), "its words are gone");
    assertEquals(List.of(one + " duplicate [a.haddad] closed"), links(other));
    assertEquals("E-NOT-IN-THIS-STATE", deeds.refused(one, Deed.NOTED, "a word", "a.haddad"));
    deeds.done(other, Deed.UNLINKED, one + " other", "a.haddad");
    assertEquals("E-CASE-LINK", deeds.refused(other, Deed.LINKED, one + " other", "a.haddad"));
    assertTrue(xb.vault.isShredded(one), "no new key");
    assertEquals(1, xb.engine.queries().checkSummaries().destroyed());
  }

  /** A message that comes after the purge gets a key of its own; the rest stays destroyed. */
  @Test
  void aCaseThatGetsAMessageAfterItsPurgeStillReadsAsDestroyed() {
    close(first);
    mesh.jump(Duration.ofDays(91));
    deeds.done(one, Deed.PURGED, "", "a.haddad", "b.lind");
    xb.vault.encrypt(one, Bytes.utf8("a later message"));
    assertFalse(xb.vault.isShredded(one));
    assertEquals(1, xb.engine.queries().checkSummaries().destroyed());
    assertEquals(List.of(), xb.engine.queries().checkSummaries().told());
  }

  @Test
  void aLegalHoldIsSetAndLiftedByAPersonWithAReasonAndStopsThePurge() {
    close(first);
    assertEquals("E-DEED-REASON", deeds.refused(one, Deed.LEGAL_HOLD_SET, " ", "a.haddad"));
    deeds.done(one, Deed.LEGAL_HOLD_SET, "the defence asked for it", "a.haddad");
    assertTrue(first.rowAt(xb).orElseThrow().marks().contains("legal hold"));
    mesh.jump(Duration.ofDays(100));
    xb.restart();
    mesh.pass(Duration.ofSeconds(3));
    assertEquals("E-NOT-IN-THIS-STATE", deeds.refused(one, Deed.PURGED, "", "a.haddad", "b.lind"));
    assertEquals("E-DEED-REASON", deeds.refused(one, Deed.LEGAL_HOLD_LIFTED, "", "b.lind"));
    deeds.done(one, Deed.LEGAL_HOLD_LIFTED, "the trial is over", "b.lind");
    assertFalse(first.rowAt(xb).orElseThrow().marks().contains("legal hold"));
    deeds.done(one, Deed.PURGED, "", "a.haddad", "b.lind");
    assertTrue(xb.vault.isShredded(one));
  }

  @Test
  void linksAreInTheOrderInWhichTheyWereMade() {
    Matter third = new Matter(mesh, letters, xa, xb);
    third.request();
    mesh.settle();
    deeds.done(one, Deed.LINKED, third.opening.caseId() + " third_state", "a.haddad");
    link();
    assertEquals(
        List.of(third.opening.caseId(), other),
        status(xb, one).links().stream().map(LinkedCase::caseId).toList());
  }
}
