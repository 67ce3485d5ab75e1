package org.vigilmesh.request;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request file in the making: keys with quoted values, lists, nested keys, remarks. */
final class RequestText {
  private final StringBuilder text = new StringBuilder();
  private final String indent;

  RequestText() {
    this("");
  }

  private RequestText(String indent) {
    this.indent = indent;
  }

  RequestText remark(String line) {
    text.append(indent).append("# ").append(line).append('\n');
    return this;
  }

  /** A text, a date or a number; what is empty or not there is left out. */
  RequestText put(String key, @Nullable Object value) {
    String shown = String.valueOf(value);
    if (!shown.isEmpty() && !shown.equals("null")) {
      boolean isPlain = value instanceof Number || value instanceof Boolean;
      text.append(indent)
          .append(key)
          .append(": ")
          .append(isPlain ? shown : quoted(shown))
          .append('\n');
    }
    return this;
  }

  /** A key whose value a person fills in. */
  RequestText blank(String key) {
    text.append(indent).append(key).append(": \"\"\n");
    return this;
  }

  /** A list of texts, also an empty one. */
  RequestText puts(String key, List<String> values) {
    String all =
        values.stream().map(RequestText::quoted).collect(Collectors.joining(", ", "[", "]"));
    text.append(indent).append(key).append(": ").append(all).append('\n');
    return this;
  }

  /** Keys below {@code key}. */
  RequestText part(String key, RequestText below) {
    text.append(indent).append(key).append(":\n").append(below.indented("  "));
    return this;
  }

  /** A list of parts; left out where there is none. */
  RequestText parts(String key, List<RequestText> below) {
    if (!below.isEmpty()) {
      text.append(indent).append(key).append(":\n");
      below.forEach(one -> text.append(one.listed()));
    }
    return this;
  }

  private String indented(String by) {
    return lines().stream().map(line -> by + line + "\n").collect(Collectors.joining());
  }

  private String listed() {
    List<String> marked = new ArrayList<>();
    for (String line : lines()) {
      marked.add((marked.isEmpty() ? "  - " : "    ") + line + "\n");
    }
    return String.join("", marked);
  }

  private List<String> lines() {
    return text.toString().lines().toList();
  }

  /** A double-quoted scalar: what acts on a parser is escaped. */
  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> quoted.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    return quoted.append('"').toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
