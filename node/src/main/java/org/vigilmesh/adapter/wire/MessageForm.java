package org.vigilmesh.adapter.wire;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.time.DateTimeException;
import java.util.List;
import java.util.function.Function;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.port.Decoded;
import org.vigilmesh.port.Form;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * A form that is one protobuf message: the border at which everything that foreign bytes can do
 * wrong becomes a typed result. Format, suite and critical extensions are judged first, so that an
 * object of a later version is told from a broken one.
 */
final class MessageForm<T, M extends Message> implements Form<T> {
  private final Parser<M> parser;
  private final int sizeMax;
  private final Function<T, M> write;
  private final Function<M, Decoded<T>> read;

  private MessageForm(
      Parser<M> parser, int sizeMax, Function<T, M> write, Function<M, Decoded<T>> read) {
    this.parser = parser;
    this.sizeMax = sizeMax;
    this.write = write;
    this.read = read;
  }

  /** A message whose fields are the value; at most {@code sizeMax} bytes are looked at. */
  static <T, M extends Message> MessageForm<T, M> plain(
      Parser<M> parser, int sizeMax, Function<T, M> write, Function<M, T> read) {
    return new MessageForm<>(
        parser, sizeMax, write, message -> new Decoded.Value<>(read.apply(message)));
  }

  /** A message that carries the bytes of other forms: {@code read} passes on what they came to. */
  static <T, M extends Message> MessageForm<T, M> container(
      Parser<M> parser, int sizeMax, Function<T, M> write, Function<M, Decoded<T>> read) {
    return new MessageForm<>(parser, sizeMax, write, read);
  }

  @Override
  public Bytes encode(T value) {
    return Canonical.bytes(write.apply(value));
  }

  @Override
  public Decoded<T> decode(Bytes bytes) {
    try {
      M message = Canonical.read(parser, bytes, sizeMax);
      if (!isKnown(message)) {
        return new Decoded.UnknownFormat<>();
      }
      Decoded<T> decoded = read.apply(message);
      if (decoded instanceof Decoded.Value<T>(T value)) {
        Canonical.require(bytes, encode(value));
      }
      return decoded;
    } catch (InvalidValue | DateTimeException e) {
      return new Decoded.Malformed<>(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isKnown(Message message) {
    return isOne(message, "format", Format.VERSION)
        && isOne(message, "suite", Format.SUITE)
        && !hasCriticalExtension(message);
  }

  private static boolean isOne(Message message, String name, int known) {
    FieldDescriptor field = message.getDescriptorForType().findFieldByName(name);
    if (field == null) {
      return true;
    }
    int number = (Integer) message.getField(field);
    InvalidValue.unless(number != 0, "no " + name);
    return number == known;
  }

  private static boolean hasCriticalExtension(Message message) {
    FieldDescriptor field = message.getDescriptorForType().findFieldByName("extensions");
    if (field == null) {
      return false;
    }
    List<?> extensions = (List<?>) message.getField(field);
    return extensions.stream().anyMatch(Fields::isCritical);
  }
}
