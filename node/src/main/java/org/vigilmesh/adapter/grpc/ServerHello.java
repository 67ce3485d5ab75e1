package org.vigilmesh.adapter.grpc;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a TLS 1.3 server chose, read from the bytes on the wire (RFC 8446, 4.1.3): the named group
 * of its key share. {@code retry} marks a HelloRetryRequest, after which another hello comes.
 */
record ServerHello(int group, boolean retry) {
  static final String HYBRID = "X25519MLKEM768";

  private static final int HYBRID_NUMBER = 0x11ec;
  private static final int HANDSHAKE_SERVER_HELLO = 2;
  private static final int EXTENSION_KEY_SHARE = 51;
  private static final int RANDOM_SIZE = 32;

  /** SHA-256 of "HelloRetryRequest": the random value that marks one. */
  private static final byte[] RETRY_RANDOM =
      HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

  /** Reads a handshake message; empty unless it is a server hello with a key share. */
  static Optional<ServerHello> parse(byte[] message) {
    try {
      return parse(ByteBuffer.wrap(message));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<ServerHello> parse(ByteBuffer in) {
    if (in.get() != HANDSHAKE_SERVER_HELLO) {
      return Optional.empty();
    }
    skip(in, 3 + 2); // length, legacy version
    byte[] random = new byte[RANDOM_SIZE];
    in.get(random);
    skip(in, Byte.toUnsignedInt(in.get())); // legacy session id
    skip(in, 2 + 1); // cipher suite, compression
    int end = Short.toUnsignedInt(in.getShort()) + in.position();
    while (in.position() < end) {
      int type = Short.toUnsignedInt(in.getShort());
      int size = Short.toUnsignedInt(in.getShort());
      if (type == EXTENSION_KEY_SHARE) {
        boolean retry = java.util.Arrays.equals(random, RETRY_RANDOM);
        return Optional.of(new ServerHello(Short.toUnsignedInt(in.getShort()), retry));
      }
      skip(in, size);
    }
    return Optional.empty();
  }

  private static void skip(ByteBuffer in, int count) {
    in.position(in.position() + count);
  }

  /** The group's registered name, or its number. */
  String groupName() {
    return switch (group) {
      case HYBRID_NUMBER -> HYBRID;
      case 0x001d -> "x25519";
      case 0x0017 -> "secp256r1";
      default -> "0x" + HexFormat.of().toHexDigits((short) group);
    };
  }
}
