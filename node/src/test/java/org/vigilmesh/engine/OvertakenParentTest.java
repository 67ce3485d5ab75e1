package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.value.Urgency;

/** Attack, or a busy line: an act overtakes, in a faster lane, the one that it stands on. */
final class OvertakenParentTest {
  private final TwoNodes two = new TwoNodes();
  private final Matter matter = new Matter(two.mesh, two.letters, two.xa, two.xb);

  private static boolean isIn(Urgency lane, Frame frame) {
    return frame instanceof Frame.Statements statements && statements.lane() == lane;
  }

  /** XB's acknowledgement in its own lane, and the word on it that comes first. */
  @Test
  void itIsShownAtOnceMovesNothingAndBlocksNoLane() {
    matter.request();
    two.mesh.settle();
    two.xa.links.arriving =
        frame -> isIn(Urgency.URGENT, frame) ? Optional.empty() : Optional.of(frame);
    Letters.Sent parent = matter.acknowledge();
    two.mesh.settle();
    assertTrue(parent.isAccepted());
    Content decision = with(MessageFixtures.accepted(), "inReplyTo", matter.requestId());
    Letters.Draft answer = matter.answering(decision);
    Letters.Draft draft =
        new Letters.Draft(
            two.xb,
            answer.to(),
            decision,
            answer.caseId(),
            Urgency.EMERGENCY,
            answer.parents(),
            answer.officers(),
            answer.life());
    Letters.Sent child = two.letters.send(draft);
    two.mesh.settle();
    assertEquals(ActState.DELIVERED, Watch.state(two.xb, child), "it is receipted");
    assertEquals("delivered", matter.stateAt(two.xa), "and has moved nothing yet");
    assertTrue(matter.rowAt(two.xa).orElseThrow().marks().contains("earlier message missing"));
    assertFalse(Watch.alarms(two.xa).contains("E-ACT-VIOLATION"), "nobody is accused of it");
    Letters.Sent next = two.test(two.xb, two.xa, Urgency.EMERGENCY);
    assertEquals(ActState.DELIVERED, Watch.state(two.xb, next), "its lane goes on");
    two.xa.links.arriving = Optional::of;
    two.mesh.pass(Duration.ofMinutes(1));
    assertEquals("accepted", matter.stateAt(two.xa), "with its parent it counts");
    assertFalse(matter.rowAt(two.xa).orElseThrow().marks().contains("earlier message missing"));
    assertEquals(matter.stateAt(two.xb), matter.stateAt(two.xa));
    assertEquals(List.of(), Watch.evidence(two.xa, two.xb));
  }
}
