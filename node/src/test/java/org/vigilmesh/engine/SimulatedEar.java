package org.vigilmesh.engine;

import java.util.Optional;
import java.util.function.Consumer;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Transport;
import org.vigilmesh.value.Digest;

/**
 * Who hears of a simulated node's links and says whom to trust, and which key it shows: its engine,
 * or a test in the engine's place.
 */
final class SimulatedEar {
  private Optional<Transport.Events> events = Optional.empty();
  private Transport.Pins pins = _ -> Optional.empty();
  private Digest shown = Digest.ZERO;

  void becomes(Transport.Events other, Transport.Pins trusted) {
    events = Optional.of(other);
    pins = trusted;
  }

  boolean is(Engine engine) {
    return events.filter(other -> other == engine).isPresent();
  }

  void hear(Consumer<Transport.Events> event) {
    events.ifPresent(event);
  }

  void shows(Digest pin) {
    shown = pin;
  }

  /** Like {@code other}: a clone has the key that its original had. */
  void showsAs(SimulatedEar other) {
    shown = other.shown;
  }

  boolean trusts(NodeId node, SimulatedEar other) {
    return pins.find(node).filter(keys -> keys.contains(other.shown)).isPresent();
  }
}
