package org.vigilmesh.sheet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Rule;
import org.vigilmesh.request.CaseActs;
import org.vigilmesh.request.CaseForm;
import org.vigilmesh.request.Entries;
import org.vigilmesh.sheet.Shape.Kind;

/** What somebody typed into a form, as the reader of messages takes it. */
public final class Typed {
  /** A time as people write it: the zone is UTC unless they say another. */
  private static final Pattern TIME =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d)(:\\d\\d)?( ?UTC|Z)?");

  private static final Pattern ROW = Pattern.compile("\\[(\\d{1,3})]");

  private final CaseForm form;
  private final Map<String, Kind> kinds = new LinkedHashMap<>();

  public Typed(CaseForm form) {
    this.form = form;
    collect(Shape.of(form), "");
  }

  private void collect(List<Shape> shapes, String before) {
    for (Shape shape : shapes) {
      kinds.put(before + shape.name(), shape.kind());
      collect(shape.fields(), before + shape.name() + ".");
    }
  }

  /**
   * The fields of this form among those that a page sent; what is no field is left out.
   *
   * @param reader the language of the page
   */
  public Entries read(Map<String, List<String>> sent, CaseActs acts, String reader) {
    Map<String, String> texts = new LinkedHashMap<>();
    sent.forEach(
        (path, values) -> {
          Kind kind = kinds.get(Choices.place(path));
          if (kind != null && !values.isEmpty()) {
            texts.put(path, text(kind, values.getLast()));
          }
        });
    questions(texts, acts);
    texts.put("message_type", form.type().code());
    texts.put("form", form.variant());
    texts.put("language", sent.getOrDefault("language", List.of(reader)).getFirst());
    return new Entries(texts);
  }

  private static String text(Kind kind, String typed) {
    String text = typed.replace("\r\n", "\n");
    Matcher time = TIME.matcher(text.strip());
    return kind == Kind.TIME && time.matches()
        ? time.group(1)
            + "T"
            + time.group(2)
            + (time.group(3) == null ? ":00" : time.group(3))
            + "Z"
        : text;
  }

  /** A question's number, rule and legal source follow from the field that it is about. */
  private void questions(Map<String, String> texts, CaseActs acts) {
    if (form.type() != org.vigilmesh.message.ContentType.CLARIFICATION_REQUEST) {
      return;
    }
    Set<Integer> rows = new TreeSet<>();
    for (String path : texts.keySet()) {
      Matcher row = ROW.matcher(path);
      if (path.startsWith("questions[") && row.find()) {
        rows.add(Integer.parseInt(row.group(1)));
      }
    }
    Asking asking = new Asking(Words.in("en"));
    List<Asking.Field> known =
        acts.request().map((Content.CaseRequest asked) -> asking.fields(asked)).orElse(List.of());
    for (int row : rows) {
      String path = "questions[" + row + "].";
      String field = texts.getOrDefault(path + "field", "");
      boolean isBlank = field.isBlank() && texts.getOrDefault(path + "text", "").isBlank();
      Rule rule = asking.rule(field, known);
      complete(texts, path + "id", isBlank, "q" + (row + 1));
      complete(texts, path + "code", isBlank, rule.name());
      complete(texts, path + "citation", isBlank, rule.citation());
    }
  }

  private static void complete(
      Map<String, String> texts, String path, boolean isBlank, String value) {
    if (isBlank) {
      texts.remove(path);
    } else if (texts.getOrDefault(path, "").isBlank()) {
      texts.put(path, value);
    }
  }
}
