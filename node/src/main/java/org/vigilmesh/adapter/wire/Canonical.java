package org.vigilmesh.adapter.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.util.List;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * The one byte form of a message: fields ascending, shortest numbers, no unknown field, no default
 * written out. Whatever would not be written again in the same way is refused (PROTOCOL, "Canonical
 * bytes").
 */
final class Canonical {
  /** The deepest message of this format has six levels; deeper is an attack on the stack. */
  private static final int DEPTH_MAX = 16;

  private Canonical() {}

  /** The canonical bytes of {@code message}. */
  static Bytes bytes(Message message) {
    byte[] array = new byte[message.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(array);
    out.useDeterministicSerialization();
    try {
      message.writeTo(out);
    } catch (IOException e) {
      throw new IllegalStateException("bug: the array has the message's own size", e);
    }
    out.checkNoSpaceLeft();
    return Bytes.of(array);
  }

  /**
   * The message that {@code bytes} are the canonical form of; {@link InvalidValue} when they are
   * longer than {@code sizeMax} or not canonical. A caller that turns the message into a record
   * compares once more with {@link #require}, since records normalise their texts.
   */
  static <M extends Message> M parse(Parser<M> parser, Bytes bytes, int sizeMax) {
    InvalidValue.unless(bytes.size() <= sizeMax, "larger than " + sizeMax + " bytes");
    M message = read(parser, bytes);
    requireKnown(message);
    require(bytes, bytes(message));
    return message;
  }

  private static <M extends Message> M read(Parser<M> parser, Bytes bytes) {
    CodedInputStream in = CodedInputStream.newInstance(bytes.toArray());
    in.setRecursionLimit(DEPTH_MAX);
    try {
      M message = parser.parseFrom(in);
      in.checkLastTagWas(0);
      return message;
    } catch (InvalidProtocolBufferException e) {
      throw new InvalidValue("not the form of the message", e);
    }
  }

  /** {@link InvalidValue} unless what came is what would be written. */
  static void require(Bytes came, Bytes written) {
    InvalidValue.unless(came.equals(written), "not in canonical form");
  }

  private static void requireKnown(Message message) {
    InvalidValue.unless(message.getUnknownFields().asMap().isEmpty(), "unknown field");
    for (Object value : message.getAllFields().values()) {
      switch (value) {
        case Message inner -> requireKnown(inner);
        case List<?> items ->
            items.forEach(
                item -> {
                  if (item instanceof Message inner) {
                    requireKnown(inner);
                  }
                });
        default -> {}
      }
    }
  }
}
