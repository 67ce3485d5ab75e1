package org.vigilmesh.envelope;

import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * Hides a statement's length inside its encryption: sizes 8, 16, 32, 64 KiB, then steps of 12 %. A
 * four-byte length, the content, then zeros that are checked.
 */
public final class Padding {
  private static final int LENGTH_SIZE = 4;
  private static final int[] CLASSES = {8 << 10, 16 << 10, 32 << 10, 64 << 10};

  private Padding() {}

  /** {@code content} padded to the smallest size class that holds it. */
  public static Bytes pad(Bytes content) {
    byte[] padded = new byte[sizeClass(LENGTH_SIZE + content.size())];
    int length = content.size();
    for (int i = 0; i < LENGTH_SIZE; i++) {
      padded[i] = (byte) (length >>> (24 - 8 * i));
    }
    System.arraycopy(content.toArray(), 0, padded, LENGTH_SIZE, length);
    return Bytes.of(padded);
  }

  /**
   * The content of {@code padded}; {@link InvalidValue} unless length, class and zeros are right.
   */
  public static Bytes unpad(Bytes padded) {
    InvalidValue.unless(padded.size() >= LENGTH_SIZE, "padding");
    byte[] all = padded.toArray();
    int length = 0;
    for (int i = 0; i < LENGTH_SIZE; i++) {
      length = (length << 8) | (all[i] & 0xff);
    }
    InvalidValue.unless(length >= 0 && length <= all.length - LENGTH_SIZE, "padding");
    InvalidValue.unless(sizeClass(LENGTH_SIZE + length) == all.length, "padding");
    int rest = 0;
    for (int i = LENGTH_SIZE + length; i < all.length; i++) {
      rest |= all[i];
    }
    InvalidValue.unless(rest == 0, "padding");
    return padded.slice(LENGTH_SIZE, LENGTH_SIZE + length);
  }

  /** The size that {@code size} bytes of content have once padded. */
  public static int paddedSize(int size) {
    return sizeClass(LENGTH_SIZE + size);
  }

  static int sizeClass(int size) {
    for (int fixed : CLASSES) {
      if (size <= fixed) {
        return fixed;
      }
    }
    long step = CLASSES[CLASSES.length - 1];
    while (step < size) {
      step += step * 12 / 100;
    }
    return Math.toIntExact(step);
  }
}
