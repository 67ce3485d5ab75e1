package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.message.Decision.Value;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.value.Urgency;

/** Attack: what a node has said is thrown back at it, frame by frame. */
final class ReflectionTest {
  private final TwoNodes two = new TwoNodes();
  private final Matter matter = new Matter(two.mesh, two.letters, two.xa, two.xb);

  private List<ActRow> acts() {
    return matter.actsAt(two.xa);
  }

  private List<LaneRow> lanes() {
    return two.xa.store.read(view -> view.lanes());
  }

  /** Every kind of frame and of act that a whole case makes leave XA. */
  @Test
  void nothingThatComesBackChangesAnything() {
    List<Frame> said = new ArrayList<>();
    two.xb.links.arriving =
        frame -> {
          said.add(frame);
          return Optional.of(frame);
        };
    matter.request();
    two.mesh.settle();
    matter.acknowledge();
    two.mesh.settle();
    matter.decide(Value.ACCEPTED);
    two.mesh.settle();
    matter.preserve();
    for (Urgency urgency : Urgency.values()) {
      two.test(two.xa, two.xb, urgency);
    }
    two.mesh.settle();
    assertEquals("preserved", matter.stateAt(two.xa));
    List<ActRow> acts = acts();
    List<LaneRow> lanes = lanes();
    List<Frame> signed =
        said.stream()
            .filter(f -> f instanceof Frame.Statements || f instanceof Frame.Receipts)
            .toList();
    assertFalse(signed.isEmpty());
    Forger mirror = new Forger(two.mesh, two.xb, two.xa);
    for (Frame frame : List.copyOf(said)) {
      if (!(frame instanceof Frame.Hello)) {
        mirror.send(frame);
        two.mesh.settle();
      }
    }
    assertEquals(acts, acts());
    assertEquals(lanes, lanes());
    assertEquals("preserved", matter.stateAt(two.xa));
    assertFalse(Watch.isReadOnly(two.xa), "our own words prove no loss where we have them");
    assertEquals(List.of(), Watch.evidence(two.xa, two.xb));
  }
}
