package org.vigilmesh.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BytesTest {
  @Test
  void laterChangesOfAnArrayAreNotSeen() {
    byte[] source = {1, 2, 3};
    Bytes bytes = Bytes.of(source);
    source[0] = 9;
    bytes.toArray()[1] = 9;
    assertEquals("010203", bytes.hex());
  }

  @Test
  void bytesAreOrderedAsUnsignedNumbers() {
    List<String> sorted = List.of("", "00", "0000", "7f", "80", "8000", "ff", "ff00");
    List<String> again =
        Stream.of("ff00", "80", "7f", "", "0000", "ff", "8000", "00")
            .map(Bytes::fromHex)
            .sorted()
            .map(Bytes::hex)
            .toList();
    assertEquals(sorted, again);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0g", "0x00", " 00", "00 ", "é0"})
  void whatIsNotHexadecimalIsRefused(String text) {
    assertThrows(InvalidValue.class, () -> Bytes.fromHex(text));
  }

  @Test
  void hexadecimalIsReadInEitherCaseAndWrittenInOne() {
    assertEquals("00abcdef", Bytes.fromHex("00ABcdEF").hex());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0000000000000000",
    "1, 0000000000000001",
    "-1, ffffffffffffffff",
    "9223372036854775807, 7fffffffffffffff",
    "72623859790382856, 0102030405060708"
  })
  void numbersAreEightBytesMostSignificantFirst(long number, String hex) {
    assertEquals(hex, Bytes.u64(number).hex());
  }

  @Test
  void partsAreJoinedInOrderWithoutSeparators() {
    assertEquals(
        "01020304", Bytes.concat(Bytes.fromHex("01"), Bytes.EMPTY, Bytes.fromHex("020304")).hex());
    assertEquals(0, Bytes.concat().size());
    assertSame(Bytes.EMPTY, Bytes.of(new byte[0]));
  }

  @Test
  void aSliceBeginsInclusivelyAndEndsExclusively() {
    Bytes bytes = Bytes.fromHex("00010203");
    assertEquals("0102", bytes.slice(1, 3).hex());
    assertTrue(bytes.slice(2, 2).isEmpty());
    assertEquals(bytes, bytes.slice(0, 4));
    assertEquals(3, bytes.at(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "c080", "eda080", "e282", "f4908080"})
  void brokenUtf8IsNoText(String hex) {
    assertThrows(InvalidValue.class, () -> Bytes.fromHex(hex).text());
  }

  @Test
  void textComesBackAsItWas() {
    for (String text : List.of("", "a", "é 事 \ud83d\ude80", "\u0000")) {
      assertEquals(text, Bytes.utf8(text).text());
    }
  }

  @Test
  void equalityIsOfContent() {
    Bytes one = Bytes.fromHex("0102");
    Bytes other = Bytes.of(new byte[] {1, 2});
    assertEquals(one, other);
    assertEquals(one.hashCode(), other.hashCode());
    assertTrue(one.equalsConstantTime(other));
    assertNotEquals(one, Bytes.fromHex("010200"));
    assertFalse(one.equalsConstantTime(Bytes.fromHex("0103")));
    assertFalse(one.equalsConstantTime(Bytes.EMPTY));
    assertNotEquals(one, new Object());
  }

  @Test
  void whatIsShownIsTooLittleToLeak() {
    assertEquals("32:0000000000000000", Bytes.of(new byte[32]).toString());
    assertEquals("2:0102", Bytes.fromHex("0102").toString());
    assertEquals("0:", Bytes.EMPTY.toString());
  }
}
