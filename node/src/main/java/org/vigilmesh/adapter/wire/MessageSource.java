package org.vigilmesh.adapter.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.ContentForm;
import org.vigilmesh.message.Described;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/** The fields of a message in the order of their numbers; the names are for people. */
final class MessageSource implements Described.Source {
  private final Message message;
  private int number;

  MessageSource(Message message) {
    this.message = message;
  }

  private FieldDescriptor next() {
    number++;
    return message.getDescriptorForType().findFieldByNumber(number);
  }

  private String text() {
    return (String) message.getField(next());
  }

  private List<String> texts() {
    return ((List<?>) message.getField(next())).stream().map(String.class::cast).toList();
  }

  /** The next field's value; null when it is absent. */
  private @Nullable Object given() {
    FieldDescriptor field = next();
    return message.hasField(field) ? message.getField(field) : null;
  }

  @Override
  public Content.CaseRefs caseRefs() {
    return group("case_refs", in -> new Content.CaseRefs(in.line("requesting"), in.line("to")));
  }

  @Override
  public List<Extension> extensions() {
    List<Extension> all = new ArrayList<>();
    for (Object one : (List<?>) message.getField(next())) {
      MessageSource in = new MessageSource((Message) one);
      int id = (Integer) in.message.getField(in.next());
      boolean critical = in.flag("critical", false);
      all.add(
          new Extension(id, critical, Fields.bytes((ByteString) in.message.getField(in.next()))));
    }
    InvalidValue.unless(all.size() <= Fields.EXTENSIONS_MAX, "too many extensions");
    return all;
  }

  @Override
  public String code(String name) {
    return text();
  }

  @Override
  public String line(String name) {
    return text();
  }

  @Override
  public String prose(String name) {
    return text();
  }

  @Override
  public boolean flag(String name, boolean absent) {
    return (Boolean) message.getField(next());
  }

  @Override
  public int number(String name, int max) {
    return (Integer) message.getField(next());
  }

  @Override
  public @Nullable Instant time(String name) {
    return given() instanceof Long seconds ? ContentFields.time(seconds) : null;
  }

  @Override
  public @Nullable LocalDate day(String name) {
    return given() instanceof Long day ? ContentFields.day(day) : null;
  }

  @Override
  public @Nullable ActId act(String name) {
    return given() instanceof ByteString bytes ? new ActId(Fields.bytes(bytes)) : null;
  }

  @Override
  public ActId reply(String name) {
    return new ActId(Fields.bytes((ByteString) message.getField(next())));
  }

  @Override
  public @Nullable Digest digest(String name) {
    return given() instanceof ByteString bytes ? new Digest(Fields.bytes(bytes)) : null;
  }

  @Override
  public <E extends Enum<E>> E choice(String name, Class<E> type) {
    String code = text();
    for (E value : type.getEnumConstants()) {
      if (ContentForm.code(value).equals(code)) {
        return value;
      }
    }
    throw new InvalidValue(name + " is none of its values");
  }

  @Override
  public List<String> codes(String name) {
    return texts();
  }

  @Override
  public List<String> lines(String name) {
    return texts();
  }

  @Override
  public List<String> proses(String name) {
    return texts();
  }

  @Override
  public <T> @Nullable T part(String name, Function<Described.Source, T> read) {
    return given() instanceof Message inner ? read.apply(new MessageSource(inner)) : null;
  }

  @Override
  public <T> T group(String name, Function<Described.Source, T> read) {
    if (given() instanceof Message inner) {
      return read.apply(new MessageSource(inner));
    }
    throw new InvalidValue(name + " is missing");
  }

  @Override
  public <T> List<T> parts(String name, Function<Described.Source, T> read) {
    List<T> all = new ArrayList<>();
    for (Object one : (List<?>) message.getField(next())) {
      all.add(read.apply(new MessageSource((Message) one)));
    }
    return all;
  }
}
