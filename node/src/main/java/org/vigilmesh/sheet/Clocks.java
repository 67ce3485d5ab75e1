package org.vigilmesh.sheet;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times as officers read them: UTC, with Latin digits, and how long it is until then. */
public final class Clocks {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);

  private Clocks() {}

  public static String minute(Instant at) {
    return MINUTE.format(at) + " UTC";
  }

  /** The time of day alone, for what is not far. */
  public static String time(Instant at) {
    return minute(at).substring(11, 16);
  }

  public static String second(Instant at) {
    return SECOND.format(at) + " UTC";
  }

  public static String day(Instant at) {
    return DAY.format(at);
  }

  /** For {@code datetime} and scripts. */
  static String machine(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** "12 min left", "OVERDUE 4 min": never a colour alone. */
  public static String left(Words words, Instant now, Instant end) {
    Duration left = Duration.between(now, end);
    return left.isNegative()
        ? words.of("clock.overdue", span(words, left.negated()))
        : words.of("clock.left", span(words, left));
  }

  /** "4 min ago". */
  public static String ago(Words words, Instant now, Instant then) {
    return words.of("clock.ago", span(words, Duration.between(then, now).abs()));
  }

  /** The largest unit that fits, two for less than a day. */
  private static String span(Words words, Duration span) {
    if (span.toDays() >= 2) {
      return words.count("clock.days", span.toDays());
    }
    if (span.toHours() >= 1) {
      return words.of("clock.hours", Long.toString(span.toHours()), pad(span.toMinutesPart()));
    }
    return words.of("clock.minutes", Long.toString(span.toMinutes()));
  }

  private static String pad(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
