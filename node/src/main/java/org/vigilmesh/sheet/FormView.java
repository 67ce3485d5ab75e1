package org.vigilmesh.sheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.message.CodeList;
import org.vigilmesh.message.CodeNames;
import org.vigilmesh.message.Texts;
import org.vigilmesh.request.Entries;
import org.vigilmesh.request.RequestProblem;
import org.vigilmesh.sheet.RequestLayout.Ask;
import org.vigilmesh.sheet.RequestLayout.Group;
import org.vigilmesh.sheet.RequestLayout.Kind;
import org.vigilmesh.sheet.RequestLayout.Part;
import org.vigilmesh.sheet.RequestLayout.Rows;

/**
 * A form as a page shows it: what was typed stands in its fields, what is wrong beside the field
 * that it is about. A field is named by the path of its text, so that nothing is translated between
 * the page, the reader and what it finds.
 */
public final class FormView {
  private static final Pattern ROW = Pattern.compile("\\[\\d+]");

  private final Words words;
  private final Entries entries;
  private final Map<String, List<String>> problems = new LinkedHashMap<>();
  private final Set<String> opened;
  private final Map<String, List<Option>> choices;

  /**
   * A form with {@code entries}.
   *
   * @param problems shown beside their fields
   * @param opened lists of which one more row is shown
   * @param choices for fields whose codes are no list's, by path
   */
  FormView(
      Words words,
      Entries entries,
      List<RequestProblem> problems,
      Set<String> opened,
      Map<String, List<Option>> choices) {
    this.words = words;
    this.entries = entries;
    this.opened = Set.copyOf(opened);
    this.choices = Map.copyOf(choices);
    for (RequestProblem problem : problems) {
      this.problems
          .computeIfAbsent(problem.field(), _ -> new ArrayList<>())
          .add(problem.what(words.language()) + " " + problem.remedy(words.language()));
    }
  }

  /** A part of the page. */
  public sealed interface View {}

  /** A code and what it is called. */
  public record Option(String code, String name) {}

  /**
   * A field to fill.
   *
   * @param id of its element
   * @param name the path
   * @param checked what is ticked or chosen
   */
  public record Field(
      String id,
      String name,
      String label,
      Kind kind,
      String value,
      List<Option> options,
      Set<String> checked,
      List<String> problems)
      implements View {
    /** What describes it, for readers of screens; null where nothing is wrong. */
    public @Nullable String described() {
      return problems.isEmpty() ? null : id + "-why";
    }

    public boolean isHere(String code) {
      return checked.contains(code);
    }
  }

  /** Rows of a list. */
  public record Repeated(
      String id, String path, String label, List<Row> rows, List<String> problems)
      implements View {}

  /** One row. */
  public record Row(String path, String title, String file, List<View> parts) {}

  /** Fields under a name; {@code isRare} folds them away, {@code isOpen} unfolds them. */
  public record Folded(String label, boolean isRare, boolean isOpen, List<View> parts)
      implements View {}

  List<View> parts(String prefix, List<Part> parts) {
    return parts.stream().map(part -> view(prefix, part)).toList();
  }

  private View view(String prefix, Part part) {
    return switch (part) {
      case Ask ask -> field(prefix + ask.path(), ask);
      case Rows rows -> rows(prefix + rows.path(), rows);
      case Group group -> {
        boolean isFilled =
            group.parts().stream().anyMatch(inner -> isTouched(prefix + path(inner)));
        yield new Folded(
            label(group.label()), group.isRare(), isFilled, parts(prefix, group.parts()));
      }
    };
  }

  private static String path(Part part) {
    return switch (part) {
      case Ask ask -> ask.path();
      case Rows rows -> rows.path();
      case Group group -> path(group.parts().getFirst());
    };
  }

  /** Whether something was typed there, or is wrong. */
  private boolean isTouched(String path) {
    return entries.texts().keySet().stream().anyMatch(key -> key.startsWith(path))
        || problems.keySet().stream().anyMatch(key -> key.startsWith(path))
        || opened.stream().anyMatch(key -> key.startsWith(path));
  }

  private View field(String path, Ask ask) {
    List<Option> options = choices.containsKey(path) ? choices.get(path) : options(ask.list());
    String value = entries.text(path);
    Set<String> checked = Set.of(value);
    if (ask.kind() == Kind.CHECKS || ask.kind() == Kind.LINES) {
      List<String> texts = texts(path);
      checked = Set.copyOf(texts);
      value = String.join("\n", texts);
    } else if (ask.kind() == Kind.TICK) {
      options = List.of(new Option(ask.list(), ""));
    }
    return new Field(
        id(path), path, name(path), ask.kind(), value, options, checked, problemsOf(path));
  }

  private List<String> texts(String path) {
    List<String> texts = new ArrayList<>();
    for (int row = 0; row < entries.rows(path); row++) {
      texts.add(entries.text(path + "[" + row + "]"));
    }
    return texts;
  }

  private Repeated rows(String path, Rows rows) {
    int known = Math.max(rows.shown(), entries.rows(path) + (opened.contains(path) ? 1 : 0));
    List<Row> all = new ArrayList<>();
    for (int i = 0; i < known; i++) {
      String at = path + "[" + i + "]";
      all.add(
          new Row(
              at,
              label(rows.label()) + " " + (i + 1),
              entries.text(at + ".file"),
              parts(at + ".", rows.parts())));
    }
    return new Repeated(id(path), path, label(rows.label()), all, problemsOf(path));
  }

  /** What is wrong exactly there; afterwards it is said. */
  private List<String> problemsOf(String path) {
    List<String> said = problems.remove(path);
    return said == null ? List.of() : List.copyOf(said);
  }

  /** What is wrong where no field stands, after all parts were made. */
  List<String> unsaid(Set<String> beginnings) {
    List<String> said = new ArrayList<>();
    problems
        .entrySet()
        .removeIf(
            entry -> {
              boolean isHere = beginnings.contains(top(entry.getKey()));
              if (isHere) {
                entry.getValue().forEach(text -> said.add(entry.getKey() + ": " + text));
              }
              return isHere;
            });
    return said;
  }

  /** Everything that is left. */
  List<String> rest() {
    return problems.entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue().stream()
                    .map(text -> entry.getKey().isEmpty() ? text : entry.getKey() + ": " + text))
        .toList();
  }

  /** The field of a request under which a path stands. */
  static String top(String path) {
    return path.split("[.\\[]", 2)[0];
  }

  /** The path with rows not told apart. */
  public static String anyRow(String path) {
    return ROW.matcher(path).replaceAll("[]");
  }

  static String id(String path) {
    return "f-" + path.replaceAll("[^A-Za-z0-9_]+", "-").replaceAll("-$", "");
  }

  /** What a field is called: by its path where that has a text, else by its last step. */
  private String name(String path) {
    String plain = ROW.matcher(path).replaceAll("");
    String last = plain.substring(plain.lastIndexOf('.') + 1);
    return plain.startsWith("relation_to_offence.")
        ? label("item") + " " + last
        : words.find("fill." + plain).orElseGet(() -> label(last));
  }

  private String label(String name) {
    return words
        .find("fill." + name)
        .or(() -> words.find("field." + name))
        .or(() -> new CodeNames(words.language()).find("field", name))
        .orElse(name);
  }

  private List<Option> options(String lists) {
    return lists.isEmpty()
        ? List.of()
        : Arrays.stream(lists.split(" ", -1))
            .flatMap(list -> codes(list).stream().map(code -> new Option(code, name(list, code))))
            .collect(Collectors.toList());
  }

  private static List<String> codes(String list) {
    return switch (list) {
      case "message" ->
          List.of("preservation_request", "emergency_data_request", "traffic_disclosure_request");
      case "urgency" -> List.of("routine", "urgent", "emergency");
      case "language" -> Texts.LANGUAGES;
      case "true", "unknown" -> List.of();
      default -> CodeList.valueOf(list.toUpperCase(Locale.ROOT)).codes();
    };
  }

  private String name(String list, String code) {
    return list.equals("language")
        ? words.of("language." + code)
        : CodeNames.of(list, code, words.language());
  }
}
