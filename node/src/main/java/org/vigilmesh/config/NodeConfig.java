package org.vigilmesh.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.casework.Lengths;
import org.vigilmesh.identity.KeySet.Endpoint;
import org.vigilmesh.identity.NodeId;

/**
 * What a node's configuration file says, checked. Paths are absolute, or relative to the working
 * directory where only that form is short enough for a socket.
 *
 * @param directory where everything of this node lives
 * @param listen where peers connect to; port 0 lets the system choose
 * @param advertised what peers are told to dial; empty for a node that only dials out
 * @param desk empty where officers have no desk here
 * @param passphraseFile opens the node's sealed keys; mode 0600
 */
public record NodeConfig(
    NodeId node,
    Path directory,
    Listen listen,
    List<Endpoint> advertised,
    Path adminSocket,
    Path passphraseFile,
    Timers timers,
    Outside outside,
    Lengths lengths,
    Optional<DeskConfig> desk) {
  public NodeConfig {
    advertised = List.copyOf(advertised);
  }

  public Layout layout() {
    return new Layout(directory);
  }

  /** An address and a port of this machine. */
  public record Listen(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /**
   * How often and how long.
   *
   * @param pulse how often both ends of a link say that they live
   * @param dialMin first pause after a failed dial; doubles until {@code dialMax}
   * @param deliverEmergency an emergency statement not delivered by then rings an alarm
   * @param deliverOther the same for the other two lanes
   */
  public record Timers(
      Duration pulse,
      Duration dialMin,
      Duration dialMax,
      Duration deliverEmergency,
      Duration deliverOther) {
    /** The numbers of PROTOCOL and of the delivery guarantee. */
    public static final Timers DEFAULT =
        new Timers(
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(2),
            Duration.ofMinutes(15));
  }
}
