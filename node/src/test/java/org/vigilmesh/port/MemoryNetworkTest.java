package org.vigilmesh.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.digest;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.EventLog.Closed;
import org.vigilmesh.port.EventLog.Opened;
import org.vigilmesh.port.EventLog.Received;
import org.vigilmesh.port.Transport.LinkId;
import org.vigilmesh.value.Digest;

/** The simulated network keeps the transport's contract, and its own promise of determinism. */
final class MemoryNetworkTest extends TransportContract {
  private final MemoryNetwork network = new MemoryNetwork();

  @Override
  protected Transport transport(NodeId self) {
    return network.transport(self, pin(self));
  }

  @Override
  protected Digest pin(NodeId self) {
    return digest("pin of " + self);
  }

  @Override
  protected TransportIdentity otherIdentity(NodeId self) {
    return TestIdentities.of(self);
  }

  @Override
  protected boolean settle(BooleanSupplier claim) {
    while (!claim.getAsBoolean() && network.choices() > 0) {
      network.deliver(0);
    }
    return claim.getAsBoolean();
  }

  @Test
  void nothingHappensUntilItIsDelivered() {
    start(XA);
    start(XB);
    dial(XA, XB);
    assertEquals(0, log.size());
    assertEquals(1, network.choices());
    network.deliverAll();
    assertEquals(1, log.seen(XA, Opened.class).size());
    assertEquals(0, network.choices());
  }

  @Test
  void framesOfDifferentLinksMayOvertakeButNotWithinOne() {
    start(XA);
    start(XB);
    List<LinkId> one = link(XA, XB);
    List<LinkId> two = link(XA, XB);
    at(XA).send(one.get(0), resume(1));
    at(XA).send(one.get(0), resume(2));
    at(XA).send(two.get(0), resume(3));
    assertEquals(2, network.choices());
    network.deliver(1);
    network.deliver(0);
    network.deliver(0);
    assertEquals(
        List.of(resume(3), resume(1), resume(2)),
        log.seen(XB, Received.class).stream().map(Received::frame).toList());
  }

  @Test
  void aCutLosesWhatIsUnderWay() {
    start(XA);
    start(XB);
    List<LinkId> ends = link(XA, XB);
    at(XB).send(ends.get(1), resume(1));
    network.cut(XA, XB);
    network.deliverAll();
    assertTrue(log.seen(XA, Received.class).isEmpty());
    assertEquals(1, log.seen(XA, Closed.class).size());
    assertEquals(1, log.seen(XB, Closed.class).size());
    assertFalse(at(XA).send(ends.get(0), resume(1)));
  }
}
