package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.Preferences;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Queries.CaseStatus;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.sheet.CaseNames;
import org.vigilmesh.sheet.Clocks;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/** The inbox and the other lists of cases, without any content of a case. */
final class ListPages {
  static final int PAGE = 50;

  /** The longest identifier that is looked for: an address of the network. */
  private static final int TYPED_MAX = 500;

  private final DeskPorts ports;
  private final Pages pages;

  ListPages(DeskPorts ports, Pages pages) {
    this.ports = ports;
    this.pages = pages;
  }

  void add(Routes routes) {
    for (Tab tab : Tab.values()) {
      routes.page(tab.path(), (ctx, session) -> show(ctx, session, tab));
    }
    routes.form("/search", (ctx, _) -> search(ctx));
    routes.quiet("/now", this::now);
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

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    String key() {
      return "tab." + code();
    }
  }

  /**
   * A list of cases.
   *
   * @param tab empty for what was searched
   * @param isGuided whether the first steps stand above it
   */
  record Inbox(
      Frame frame,
      Optional<Tab> tab,
      List<Line> lines,
      List<AlarmRow> alarms,
      String typed,
      Map<Tab, String> counts,
      boolean isGuided)
      implements Pages.Model {
    List<Tab> tabs() {
      return List.of(Tab.values());
    }

    String title() {
      return frame.words().of(tab.map(Tab::key).orElse("inbox.found"));
    }
  }

  /**
   * One case in a list.
   *
   * @param end when its next clock, or its hold, ends; empty where none runs
   */
  record Line(CaseRow row, CaseNames names, Optional<Instant> end, String left, boolean isOver) {
    /** Whether an officer here is to take charge of it. */
    boolean isNew() {
      return !row.ours() && row.state().equals("delivered");
    }
  }

  private void show(Context ctx, WebSession session, Tab tab) {
    Frame frame = pages.frame(ctx);
    OpenItems open = new OpenItems(ports.queries(), frame.now());
    List<Line> lines = lines(frame, rows(open, tab), tab == Tab.EXPIRING);
    List<AlarmRow> alarms = tab == Tab.NEW ? ports.queries().alarms() : List.of();
    boolean isGuided = tab == Tab.NEW && session.chosen().of(Preferences.Name.GUIDE).equals("on");
    pages.show(
        ctx,
        "inbox",
        new Inbox(frame, Optional.of(tab), lines, alarms, "", counts(open), isGuided));
  }

  /** How many stand in each list but that of all. */
  private Map<Tab, String> counts(OpenItems open) {
    Map<Tab, String> counts = new EnumMap<>(Tab.class);
    for (Tab tab : List.of(Tab.NEW, Tab.WAITING, Tab.SENT, Tab.EXPIRING)) {
      counts.put(tab, open.count(rows(open, tab)));
    }
    return counts;
  }

  private List<CaseRow> rows(OpenItems open, Tab tab) {
    return switch (tab) {
      case NEW -> open.unacknowledged();
      case WAITING -> open.awaitingUs();
      case SENT -> open.awaitingPeers();
      case EXPIRING -> open.expiring();
      case ALL -> ports.queries().cases(CaseQuery.NEWEST, PAGE);
    };
  }

  private static List<Line> lines(Frame frame, List<CaseRow> rows, boolean byHold) {
    return rows.stream().limit(PAGE).map(row -> line(frame, row, byHold)).toList();
  }

  private static Line line(Frame frame, CaseRow row, boolean byHold) {
    Optional<Instant> end = byHold ? row.heldUntil() : row.deadline();
    return new Line(
        row,
        new CaseNames(frame.words(), frame.country()),
        end,
        end.map(at -> Clocks.left(frame.words(), frame.now(), at)).orElse(""),
        end.map(at -> at.isBefore(frame.now())).orElse(false));
  }

  /** What is looked for can name a person: it is sent as a form and stands in no address. */
  private void search(Context ctx) {
    Frame frame = pages.frame(ctx);
    String typed = Optional.ofNullable(ctx.formParam("q")).orElse("").strip();
    OpenItems open = new OpenItems(ports.queries(), frame.now());
    List<Line> lines = lines(frame, found(typed), false);
    pages.show(
        ctx,
        "inbox",
        new Inbox(frame, Optional.empty(), lines, List.of(), typed, counts(open), false));
  }

  private List<CaseRow> found(String typed) {
    if (typed.isEmpty() || typed.length() > TYPED_MAX) {
      return List.of();
    }
    Queries queries = ports.queries();
    Set<CaseRow> found = new LinkedHashSet<>();
    id(typed).flatMap(queries::caseStatus).map(CaseStatus::summary).ifPresent(found::add);
    for (Digest digest : List.of(queries.identifierDigest(typed), queries.referenceDigest(typed))) {
      found.addAll(queries.cases(CaseQuery.NEWEST.naming(digest), PAGE));
    }
    return List.copyOf(found);
  }

  private static Optional<CaseId> id(String typed) {
    try {
      return Optional.of(CaseId.typed(typed));
    } catch (InvalidValue _) {
      return Optional.empty();
    }
  }

  /**
   * What a page asks after a hint: numbers, and the ids of one list in its order. No content, and
   * numbers alone while the desk is locked: it goes on sounding.
   */
  private void now(Context ctx, WebSession session) {
    String asked = Optional.ofNullable(ctx.queryParam("list")).orElse("");
    String wanted = session.isLocked() ? "" : asked;
    OpenItems open = new OpenItems(ports.queries(), ports.clock().instant());
    String ids =
        Arrays.stream(Tab.values())
            .filter(tab -> tab.code().equals(wanted))
            .flatMap(tab -> rows(open, tab).stream().limit(PAGE))
            .map(row -> row.caseId().toString())
            .collect(Collectors.joining(" "));
    Ringing rings = Ringing.of(ports.queries());
    ctx.contentType("text/plain; charset=utf-8");
    ctx.result(
        "urgent\t%d\nemergency\t%d\nrows\t%s".formatted(rings.urgent(), rings.emergency(), ids));
  }
}
