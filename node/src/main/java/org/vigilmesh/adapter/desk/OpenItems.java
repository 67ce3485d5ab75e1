package org.vigilmesh.adapter.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Rows.CaseRow;

/** The lists of cases, each as it is at this moment: no content. */
final class OpenItems {
  /** Enough to find a page of one side's cases among both sides'. */
  private static final int LOOKED_AT_MAX = 500;

  private static final Duration SOON = Duration.ofDays(14);

  private final Queries queries;
  private final Instant now;
  private final List<CaseRow> timed = new ArrayList<>();

  OpenItems(Queries queries, Instant now) {
    this.queries = queries;
    this.now = now;
  }

  private List<CaseRow> byDeadline() {
    if (timed.isEmpty()) {
      timed.addAll(queries.cases(CaseQuery.by(CaseQuery.Order.DEADLINE), LOOKED_AT_MAX));
    }
    return timed;
  }

  /** "12", or "480+" where more cases are open than were looked at. */
  String count(List<CaseRow> rows) {
    boolean isAll = rows.size() < LOOKED_AT_MAX && byDeadline().size() < LOOKED_AT_MAX;
    return rows.size() + (isAll ? "" : "+");
  }

  /** What came and nobody here has acknowledged. */
  List<CaseRow> unacknowledged() {
    CaseQuery delivered = CaseQuery.by(CaseQuery.Order.DEADLINE).inState("delivered");
    return queries.cases(delivered, LOOKED_AT_MAX).stream().filter(row -> !row.ours()).toList();
  }

  /** What somebody here took charge of and the other side waits for. */
  List<CaseRow> awaitingUs() {
    List<CaseRow> open = new ArrayList<>(byDeadline());
    open.removeIf(row -> row.ours() || row.state().equals("delivered"));
    return open;
  }

  /** What we asked and the other side has not done. */
  List<CaseRow> awaitingPeers() {
    return byDeadline().stream().filter(CaseRow::ours).toList();
  }

  /** Cases of either side whose clock has run out. */
  List<CaseRow> overdue() {
    return queries.cases(CaseQuery.by(CaseQuery.Order.DEADLINE).before(now), LOOKED_AT_MAX);
  }

  /** Holds that end within fourteen days. */
  List<CaseRow> expiring() {
    CaseQuery soon = CaseQuery.by(CaseQuery.Order.HOLD_END).before(now.plus(SOON));
    return queries.cases(soon, LOOKED_AT_MAX);
  }
}
