package org.vigilmesh.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Content as fields with names: maps, lists and texts, without what was not filled in. */
final class Contents {
  private Contents() {}

  static Map<String, Object> fields(Record content) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (RecordComponent component : content.getClass().getRecordComponents()) {
      Object value = value(content, component);
      if (value != null && !isEmpty(value)) {
        fields.put(component.getName(), plain(value));
      }
    }
    return fields;
  }

  private static @Nullable Object value(Record content, RecordComponent component) {
    try {
      return component.getAccessor().invoke(content);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("bug: accessors of records are public", e);
    }
  }

  private static boolean isEmpty(Object value) {
    return "".equals(value) || (value instanceof List<?> list && list.isEmpty());
  }

  private static Object plain(Object value) {
    return switch (value) {
      case List<?> list -> list.stream().map(one -> plain(Objects.requireNonNull(one))).toList();
      case Record record
          when record.getClass().getRecordComponents().length > 1
              && record.getClass().getPackageName().equals("org.vigilmesh.message") ->
          fields(record);
      case Boolean truth -> truth;
      case Number number -> number;
      default -> value.toString();
    };
  }

  /** The same as indented lines, for people. */
  static List<String> lines(Map<?, ?> fields, String indent) {
    List<String> lines = new ArrayList<>();
    fields.forEach((name, value) -> lines(lines, String.valueOf(name), value, indent));
    return lines;
  }

  private static void lines(List<String> to, String name, @Nullable Object value, String indent) {
    switch (value) {
      case Map<?, ?> map -> {
        to.add(indent + name + ":");
        to.addAll(lines(map, indent + "  "));
      }
      case List<?> list when list.stream().anyMatch(Map.class::isInstance) -> {
        for (int i = 0; i < list.size(); i++) {
          lines(to, name + "[" + (i + 1) + "]", list.get(i), indent);
        }
      }
      case null, default -> to.add(indent + name + ": " + Tables.safe(String.valueOf(value)));
    }
  }
}
