package org.vigilmesh.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.vigilmesh.Fixtures;

final class PolicyTest {
  private static final Duration ONE = Duration.ofSeconds(1);
  private static final Duration TWO = Duration.ofSeconds(2);

  @Test
  void numbersThatContradictEachOtherAreABug() {
    List<Executable> wrong =
        List.of(
            () -> new Policy.Window(1024, 8 << 20, 64, 100, 10),
            () -> new Policy.Window(1024, 300_000, 64, 512 * 1024, 10),
            () -> new Policy.Window(0, 8 << 20, 64, 512 * 1024, 10),
            () -> new Policy.Window(1024, 8 << 20, 0, 512 * 1024, 10),
            () -> new Policy.Window(1024, 8 << 20, 64, 512 * 1024, 1),
            () -> new Policy.Retry(Duration.ZERO, ONE, ONE),
            () -> new Policy.Retry(TWO, ONE, ONE),
            () -> new Policy.Retry(ONE, TWO, Duration.ZERO),
            () -> new Policy.Link(TWO, TWO, ONE, ONE, ONE, 4),
            () -> new Policy.Link(ONE, TWO, ONE, ONE, ONE, 1),
            () -> new Policy.Inbound(10, 20, 3, 1, 1, ONE, 1),
            () -> new Policy.Inbound(20, 10, 3, 10, 1, ONE, 1),
            () -> new Policy.Inbound(20, 10, 3, 1, 3, ONE, 1));
    for (Executable one : wrong) {
      assertThrows(IllegalStateException.class, one);
    }
  }

  @Test
  void pausesDoubleWithJitterBetweenFirstAndLast() {
    Policy.Retry retry = Policy.DEFAULT.retry();
    for (int attempt = 0; attempt < 100; attempt++) {
      long full = Math.min(300_000, 1000L << Math.min(attempt, 20));
      long pause = Backoff.pause(Fixtures.XA, attempt, retry).toMillis();
      assertTrue(pause >= Math.max(1000, full / 2) && pause <= full, attempt + ": " + pause);
    }
  }

  @Test
  void jitterKeepsPeersApartAndARunRepeatable() {
    Policy.Retry retry = Policy.DEFAULT.retry();
    assertEquals(Backoff.pause(Fixtures.XA, 9, retry), Backoff.pause(Fixtures.XA, 9, retry));
    assertNotEquals(Backoff.pause(Fixtures.XA, 9, retry), Backoff.pause(Fixtures.XB, 9, retry));
  }
}
