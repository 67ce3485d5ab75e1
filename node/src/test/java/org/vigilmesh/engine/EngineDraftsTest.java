package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.SoftPasskey;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Validation.Parties;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.port.Drafts;
import org.vigilmesh.port.Drafts.DraftRow;
import org.vigilmesh.port.Drafts.Kept;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** Who sees what was written and not sent, and until when. */
final class EngineDraftsTest {
  private static final Bytes TEXT = Bytes.utf8("a person's name");

  private final Mesh mesh = new Mesh();
  private final Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes", "l.brandt");
  private final Drafts drafts = xa.engine.drafts();
  private final Attending author = attending("j.morgan");
  private final Attending colleague = attending("l.brandt");
  private final Attending supervisor;
  private final CaseId id = mesh.newCase();
  private final Digest act = Fixtures.digest("the act");

  EngineDraftsTest() {
    Browser.enrol(
        mesh,
        xa,
        "p.reyes",
        new SoftPasskey("p.reyes", "localhost", Browser.ORIGIN),
        Officer.Role.SUPERVISOR);
    supervisor = attending("p.reyes");
  }

  private Attending attending(String officer) {
    CredentialId key = CredentialId.ofFileKey(Country.publicKey(xa.country.officers.get(officer)));
    return xa.engine.attendance().find(new OfficerId(officer), key).orElseThrow();
  }

  private Endorsement word(String officer) {
    return xa.country.endorse(officer, act);
  }

  private boolean handOver() {
    return drafts.handOver(author, id, supervisor.officer().id(), TEXT, act, word("j.morgan"));
  }

  private List<JournalKind> journalled() {
    return xa.engine.queries().journal(1, 1000).stream()
        .map(row -> JournalEntry.decode(row.entry()).kind())
        .toList();
  }

  @Test
  void aDraftIsSeenByItsAuthorAlone() {
    assertTrue(drafts.keep(author, id, TEXT));
    assertEquals(List.of(TEXT), drafts.all(author).stream().map(Kept::content).toList());
    for (Attending other : List.of(colleague, supervisor)) {
      assertEquals(List.of(), drafts.all(other));
      assertEquals(Optional.empty(), drafts.find(other, id));
      assertFalse(drafts.keep(other, id, Bytes.utf8("mine")));
      assertFalse(drafts.drop(other, id));
      assertFalse(drafts.handBack(other, id, Bytes.utf8("mine")));
    }
    assertEquals(TEXT, drafts.find(author, id).orElseThrow().content());
  }

  @Test
  void whoseCredentialIsNotTheirsSeesNothing() {
    drafts.keep(author, id, TEXT);
    Attending stranger = new Attending(author.officer(), supervisor.credential());
    assertEquals(List.of(), drafts.all(stranger));
    assertEquals(Optional.empty(), drafts.find(stranger, id));
    assertEquals(List.of(), drafts.releasers(stranger));
    assertFalse(drafts.keep(stranger, mesh.newCase(), TEXT));
    assertFalse(drafts.drop(stranger, id));
  }

  @Test
  void whatWaitsIsSeenBySupervisorsAndTheirReadingIsJournalled() {
    drafts.keep(author, id, TEXT);
    assertTrue(handOver());
    assertEquals(Optional.empty(), drafts.find(colleague, id));
    assertFalse(journalled().contains(JournalKind.CASE_READ));
    assertTrue(drafts.find(supervisor, id).orElseThrow().isWaiting());
    assertTrue(journalled().containsAll(List.of(JournalKind.RELEASE_ASKED, JournalKind.CASE_READ)));
  }

  @Test
  void whatWaitsIsChangedByNobodyAndGoesBackOnce() {
    drafts.keep(author, id, TEXT);
    handOver();
    assertFalse(drafts.keep(author, id, Bytes.utf8("changed")));
    assertFalse(handOver());
    assertTrue(drafts.handBack(supervisor, id, Bytes.utf8("why")));
    assertFalse(drafts.handBack(supervisor, id, Bytes.utf8("again")));
    assertEquals(Bytes.utf8("why"), drafts.find(author, id).orElseThrow().content());
    assertTrue(journalled().contains(JournalKind.RELEASE_RETURNED));
  }

  @Test
  void anActWaitsOnlyWithItsAuthorsOwnSignatureForAnotherSupervisor() {
    OfficerId releaser = supervisor.officer().id();
    assertFalse(drafts.handOver(author, id, releaser, TEXT, act, word("l.brandt")));
    assertFalse(
        drafts.handOver(author, id, releaser, TEXT, Fixtures.digest("else"), word("j.morgan")));
    OfficerId noSupervisor = colleague.officer().id();
    assertFalse(drafts.handOver(author, id, noSupervisor, TEXT, act, word("j.morgan")));
    assertFalse(drafts.handOver(supervisor, id, releaser, TEXT, act, word("p.reyes")));
    assertEquals(List.of(), drafts.all(author));
  }

  @Test
  void whoReleasesIsAnotherSupervisor() {
    assertEquals(List.of(supervisor.officer()), drafts.releasers(author));
    assertEquals(List.of(), drafts.releasers(supervisor));
  }

  @Test
  void aDroppedDraftCannotBeReadEvenFromACopyOfTheStore() {
    drafts.keep(author, id, TEXT);
    Bytes sealed = xa.store.<List<DraftRow>>read(StoreView::drafts).getFirst().sealed();
    assertTrue(xa.vault.decrypt(id, sealed).isPresent());
    assertTrue(drafts.drop(author, id));
    assertEquals(List.of(), xa.store.<List<DraftRow>>read(StoreView::drafts));
    assertEquals(Optional.empty(), xa.vault.decrypt(id, sealed));
  }

  @Test
  void draftsAreCappedBySizeNumberAndAge() {
    assertFalse(drafts.keep(author, id, Bytes.of(new byte[Drafts.SIZE_MAX + 1])));
    for (int i = 0; i < Drafts.OWN_MAX; i++) {
      assertTrue(drafts.keep(author, mesh.newCase(), TEXT));
    }
    assertFalse(drafts.keep(author, id, TEXT));
    assertTrue(drafts.keep(colleague, mesh.newCase(), TEXT));
    mesh.jump(Drafts.LIFE_MAX.minus(Duration.ofDays(1)));
    assertTrue(drafts.keep(colleague, mesh.newCase(), TEXT));
    mesh.jump(Duration.ofDays(1));
    assertTrue(drafts.keep(author, id, TEXT));
    assertEquals(1, drafts.all(author).size());
  }

  @Test
  void whatIsNoPeerHasNoCard() {
    assertEquals(Parties.UNKNOWN, drafts.parties(Fixtures.XB));
  }
}
