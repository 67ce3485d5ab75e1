package org.vigilmesh.adapter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.value.Urgency;

/** What sounds at the desk. */
final class RingingTest {
  private static final Instant T = Instant.parse("2031-03-04T05:06:07Z");

  private final List<CaseRow> cases = new ArrayList<>();

  private void add(int number, boolean ours, Urgency urgency) {
    for (int i = 0; i < number; i++) {
      int at = cases.size();
      cases.add(
          new CaseRow(
              CaseId.of(T.plusMillis(at), Fixtures.bytes("case " + at, 10)),
              Fixtures.XB,
              ours,
              "preservation_request",
              urgency,
              false,
              "delivered",
              List.of(),
              Optional.of(T.plusSeconds(at)),
              Optional.empty(),
              T,
              T,
              at));
    }
  }

  /** Answers for the cases as stores do, by the deadline. */
  private Ringing ringing() {
    return Ringing.of(
        (Queries)
            Proxy.newProxyInstance(
                Queries.class.getClassLoader(),
                new Class<?>[] {Queries.class},
                (_, _, values) -> page((CaseQuery) values[0], (int) values[1])));
  }

  private List<CaseRow> page(CaseQuery query, int limit) {
    long after = query.after().map(CaseQuery.Place::key).orElse(Long.MIN_VALUE);
    return cases.stream()
        .filter(query::fits)
        .sorted(Comparator.comparing(row -> query.findKey(row).orElseThrow()))
        .filter(row -> query.findKey(row).orElseThrow() > after)
        .limit(limit)
        .toList();
  }

  @Test
  void whatOthersAskUrgentlyRingsAndWhatWeAskDoesNot() {
    add(2, false, Urgency.URGENT);
    add(1, false, Urgency.EMERGENCY);
    add(4, false, Urgency.ROUTINE);
    add(8, true, Urgency.EMERGENCY);
    assertEquals(new Ringing(2, 1), ringing());
  }

  @Test
  void anEmergencyIsHeardBehindAThousandOfOurOwn() {
    add(1200, true, Urgency.EMERGENCY);
    add(600, true, Urgency.URGENT);
    add(3, false, Urgency.EMERGENCY);
    assertEquals(new Ringing(0, 3), ringing());
  }
}
