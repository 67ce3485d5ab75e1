package org.vigilmesh.adapter.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.ContentForm;
import org.vigilmesh.message.Described;
import org.vigilmesh.value.Digest;

/** A message in the making: each field told takes the next number. */
final class MessageSink implements Described.Sink {
  private final DynamicMessage.Builder builder;
  private int number;

  MessageSink(Descriptor type) {
    builder = DynamicMessage.newBuilder(type);
  }

  Message message() {
    return builder.build();
  }

  private FieldDescriptor next() {
    number++;
    return builder.getDescriptorForType().findFieldByNumber(number);
  }

  private void put(@Nullable Object value) {
    FieldDescriptor field = next();
    if (value != null) {
      builder.setField(field, value);
    }
  }

  @Override
  public void caseRefs(Content.CaseRefs refs) {
    group(
        "case_refs",
        refs,
        (it, out) -> {
          out.line("requesting", it.requesting());
          out.line("requested", it.requested());
        });
  }

  @Override
  public void extensions(List<Extension> extensions) {
    parts(
        "extensions",
        extensions,
        (it, out) -> {
          out.number("id", it.id());
          out.flag("critical", it.critical());
          ((MessageSink) out).put(Fields.bytes(it.content()));
        });
  }

  @Override
  public void code(String name, String value) {
    put(value);
  }

  @Override
  public void line(String name, String value) {
    put(value);
  }

  @Override
  public void prose(String name, String value) {
    put(value);
  }

  @Override
  public void flag(String name, boolean value) {
    put(value);
  }

  @Override
  public void number(String name, int value) {
    put(value);
  }

  @Override
  public void time(String name, @Nullable Instant value) {
    put(value == null ? null : value.getEpochSecond());
  }

  @Override
  public void day(String name, @Nullable LocalDate value) {
    put(value == null ? null : value.toEpochDay());
  }

  @Override
  public void act(String name, @Nullable ActId value) {
    put(value == null ? null : Fields.bytes(value.bytes()));
  }

  @Override
  public void reply(String name, ActId value) {
    put(Fields.bytes(value.bytes()));
  }

  @Override
  public void digest(String name, @Nullable Digest value) {
    put(value == null ? null : Fields.bytes(value.bytes()));
  }

  @Override
  public void choice(String name, Enum<?> value) {
    put(ContentForm.code(value));
  }

  @Override
  public void codes(String name, List<String> values) {
    put(values);
  }

  @Override
  public void lines(String name, List<String> values) {
    put(values);
  }

  @Override
  public void proses(String name, List<String> values) {
    put(values);
  }

  @Override
  public <T> void part(String name, @Nullable T value, BiConsumer<T, Described.Sink> write) {
    FieldDescriptor field = next();
    if (value != null) {
      builder.setField(field, inner(field, value, write));
    }
  }

  @Override
  public <T> void group(String name, T value, BiConsumer<T, Described.Sink> write) {
    part(name, value, write);
  }

  @Override
  public <T> void parts(String name, List<T> values, BiConsumer<T, Described.Sink> write) {
    FieldDescriptor field = next();
    values.forEach(value -> builder.addRepeatedField(field, inner(field, value, write)));
  }

  private static <T> Message inner(
      FieldDescriptor field, T value, BiConsumer<T, Described.Sink> write) {
    MessageSink sink = new MessageSink(field.getMessageType());
    write.accept(value, sink);
    return sink.message();
  }
}
