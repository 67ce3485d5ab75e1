package org.vigilmesh.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.bytes;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

final class PaddingTest {
  @ParameterizedTest
  @CsvSource({
    "0, 8192",
    "8188, 8192",
    "8189, 16384",
    "16380, 16384",
    "16381, 32768",
    "32764, 32768",
    "32765, 65536",
    "65532, 65536",
    "65533, 73400",
    "73396, 73400",
    "73397, 82208"
  })
  void aSizeIsHiddenInItsClass(int size, int padded) {
    assertEquals(padded, Padding.paddedSize(size));
    Bytes content = bytes("content", size);
    assertEquals(padded, Padding.pad(content).size());
    assertEquals(content, Padding.unpad(Padding.pad(content)));
  }

  @Test
  void classesGrowByTwelvePerCentAtMostAndAreFew() {
    TreeSet<Integer> classes = new TreeSet<>();
    for (int size = 0; size <= 256 * 1024; size += 64) {
      classes.add(Padding.paddedSize(size));
    }
    assertTrue(classes.size() <= 18, classes::toString);
    for (int one : classes.tailSet(64 * 1024, false)) {
      int before = java.util.Objects.requireNonNull(classes.lower(one));
      assertTrue(one <= before + before * 12L / 100, one + " after " + before);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 8191, 8193, 12_000, 65_537})
  void whatIsNoSizeClassIsNoPadding(int size) {
    assertThrows(InvalidValue.class, () -> Padding.unpad(Bytes.of(new byte[size])));
  }

  @Test
  void oneBitInTheZerosIsSeen() {
    byte[] padded = Padding.pad(bytes("content", 100)).toArray();
    for (int at : new int[] {104, 105, 4000, 8191}) {
      padded[at] = (byte) 0x80;
      assertThrows(InvalidValue.class, () -> Padding.unpad(Bytes.of(padded)), "byte " + at);
      padded[at] = 0;
    }
    assertEquals(100, Padding.unpad(Bytes.of(padded)).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffffffff", "80000000", "7fffffff", "00001ffd", "7ffffffc"})
  void aLengthThatDoesNotFitIsRefused(String length) {
    byte[] padded = new byte[8192];
    System.arraycopy(Bytes.fromHex(length).toArray(), 0, padded, 0, 4);
    assertThrows(InvalidValue.class, () -> Padding.unpad(Bytes.of(padded)));
  }

  @Test
  void aContentThatFitsASmallerClassIsRefusedInALargerOne() {
    byte[] padded = new byte[16 * 1024];
    padded[3] = 100;
    assertThrows(InvalidValue.class, () -> Padding.unpad(Bytes.of(padded)));
  }
}
