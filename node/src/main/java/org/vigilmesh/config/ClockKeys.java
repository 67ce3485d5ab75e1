package org.vigilmesh.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.vigilmesh.casework.Clock;
import org.vigilmesh.casework.Lengths;
import org.vigilmesh.casework.Lengths.Bounds;
import org.vigilmesh.config.NodeConfig.Timers;
import org.vigilmesh.config.YamlFile.Section;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Urgency;

/**
 * Reads {@code clocks}: the lengths of a State's own, by clock and urgency, and for single peers.
 * Clocks without bounds are no known keys: their ends are the case's, or both sides'.
 */
final class ClockKeys {
  private final Map<Lengths.Key, Duration> own = new HashMap<>();

  /** The clock of a delivery is the timer that rings when it is late. */
  Lengths read(Section section, Timers timers) {
    for (Urgency urgency : Urgency.values()) {
      Duration late =
          urgency == Urgency.EMERGENCY ? timers.deliverEmergency() : timers.deliverOther();
      if (isAllowed(Clock.DELIVERY, urgency, late)) {
        own.put(new Lengths.Key(Clock.DELIVERY, urgency, Optional.empty()), late);
      }
    }
    clocks(section, Optional.empty());
    Section peers = section.section("peers");
    for (String name : peers.keys()) {
      Section peer = peers.section(name);
      Optional<NodeId> node = node(name);
      if (node.isEmpty()) {
        peers.wrong(name, name, "node_id");
      }
      clocks(peer, node);
    }
    return new Lengths(own);
  }

  private static Optional<NodeId> node(String name) {
    try {
      return Optional.of(NodeId.typed(name));
    } catch (InvalidValue e) {
      return Optional.empty();
    }
  }

  private static boolean isAllowed(Clock clock, Urgency urgency, Duration length) {
    return Lengths.bounds(clock, urgency).filter(bounds -> bounds.holds(length)).isPresent();
  }

  private void clocks(Section section, Optional<NodeId> peer) {
    Stream.of(Clock.values())
        .filter(clock -> clock != Clock.DELIVERY)
        .filter(clock -> Lengths.bounds(clock, Urgency.ROUTINE).isPresent())
        .forEach(clock -> lengths(section.section(clock.code()), clock, peer));
  }

  private void lengths(Section section, Clock clock, Optional<NodeId> peer) {
    for (Urgency urgency : Urgency.values()) {
      String key = urgency.code();
      Optional<Duration> length = section.optional(key, Readers::duration, "duration");
      if (length.isPresent() && !isAllowed(clock, urgency, length.get())) {
        Bounds bounds = Lengths.bounds(clock, urgency).orElseThrow();
        section.wrong(
            key, length.get() + " (" + bounds.least() + "–" + bounds.most() + ")", "clock_length");
      } else if (length.isPresent()) {
        own.put(new Lengths.Key(clock, urgency, peer), length.get());
      }
    }
  }
}
