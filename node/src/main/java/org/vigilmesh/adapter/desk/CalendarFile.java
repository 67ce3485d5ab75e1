package org.vigilmesh.adapter.desk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * Ends of holds as an iCalendar file (RFC 5545). Calendars are synchronised to phones and clouds,
 * so an event has its day and the same words as every other: no case, no peer, no kind of request.
 */
final class CalendarFile {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final int LINE_MAX = 74;
  private static final int UID_DIGITS = 32;

  private CalendarFile() {}

  static String of(List<CaseRow> rows, String summary, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add("BEGIN:VCALENDAR");
    lines.add("VERSION:2.0");
    lines.add("PRODID:-//Vigil//Holds//EN");
    for (CaseRow row : rows) {
      Instant end = row.heldUntil().orElseThrow();
      lines.add("BEGIN:VEVENT");
      lines.add("UID:" + uid(row) + "@vigil");
      lines.add("DTSTAMP:" + TIME.format(now));
      lines.add("DTSTART;VALUE=DATE:" + DAY.format(end));
      lines.add("SUMMARY:" + escaped(summary));
      lines.add("CLASS:CONFIDENTIAL");
      lines.add("TRANSP:TRANSPARENT");
      lines.add("END:VEVENT");
    }
    lines.add("END:VCALENDAR");
    StringBuilder file = new StringBuilder();
    lines.forEach(line -> fold(file, line));
    return file.toString();
  }

  /** The same at each export, so that a calendar moves the event and makes no second one. */
  private static String uid(CaseRow row) {
    return Digest.sha256(Bytes.utf8("vigil/calendar/v1 " + row.caseId()))
        .hex()
        .substring(0, UID_DIGITS);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,");
  }

  /** No line is longer than 75 octets; one that goes on begins with a space. */
  private static void fold(StringBuilder file, String line) {
    int octets = 0;
    for (int i = 0; i < line.length(); i = line.offsetByCodePoints(i, 1)) {
      String letter = Character.toString(line.codePointAt(i));
      int size = letter.getBytes(StandardCharsets.UTF_8).length;
      if (octets + size > LINE_MAX) {
        file.append("\r\n ");
        octets = 1;
      }
      file.append(letter);
      octets += size;
    }
    file.append("\r\n");
  }
}
