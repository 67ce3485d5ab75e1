package org.vigilmesh.hostile;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The little DER that signed attributes and certificates need. */
final class Der {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Der() {}

  static byte[] tagged(int tag, byte[]... parts) {
    byte[] content = Proto.join(parts);
    byte[] size = BigInteger.valueOf(content.length).toByteArray();
    if (size.length > 1 && size[0] == 0) {
      size = Arrays.copyOfRange(size, 1, size.length);
    }
    byte[] length =
        content.length < 0x80
            ? new byte[] {(byte) content.length}
            : Proto.join(new byte[] {(byte) (0x80 | size.length)}, size);
    return Proto.join(new byte[] {(byte) tag}, length, content);
  }

  static byte[] sequence(byte[]... parts) {
    return tagged(0x30, parts);
  }

  /** A SET OF: sorted by its members' bytes. */
  static byte[] set(byte[]... parts) {
    byte[][] sorted = parts.clone();
    Arrays.sort(sorted, Arrays::compareUnsigned);
    return tagged(0x31, sorted);
  }

  static byte[] octets(byte[] bytes) {
    return tagged(0x04, bytes);
  }

  static byte[] bits(byte[] bytes) {
    return tagged(0x03, new byte[1], bytes);
  }

  static byte[] integer(BigInteger number) {
    return tagged(0x02, number.toByteArray());
  }

  static byte[] time(Instant at) {
    return tagged(0x17, UTC.format(at).getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] utf8(String text) {
    return tagged(0x0c, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  static byte[] oid(String dotted) {
    List<BigInteger> arcs = Arrays.stream(dotted.split("\\.")).map(BigInteger::new).toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BigInteger first = arcs.get(0).multiply(BigInteger.valueOf(40)).add(arcs.get(1));
    out.writeBytes(base128(first));
    arcs.subList(2, arcs.size()).forEach(arc -> out.writeBytes(base128(arc)));
    return tagged(0x06, out.toByteArray());
  }

  private static byte[] base128(BigInteger arc) {
    int size = Math.max(1, (arc.bitLength() + 6) / 7);
    byte[] out = new byte[size];
    for (int i = 0; i < size; i++) {
      int seven = arc.shiftRight(7 * (size - 1 - i)).intValue() & 0x7f;
      out[i] = (byte) (i < size - 1 ? seven | 0x80 : seven);
    }
    return out;
  }
}
