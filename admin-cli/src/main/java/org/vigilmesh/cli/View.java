package org.vigilmesh.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vigilmesh.value.Check;

/**
 * What a command shows: a list of rows, or one thing with its fields. Names are those of the JSON
 * form; a table takes its headings from the texts called {@code column.NAME}.
 */
final class View {
  private final String kind;
  private final List<String> columns;
  private final List<Map<String, Object>> rows = new ArrayList<>();
  private final boolean isList;

  private View(String kind, boolean isList, List<String> columns) {
    this.kind = kind;
    this.isList = isList;
    this.columns = columns;
  }

  static View list(String kind, String... columns) {
    return new View(kind, true, List.of(columns));
  }

  static View one(String kind) {
    View view = new View(kind, false, new ArrayList<>());
    view.rows.add(new LinkedHashMap<>());
    return view;
  }

  /** A row of a list; one value for each column. */
  View row(Object... values) {
    Check.that(isList && values.length == columns.size(), "a value for each column of " + kind);
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      row.put(columns.get(i), plain(values[i]));
    }
    rows.add(row);
    return this;
  }

  /** A field of one thing; the value may be another list. */
  View field(String name, Object value) {
    Check.that(!isList, "fields belong to one thing");
    columns.add(name);
    rows.getFirst().put(name, value instanceof View ? value : plain(value));
    return this;
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Object[] many -> Arrays.asList(many);
      default -> value;
    };
  }

  String kind() {
    return kind;
  }

  boolean isList() {
    return isList;
  }

  List<String> columns() {
    return columns;
  }

  List<Map<String, Object>> rows() {
    return rows;
  }

  /** The JSON form: versioned, a list under {@code items}. */
  Map<String, Object> json() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("apiVersion", "v1");
    object.put("kind", kind);
    if (isList) {
      object.put("items", rows);
    } else {
      object.putAll(fields(rows.getFirst()));
    }
    return object;
  }

  private static Map<String, Object> fields(Map<String, Object> row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    row.forEach((name, value) -> fields.put(name, value instanceof View it ? it.rows() : value));
    return fields;
  }
}
