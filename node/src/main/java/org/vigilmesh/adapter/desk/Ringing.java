package org.vigilmesh.adapter.desk;

import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.Queries;
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

  static Ringing of(Queries queries) {
    return new Ringing(count(queries, Urgency.URGENT), count(queries, Urgency.EMERGENCY));
  }

  private static long count(Queries queries, Urgency urgency) {
    CaseQuery unacknowledged =
        CaseQuery.by(CaseQuery.Order.DEADLINE).inState("delivered").of(urgency);
    return queries.cases(unacknowledged, COUNTED_MAX).stream().filter(row -> !row.ours()).count();
  }
}
