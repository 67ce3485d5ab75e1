package org.vigilmesh.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Digests, secrets, times, urgencies and the two kinds of check. */
final class ValuesTest {
  @Test
  void digestsAreThoseOfTheStandard() {
    String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assertEquals(abc, Digest.sha256(Bytes.utf8("abc")).hex());
    assertEquals(abc, Digest.sha256(Bytes.utf8("a"), Bytes.EMPTY, Bytes.utf8("bc")).hex());
    assertEquals(
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        Digest.sha512(Bytes.utf8("abc")).hex());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33, 64})
  void aDigestHas32Bytes(int size) {
    assertThrows(InvalidValue.class, () -> new Digest(Bytes.of(new byte[size])));
  }

  @Test
  void aDigestIsShownByItsFirstEightDigits() {
    Digest digest = Digest.fromHex("0123456789abcdef".repeat(4));
    assertEquals("01234567", digest.brief());
    assertEquals("01234567", digest.toString());
    assertTrue(Digest.ZERO.compareTo(digest) < 0);
    assertEquals(0, digest.compareTo(Digest.fromHex(digest.hex())));
    assertEquals("00".repeat(32), Digest.ZERO.hex());
  }

  @Test
  void aSecretIsShownNowhereAndWipedOnClose() {
    byte[] source = {7, 7, 7, 42};
    SecretBytes secret = SecretBytes.of(source);
    Arrays.fill(source, (byte) 0);
    assertArrayEquals(new byte[] {7, 7, 7, 42}, secret.reveal());
    assertEquals("SecretBytes[4 bytes]", secret.toString());
    secret.reveal()[0] = 0;
    assertEquals(7, secret.reveal()[0]);
    secret.close();
    assertArrayEquals(new byte[4], secret.reveal());
    assertEquals(4, secret.size());
  }

  @Test
  void secretsAreComparedOnlyByAskingFor() {
    SecretBytes one = SecretBytes.of(new byte[] {1, 2});
    SecretBytes same = SecretBytes.of(new byte[] {1, 2});
    assertTrue(one.matches(same));
    assertFalse(one.matches(SecretBytes.of(new byte[] {1, 3})));
    assertFalse(one.matches(SecretBytes.of(new byte[] {1})));
    assertNotEquals(one, same, "equality would be a comparison that nobody sees");
    assertNotSame(one.reveal(), one.reveal());
  }

  @ParameterizedTest
  @CsvSource({
    "2031-03-04T02:58:00Z, true",
    "2031-03-04T02:58:00.000000001Z, false",
    "2031-03-04T02:58:00.999Z, false",
    "1969-12-31T23:59:59.5Z, false"
  })
  void wholeSecondsHaveNoFraction(Instant at, boolean whole) {
    assertEquals(whole, Seconds.isWhole(at));
    assertTrue(Seconds.isWhole(Seconds.whole(at)));
    assertFalse(Seconds.whole(at).isAfter(at));
  }

  @Test
  void urgenciesAreDeclaredMostUrgentFirst() {
    assertEquals(
        List.of("emergency", "urgent", "routine"),
        Arrays.stream(Urgency.values()).map(Urgency::code).toList());
  }

  @Test
  void aBugOfOursAndAnInvalidValueAreDifferentThings() {
    Check.that(true, "holds");
    InvalidValue.unless(true, "holds");
    IllegalStateException bug =
        assertThrows(IllegalStateException.class, () -> Check.that(false, "lanes have no gaps"));
    assertEquals("bug: lanes have no gaps", bug.getMessage());
    InvalidValue invalid =
        assertThrows(InvalidValue.class, () -> InvalidValue.unless(false, "a digest"));
    assertEquals("a digest", invalid.getMessage());
  }
}
