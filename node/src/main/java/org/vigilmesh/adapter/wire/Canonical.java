package org.vigilmesh.adapter.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.text.Normalizer;
import java.util.List;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * The one byte form of a message: fields ascending, shortest numbers, no unknown field, no default
 * written out. Whatever would not be written again in the same way is refused (PROTOCOL, "Canonical
 * bytes").
 */
final class Canonical {
  private static final Normalizer.Form NFC = Normalizer.Form.NFC;

  /** The deepest message of this format has six levels; deeper is an attack on the stack. */
  private static final int DEPTH_MAX = 16;

  private Canonical() {}

  /** The canonical bytes of {@code message}, its texts brought to normalisation form C. */
  static Bytes bytes(Message any) {
    Message message = isNormal(any) ? any : normal(any);
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
    M message = read(parser, bytes, sizeMax);
    requireKnown(message);
    require(bytes, bytes(message));
    return message;
  }

  /**
   * What {@code bytes} say, canonical or not: enough to see whether they are of a format that we
   * know. {@link InvalidValue} when they are longer than {@code sizeMax} or no message at all.
   */
  static <M extends Message> M read(Parser<M> parser, Bytes bytes, int sizeMax) {
    InvalidValue.unless(bytes.size() <= sizeMax, "larger than " + sizeMax + " bytes");
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

  private static boolean isNormal(Object value) {
    return switch (value) {
      case String text -> Normalizer.isNormalized(text, NFC);
      case Message message ->
          message.getAllFields().values().stream().allMatch(Canonical::isNormal);
      case List<?> items -> items.stream().allMatch(Canonical::isNormal);
      default -> true;
    };
  }

  private static Object normal(Object value) {
    return switch (value) {
      case String text -> Normalizer.normalize(text, NFC);
      case Message message -> normal(message);
      case List<?> items -> items.stream().map(Canonical::normal).toList();
      default -> value;
    };
  }

  private static Message normal(Message message) {
    Message.Builder builder = message.toBuilder();
    message.getAllFields().forEach((field, value) -> builder.setField(field, normal(value)));
    return builder.build();
  }
}
