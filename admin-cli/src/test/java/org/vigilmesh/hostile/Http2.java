package org.vigilmesh.hostile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** HTTP/2 frames and HPACK by hand: RFC 9113 and RFC 7541, as far as an attacker needs them. */
public final class Http2 {
  static final String EXCHANGE = "/vigil.v1.PeerLink/Exchange";
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int PRIORITY = 2;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PUSH_PROMISE = 5;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;
  static final byte[] CANCEL = {0, 0, 0, 8};

  private Http2() {}

  /** The preface with a wide window for what we hear. */
  static byte[] preface() {
    return Proto.join(
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
        frame(SETTINGS, 0, 0, setting(4, 1 << 28)),
        frame(WINDOW_UPDATE, 0, 0, u32(1 << 28)));
  }

  static byte[] setting(int id, int value) {
    return ByteBuffer.allocate(6).putShort((short) id).putInt(value).array();
  }

  static byte[] u32(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  static byte[] frame(int type, int flags, int stream, byte... payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .put((byte) (payload.length >> 16))
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  static byte[] call(int stream, String path, String... more) {
    return frame(HEADERS, END_HEADERS, stream, headers(path, more));
  }

  static byte[] headers(String path, String... more) {
    byte[] all =
        Proto.join(
            literal(":method", "POST"),
            literal(":scheme", "https"),
            literal(":path", path),
            literal(":authority", "node"),
            literal("te", "trailers"),
            literal("content-type", "application/grpc"));
    for (int i = 0; i < more.length; i += 2) {
      all = Proto.join(all, literal(more[i], more[i + 1]));
    }
    return all;
  }

  /** A literal that is not indexed, in plain octets. */
  static byte[] literal(String name, String value) {
    return Proto.join(new byte[1], text(name), text(value));
  }

  private static byte[] text(String text) {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] length =
        octets.length < 127
            ? new byte[] {(byte) octets.length}
            : Proto.join(new byte[] {127}, Proto.varint(octets.length - 127));
    return Proto.join(length, octets);
  }

  /** A gRPC message: five bytes and the content. */
  static byte[] message(boolean isCompressed, int size, byte[] content) {
    return Proto.join(new byte[] {(byte) (isCompressed ? 1 : 0)}, u32(size), content);
  }

  static byte[] repeat(byte[] frame, int times) {
    byte[] all = new byte[frame.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(frame, 0, all, i * frame.length, frame.length);
    }
    return all;
  }
}
