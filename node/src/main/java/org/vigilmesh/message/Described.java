package org.vigilmesh.message;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.value.Digest;

/**
 * A content that names its own fields, one after the other. The order is the order on the wire and
 * never changes within a version; the names are those of message files and findings.
 */
public sealed interface Described extends Content
    permits Inquiry, Dialogue, Holding, Assistance, Disclosure, Notice {
  ContentForm form();

  void write(Sink out);

  /** The act that this one answers; null where it answers none. */
  default @Nullable ActId answered() {
    return null;
  }

  @Override
  default ContentType contentType() {
    return form().type();
  }

  /**
   * Where a content reads its fields from, one after the other: bytes of the wire, where the order
   * counts, or a file, where the name does. What is not filled comes as empty text, empty list,
   * zero or null.
   */
  interface Source {
    /** The file numbers of both sides. */
    Content.CaseRefs caseRefs();

    /** Room for later versions. */
    List<Extension> extensions();

    /** A code of a list. */
    String code(String name);

    /** A name, a reference, an address. */
    String line(String name);

    /** Free text. */
    String prose(String name);

    /** Yes or no; {@code absent} where a file does not say. */
    boolean flag(String name, boolean absent);

    /** A whole number from 0 to {@code max}. */
    int number(String name, int max);

    @Nullable Instant time(String name);

    @Nullable LocalDate day(String name);

    @Nullable ActId act(String name);

    /** The act that is answered; there is always one. */
    ActId reply(String name);

    @Nullable Digest digest(String name);

    /** One of few values, each with a code of its own: always filled. */
    <E extends Enum<E>> E choice(String name, Class<E> type);

    List<String> codes(String name);

    List<String> lines(String name);

    List<String> proses(String name);

    /** A record inside, if there is one. */
    <T> @Nullable T part(String name, Function<Source, T> read);

    /** A record inside that is always there, be it empty. */
    <T> T group(String name, Function<Source, T> read);

    <T> List<T> parts(String name, Function<Source, T> read);
  }

  /** What a content tells its fields to, in their order: the counterpart of {@link Source}. */
  interface Sink {
    void caseRefs(Content.CaseRefs refs);

    void extensions(List<Extension> extensions);

    void code(String name, String value);

    void line(String name, String value);

    void prose(String name, String value);

    void flag(String name, boolean value);

    void number(String name, int value);

    void time(String name, @Nullable Instant value);

    void day(String name, @Nullable LocalDate value);

    void act(String name, @Nullable ActId value);

    void reply(String name, ActId value);

    void digest(String name, @Nullable Digest value);

    void choice(String name, Enum<?> value);

    void codes(String name, List<String> values);

    void lines(String name, List<String> values);

    void proses(String name, List<String> values);

    <T> void part(String name, @Nullable T value, BiConsumer<T, Sink> write);

    <T> void group(String name, T value, BiConsumer<T, Sink> write);

    <T> void parts(String name, List<T> values, BiConsumer<T, Sink> write);
  }
}
