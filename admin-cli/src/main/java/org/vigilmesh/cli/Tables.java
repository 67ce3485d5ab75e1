package org.vigilmesh.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints views for people: aligned on a terminal, tab-separated and without headings in a pipe. A
 * list that is wider than the terminal becomes a block of fields for each row.
 */
final class Tables {
  private static final String GAP = "  ";

  private final Texts texts;
  private final Instant now;
  private final int columns;
  private final boolean aligned;

  /** {@code columns} of the terminal, or 0 for a pipe. */
  Tables(Texts texts, Instant now, int columns) {
    this.texts = texts;
    this.now = now;
    this.columns = columns;
    this.aligned = columns > 0;
  }

  void print(View view, PrintWriter out) {
    List<List<String>> lines = view.isList() ? listed(view) : fields(view.rows().getFirst());
    if (aligned) {
      List<String> table = align(lines);
      boolean fits = table.stream().allMatch(line -> width(line) <= columns);
      (fits || !view.isList() ? table : blocks(view)).forEach(out::println);
    } else {
      lines.forEach(line -> out.println(String.join("\t", line)));
    }
    if (!view.isList()) {
      nested(view).forEach(list -> print(list, out));
    }
  }

  private List<List<String>> listed(View view) {
    List<List<String>> lines = new ArrayList<>();
    if (aligned && !view.rows().isEmpty()) {
      lines.add(view.columns().stream().map(name -> texts.of("column." + name)).toList());
    }
    for (Map<String, Object> row : view.rows()) {
      lines.add(row.values().stream().map(this::cell).toList());
    }
    return lines;
  }

  private List<List<String>> fields(Map<String, Object> row) {
    List<List<String>> lines = new ArrayList<>();
    row.forEach(
        (name, value) -> {
          if (!(value instanceof View)) {
            lines.add(List.of(aligned ? texts.of("column." + name) : name, cell(value)));
          }
        });
    return lines;
  }

  /** Each row as a thing of its own, with an empty line between. */
  private List<String> blocks(View view) {
    List<String> lines = new ArrayList<>();
    for (Map<String, Object> row : view.rows()) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.addAll(align(fields(row)));
    }
    return lines;
  }

  private static Stream<View> nested(View view) {
    return view.rows().getFirst().values().stream()
        .filter(View.class::isInstance)
        .map(View.class::cast);
  }

  private static List<String> align(List<List<String>> lines) {
    int columns = lines.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int i = 0; i < line.size(); i++) {
        widths[i] = Math.max(widths[i], width(line.get(i)));
      }
    }
    List<String> aligned = new ArrayList<>();
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < line.size(); i++) {
        text.append(line.get(i));
        if (i < line.size() - 1) {
          text.append(" ".repeat(widths[i] - width(line.get(i)))).append(GAP);
        }
      }
      aligned.add(text.toString());
    }
    return aligned;
  }

  /** Columns on a terminal: Chinese characters and full-width signs take two. */
  private static int width(String text) {
    return text.codePoints().map(c -> c >= 0x2e80 && c < 0xffe7 && !isArabic(c) ? 2 : 1).sum();
  }

  private static boolean isArabic(int codePoint) {
    return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.ARABIC;
  }

  private String cell(Object value) {
    return switch (value) {
      case Optional<?> maybe -> maybe.map(this::cell).orElse("-");
      case Boolean truth -> texts.of(truth ? "yes" : "no");
      case Instant at -> aligned ? at + " (" + relative(at) + ")" : at.toString();
      case List<?> list ->
          list.isEmpty() ? "-" : list.stream().map(this::cell).collect(Collectors.joining(", "));
      default -> safe(value.toString());
    };
  }

  /** Control characters and tabs must not act on the reader's terminal. */
  static String safe(String text) {
    if (text.isEmpty()) {
      return "-";
    }
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              boolean acts =
                  type == Character.CONTROL
                      || type == Character.FORMAT
                      || c == 0x2028
                      || c == 0x2029;
              shown.appendCodePoint(acts ? 0xfffd : c);
            });
    return shown.toString();
  }

  private String relative(Instant at) {
    Duration distance = Duration.between(at, now);
    String length = length(distance.abs());
    return texts.of(distance.isNegative() ? "time.in" : "time.ago", length);
  }

  private String length(Duration duration) {
    if (duration.toSeconds() < 120) {
      return texts.of("time.seconds", duration.toSeconds());
    }
    if (duration.toMinutes() < 120) {
      return texts.of("time.minutes", duration.toMinutes());
    }
    return duration.toHours() < 48
        ? texts.of("time.hours", duration.toHours())
        : texts.of("time.days", duration.toDays());
  }
}
