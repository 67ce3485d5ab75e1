package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.port.MemoryStore;
import org.vigilmesh.port.Queries.JournalVerdict;
import org.vigilmesh.port.Rows.ActState;
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
}
