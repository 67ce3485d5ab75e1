package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.vigilmesh.port.Administration.KeyUse;
import org.vigilmesh.port.MemoryStore;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.value.Urgency;

/**
 * Attack, or a lying disk: exactly the last turn is lost after its bytes have left. The journal
 * head that the statement carried is the one before its own commit, so the head alone shows
 * nothing.
 */
final class LostLastTurnTest {
  private final TwoNodes two = new TwoNodes();

  /** Runs the engine, as on a machine whose disk stops keeping anything at the given moment. */
  private void noticed(Mesh.Member member, MemoryStore kept) {
    assertTrue(two.restored(member, kept), "the loss is noticed");
    assertTrue(TwoNodes.alarms(member).contains("E-READ-ONLY"));
    assertFalse(Watch.spoke(member), "and nothing has left before");
  }

  @Test
  void aSenderThatLostItsLastTurnIsStoppedBeforeItsNextStatement() {
    MemoryStore kept = two.xa.store.copy();
    Letters.Sent sent = two.test(two.xa, two.xb, Urgency.ROUTINE);
    assertEquals(ActState.DELIVERED, Watch.state(two.xa, sent));
    noticed(two.xa, kept);
  }

  @Test
  void aReceiverThatLostWhatItReceiptedIsStopped() {
    MemoryStore kept = two.xb.store.copy();
    two.test(two.xa, two.xb, Urgency.EMERGENCY);
    noticed(two.xb, kept);
  }

  @Test
  void aNodeThatLostItsNewestKeySetIsStopped() {
    MemoryStore kept = two.xb.store.copy();
    Mesh.require(two.xb.engine.administration().rotate(KeyUse.SEALING, false, "admin"));
    two.mesh.settle();
    noticed(two.xb, kept);
  }
}
