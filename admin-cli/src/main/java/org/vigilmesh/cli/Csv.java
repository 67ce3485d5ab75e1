package org.vigilmesh.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A list as comma-separated values (RFC 4180), its names in the first line. */
final class Csv {
  private Csv() {}

  static void print(View view, PrintWriter out) {
    out.print(line(view.columns().stream().filter(name -> !isNested(view, name)).toList()));
    for (Map<String, Object> row : view.rows()) {
      out.print(line(row.values().stream().filter(value -> !(value instanceof View)).toList()));
    }
  }

  private static boolean isNested(View view, String name) {
    return view.rows().stream().anyMatch(row -> row.get(name) instanceof View);
  }

  private static String line(List<?> values) {
    return values.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(Object value) {
    String text =
        switch (value) {
          case Optional<?> maybe -> maybe.map(String::valueOf).orElse("");
          case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(" "));
          default -> String.valueOf(value);
        };
    String plain = isFormula(value, text) ? "'" + text : text;
    return plain.matches("[^\",\r\n]*") ? plain : '"' + plain.replace("\"", "\"\"") + '"';
  }

  /** What a spreadsheet would take for a formula, and no number. */
  private static boolean isFormula(Object value, String text) {
    return !(value instanceof Number) && text.matches("(?s)[=+\\-@\t].*");
  }
}
