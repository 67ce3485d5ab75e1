package org.vigilmesh.adapter.wire;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.value.Bytes;

/** Finds fields of a record, however deep, that are null, empty, zero or false. */
final class FilledFields {
  private FilledFields() {}

  static List<String> unfilled(Object whole) {
    List<String> found = new ArrayList<>();
    look(whole, whole.getClass().getSimpleName(), found);
    return found;
  }

  private static void look(@Nullable Object value, String path, List<String> found) {
    switch (value) {
      case null -> found.add(path);
      case String text when text.isEmpty() -> found.add(path);
      case Boolean flag when !flag -> found.add(path);
      case Integer number when number == 0 -> found.add(path);
      case List<?> items when items.isEmpty() -> found.add(path);
      case List<?> items -> items.forEach(item -> look(item, path + "[]", found));
      case Bytes _ -> {}
      case Record record -> components(record, path, found);
      default -> {}
    }
  }

  private static void components(Record record, String path, List<String> found) {
    try {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        // an extension that is not critical is the usual one
        if (!component.getName().equals("critical")) {
          component.getAccessor().setAccessible(true);
          look(component.getAccessor().invoke(record), path + "." + component.getName(), found);
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(path, e);
    }
  }
}
