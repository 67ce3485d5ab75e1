package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.value.Urgency;

/** Attack: somebody uses the id of an act before its author's statement arrives, to unmake it. */
final class ActIdSquattingTest {
  private final TwoNodes two = new TwoNodes();

  @Test
  void anotherStateUnderTheSameIdTakesNothingAway() {
    Mesh.Member xc = two.third();
    Matter matter = new Matter(two.mesh, two.letters, two.xa, two.xb);
    Act act = two.letters.act(matter.opening);
    Act squatting =
        with(two.letters.act(two.letters.test(xc, two.xb, Urgency.EMERGENCY)), "id", act.id());
    Forger squatter = new Forger(two.mesh, xc, two.xb);
    squatter.offer(squatter.statement(squatting, List.of()));
    two.mesh.settle();
    assertEquals(ActState.APPLIED, two.stateAtXb(squatting).orElseThrow());
    two.letters.submit(two.xa, two.letters.signed(two.xa, act, TwoNodes.BOTH), act);
    two.mesh.settle();
    assertEquals(ActState.APPLIED, two.stateAtXb(act).orElseThrow());
    assertEquals("delivered", matter.stateAt(two.xb));
    assertFalse(Watch.alarms(two.xb).contains("E-ACT-ID-REUSED"));
  }

  @Test
  void anIdOfOursInAPeersActTakesNothingAwayFromOurs() {
    Letters.Sent ours = two.test(two.xb, two.xa, Urgency.ROUTINE);
    Act theirs = with(two.unsent(Urgency.ROUTINE), "id", ours.act().id());
    two.offered(two.thief.statement(theirs, List.of()));
    assertEquals(ActState.APPLIED, two.stateAtXb(theirs).orElseThrow());
    assertEquals(ActState.DELIVERED, Watch.state(two.xb, ours));
  }

  @Test
  void itsOwnSenderGetsNoSecondEffectAndLeavesEvidence() {
    Letters.Sent first = two.test(two.xa, two.xb, Urgency.ROUTINE);
    Act other = with(first.act(), "random", two.mesh.fresh(32));
    two.offered(two.thief.statement(other, List.of()));
    assertEquals(1, two.xb.store.read(view -> view.acts(first.act().caseId())).size());
    assertTrue(Watch.alarms(two.xb).contains("E-ACT-ID-REUSED"));
  }
}
