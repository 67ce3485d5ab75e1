package org.vigilmesh.cli;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes values as JSON: maps, lists, numbers, truths and texts; other values as their text. */
final class Json {
  private Json() {}

  static String of(Object value) {
    StringBuilder text = new StringBuilder();
    write(text, value);
    return text.toString();
  }

  private static void write(StringBuilder to, Object value) {
    switch (value) {
      case Map<?, ?> map -> object(to, map);
      case List<?> list -> array(to, list);
      case Optional<?> maybe -> maybe.ifPresentOrElse(it -> write(to, it), () -> to.append("null"));
      case Number number -> to.append(number);
      case Boolean truth -> to.append(truth);
      case Instant at -> string(to, at.toString());
      default -> string(to, value.toString());
    }
  }

  private static void object(StringBuilder to, Map<?, ?> map) {
    to.append('{');
    for (Iterator<? extends Map.Entry<?, ?>> it = map.entrySet().iterator(); it.hasNext(); ) {
      Map.Entry<?, ?> entry = it.next();
      string(to, String.valueOf(entry.getKey()));
      to.append(':');
      write(to, entry.getValue());
      if (it.hasNext()) {
        to.append(',');
      }
    }
    to.append('}');
  }

  private static void array(StringBuilder to, List<?> list) {
    to.append('[');
    for (Iterator<?> it = list.iterator(); it.hasNext(); ) {
      write(to, it.next());
      if (it.hasNext()) {
        to.append(',');
      }
    }
    to.append(']');
  }

  private static void string(StringBuilder to, String text) {
    to.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> to.append("\\\"");
        case '\\' -> to.append("\\\\");
        case '\n' -> to.append("\\n");
        case '\r' -> to.append("\\r");
        case '\t' -> to.append("\\t");
        default -> {
          if (c < 0x20 || Character.isSurrogate(c) || c == 0x7f) {
            to.append("\\u%04x".formatted((int) c));
          } else {
            to.append(c);
          }
        }
      }
    }
    to.append('"');
  }
}
