package org.vigilmesh.sheet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Described;
import org.vigilmesh.value.Digest;

/** Takes a described content's fields into boxes, in their order. */
final class FieldSink implements Described.Sink {
  private final Boxes boxes;

  FieldSink(Boxes boxes) {
    this.boxes = boxes;
  }

  @Override
  public void caseRefs(Content.CaseRefs refs) {
    boxes.refs(refs);
  }

  @Override
  public void extensions(List<Extension> extensions) {
    // room for later versions: nothing that an officer reads
  }

  @Override
  public void code(String name, String value) {
    boxes.code(name, name, value);
  }

  @Override
  public void line(String name, String value) {
    boxes.line(name, value);
  }

  @Override
  public void prose(String name, String value) {
    boxes.prose(name, value);
  }

  @Override
  public void flag(String name, boolean value) {
    boxes.flag(name, value);
  }

  @Override
  public void number(String name, int value) {
    boxes.number(name, value);
  }

  @Override
  public void time(String name, @Nullable Instant value) {
    boxes.time(name, value);
  }

  @Override
  public void day(String name, @Nullable LocalDate value) {
    boxes.day(name, value);
  }

  @Override
  public void act(String name, @Nullable ActId value) {
    boxes.line(name, value == null ? "" : value.toString());
  }

  @Override
  public void reply(String name, ActId value) {
    // the timeline shows what is answered
  }

  @Override
  public void digest(String name, @Nullable Digest value) {
    boxes.line(name, value == null ? "" : value.hex());
  }

  @Override
  public void choice(String name, Enum<?> value) {
    code(name, value.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public void codes(String name, List<String> values) {
    values.forEach(value -> code(name, value));
  }

  @Override
  public void lines(String name, List<String> values) {
    values.forEach(value -> line(name, value));
  }

  @Override
  public void proses(String name, List<String> values) {
    values.forEach(value -> prose(name, value));
  }

  @Override
  public <T> void part(String name, @Nullable T value, BiConsumer<T, Described.Sink> write) {
    if (value != null) {
      write.accept(value, this);
    }
  }

  @Override
  public <T> void group(String name, T value, BiConsumer<T, Described.Sink> write) {
    write.accept(value, this);
  }

  @Override
  public <T> void parts(String name, List<T> values, BiConsumer<T, Described.Sink> write) {
    values.forEach(value -> write.accept(value, this));
  }
}
