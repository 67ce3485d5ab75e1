package org.vigilmesh.adapter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is heard how often before the door. */
final class AttemptsTest {
  private Instant now = Instant.parse("2027-01-15T03:00:00Z");
  private final Attempts attempts = new Attempts(() -> now);

  private long allowed(int tries, String network) {
    return IntStream.range(0, tries).filter(_ -> attempts.allows(network)).count();
  }

  @Test
  void aNetworkThatTriesTooOftenWaitsForTheNextMinuteAndNobodyElseDoes() {
    assertEquals(10, allowed(50, "192.0.2.7"));
    assertTrue(attempts.allows("192.0.2.8"));
    now = now.plus(Attempts.WINDOW);
    assertTrue(attempts.allows("192.0.2.7"));
  }

  @Test
  void allNetworksTogetherHaveABound() {
    long heard = IntStream.range(0, 200).mapToLong(i -> allowed(10, "net " + i)).sum();
    assertEquals(1_200, heard);
  }

  @Test
  void whoNamesAnOfficerTooOftenIsNotHeardFromWhereverTheyAre() {
    long heard =
        IntStream.range(0, 30).filter(i -> attempts.allows("net " + i, "j.morgan")).count();
    assertEquals(10, heard);
    assertTrue(attempts.allows("net 1", "p.reyes"));
  }

  @Test
  void nobodyKeepsAnOfficerOutOfThePlaceWhereTheySignedInBefore() {
    attempts.succeeded("192.0.2.7", "j.morgan");
    IntStream.range(0, 30).forEach(i -> attempts.allows("net " + i, "j.morgan"));
    assertTrue(attempts.allows("192.0.2.7", "j.morgan"));
    assertFalse(attempts.allows("192.0.2.7", "j.morgan2") && attempts.allows("net 1", "j.morgan"));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:",
    "2001:db8:0001:2::9, 2001:db8:1:2:",
    "[2001:db8::1], 2001:db8:0:0:",
    "fe80::1%eth0, fe80:0:0:0:",
    "::1, 0:0:0:0:",
    "::2:3:4:5:6, 0:0:0:2:",
    "::ffff:192.0.2.7, ::ffff:192.0.2.7"
  })
  void oneIpv6CustomerIsOneNetwork(String address, String network) {
    assertEquals(network, Network.of(address));
  }
}
