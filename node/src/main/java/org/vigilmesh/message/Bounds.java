package org.vigilmesh.message;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Seconds;

/**
 * The sizes that protect memory, enforced by the constructors of this package. They are far wider
 * than the rules of the validation, so that a badly filled request can still be held and answered.
 */
final class Bounds {
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private Bounds() {}

  static String code(String text, String what) {
    return text(text, RequestPart.CODE_MAX, what);
  }

  static String line(String text, String what) {
    return text(text, RequestPart.LINE_MAX, what);
  }

  static String prose(String text, String what) {
    return text(text, RequestPart.PROSE_MAX, what);
  }

  /** {@code text} in NFC; refuses what is too long or holds control or broken characters. */
  private static String text(String text, int max, String what) {
    InvalidValue.unless(text.length() <= max, what + " is longer than " + max + " characters");
    String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
    InvalidValue.unless(normal.length() <= max, what + " is longer than " + max + " characters");
    InvalidValue.unless(
        normal.codePoints().allMatch(Bounds::isAllowed), what + " holds a control character");
    return normal;
  }

  private static boolean isAllowed(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point == '\n' || point == '\t';
      case Character.SURROGATE -> false;
      default -> true;
    };
  }

  static <T> List<T> list(List<T> items, String what) {
    return list(items, RequestPart.LIST_MAX, what);
  }

  static <T> List<T> list(List<T> items, int max, String what) {
    InvalidValue.unless(items.size() <= max, what + " has more than " + max + " items");
    return List.copyOf(items);
  }

  static List<String> codes(List<String> items, String what) {
    return list(items, what).stream().map(code -> code(code, what)).toList();
  }

  static List<String> lines(List<String> items, String what) {
    return list(items, what).stream().map(line -> line(line, what)).toList();
  }

  static List<String> proses(List<String> items, String what) {
    return list(items, what).stream().map(prose -> prose(prose, what)).toList();
  }

  /** Whole seconds between 1970 and 9999: what signed objects can hold. */
  static Instant time(Instant at, String what) {
    InvalidValue.unless(Seconds.isWhole(at), what + " has parts of a second");
    InvalidValue.unless(
        !at.isBefore(Instant.EPOCH) && !at.isAfter(LATEST), what + " is not in 1970 to 9999");
    return at;
  }

  static @Nullable Instant timeOrNull(@Nullable Instant at, String what) {
    return at == null ? null : time(at, what);
  }

  static @Nullable LocalDate date(@Nullable LocalDate date, String what) {
    if (date != null) {
      InvalidValue.unless(
          date.getYear() >= 1900 && date.getYear() <= 9999, what + " is not in 1900 to 9999");
    }
    return date;
  }

  static int number(int number, int max, String what) {
    InvalidValue.unless(number >= 0 && number <= max, what + " is not in 0 to " + max);
    return number;
  }
}
