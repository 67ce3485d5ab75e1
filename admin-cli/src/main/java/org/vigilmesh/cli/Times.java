package org.vigilmesh.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Seconds;

/** How times and durations are typed. */
final class Times {
  private Times() {}

  /** An instant in UTC, or a day, which stands for its first second in UTC. */
  static Instant instant(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Seconds.whole(Instant.parse(text));
    } catch (DateTimeParseException _) {
      throw new InvalidValue("2027-01-21 or 2027-01-21T08:00:00Z");
    }
  }
}
