package org.vigilmesh.sheet;

import java.util.List;
import java.util.Locale;

/**
 * A field of a form as a page shows it.
 *
 * @param path under which its text is sent, and by which a problem names it
 * @param value what stands in it
 * @param options what can be chosen; empty where one writes
 * @param problems what is wrong with it, each with what to do
 * @param rows fields inside; more than one row where it can be repeated
 */
public record Widget(
    String path,
    String label,
    String hint,
    Look look,
    String value,
    List<Option> options,
    List<String> problems,
    List<List<Widget>> rows) {
  public Widget {
    options = List.copyOf(options);
    problems = List.copyOf(problems);
    rows = List.copyOf(rows);
  }

  /** How it is filled in. */
  public enum Look {
    HIDDEN,
    LINE,
    /** A line of letters and digits that reads from left to right in every language. */
    CODE,
    PROSE,
    NUMBER,
    TIME,
    DAY,
    SELECT,
    RADIOS,
    BOXES,
    /** One record. */
    RECORD,
    /** Rows that can be added to. */
    ROWS
  }

  /**
   * Something to choose.
   *
   * @param barred why it cannot be chosen now; empty where it can
   */
  public record Option(String code, String name, boolean chosen, String barred) {}

  /** A name for the page's style and for the template. */
  String kind() {
    return look.name().toLowerCase(Locale.ROOT);
  }

  public boolean isWrong() {
    return !problems.isEmpty();
  }

  /** The row that would come next. */
  String nextRow() {
    return path + "[" + rows.size() + "]";
  }
}
