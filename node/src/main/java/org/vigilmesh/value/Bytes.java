package org.vigilmesh.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Immutable bytes with value equality, ordered as unsigned numbers; made by copying, read by
 * copying.
 */
public final class Bytes implements Comparable<Bytes> {
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] array;

  private Bytes(byte[] array) {
    this.array = array;
  }

  /** A copy of {@code source}; later changes of the array are not seen. */
  public static Bytes of(byte[] source) {
    return source.length == 0 ? EMPTY : new Bytes(source.clone());
  }

  /**
   * The bytes that {@code hex} writes, two digits a byte, either case; {@link InvalidValue}
   * otherwise.
   */
  public static Bytes fromHex(String hex) {
    try {
      return new Bytes(HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException e) {
      throw new InvalidValue("not hexadecimal", e);
    }
  }

  /** The UTF-8 form of {@code text}. */
  public static Bytes utf8(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** All {@code parts} one after the other, without separators. */
  public static Bytes concat(Bytes... parts) {
    int length = 0;
    for (Bytes part : parts) {
      length += part.array.length;
    }
    byte[] all = new byte[length];
    int at = 0;
    for (Bytes part : parts) {
      System.arraycopy(part.array, 0, all, at, part.array.length);
      at += part.array.length;
    }
    return new Bytes(all);
  }

  /** Eight bytes, most significant first. */
  public static Bytes u64(long number) {
    byte[] eight = new byte[8];
    for (int i = 0; i < 8; i++) {
      eight[i] = (byte) (number >>> (56 - 8 * i));
    }
    return new Bytes(eight);
  }

  /** The text whose UTF-8 form these bytes are; {@link InvalidValue} if they are none. */
  public String text() {
    String text = new String(array, StandardCharsets.UTF_8);
    if (!Arrays.equals(array, text.getBytes(StandardCharsets.UTF_8))) {
      throw new InvalidValue("not UTF-8");
    }
    return text;
  }

  /** A copy of the bytes. */
  public byte[] toArray() {
    return array.clone();
  }

  public int size() {
    return array.length;
  }

  public boolean isEmpty() {
    return array.length == 0;
  }

  public byte at(int index) {
    return array[index];
  }

  /** The bytes from {@code from} (inclusive) to {@code to} (exclusive). */
  public Bytes slice(int from, int to) {
    return new Bytes(Arrays.copyOfRange(array, from, to));
  }

  /**
   * Equality in time that does not depend on the content; for anything an attacker may guess at.
   */
  public boolean equalsConstantTime(Bytes other) {
    return java.security.MessageDigest.isEqual(array, other.array);
  }

  /** Lower-case hexadecimal. */
  public String hex() {
    return HexFormat.of().formatHex(array);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(array, other.array);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(array, that.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  /** The size and at most eight bytes: enough to recognise, too little to leak. */
  @Override
  public String toString() {
    int shown = Math.min(8, array.length);
    return array.length + ":" + HexFormat.of().formatHex(array, 0, shown);
  }
}
