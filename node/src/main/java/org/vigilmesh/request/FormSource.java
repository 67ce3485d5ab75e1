package org.vigilmesh.request;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.ContentForm;
import org.vigilmesh.message.Described;
import org.vigilmesh.message.RequestPart.Attachment;
import org.vigilmesh.request.RequestProblem.Kind;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/** A message file as the source of a content's fields: by name, every problem with its line. */
final class FormSource implements Described.Source {
  private final Form form;
  private final ActId answered;
  private final Content.CaseRefs refs;
  private final List<AttachmentFile> attachments;
  private final @Nullable Attachment attached;

  /** The fields of {@code form}; what it leaves open about its case is as given here. */
  FormSource(Form form, ActId answered, Content.CaseRefs refs, List<AttachmentFile> attachments) {
    this(form, answered, refs, attachments, null);
  }

  private FormSource(
      Form form,
      ActId answered,
      Content.CaseRefs refs,
      List<AttachmentFile> attachments,
      @Nullable Attachment attached) {
    this.form = form;
    this.answered = answered;
    this.refs = refs;
    this.attachments = attachments;
    this.attached = attached;
  }

  @Override
  public Content.CaseRefs caseRefs() {
    String requesting = form.line("case_ref_requesting");
    String requested = form.line("case_ref_requested");
    return new Content.CaseRefs(
        requesting.isEmpty() ? refs.requesting() : requesting,
        requested.isEmpty() ? refs.requested() : requested);
  }

  @Override
  public List<Extension> extensions() {
    return List.of();
  }

  @Override
  public String code(String name) {
    return form.code(name);
  }

  @Override
  public String line(String name) {
    if (attached == null) {
      return form.line(name);
    }
    return switch (name) {
      case "name" -> attached.name();
      case "media_type" -> attached.mediaType();
      default -> attached.purpose();
    };
  }

  @Override
  public String prose(String name) {
    return form.prose(name);
  }

  @Override
  public boolean flag(String name, boolean absent) {
    return form.has(name) ? form.flag(name) : absent;
  }

  @Override
  public int number(String name, int max) {
    return attached == null ? form.number(name, max, 0) : attached.size();
  }

  @Override
  public @Nullable Instant time(String name) {
    return form.time(name);
  }

  @Override
  public @Nullable LocalDate day(String name) {
    return form.date(name);
  }

  @Override
  public @Nullable ActId act(String name) {
    String text = form.code(name);
    try {
      return text.isEmpty() ? null : ActId.typed(text);
    } catch (InvalidValue e) {
      form.problem(name, Kind.NOT_AN_ID, "0192f0a4-7c11-7d3e-9a53-1f0e6c2b7a10");
      return null;
    }
  }

  @Override
  public ActId reply(String name) {
    ActId given = act(name);
    return given == null ? answered : given;
  }

  @Override
  public @Nullable Digest digest(String name) {
    String text = form.line(name);
    try {
      return text.isEmpty() ? null : Digest.fromHex(text);
    } catch (InvalidValue e) {
      form.problem(name, Kind.NOT_AN_ID, "SHA-256");
      return null;
    }
  }

  @Override
  public <E extends Enum<E>> E choice(String name, Class<E> type) {
    String text = form.code(name);
    E[] values = type.getEnumConstants();
    for (E value : values) {
      if (ContentForm.code(value).equals(text)) {
        return value;
      }
    }
    String known =
        Arrays.stream(values)
            .map(value -> ContentForm.code(value))
            .collect(Collectors.joining(", "));
    form.problem(name, Kind.NOT_A_CODE, known);
    return values[0];
  }

  @Override
  public List<String> codes(String name) {
    return form.codes(name);
  }

  @Override
  public List<String> lines(String name) {
    return form.texts(name);
  }

  @Override
  public List<String> proses(String name) {
    return form.texts(name);
  }

  @Override
  public <T> @Nullable T part(String name, Function<Described.Source, T> read) {
    Form inner = form.form(name);
    return inner == null ? null : read(inner, read);
  }

  @Override
  public <T> T group(String name, Function<Described.Source, T> read) {
    return read(form.formOrEmpty(name), read);
  }

  @Override
  public <T> List<T> parts(String name, Function<Described.Source, T> read) {
    List<T> all = new ArrayList<>();
    if (name.equals("attachments")) {
      attachments.forEach(
          one ->
              all.add(
                  read.apply(new FormSource(form, answered, refs, List.of(), one.description()))));
    } else {
      form.forms(name).forEach(inner -> all.add(read(inner, read)));
    }
    return all;
  }

  private <T> T read(Form inner, Function<Described.Source, T> read) {
    T part = read.apply(new FormSource(inner, answered, refs, List.of()));
    inner.end();
    return part;
  }
}
