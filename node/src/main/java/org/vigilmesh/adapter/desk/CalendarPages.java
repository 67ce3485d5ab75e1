package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.sheet.CaseNames;
import org.vigilmesh.sheet.Clocks;

/** When holds end: a month as a table, and a calendar file that tells nothing about a case. */
final class CalendarPages {
  /** More cases than a person looks at; the list goes on where a month has more. */
  private static final int CASES_MAX = 500;

  private static final int DAYS = 7;

  private final DeskPorts ports;
  private final Pages pages;

  CalendarPages(DeskPorts ports, Pages pages) {
    this.ports = ports;
    this.pages = pages;
  }

  void add(Routes routes) {
    routes.page("/calendar", (ctx, _) -> show(ctx));
    routes.page("/calendar.ics", (ctx, _) -> export(ctx));
  }

  /**
   * A month of ending holds.
   *
   * @param rows the same in a list, first the one that ends first
   */
  record Month(Frame frame, YearMonth month, List<Row> rows, List<List<Day>> weeks)
      implements Pages.Model {
    String title() {
      return month.getMonth().getDisplayName(TextStyle.FULL_STANDALONE, locale())
          + " "
          + month.getYear();
    }

    private Locale locale() {
      return Locale.forLanguageTag(frame.words().language() + "-u-nu-latn");
    }

    List<String> weekdays() {
      return Arrays.stream(DayOfWeek.values())
          .map(day -> day.getDisplayName(TextStyle.SHORT_STANDALONE, locale()))
          .toList();
    }

    String path(int months) {
      return "/calendar?month=" + month.plusMonths(months);
    }
  }

  /**
   * A case whose hold ends.
   *
   * @param left how long it is until then
   * @param next key of what there is to do
   */
  record Row(CaseRow row, CaseNames names, LocalDate day, String end, String left, String next) {
    String path() {
      return "/cases/" + row.caseId();
    }
  }

  /** A day of the table with what ends on it; days of the months beside have nothing. */
  record Day(LocalDate date, boolean isInMonth, boolean isToday, List<Row> rows) {}

  private void show(Context ctx) {
    Frame frame = pages.frame(ctx);
    YearMonth month = month(ctx, frame.now());
    List<Row> rows =
        ending(month).stream()
            .map(row -> row(frame, row))
            .filter(row -> YearMonth.from(row.day()).equals(month))
            .toList();
    pages.show(ctx, "calendar", new Month(frame, month, rows, weeks(frame, month, rows)));
  }

  /** The month asked for; this one where none, or none that can be read, is asked for. */
  private static YearMonth month(Context ctx, Instant now) {
    YearMonth current = YearMonth.from(now.atZone(ZoneOffset.UTC));
    String asked = Optional.ofNullable(ctx.queryParam("month")).orElse("");
    try {
      return asked.matches("[0-9]{4}-[0-9]{2}") ? YearMonth.parse(asked) : current;
    } catch (DateTimeException _) {
      return current;
    }
  }

  private List<CaseRow> ending(YearMonth month) {
    Instant end = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return ports.queries().cases(CaseQuery.by(CaseQuery.Order.HOLD_END).before(end), CASES_MAX);
  }

  private static Row row(Frame frame, CaseRow row) {
    Instant end = row.heldUntil().orElseThrow();
    return new Row(
        row,
        new CaseNames(frame.words(), frame.country()),
        LocalDate.ofInstant(end, ZoneOffset.UTC),
        Clocks.minute(end),
        Clocks.left(frame.words(), frame.now(), end),
        end.isBefore(frame.now())
            ? "calendar.over"
            : row.ours() ? "calendar.ours" : "calendar.theirs");
  }

  private static List<List<Day>> weeks(Frame frame, YearMonth month, List<Row> rows) {
    LocalDate today = LocalDate.ofInstant(frame.now(), ZoneOffset.UTC);
    LocalDate first = month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    List<List<Day>> weeks = new ArrayList<>();
    for (LocalDate week = first; !week.isAfter(month.atEndOfMonth()); week = week.plusDays(DAYS)) {
      List<Day> days = new ArrayList<>();
      for (int i = 0; i < DAYS; i++) {
        LocalDate day = week.plusDays(i);
        days.add(
            new Day(
                day,
                YearMonth.from(day).equals(month),
                day.equals(today),
                rows.stream().filter(row -> row.day().equals(day)).toList()));
      }
      weeks.add(List.copyOf(days));
    }
    return weeks;
  }

  private void export(Context ctx) {
    Frame frame = pages.frame(ctx);
    ctx.header("Content-Disposition", "attachment; filename=\"holds.ics\"");
    ctx.contentType("text/calendar; charset=utf-8");
    ctx.result(
        CalendarFile.of(
            ports.queries().cases(CaseQuery.by(CaseQuery.Order.HOLD_END), CASES_MAX),
            frame.words().of("calendar.event", frame.country()),
            frame.now()));
  }
}
