package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vigilmesh.message.MessageFixtures;

/** How long the engine's own thread waits for an event. */
final class EnginePatienceTest {
  private static final Instant NOW = MessageFixtures.NOW;

  @Test
  void whatIsDueSinceEverIsDueNowAndEndsNoNode() {
    assertEquals(0, Engine.patienceMillis(NOW, Instant.MIN));
    assertEquals(0, Engine.patienceMillis(NOW, NOW));
  }

  @Test
  void aTurnIsTakenAtLeastEachSecond() {
    assertEquals(1000, Engine.patienceMillis(NOW, Instant.MAX));
    assertEquals(250, Engine.patienceMillis(NOW, NOW.plusMillis(250)));
  }
}
