package org.vigilmesh.adapter.grpc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** HTTP/2 frames by hand, as an attacker would write them. */
final class Http2 {
  static final String EXCHANGE = "/vigil.v1.PeerLink/Exchange";

  private static final int END_HEADERS = 4;

  private Http2() {}

  /** The client's preface with empty settings. */
  static byte[] preface() {
    return join(
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
        frame(4, 0, 0, new byte[0]));
  }

  static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .put((byte) (payload.length >> 16))
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  /** A gRPC call's beginning; {@code more} are pairs of further headers. */
  static byte[] call(int stream, String path, String... more) {
    return frame(1, END_HEADERS, stream, headers(path, more));
  }

  static byte[] headers(String path, String... more) {
    byte[] all =
        join(
            literal(":method", "POST"),
            literal(":scheme", "https"),
            literal(":path", path),
            literal(":authority", "xb"),
            literal("te", "trailers"),
            literal("content-type", "application/grpc"));
    for (int i = 0; i < more.length; i += 2) {
      all = join(all, literal(more[i], more[i + 1]));
    }
    return all;
  }

  /** HPACK: a literal without indexing, name and value in plain octets. */
  private static byte[] literal(String name, String value) {
    return join(new byte[] {0}, text(name), text(value));
  }

  private static byte[] text(String text) {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    return join(length(octets.length), octets);
  }

  private static byte[] length(int length) {
    if (length < 127) {
      return new byte[] {(byte) length};
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(127);
    int rest = length - 127;
    while (rest >= 128) {
      out.write(rest % 128 + 128);
      rest /= 128;
    }
    out.write(rest);
    return out.toByteArray();
  }

  /** DATA with a gRPC message's five bytes before {@code message}. */
  static byte[] message(int stream, boolean compressed, int size, byte[] message) {
    byte[] head = ByteBuffer.allocate(5).put((byte) (compressed ? 1 : 0)).putInt(size).array();
    return frame(0, 0, stream, join(head, message));
  }

  static byte[] repeat(byte[] frame, int times) {
    byte[] all = new byte[frame.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(frame, 0, all, i * frame.length, frame.length);
    }
    return all;
  }

  static byte[] join(byte[]... parts) {
    byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
