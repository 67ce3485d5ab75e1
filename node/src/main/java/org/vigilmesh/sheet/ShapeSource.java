package org.vigilmesh.sheet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.ContentForm;
import org.vigilmesh.message.Described;
import org.vigilmesh.sheet.Shape.Kind;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** Answers every field with nothing and keeps what was asked for: the shape of a form. */
final class ShapeSource implements Described.Source {
  private static final ActId SOME = ActId.of(Instant.EPOCH, Bytes.of(new byte[10]));

  private final List<Shape> fields = new ArrayList<>();

  List<Shape> fields() {
    return List.copyOf(fields);
  }

  private void add(String name, Kind kind) {
    add(name, kind, List.of(), List.of());
  }

  private void add(String name, Kind kind, List<String> codes, List<Shape> inner) {
    fields.add(new Shape(name, kind, codes, inner));
  }

  private <T> T inside(String name, Kind kind, Function<Described.Source, T> read) {
    ShapeSource inner = new ShapeSource();
    T value = read.apply(inner);
    add(name, kind, List.of(), inner.fields());
    return value;
  }

  @Override
  public Content.CaseRefs caseRefs() {
    return Content.CaseRefs.NONE;
  }

  @Override
  public List<Extension> extensions() {
    return List.of();
  }

  @Override
  public String code(String name) {
    add(name, Kind.CODE);
    return "";
  }

  @Override
  public String line(String name) {
    add(name, Kind.LINE);
    return "";
  }

  @Override
  public String prose(String name) {
    add(name, Kind.PROSE);
    return "";
  }

  @Override
  public boolean flag(String name, boolean absent) {
    add(name, Kind.FLAG);
    return absent;
  }

  @Override
  public int number(String name, int max) {
    add(name, Kind.NUMBER);
    return 0;
  }

  @Override
  public @Nullable Instant time(String name) {
    add(name, Kind.TIME);
    return null;
  }

  @Override
  public @Nullable LocalDate day(String name) {
    add(name, Kind.DAY);
    return null;
  }

  @Override
  public @Nullable ActId act(String name) {
    add(name, Kind.ACT);
    return null;
  }

  @Override
  public ActId reply(String name) {
    add(name, Kind.REPLY);
    return SOME;
  }

  @Override
  public @Nullable Digest digest(String name) {
    add(name, Kind.DIGEST);
    return null;
  }

  @Override
  public <E extends Enum<E>> E choice(String name, Class<E> type) {
    E[] values = type.getEnumConstants();
    List<String> codes = Arrays.stream(values).map(one -> ContentForm.code(one)).toList();
    add(name, Kind.CHOICE, codes, List.of());
    return values[0];
  }

  @Override
  public List<String> codes(String name) {
    add(name, Kind.CODES);
    return List.of();
  }

  @Override
  public List<String> lines(String name) {
    add(name, Kind.LINES);
    return List.of();
  }

  @Override
  public List<String> proses(String name) {
    add(name, Kind.PROSES);
    return List.of();
  }

  @Override
  public <T> @Nullable T part(String name, Function<Described.Source, T> read) {
    inside(name, Kind.PART, read);
    return null;
  }

  @Override
  public <T> T group(String name, Function<Described.Source, T> read) {
    return inside(name, Kind.GROUP, read);
  }

  @Override
  public <T> List<T> parts(String name, Function<Described.Source, T> read) {
    inside(name, Kind.PARTS, read);
    return List.of();
  }
}
