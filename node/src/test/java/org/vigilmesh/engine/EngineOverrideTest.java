package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.message.PreservationRequest;
import org.vigilmesh.message.RequestPart.RuleOverride;
import org.vigilmesh.port.Queries.CaseNote;
import org.vigilmesh.port.Queries.NoteKind;
import org.vigilmesh.port.Rows.JournalRow;
import org.vigilmesh.port.Submissions.Submitted;

/** A ground that the treaty does not give is used only when a named person says why. */
final class EngineOverrideTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;
  private Matter matter;

  @BeforeEach
  void aRequestIsAcknowledged() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad", "b.lind");
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, letters, xa, xb);
    matter.request();
    mesh.settle();
    matter.acknowledge();
    mesh.settle();
  }

  private static RuleOverride by(String officer) {
    return new RuleOverride("V50", officer, "Supreme court ruling");
  }

  private Letters.Sent refuses(int persons, RuleOverride... overrides) {
    Decision refusal = with(MessageFixtures.accepted(), "value", Decision.Value.REFUSED);
    refusal = with(refusal, "inReplyTo", matter.requestId());
    refusal = with(refusal, "consultationWaived", true);
    refusal = with(refusal, "reason", new Decision.Reason("R21D", "", "It is not our way."));
    refusal = with(refusal, "overrides", List.of(overrides));
    List<String> officers = List.copyOf(xb.country.officers.keySet()).subList(0, persons);
    Letters.Draft draft = matter.answering(refusal);
    Letters.Sent sent = letters.send(by(draft, refusal, draft.caseId(), officers));
    mesh.settle();
    return sent;
  }

  private static Letters.Draft by(
      Letters.Draft draft, Content content, CaseId caseId, List<String> officers) {
    return new Letters.Draft(
        draft.from(),
        draft.to(),
        content,
        caseId,
        draft.urgency(),
        draft.parents(),
        officers,
        draft.life());
  }

  private static List<String> marks(Letters.Sent sent) {
    return assertInstanceOf(Submitted.Rejected.class, sent.answer().orElseThrow())
        .reasons()
        .stream()
        .map(reason -> reason.what().substring(0, 3) + " " + reason.field())
        .toList();
  }

  private static List<String> setAside(Mesh.Member at) {
    return at.engine.queries().journal(1, 1000).stream()
        .map(JournalRow::entry)
        .map(JournalEntry::decode)
        .filter(entry -> entry.kind() == JournalKind.RULE_SET_ASIDE)
        .map(entry -> entry.actor() + " " + entry.detail() + " " + entry.peer())
        .toList();
  }

  private List<CaseNote> notes(Mesh.Member at) {
    return at.engine.queries().caseStatus(matter.opening.caseId()).orElseThrow().notes().stream()
        .filter(note -> note.kind() == NoteKind.SET_ASIDE)
        .toList();
  }

  @Test
  void withoutANamedPersonTheNodeDoesNotSignIt() {
    assertEquals(List.of("V50 reason.ground"), marks(refuses(2)));
    assertEquals("acknowledged", matter.stateAt(xb), "nothing was decided");
  }

  @Test
  void whoSetsItAsideSignsIt() {
    assertEquals(List.of("V50 reason.ground"), marks(refuses(2, by("j.morgan"))));
  }

  @Test
  void onePersonAloneDoesNotSetItAside() {
    assertEquals(List.of("V39 signatures"), marks(refuses(1, by("a.haddad"))));
  }

  @Test
  void theOverrideStandsInBothJournalsAndIsShownInTheCase() {
    Letters.Sent sent = refuses(2, by("a.haddad"));
    assertTrue(sent.isAccepted());
    assertEquals("refused", matter.stateAt(xa));
    assertEquals(List.of("a.haddad V50 xa"), setAside(xb));
    assertEquals(List.of("a.haddad V50 xb"), setAside(xa));
    CaseNote note =
        new CaseNote(
            sent.act().id(), NoteKind.SET_ASIDE, "V50", "", "PRES-REFUSE", "a.haddad", List.of());
    assertEquals(List.of(note), notes(xb));
    assertEquals(List.of(note), notes(xa));
  }

  @Test
  void wordsOfAPeerThatNameNobodyWhoSignedAreNoOverride() {
    PreservationRequest strange =
        with(
            MessageFixtures.request(),
            "overrides",
            List.of(
                new RuleOverride("V22", "", "nobody"),
                new RuleOverride("V99", "j.morgan", "no such rule"),
                new RuleOverride("V22", "a.haddad", "did not sign this")));
    Letters.Draft opening = matter.opening;
    Letters.Sent sent = letters.send(by(opening, strange, mesh.newCase(), opening.officers()));
    mesh.settle();
    assertTrue(sent.isAccepted());
    assertTrue(Watch.holds(xb, sent));
    assertEquals(List.of(), setAside(xb));
    assertEquals(List.of(), setAside(xa));
  }
}
