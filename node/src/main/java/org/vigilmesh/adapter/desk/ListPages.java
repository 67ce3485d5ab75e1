package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.sheet.CaseNames;
import org.vigilmesh.sheet.Clocks;

/** The inbox, what expires, and the node's health: lists without any content of a case. */
final class ListPages {
  static final int PAGE = 50;

  /** Enough to find a page of one side's cases among both sides'. */
  private static final int LOOKED_AT_MAX = 500;

  private static final Duration SOON = Duration.ofDays(14);

  private final DeskPorts ports;
  private final Pages pages;

  ListPages(DeskPorts ports, Pages pages) {
    this.ports = ports;
    this.pages = pages;
  }

  void add(Routes routes) {
    routes.page("/", (ctx, _) -> show(ctx, Tab.NEW));
    routes.page("/waiting", (ctx, _) -> show(ctx, Tab.WAITING));
    routes.page("/sent", (ctx, _) -> show(ctx, Tab.SENT));
    routes.page("/expiring", (ctx, _) -> show(ctx, Tab.EXPIRING));
    routes.page("/all", (ctx, _) -> show(ctx, Tab.ALL));
    routes.page("/health", (ctx, _) -> health(ctx));
  }

  /** The lists, in the order in which they are offered. */
  enum Tab {
    NEW("/"),
    WAITING("/waiting"),
    SENT("/sent"),
    EXPIRING("/expiring"),
    ALL("/all");

    private final String path;

    Tab(String path) {
      this.path = path;
    }

    String path() {
      return path;
    }

    String key() {
      return "tab." + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** A list of cases. */
  record Inbox(Frame frame, Tab tab, List<Line> lines, List<AlarmRow> alarms)
      implements Pages.Model {
    List<Tab> tabs() {
      return List.of(Tab.values());
    }
  }

  /**
   * One case in a list.
   *
   * @param end when its next clock, or its hold, ends; empty where none runs
   */
  record Line(CaseRow row, CaseNames names, Optional<Instant> end, String left, boolean isOver) {}

  private void show(Context ctx, Tab tab) {
    Frame frame = pages.frame(ctx);
    List<Line> lines =
        rows(tab, frame.now()).stream().map(row -> line(frame, tab, row)).limit(PAGE).toList();
    List<AlarmRow> alarms = tab == Tab.NEW ? ports.queries().alarms() : List.of();
    pages.show(ctx, "inbox", new Inbox(frame, tab, lines, alarms));
  }

  private List<CaseRow> rows(Tab tab, Instant now) {
    CaseQuery byDeadline = CaseQuery.by(CaseQuery.Order.DEADLINE);
    Queries queries = ports.queries();
    return switch (tab) {
      case NEW -> side(queries.cases(byDeadline.inState("delivered"), LOOKED_AT_MAX), false);
      case WAITING -> {
        List<CaseRow> open = new ArrayList<>(queries.cases(byDeadline, LOOKED_AT_MAX));
        open.removeIf(row -> row.ours() || row.state().equals("delivered"));
        yield open;
      }
      case SENT -> side(queries.cases(byDeadline, LOOKED_AT_MAX), true);
      case EXPIRING ->
          queries.cases(CaseQuery.by(CaseQuery.Order.HOLD_END).before(now.plus(SOON)), PAGE);
      case ALL -> queries.cases(CaseQuery.NEWEST, PAGE);
    };
  }

  private static List<CaseRow> side(List<CaseRow> rows, boolean ours) {
    return rows.stream().filter(row -> row.ours() == ours).toList();
  }

  private static Line line(Frame frame, Tab tab, CaseRow row) {
    Optional<Instant> end = tab == Tab.EXPIRING ? row.heldUntil() : row.deadline();
    return new Line(
        row,
        new CaseNames(frame.words(), frame.country()),
        end,
        end.map(at -> Clocks.left(frame.words(), frame.now(), at)).orElse(""),
        end.map(at -> at.isBefore(frame.now())).orElse(false));
  }

  /** The node, its peers and what rings. */
  record Health(
      Frame frame, Queries.NodeStatus status, List<Queries.PeerStatus> peers, List<AlarmRow> alarms)
      implements Pages.Model {
    String minute(Instant at) {
      return Clocks.minute(at);
    }

    String day(Instant at) {
      return Clocks.day(at);
    }
  }

  private void health(Context ctx) {
    pages.show(
        ctx,
        "health",
        new Health(
            pages.frame(ctx),
            ports.queries().status(),
            ports.queries().peers(),
            ports.queries().alarms()));
  }
}
