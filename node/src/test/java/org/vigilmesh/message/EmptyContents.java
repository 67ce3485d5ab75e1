package org.vigilmesh.message;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.value.Digest;

/** One content of every form with nothing filled in, as an officer would begin. */
final class EmptyContents {
  private EmptyContents() {}

  static Described of(ContentForm form) {
    return form.read(new Blank());
  }

  /** Answers every field with what "not filled" means. */
  private static final class Blank implements Described.Source {
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
      return "";
    }

    @Override
    public String line(String name) {
      return "";
    }

    @Override
    public String prose(String name) {
      return "";
    }

    @Override
    public boolean flag(String name, boolean absent) {
      return absent;
    }

    @Override
    public int number(String name, int max) {
      return 0;
    }

    @Override
    public @Nullable Instant time(String name) {
      return null;
    }

    @Override
    public @Nullable LocalDate day(String name) {
      return null;
    }

    @Override
    public @Nullable ActId act(String name) {
      return null;
    }

    @Override
    public ActId reply(String name) {
      return MessageFixtures.ACT_ID;
    }

    @Override
    public @Nullable Digest digest(String name) {
      return null;
    }

    @Override
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
      return type.getEnumConstants()[0];
    }

    @Override
    public List<String> codes(String name) {
      return List.of();
    }

    @Override
    public List<String> lines(String name) {
      return List.of();
    }

    @Override
    public List<String> proses(String name) {
      return List.of();
    }

    @Override
    public <T> @Nullable T part(String name, Function<Described.Source, T> read) {
      return null;
    }

    @Override
    public <T> T group(String name, Function<Described.Source, T> read) {
      return read.apply(this);
    }

    @Override
    public <T> List<T> parts(String name, Function<Described.Source, T> read) {
      return List.of();
    }
  }
}
