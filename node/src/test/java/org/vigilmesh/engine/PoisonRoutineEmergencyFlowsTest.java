package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Urgency;

/** Attack: something in the routine lane that no node can take, to stop a country's emergencies. */
final class PoisonRoutineEmergencyFlowsTest {
  private final TwoNodes two = new TwoNodes();

  private static Frame poisoned(Frame frame) {
    if (!(frame instanceof Frame.Statements(Urgency lane, List<Frame.Offered> offered))
        || lane != Urgency.ROUTINE) {
      return frame;
    }
    return new Frame.Statements(
        lane,
        offered.stream()
            .map(one -> new Frame.Offered(one.incarnation(), one.place(), spoilt(one.sealed())))
            .toList());
  }

  private static Bytes spoilt(Bytes sealed) {
    byte[] bytes = sealed.toArray();
    bytes[bytes.length / 2] ^= 1;
    return Bytes.of(bytes);
  }

  private void flows(Urgency urgency) {
    Letters.Sent sent = two.test(two.xa, two.xb, urgency);
    assertEquals(ActState.DELIVERED, Watch.state(two.xa, sent));
    assertEquals(ActState.APPLIED, Watch.state(two.xb, sent));
  }

  @Test
  void whatNobodyCanOpenPausesItsOwnLaneAlone() {
    two.xb.links.arriving = frame -> Optional.of(poisoned(frame));
    Letters.Sent stuck = two.test(two.xa, two.xb, Urgency.ROUTINE);
    flows(Urgency.EMERGENCY);
    flows(Urgency.URGENT);
    two.mesh.pass(Duration.ofMinutes(3));
    flows(Urgency.EMERGENCY);
    assertFalse(Watch.holds(two.xb, stuck));
    assertTrue(Watch.alarms(two.xa).contains("E-LANE-PAUSED"));
    assertTrue(Watch.alarms(two.xb).contains("E-STATEMENT-REFUSED"));
    two.xb.links.arriving = Optional::of;
    two.mesh.pass(Duration.ofMinutes(6));
    assertEquals(ActState.DELIVERED, Watch.state(two.xa, stuck), "and it is not lost");
  }

  @Test
  void contentThatNobodyUnderstandsTakesItsPlaceAndStopsNoLane() {
    Act act = two.unsent(Urgency.ROUTINE);
    two.offered(two.thief.statement(Bytes.utf8("no body"), two.thief.header(act)));
    assertEquals(1, Watch.lane(two.xb, two.thief.lane(Urgency.ROUTINE)).last().seq());
    assertTrue(Watch.alarms(two.xb).contains("E-ACT-UNPROCESSABLE"));
    Act next = two.unsent(Urgency.ROUTINE);
    two.offered(two.thief.statement(next, List.of()));
    assertEquals(ActState.APPLIED, two.stateAtXb(next).orElseThrow(), "its own lane goes on, too");
    flows(Urgency.EMERGENCY);
  }

  @Test
  void howeverMuchRoutineWaitsTheEmergencyLeavesFirst() {
    two.down(two.xb, true);
    for (int i = 0; i < 20; i++) {
      two.letters.send(two.letters.test(two.xa, two.xb, Urgency.ROUTINE));
    }
    two.letters.send(two.letters.test(two.xa, two.xb, Urgency.EMERGENCY));
    two.mesh.settle();
    two.xa.links.takeSent();
    two.down(two.xb, false);
    two.mesh.pass(Duration.ofMinutes(1));
    Urgency first =
        two.xa.links.takeSent().stream()
            .filter(Frame.Statements.class::isInstance)
            .map(frame -> ((Frame.Statements) frame).lane())
            .findFirst()
            .orElseThrow();
    assertEquals(Urgency.EMERGENCY, first);
  }
}
