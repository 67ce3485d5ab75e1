package org.vigilmesh.message;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same message some days later: every time and day that it names is moved. */
public final class Later {
  private final Duration by;

  private Later(Duration by) {
    this.by = by;
  }

  /** {@code record} with all its times moved {@code by} whole days. */
  public static <T extends Record> T than(T record, Duration by) {
    @SuppressWarnings("unchecked") // a record is moved into one of its own class
    T moved = (T) new Later(by).moved(record);
    return java.util.Objects.requireNonNull(moved);
  }

  private @Nullable Object moved(@Nullable Object value) {
    return switch (value) {
      case Instant time -> time.plus(by);
      case LocalDate day -> day.plusDays(by.toDays());
      case List<?> items -> items.stream().map(this::moved).toList();
      case Record record when record.getClass().getPackage() == Later.class.getPackage() ->
          rebuilt(record);
      case null, default -> value;
    };
  }

  private Object rebuilt(Record record) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    @Nullable Object[] arguments = new @Nullable Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        arguments[i] = moved(components[i].getAccessor().invoke(record));
        types[i] = components[i].getType();
      }
      return record.getClass().getDeclaredConstructor(types).newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(record.toString(), e);
    }
  }
}
