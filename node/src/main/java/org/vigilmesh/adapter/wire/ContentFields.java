package org.vigilmesh.adapter.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.message.Decision;
import org.vigilmesh.value.InvalidValue;

/** The single fields that contents are made of, on their way between record and message. */
final class ContentFields {
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final long FIRST_DAY = LocalDate.of(1900, 1, 1).toEpochDay();
  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

  private ContentFields() {}

  static <A, B> List<B> list(List<A> items, Function<A, B> each) {
    return items.stream().map(each).toList();
  }

  /** Calls {@code set} with the value, if there is one. */
  static <T> void given(@Nullable T value, Consumer<T> set) {
    if (value != null) {
      set.accept(value);
    }
  }

  static Instant time(long seconds) {
    InvalidValue.unless(seconds >= 0 && seconds <= LAST_SECOND, "a time in 1970 to 9999");
    return Instant.ofEpochSecond(seconds);
  }

  static Instant requiredTime(boolean present, long seconds) {
    InvalidValue.unless(present, "a required time is missing");
    return time(seconds);
  }

  static LocalDate day(long day) {
    InvalidValue.unless(day >= FIRST_DAY && day <= LAST_DAY, "a day in 1900 to 9999");
    return LocalDate.ofEpochDay(day);
  }

  static Decision.Value value(String code) {
    return Decision.Value.find(code).orElseThrow(() -> new InvalidValue("no such decision"));
  }
}
