package org.vigilmesh.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.XC;
import static org.vigilmesh.port.StoredRows.T;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.CaseQuery.Order;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** What every {@link Store} does with lists of cases: filters, orders, pages, mentions. */
public interface ListStoreContract {
  /** Of every kind of case some, so that each filter and each order has ties and gaps. */
  int CASES = 60;

  List<String> STATES = List.of("sent", "accepted", "closed");
  List<NodeId> PEERS = List.of(XA, XB, XC);

  Store store();

  private static CaseRow row(int number, long change) {
    CaseRow any = StoredRows.matter(number, change);
    return new CaseRow(
        any.caseId(),
        PEERS.get(number % 3),
        number % 2 == 0,
        any.contentType(),
        Urgency.values()[number % 7 % 3],
        false,
        STATES.get(number % 5 % 3),
        List.of(),
        number % 4 == 0 ? Optional.empty() : Optional.of(T.plusSeconds(number % 6)),
        number % 5 == 0 ? Optional.empty() : Optional.of(T.plusSeconds(100 - number % 9)),
        T,
        T.plusSeconds(change),
        change);
  }

  private List<CaseRow> fill() {
    List<CaseRow> rows = new ArrayList<>();
    List<Integer> changes = new ArrayList<>();
    for (int i = 1; i <= CASES; i++) {
      changes.add(i);
    }
    java.util.Collections.shuffle(changes, new Random(5));
    for (int i = 1; i <= CASES; i++) {
      rows.add(row(i, changes.get(i - 1)));
    }
    store()
        .write(
            tx -> {
              rows.forEach(tx::putCase);
              for (CaseRow row : rows) {
                tx.putMentions(row.caseId(), mentionsOf(row));
              }
              return true;
            });
    return rows;
  }

  private static Set<Digest> mentionsOf(CaseRow row) {
    return row.change() % 3 == 0
        ? Set.of(Fixtures.digest("seldom"), Fixtures.digest("own " + row.caseId()))
        : Set.of(Fixtures.digest("own " + row.caseId()));
  }

  private static List<CaseRow> expected(List<CaseRow> rows, CaseQuery query) {
    Comparator<CaseRow> order =
        switch (query.order()) {
          case LAST_CHANGED -> Comparator.comparing(CaseRow::change).reversed();
          case DEADLINE -> Comparator.comparing(row -> row.deadline().orElseThrow());
          case HOLD_END -> Comparator.comparing(row -> row.heldUntil().orElseThrow());
        };
    return rows.stream()
        .filter(
            row ->
                switch (query.order()) {
                  case LAST_CHANGED -> true;
                  case DEADLINE -> isBefore(row.deadline(), query);
                  case HOLD_END -> isBefore(row.heldUntil(), query);
                })
        .filter(row -> query.state().map(row.state()::equals).orElse(true))
        .filter(row -> query.peer().map(row.peer()::equals).orElse(true))
        .filter(row -> query.urgency().map(row.urgency()::equals).orElse(true))
        .filter(row -> query.mention().map(mentionsOf(row)::contains).orElse(true))
        .sorted(order.thenComparing(row -> row.caseId().bytes()))
        .toList();
  }

  private static boolean isBefore(Optional<Instant> at, CaseQuery query) {
    return at.isPresent() && query.until().map(end -> at.get().isBefore(end)).orElse(true);
  }

  /** Each order with each set of filters: 3 x 2 x 2 x 2 x 3 x 2 questions. */
  private static List<CaseQuery> questions() {
    List<CaseQuery> all = new ArrayList<>();
    for (int i = 0; i < 3 * 2 * 2 * 2 * 3 * 2; i++) {
      Order order = Order.values()[i % 3];
      CaseQuery query = CaseQuery.by(order);
      query = i / 3 % 2 == 1 ? query.inState("accepted") : query;
      query = i / 6 % 2 == 1 ? query.with(XB) : query;
      query = i / 12 % 2 == 1 ? query.naming(Fixtures.digest("seldom")) : query;
      query =
          switch (i / 24 % 3) {
            case 0 -> query;
            case 1 -> query.of(Urgency.EMERGENCY);
            default -> query.of(Urgency.ROUTINE);
          };
      boolean hasEnd = i / 72 == 1 && order != Order.LAST_CHANGED;
      all.add(hasEnd ? query.before(T.plusSeconds(order == Order.DEADLINE ? 4 : 96)) : query);
    }
    return all;
  }

  @Test
  default void everyFilterInEveryOrderFindsWhatItShouldPageByPage() {
    List<CaseRow> rows = fill();
    for (CaseQuery question : questions()) {
      List<CaseRow> found = new ArrayList<>();
      CaseQuery query = question;
      for (List<CaseRow> page = page(query); !page.isEmpty(); page = page(query)) {
        found.addAll(page);
        query = query.after(query.place(page.getLast()));
      }
      assertEquals(expected(rows, question), found, question.toString());
    }
  }

  private List<CaseRow> page(CaseQuery query) {
    return store().read(view -> view.cases(query, 7));
  }

  @Test
  default void mentionsAreReplacedAndOrdered() {
    CaseId one = StoredRows.caseId(1);
    Digest a = Fixtures.digest("a");
    Digest b = Fixtures.digest("b");
    Digest c = Fixtures.digest("c");
    put(one, Set.of(a, b));
    put(StoredRows.caseId(2), Set.of(b));
    put(one, Set.of(b, c));
    assertEquals(
        List.of(b, c).stream().sorted().toList(), store().read(view -> view.mentions(one)));
    put(one, Set.of());
    assertEquals(List.of(), store().read(view -> view.mentions(one)));
    assertEquals(List.of(b), store().read(view -> view.mentions(StoredRows.caseId(2))));
  }

  private void put(CaseId caseId, Set<Digest> digests) {
    store()
        .write(
            tx -> {
              tx.putMentions(caseId, digests);
              return true;
            });
  }

  @Test
  default void idsOfCasesComeAscendingAndOnce() {
    store()
        .write(
            tx -> {
              List.of(1, 2, 3).forEach(n -> tx.addAct(StoredRows.act(XA, n)));
              return true;
            });
    assertEquals(List.of(StoredRows.CASE), store().read(view -> view.caseIds(Bytes.EMPTY, 9)));
    assertEquals(List.of(), store().read(view -> view.caseIds(StoredRows.CASE.bytes(), 9)));
  }

  @Test
  default void summariesOfANewStoreHaveNoFormUntilItIsSaid() {
    assertEquals(0, store().read(StoreView::summaryForm));
    store()
        .write(
            tx -> {
              tx.putSummaryForm(3);
              return true;
            });
    assertEquals(3, store().read(StoreView::summaryForm));
  }
}
