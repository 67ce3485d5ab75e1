package org.vigilmesh.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Protocol buffers by hand: fields in the order in which they are asked for, good or bad. */
public final class Proto {
  private static final int VARINT = 0;
  private static final int LENGTH = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Proto() {}

  /** An empty message. */
  public static Proto of() {
    return new Proto();
  }

  /** A field as it was read: {@code number} for varints, {@code bytes} for the rest. */
  public record Field(int id, long number, byte[] bytes) {}

  /** A number; zero is left out, as the canonical form wants it. */
  public Proto number(int id, long value) {
    if (value != 0) {
      out.writeBytes(varint((long) id << 3 | VARINT));
      out.writeBytes(varint(value));
    }
    return this;
  }

  /** Bytes; empty ones are left out. */
  public Proto bytes(int id, byte[] value) {
    return value.length == 0 ? this : always(id, value);
  }

  public Proto text(int id, String value) {
    return bytes(id, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A message inside, also when it is empty. */
  public Proto message(int id, Proto inner) {
    return always(id, inner.done());
  }

  public Proto all(int id, List<byte[]> values) {
    values.forEach(value -> always(id, value));
    return this;
  }

  /** Whatever is wanted, with no form at all. */
  public Proto raw(byte... bytes) {
    out.writeBytes(bytes);
    return this;
  }

  private Proto always(int id, byte[] value) {
    out.writeBytes(varint((long) id << 3 | LENGTH));
    out.writeBytes(varint(value.length));
    out.writeBytes(value);
    return this;
  }

  public byte[] done() {
    return out.toByteArray();
  }

  static byte[] varint(long value) {
    ByteBuffer bytes = ByteBuffer.allocate(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes.put((byte) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    bytes.put((byte) rest);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** The fields of what the node says; it speaks well. */
  public static List<Field> read(byte[] message) {
    List<Field> fields = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(message);
    while (in.hasRemaining()) {
      long tag = varint(in);
      int id = (int) (tag >>> 3);
      if ((tag & 7) == VARINT) {
        fields.add(new Field(id, varint(in), new byte[0]));
      } else {
        byte[] bytes = new byte[(int) varint(in)];
        in.get(bytes);
        fields.add(new Field(id, 0, bytes));
      }
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    int shift = 0;
    byte next;
    do {
      next = in.get();
      value |= (long) (next & 0x7f) << shift;
      shift += 7;
    } while (next < 0);
    return value;
  }

  /** The bytes of the last field with this number; none when there is no such field. */
  public static byte[] field(byte[] message, int id) {
    return read(message).stream()
        .filter(f -> f.id() == id)
        .reduce((_, last) -> last)
        .map(Field::bytes)
        .orElse(new byte[0]);
  }

  public static long number(byte[] message, int id) {
    return read(message).stream().filter(f -> f.id() == id).mapToLong(Field::number).sum();
  }

  /** Parts one after the other. */
  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  public static byte[] u64(long number) {
    return ByteBuffer.allocate(8).putLong(number).array();
  }
}
