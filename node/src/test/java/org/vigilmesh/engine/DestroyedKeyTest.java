package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.Sealed;
import org.vigilmesh.port.Opener.Opened;
import org.vigilmesh.value.Urgency;

/** Attack: traffic is recorded, and the node with all its keys is stolen three weeks later. */
final class DestroyedKeyTest {
  private final TwoNodes two = new TwoNodes();
  private final List<Sealed> recorded = new ArrayList<>();

  private Optional<Frame> keep(Frame frame) {
    if (frame instanceof Frame.Statements(Urgency _, List<Frame.Offered> offered)) {
      for (Frame.Offered one : offered) {
        recorded.add(Country.CODEC.sealed().decode(one.sealed()).find().orElseThrow());
      }
    }
    return Optional.of(frame);
  }

  private void days(int count) {
    for (int hour = 0; hour < 24 * count; hour++) {
      two.mesh.jump(Duration.ofHours(1));
    }
  }

  /** Everything that the thief has: each private key that the node still holds. */
  private long opened() {
    return recorded.stream()
        .filter(one -> two.xb.keys.opener().open(one) instanceof Opened.Plain)
        .count();
  }

  @Test
  void recordedTrafficStaysShutOnceItsKeyIsDestroyed() {
    two.xb.links.arriving = this::keep;
    for (Urgency urgency : Urgency.values()) {
      two.test(two.xa, two.xb, urgency);
    }
    assertEquals(3, recorded.size());
    assertEquals(3, opened(), "while the key is there it opens them");
    days(20);
    assertEquals(0, opened());
    for (Sealed one : recorded) {
      assertInstanceOf(Opened.UnknownKey.class, two.xb.keys.opener().open(one));
    }
    assertFalse(two.xb.keys.sealingKeys().isEmpty(), "newer keys are held");
    two.xb.restart();
    assertEquals(0, opened(), "and a restart brings nothing back");
  }
}
