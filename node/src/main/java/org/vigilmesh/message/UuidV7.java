package org.vigilmesh.message;

import java.time.Instant;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * The layout of RFC 9562 version 7: 48 bits of milliseconds, version, 74 random bits with variant.
 */
final class UuidV7 {
  static final int RANDOM_SIZE = 10;

  private UuidV7() {}

  static Bytes of(Instant at, Bytes random) {
    InvalidValue.unless(random.size() == RANDOM_SIZE, "ten random bytes");
    byte[] uuid = new byte[16];
    System.arraycopy(Bytes.u64(at.toEpochMilli()).toArray(), 2, uuid, 0, 6);
    System.arraycopy(random.toArray(), 0, uuid, 6, RANDOM_SIZE);
    uuid[6] = (byte) ((uuid[6] & 0x0f) | 0x70);
    uuid[8] = (byte) ((uuid[8] & 0x3f) | 0x80);
    return Bytes.of(uuid);
  }

  static boolean isOne(Bytes bytes) {
    return bytes.size() == 16 && (bytes.at(6) & 0xf0) == 0x70 && (bytes.at(8) & 0xc0) == 0x80;
  }

  static String text(Bytes bytes) {
    String hex = bytes.hex();
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        hex.substring(12, 16),
        hex.substring(16, 20),
        hex.substring(20));
  }

  static Bytes parse(String text) {
    InvalidValue.unless(text.length() == 36, "a UUID has 36 characters");
    return Bytes.fromHex(text.replace("-", ""));
  }
}
