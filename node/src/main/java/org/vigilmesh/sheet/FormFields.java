package org.vigilmesh.sheet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.vigilmesh.request.Entries;
import org.vigilmesh.request.RequestProblem;
import org.vigilmesh.sheet.Widget.Look;
import org.vigilmesh.sheet.Widget.Option;

/** The fields of a form for a page: with what stands in them and what is wrong with each. */
public final class FormFields {
  /** What the desk fills in itself. */
  private static final Set<String> HIDDEN =
      Set.of("questions.id", "questions.code", "questions.citation");

  /** Of few answers each is seen at once. */
  private static final int RADIOS_MAX = 9;

  private final Choices choices;
  private final Entries typed;
  private final List<RequestProblem> problems;
  private final String language;
  private final String more;
  private final Set<String> shown = new LinkedHashSet<>();

  /** {@code more} is the list to which a row is to be added; may be empty. */
  public FormFields(
      Choices choices, Entries typed, List<RequestProblem> problems, String language, String more) {
    this.choices = choices;
    this.typed = typed;
    this.problems = problems;
    this.language = language;
    this.more = more;
  }

  public List<Widget> of(List<Shape> shapes) {
    return of(shapes, "");
  }

  /** Whether some field shows {@code problem}; known once all fields are made. */
  public boolean isShown(RequestProblem problem) {
    return shown.contains(problem.field());
  }

  private List<Widget> of(List<Shape> shapes, String before) {
    List<Widget> widgets = new ArrayList<>();
    for (Shape shape : shapes) {
      String path = before + shape.name();
      if (!path.equals("attachments")) {
        widgets.addAll(widget(shape, path));
      }
    }
    return widgets;
  }

  /** A field; none where there is nothing to choose from. */
  private List<Widget> widget(Shape shape, String path) {
    String value = typed.text(path);
    List<Option> options = choices.at(path, shape, value);
    return switch (shape.kind()) {
      case PART, GROUP -> List.of(rows(shape, path, Look.RECORD, 1));
      case PARTS -> List.of(rows(shape, path, Look.ROWS, count(path)));
      case CODES, LINES, PROSES ->
          List.of(options.isEmpty() ? texts(shape, path) : boxes(path, options));
      case REPLY, ACT ->
          options.isEmpty() ? List.of() : List.of(one(path, Look.SELECT, value, options));
      case CHOICE ->
          List.of(
              one(
                  path,
                  isTop(path) && options.size() <= RADIOS_MAX ? Look.RADIOS : Look.SELECT,
                  value,
                  options));
      case CODE, LINE, PROSE, FLAG, NUMBER, TIME, DAY, DIGEST ->
          List.of(one(path, look(shape, path, options), value, options));
    };
  }

  private static boolean isTop(String path) {
    return path.indexOf('.') < 0 && path.indexOf('[') < 0;
  }

  private static Look look(Shape shape, String path, List<Option> options) {
    if (HIDDEN.contains(Choices.place(path))) {
      return Look.HIDDEN;
    }
    if (!options.isEmpty()) {
      return Look.SELECT;
    }
    return switch (shape.kind()) {
      case PROSE, PROSES -> Look.PROSE;
      case NUMBER -> Look.NUMBER;
      case TIME -> Look.TIME;
      case DAY -> Look.DAY;
      case CODE, CODES, DIGEST, ACT, REPLY -> Look.CODE;
      case LINE, LINES, FLAG, CHOICE, PART, GROUP, PARTS -> Look.LINE;
    };
  }

  private Widget one(String path, Look look, String value, List<Option> options) {
    String text = look == Look.TIME ? value.replaceFirst("T(\\d\\d:\\d\\d)(:00)?Z$", " $1") : value;
    return new Widget(
        path, choices.label(path), choices.hint(path), look, text, options, wrong(path), List.of());
  }

  /** One more than there are where that was asked for, and never none. */
  private int count(String path) {
    return Math.max(1, typed.rows(path) + (more.equals(path) ? 1 : 0));
  }

  private Widget rows(Shape shape, String path, Look look, int count) {
    List<List<Widget>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(of(shape.fields(), look == Look.ROWS ? path + "[" + i + "]." : path + "."));
    }
    return new Widget(
        path, choices.label(path), choices.hint(path), look, "", List.of(), wrong(path), rows);
  }

  /** Texts one under the other. */
  private Widget texts(Shape shape, String path) {
    List<List<Widget>> rows = new ArrayList<>();
    for (int i = 0; i < count(path); i++) {
      String at = path + "[" + i + "]";
      rows.add(List.of(one(at, look(shape, at, List.of()), typed.text(at), List.of())));
    }
    return new Widget(
        path, choices.label(path), choices.hint(path), Look.ROWS, "", List.of(), wrong(path), rows);
  }

  private Widget boxes(String path, List<Option> options) {
    Set<String> chosen = new LinkedHashSet<>();
    for (int i = 0; i < typed.rows(path); i++) {
      chosen.add(typed.text(path + "[" + i + "]"));
    }
    List<Option> all = new ArrayList<>();
    options.forEach(
        one ->
            all.add(new Option(one.code(), one.name(), chosen.remove(one.code()), one.barred())));
    chosen.forEach(strange -> all.add(new Option(strange, strange, true, "")));
    List<String> wrong = new ArrayList<>(wrong(path));
    for (int i = 0; i < typed.rows(path); i++) {
      wrong.addAll(wrong(path + "[" + i + "]"));
    }
    return new Widget(
        path, choices.label(path), choices.hint(path), Look.BOXES, "", all, wrong, List.of());
  }

  private List<String> wrong(String path) {
    return problems.stream()
        .filter(problem -> problem.field().equals(path))
        .peek(problem -> shown.add(problem.field()))
        .map(problem -> problem.what(language) + " " + problem.remedy(language))
        .toList();
  }
}
