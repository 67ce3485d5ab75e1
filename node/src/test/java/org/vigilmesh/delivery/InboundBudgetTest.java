package org.vigilmesh.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.delivery.Lanes.POLICY;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigilmesh.delivery.InboundBudget.Admission;
import org.vigilmesh.delivery.InboundBudget.Use;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.value.Urgency;

final class InboundBudgetTest {
  private static final Policy.Inbound QUOTA = POLICY.inbound();

  private static InboundBudget taken(InboundBudget budget, NodeId peer, Urgency urgency, Use use) {
    var answer = budget.admit(peer, urgency, use, POLICY);
    return assertInstanceOf(Admission.Admitted.class, answer).next();
  }

  private static void assertClosed(InboundBudget budget, NodeId peer, Urgency urgency, Use use) {
    assertInstanceOf(Admission.CloseLink.class, budget.admit(peer, urgency, use, POLICY));
  }

  @Test
  void twoFullLanesFitAndTheThirdIsForEmergencies() {
    Use two = new Use(2048, QUOTA.peerBytes() - QUOTA.reserveBytes());
    InboundBudget budget = taken(InboundBudget.EMPTY, XA, Urgency.ROUTINE, two);
    assertClosed(budget, XA, Urgency.URGENT, new Use(1, 1));
    InboundBudget full = taken(budget, XA, Urgency.EMERGENCY, new Use(1024, QUOTA.reserveBytes()));
    assertClosed(full, XA, Urgency.EMERGENCY, new Use(0, 1));
    assertClosed(full, XA, Urgency.EMERGENCY, new Use(1, 0));
    taken(full, XB, Urgency.ROUTINE, new Use(1, 1));
  }

  @Test
  void bytesOfOnePeerAreBoundedByThemselves() {
    Use many = new Use(1, QUOTA.peerBytes() - QUOTA.reserveBytes() + 1L);
    assertClosed(InboundBudget.EMPTY, XA, Urgency.ROUTINE, many);
  }

  @Test
  void allPeersTogetherStayUnder64MebibytesWithAReserve() {
    InboundBudget budget = InboundBudget.EMPTY;
    Use share = new Use(10, 14 << 20);
    for (String peer : List.of("xc", "xd", "xe", "xf")) {
      budget = taken(budget, new NodeId(peer), Urgency.URGENT, share);
    }
    assertEquals(56L << 20, budget.bytes());
    assertClosed(budget, XA, Urgency.URGENT, new Use(1, 1));
    budget = taken(budget, XA, Urgency.EMERGENCY, new Use(1, 8 << 20));
    assertClosed(budget, XB, Urgency.EMERGENCY, new Use(1, 1));
  }

  @Test
  void whatIsGivenBackCanBeTakenAgain() {
    InboundBudget budget = taken(InboundBudget.EMPTY, XA, Urgency.ROUTINE, new Use(3, 30));
    assertEquals(
        taken(InboundBudget.EMPTY, XA, Urgency.ROUTINE, new Use(2, 20)),
        budget.released(XA, new Use(1, 10)));
    assertEquals(InboundBudget.EMPTY, budget.released(XA, new Use(3, 30)));
  }

  @Test
  void givingBackMoreThanWasTakenIsABug() {
    InboundBudget budget = taken(InboundBudget.EMPTY, XA, Urgency.ROUTINE, new Use(3, 30));
    for (Use wrong : List.of(new Use(4, 30), new Use(3, 31))) {
      assertThrows(IllegalStateException.class, () -> budget.released(XA, wrong));
    }
    assertThrows(IllegalStateException.class, () -> budget.released(XB, new Use(1, 1)));
  }

  @Test
  void noOrderOfFramesExceedsTheWhole() {
    long seed = Long.getLong("sim.seed", 1);
    Random random = new Random(seed);
    InboundBudget budget = InboundBudget.EMPTY;
    List<NodeId> peers = new ArrayList<>();
    for (char c = 'a'; c < 'k'; c++) {
      peers.add(new NodeId("x" + c));
    }
    for (int i = 0; i < 20_000; i++) {
      NodeId peer = peers.get(random.nextInt(peers.size()));
      Use held = budget.uses().getOrDefault(peer, Use.NONE);
      if (random.nextInt(5) == 0) {
        budget = budget.released(peer, held);
      } else {
        Urgency urgency = Urgency.values()[random.nextInt(3)];
        Use more = new Use(1 + random.nextInt(64), random.nextInt(512 * 1024));
        Admission answer = budget.admit(peer, urgency, more, POLICY);
        if (answer instanceof Admission.Admitted(InboundBudget next)) {
          budget = next;
        }
      }
      assertTrue(budget.bytes() <= QUOTA.bytes(), "-Dsim.seed=" + seed);
    }
  }
}
