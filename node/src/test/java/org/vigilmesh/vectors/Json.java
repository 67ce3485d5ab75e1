package org.vigilmesh.vectors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** JSON text of maps, lists, texts, whole numbers and booleans; and the way back. */
final class Json {
  private Json() {}

  static String text(Object tree) {
    StringBuilder out = new StringBuilder();
    write(out, tree, "");
    return out.append('\n').toString();
  }

  /** Reads JSON as the subset of YAML that it is. */
  @SuppressWarnings("unchecked") // JSON objects have text keys
  static Map<String, Object> read(String text) {
    return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  static Map<String, Object> object(Object... keysAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      object.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return object;
  }

  private static void write(StringBuilder out, Object tree, String indent) {
    String deeper = indent + "  ";
    switch (tree) {
      case Map<?, ?> map -> {
        String before = "{\n";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(before).append(deeper);
          quote(out, String.valueOf(entry.getKey()));
          out.append(": ");
          write(out, entry.getValue(), deeper);
          before = ",\n";
        }
        out.append(map.isEmpty() ? "{}" : "\n" + indent + "}");
      }
      case List<?> list -> {
        String before = "[\n";
        for (Object item : list) {
          out.append(before).append(deeper);
          write(out, item, deeper);
          before = ",\n";
        }
        out.append(list.isEmpty() ? "[]" : "\n" + indent + "]");
      }
      case String text -> quote(out, text);
      default -> out.append(tree);
    }
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        default -> out.append(c);
      }
    }
    out.append('"');
  }
}
