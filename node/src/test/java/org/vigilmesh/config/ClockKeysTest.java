package org.vigilmesh.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigilmesh.casework.Clock;
import org.vigilmesh.casework.Lengths;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.value.Urgency;

/** Lengths of clocks in a configuration, and each way to get them wrong. */
final class ClockKeysTest {
  private static final Path FILE = Path.of("/srv/vigil/vigil.yaml");

  private static Lengths read(String rest) {
    return ConfigFile.read(FILE, "node: xb\npeer:\n  listen: a:1\n" + rest).lengths();
  }

  @Test
  void whatIsNotSaidIsAsShipped() {
    assertEquals(Lengths.SHIPPED, read(""));
    assertEquals(Lengths.SHIPPED, read("clocks:\n  decision: {urgent: 1d}\n"));
  }

  @Test
  void lengthsAreReadByUrgencyAndByPeer() {
    Lengths own =
        read(
            "clocks:\n  acknowledgement: {urgent: 4h}\n  peers:\n    xc:\n"
                + "      acknowledgement: {urgent: 2h}\n");
    Clock ack = Clock.ACKNOWLEDGEMENT;
    assertEquals(Duration.ofHours(4), own.length(ack, Urgency.URGENT, new NodeId("xa")));
    assertEquals(Duration.ofHours(2), own.length(ack, Urgency.URGENT, new NodeId("xc")));
    assertEquals(Duration.ofDays(1), own.length(ack, Urgency.ROUTINE, new NodeId("xc")));
  }

  @Test
  void theClockOfADeliveryIsTheTimerThatRings() {
    Lengths own = read("timers:\n  deliver_emergency: 30s\n  deliver_other: 20m\n");
    NodeId peer = new NodeId("xa");
    assertEquals(Duration.ofSeconds(30), own.length(Clock.DELIVERY, Urgency.EMERGENCY, peer));
    assertEquals(Duration.ofMinutes(20), own.length(Clock.DELIVERY, Urgency.ROUTINE, peer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          acknowledgement: {urgent: 9h} | PT9H (PT15M–PT8H)
          acknowledgement: {emergency: 61m} | PT1H1M (PT5M–PT1H)
          decision: {routine: 15d} | PT360H (PT30M–PT336H)
          decision: {routine: soon} | write a number with ms, s, m, h or d
          treaty_floor: {urgent: 30d} | clocks.treaty_floor is no known key
          retention: {urgent: 1d} | clocks.retention is no known key
          delivery: {urgent: 1d} | clocks.delivery is no known key
          decisions: {urgent: 1d} | clocks.decisions is no known key
          decision: {fast: 1d} | clocks.decision.fast is no known key
          peers: {nowhere: {}} | write two letters and an optional label
          peers: {xc: {objection: {urgent: 1d}}} | clocks.peers.xc.objection is no known key
          """)
  void eachMistakeIsToldWithWhatMayBeWritten(String line, String told) {
    List<String> found =
        assertThrows(ConfigException.class, () -> read("clocks:\n  " + line + "\n"))
            .problems()
            .stream()
            .map(problem -> problem.shown("en"))
            .toList();
    assertEquals(1, found.size(), found::toString);
    assertTrue(found.getFirst().contains(told), found.getFirst());
  }
}
