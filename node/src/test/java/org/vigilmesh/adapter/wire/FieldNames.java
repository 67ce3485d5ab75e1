package org.vigilmesh.adapter.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Described;
import org.vigilmesh.value.Digest;

/** The names under which a content tells its fields. */
final class FieldNames implements Described.Sink {
  private final List<String> all = new ArrayList<>();

  List<String> all() {
    return all;
  }

  @Override
  public void caseRefs(Content.CaseRefs refs) {
    all.add("case_refs");
  }

  @Override
  public void extensions(List<Extension> extensions) {
    all.add("extensions");
  }

  @Override
  public void code(String name, String value) {
    all.add(name);
  }

  @Override
  public void line(String name, String value) {
    all.add(name);
  }

  @Override
  public void prose(String name, String value) {
    all.add(name);
  }

  @Override
  public void flag(String name, boolean value) {
    all.add(name);
  }

  @Override
  public void number(String name, int value) {
    all.add(name);
  }

  @Override
  public void time(String name, @Nullable Instant value) {
    all.add(name);
  }

  @Override
  public void day(String name, @Nullable LocalDate value) {
    all.add(name);
  }

  @Override
  public void act(String name, @Nullable ActId value) {
    all.add(name);
  }

  @Override
  public void reply(String name, ActId value) {
    all.add(name);
  }

  @Override
  public void digest(String name, @Nullable Digest value) {
    all.add(name);
  }

  @Override
  public void choice(String name, Enum<?> value) {
    all.add(name);
  }

  @Override
  public void codes(String name, List<String> values) {
    all.add(name);
  }

  @Override
  public void lines(String name, List<String> values) {
    all.add(name);
  }

  @Override
  public void proses(String name, List<String> values) {
    all.add(name);
  }

  @Override
  public <T> void part(String name, @Nullable T value, BiConsumer<T, Described.Sink> write) {
    all.add(name);
  }

  @Override
  public <T> void group(String name, T value, BiConsumer<T, Described.Sink> write) {
    all.add(name);
  }

  @Override
  public <T> void parts(String name, List<T> values, BiConsumer<T, Described.Sink> write) {
    all.add(name);
  }
}
