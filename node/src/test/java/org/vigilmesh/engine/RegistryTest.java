package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Decision.Value;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.port.Registers.BasisStanding;
import org.vigilmesh.port.Registers.Counted;
import org.vigilmesh.port.Registers.KeptCase;

/** What is asked across cases and cards: the law, what is kept, numbers. */
final class RegistryTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private final Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
  private final Mesh.Member xb = mesh.add(Fixtures.XB, "a.haddad", "b.lind");
  private final LocalDeeds deeds = new LocalDeeds(mesh, xb, xa);

  @BeforeEach
  void introduce() {
    mesh.introduce(xa, xb);
  }

  @Test
  void whatBothCardsDeclareStandsAndTheRestSaysWhyNot() {
    var law = xa.engine.queries().law(Fixtures.XB, mesh.now()).orElseThrow();
    assertEquals(1, law.ourCard());
    BasisStanding convention = law.bases().getFirst();
    assertEquals("UNCC in_force", convention.basis() + " " + convention.footing());
    assertTrue(convention.ours().declared() && convention.theirs().declared());
    assertFalse(convention.ours().reserved());
    assertEquals(
        List.of("not_declared"),
        law.bases().stream().skip(1).map(BasisStanding::footing).distinct().toList());
    assertEquals(Optional.empty(), xa.engine.queries().law(Fixtures.XC, mesh.now()));
  }

  private Matter closed() {
    Matter matter = new Matter(mesh, letters, xa, xb);
    matter.request();
    mesh.settle();
    matter.acknowledge();
    mesh.settle();
    Decision gone = with(MessageFixtures.accepted(), "value", Value.NOT_LOCATED);
    gone = with(with(gone, "technicalFailure", "unknown_account"), "itemIds", List.of());
    matter.answer(with(gone, "inReplyTo", matter.requestId()));
    mesh.settle();
    mesh.jump(Duration.ofDays(11));
    deeds.done(matter.opening.caseId(), Deed.CLOSED, "", "a.haddad");
    return matter;
  }

  private List<KeptCase> kept() {
    return xb.engine.queries().retention();
  }

  @Test
  void aCopyIsDueOnceItsTimeIsOverAndNoLegalHoldKeepsIt() {
    assertEquals(List.of(), kept());
    Matter matter = closed();
    KeptCase fresh = kept().getFirst();
    assertEquals(fresh.closedAt().plus(Duration.ofDays(90)), fresh.dueAt());
    assertFalse(fresh.due());
    deeds.done(matter.opening.caseId(), Deed.LEGAL_HOLD_SET, "a trial", "b.lind");
    mesh.jump(Duration.ofDays(91));
    assertEquals(List.of("b.lind"), kept().getFirst().holders());
    assertFalse(kept().getFirst().due(), "no time ends a legal hold");
    deeds.done(matter.opening.caseId(), Deed.LEGAL_HOLD_LIFTED, "it is over", "b.lind");
    assertTrue(kept().getFirst().due());
    mesh.jump(Duration.ofDays(1));
    assertEquals("closed", matter.stateAt(xb), "nothing is purged by itself");
    assertFalse(xb.vault.isShredded(matter.opening.caseId()));
    deeds.done(matter.opening.caseId(), Deed.PURGED, "", "a.haddad", "b.lind");
    assertEquals(List.of(), kept());
    assertEquals(List.of(), xa.engine.queries().retention(), "XA has not closed its copy");
  }

  private List<Counted> statistics(Mesh.Member at, boolean exercises) {
    return at.engine.queries().statistics(Instant.EPOCH, mesh.now().plusSeconds(1), exercises);
  }

  private List<String> told(Mesh.Member at) {
    return statistics(at, true).stream().map(RegistryTest::line).toList();
  }

  private static String line(Counted one) {
    return one.measure() + " " + one.value() + " " + one.count().map(String::valueOf).orElse("-");
  }

  @Test
  void casesAreCountedAndNeitherThemselvesNorPersonsNorStatesAreNamed() {
    List<Matter> matters = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Matter matter = new Matter(mesh, letters, xa, xb);
      matters.add(matter);
      matter.request();
      mesh.settle();
      matter.acknowledge();
      mesh.settle();
    }
    assertTrue(told(xb).contains("cases_received preservation_request 6"), told(xb).toString());
    assertTrue(told(xb).contains("acknowledged_within_received 1h 6"), told(xb).toString());
    assertTrue(told(xb).contains("decided_within_received never 6"), told(xb).toString());
    assertTrue(told(xa).contains("cases_sent preservation_request 6"), told(xa).toString());
    String all = told(xa) + " " + told(xb);
    for (String word : List.of("j.morgan", "a.haddad", "xa", "xb", "XA", "XB")) {
      assertFalse(all.contains(word), all);
    }
    matters.forEach(one -> assertFalse(all.contains(one.opening.caseId().toString())));
    Instant before = matters.getFirst().rowAt(xb).orElseThrow().openedAt();
    assertEquals(List.of(), xb.engine.queries().statistics(Instant.EPOCH, before, true));
    assertEquals(List.of(), statistics(xb, false), "these are exercises");
  }

  @Test
  void whatFewMakeIsNotToldNorWhatWouldGiveItAway() {
    for (int i = 0; i < 7; i++) {
      Matter matter = new Matter(mesh, letters, xa, xb);
      matter.request();
      mesh.settle();
      if (i > 0) {
        matter.acknowledge();
        mesh.settle();
      }
    }
    assertTrue(told(xb).contains("cases_received preservation_request 7"), told(xb).toString());
    assertTrue(told(xb).contains("acknowledged_within_received never -"), told(xb).toString());
    assertTrue(
        told(xb).contains("acknowledged_within_received 1h -"), "seven less six would tell it");
  }
}
