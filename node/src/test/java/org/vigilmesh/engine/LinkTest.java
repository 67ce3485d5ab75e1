package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.delivery.Frame.Holding;
import org.vigilmesh.port.Transport;
import org.vigilmesh.value.Digest;

/** What a link remembers between two Pulses. */
final class LinkTest {
  static final Transport.Security SECURITY =
      new Transport.Security("TLSv1.3", "X25519MLKEM768", "TLS_AES_256_GCM_SHA384");

  private final Link link = new Link(new Transport.LinkId(1), Fixtures.XB, SECURITY, Instant.EPOCH);

  static Holding keySet(long version) {
    return new Holding(1, 1, Digest.ZERO, 1, Digest.ZERO, version, Digest.ZERO);
  }

  /** A READ-ONLY peer takes no identity: it got all of ours every 20 seconds. */
  @Test
  void whatAPeerGoesOnLackingIsSentEverMoreSeldom() {
    List<Integer> sent =
        IntStream.rangeClosed(1, 200)
            .filter(_ -> link.sendsAgain(keySet(3), keySet(4)))
            .boxed()
            .toList();
    assertEquals(List.of(1, 2, 4, 8, 16, 32, 64, 128, 192), sent);
  }

  @Test
  void whenEitherSideChangesItIsSentAtOnce() {
    IntStream.range(0, 5).forEach(_ -> link.sendsAgain(keySet(3), keySet(4)));
    assertTrue(link.sendsAgain(keySet(3), keySet(5)), "ours is newer");
    assertTrue(link.sendsAgain(keySet(4), keySet(5)), "it took one of them");
  }
}
