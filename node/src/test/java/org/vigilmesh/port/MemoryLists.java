package org.vigilmesh.port;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.CaseQuery.Order;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Rows.DeedRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** The lists of a {@link MemoryStore}, each found by looking at every row. */
interface MemoryLists extends StoreTx {
  MemoryTables t();

  @Override
  default Optional<CaseRow> findCase(CaseId caseId) {
    return t().cases.find(caseId);
  }

  @Override
  default List<CaseRow> cases(long beforeChange, int limit) {
    return t().changes.before(beforeChange, limit);
  }

  @Override
  default List<CaseRow> cases(CaseQuery query, int limit) {
    Comparator<CaseQuery.Place> order = Comparator.comparingLong(CaseQuery.Place::key);
    Comparator<CaseQuery.Place> places =
        query.order() == Order.LAST_CHANGED
            ? order.reversed()
            : order.thenComparing(place -> place.caseId().bytes());
    return t().cases.all().stream()
        .filter(query::fits)
        .filter(
            row ->
                query.mention().map(digest -> mentions(row.caseId()).contains(digest)).orElse(true))
        .filter(
            row ->
                query.after().map(last -> places.compare(query.place(row), last) > 0).orElse(true))
        .sorted(Comparator.comparing(query::place, places))
        .limit(limit)
        .toList();
  }

  @Override
  default List<CaseId> caseIds(Bytes last, int limit) {
    return Stream.concat(
            t().acts.all().stream().map(stored -> stored.act().caseId()),
            t().deeds.all().stream().map(DeedRow::caseId))
        .distinct()
        .sorted(Comparator.comparing(CaseId::bytes))
        .filter(id -> id.bytes().compareTo(last) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  default List<Digest> mentions(CaseId caseId) {
    return t().mentions.find(caseId).map(List::copyOf).orElse(List.of());
  }

  @Override
  default void putMentions(CaseId caseId, Collection<Digest> digests) {
    t().mentions = t().mentions.with(caseId, new TreeSet<>(digests));
  }

  @Override
  default int summaryForm() {
    return t().summaryForm;
  }

  @Override
  default void putSummaryForm(int form) {
    t().summaryForm = form;
  }

  @Override
  default void putCase(CaseRow row) {
    t().cases.find(row.caseId()).ifPresent(old -> t().changes = t().changes.without(old.change()));
    MemoryTx.checkFree(t().changes.has(row.change()), "a change");
    t().cases = t().cases.with(row.caseId(), row);
    t().changes = t().changes.with(row.change(), row);
  }
}
