package org.vigilmesh.adapter.desk;

import java.util.List;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.value.Urgency;

/**
 * What the desk's sound is for: messages that no officer here has taken charge of.
 *
 * @param urgent how many are urgent
 * @param emergency how many are emergencies
 */
record Ringing(long urgent, long emergency) {
  /** More than that rings no louder. */
  private static final int COUNTED_MAX = 100;

  /** One look finds all of them on any day but a flood. */
  private static final int LOOKED_AT_MAX = 500;

  private static final CaseQuery DELIVERED =
      CaseQuery.by(CaseQuery.Order.DEADLINE).inState("delivered");

  static Ringing of(Queries queries) {
    List<CaseRow> delivered = queries.cases(DELIVERED, LOOKED_AT_MAX);
    return delivered.size() < LOOKED_AT_MAX
        ? new Ringing(count(delivered, Urgency.URGENT), count(delivered, Urgency.EMERGENCY))
        : new Ringing(count(queries, Urgency.URGENT), count(queries, Urgency.EMERGENCY));
  }

  private static long count(List<CaseRow> rows, Urgency urgency) {
    return rows.stream().filter(row -> !row.ours() && row.urgency() == urgency).count();
  }

  /** Page by page: however many of ours wait at other desks, none of theirs is overlooked. */
  private static long count(Queries queries, Urgency urgency) {
    CaseQuery query = DELIVERED.of(urgency);
    List<CaseRow> rows = queries.cases(query, LOOKED_AT_MAX);
    long count = count(rows, urgency);
    while (rows.size() == LOOKED_AT_MAX && count < COUNTED_MAX) {
      query = query.after(query.place(rows.getLast()));
      rows = queries.cases(query, LOOKED_AT_MAX);
      count += count(rows, urgency);
    }
    return count;
  }
}
