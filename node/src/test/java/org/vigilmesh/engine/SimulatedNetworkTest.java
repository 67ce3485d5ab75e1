package org.vigilmesh.engine;

import java.time.Duration;
import java.util.EnumSet;
import java.util.function.BooleanSupplier;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.TestIdentities;
import org.vigilmesh.port.Transport;
import org.vigilmesh.port.TransportContract;
import org.vigilmesh.port.TransportIdentity;
import org.vigilmesh.value.Digest;

/** The simulator's links keep the contract of the shipped ones; a full link is their one fault. */
final class SimulatedNetworkTest extends TransportContract {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final SimulatedWorld world =
      new SimulatedWorld(
          new SimulationOptions(
              1, 3, 1, true, Duration.ZERO, false, EnumSet.of(Fault.BACKPRESSURE)),
          null);

  SimulatedNetworkTest() {
    SimulatedCountries.first(3, false)
        .forEach(country -> world.nodes.add(new SimulatedNode(world, country)));
  }

  private SimulatedNode node(NodeId id) {
    return world.nodes.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  @Override
  protected Transport transport(NodeId self) {
    node(self).ear().shows(pin(self));
    return world.network.transport(node(self));
  }

  @Override
  protected Digest pin(NodeId self) {
    return org.vigilmesh.Fixtures.digest("pin of " + self);
  }

  @Override
  protected TransportIdentity otherIdentity(NodeId self) {
    return TestIdentities.of(self);
  }

  @Override
  protected boolean settle(BooleanSupplier claim) {
    Duration end = world.age().plus(LONGEST);
    while (!claim.getAsBoolean() && world.age().compareTo(end) < 0) {
      world.pass(Duration.ofMillis(50));
    }
    return claim.getAsBoolean();
  }
}
