package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.message.PreservationRequest;
import org.vigilmesh.port.Queries.CaseNote;
import org.vigilmesh.port.Queries.NoteKind;

/** What is to be noticed about a request is shown where it came, and only there. */
final class EngineNotesTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;
  private Matter matter;

  @BeforeEach
  void twoNodesThatKnowEachOther() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad", "b.lind");
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, letters, xa, xb);
  }

  private CaseId sends(PreservationRequest request) {
    Letters.Draft draft = matter.opening;
    CaseId caseId = mesh.newCase();
    Letters.Sent sent =
        letters.send(
            new Letters.Draft(
                draft.from(),
                draft.to(),
                request,
                caseId,
                draft.urgency(),
                draft.parents(),
                draft.officers(),
                draft.life()));
    mesh.pass(Duration.ofSeconds(1));
    assertTrue(sent.isAccepted());
    return caseId;
  }

  private static List<CaseNote> notes(Mesh.Member at, CaseId caseId, NoteKind kind) {
    return at.engine.queries().caseStatus(caseId).orElseThrow().notes().stream()
        .filter(note -> note.kind() == kind)
        .toList();
  }

  private static List<String> codes(Mesh.Member at, CaseId caseId, NoteKind kind) {
    return notes(at, caseId, kind).stream().map(CaseNote::code).toList();
  }

  @Test
  void theFirstRequestOfASenderIsPointedOutAndTheSecondOfTheSamePeopleIsNot() {
    mesh.jump(Duration.ofDays(2));
    mesh.pass(Duration.ofMinutes(6));
    CaseId first = sends(MessageFixtures.request());
    CaseNote stranger = notes(xb, first, NoteKind.SIGNAL).getFirst();
    assertEquals("FIRST_CONTACT", stranger.code());
    assertEquals(List.of("j.morgan", "p.reyes"), stranger.facts());
    assertTrue(codes(xb, first, NoteKind.RULE).contains("V42"), "first contact");
    CaseId second = sends(MessageFixtures.request());
    assertFalse(codes(xb, second, NoteKind.SIGNAL).contains("FIRST_CONTACT"));
    assertTrue(codes(xb, first, NoteKind.SIGNAL).contains("FIRST_CONTACT"), "as it came");
  }

  @Test
  void anotherCaseAboutTheSameAccountIsNamed() {
    CaseId first = sends(MessageFixtures.request());
    assertFalse(codes(xb, first, NoteKind.SIGNAL).contains("SHARED_IDENTIFIERS"));
    CaseId second = sends(MessageFixtures.request());
    List<CaseNote> shared =
        notes(xb, second, NoteKind.SIGNAL).stream()
            .filter(note -> note.code().equals("SHARED_IDENTIFIERS"))
            .toList();
    assertEquals(List.of(List.of(first.toString())), shared.stream().map(CaseNote::facts).toList());
    assertTrue(codes(xb, second, NoteKind.RULE).contains("V72"), "and it is the same period");
    PreservationRequest other =
        with(MessageFixtures.request(), "wanted.dataItems[0].identifiers[0].value", "192.0.2.99");
    CaseId third = sends(with(other, "wanted.dataItems[0].observed[0].value", "192.0.2.99"));
    assertFalse(codes(xb, third, NoteKind.SIGNAL).contains("SHARED_IDENTIFIERS"));
  }

  @Test
  void anotherStatesCaseAboutTheSameAccountIsNamedToo() {
    Mesh.Member xc = mesh.add(Fixtures.XC, "n.okafor", "m.silva");
    mesh.introduce(xc, xb);
    Matter theirs = new Matter(mesh, letters, xc, xb);
    theirs.request();
    mesh.pass(Duration.ofSeconds(1));
    CaseId ours = sends(MessageFixtures.request());
    assertTrue(
        notes(xb, ours, NoteKind.SIGNAL).stream()
            .filter(note -> note.code().equals("SHARED_IDENTIFIERS"))
            .anyMatch(note -> note.facts().contains(theirs.opening.caseId().toString())));
    assertTrue(codes(xb, ours, NoteKind.SIGNAL).contains("FIRST_CONTACT"), "of another State");
  }

  @Test
  void aCredentialOfTodayIsPointedOut() {
    CaseId today = sends(MessageFixtures.request());
    assertTrue(codes(xb, today, NoteKind.SIGNAL).contains("NEW_CREDENTIAL"));
    mesh.jump(Duration.ofDays(2));
    mesh.pass(Duration.ofMinutes(6));
    CaseId later = sends(MessageFixtures.request());
    assertFalse(codes(xb, later, NoteKind.SIGNAL).contains("NEW_CREDENTIAL"));
  }

  @Test
  void rulesAreAskedAgainWhereARequestComes() {
    CaseId doubtful = sends(with(MessageFixtures.request(), "need.proportionalityNote", ""));
    CaseNote note =
        notes(xb, doubtful, NoteKind.RULE).stream()
            .filter(one -> one.code().equals("V23"))
            .findFirst()
            .orElseThrow();
    assertEquals("proportionality_note", note.field());
    assertEquals("SAFEGUARDS", note.citation());
    assertEquals(List.of("warning"), note.facts());
  }

  @Test
  void nobodyIsToldFactsAboutThemselves() {
    CaseId caseId = sends(MessageFixtures.request());
    assertEquals(List.of(), xa.engine.queries().caseStatus(caseId).orElseThrow().notes());
  }
}
