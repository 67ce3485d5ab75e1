package org.vigilmesh.adapter.sqlite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.CaseQuery.Order;
import org.vigilmesh.port.CaseQuery.Place;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.StoreTx;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** What lists of cases are made of: a summary of each case, and what its messages mention. */
interface ListTables extends StoreTx {
  Session session();

  @Override
  default Optional<CaseRow> findCase(CaseId caseId) {
    return session()
        .first(Table.MATTER, "SELECT * FROM matter WHERE case_id = ?", ListTables::matter, caseId);
  }

  @Override
  default List<CaseRow> cases(long beforeChange, int limit) {
    return session()
        .list(
            Table.MATTER,
            "SELECT * FROM matter WHERE change < ? ORDER BY change DESC LIMIT ?",
            ListTables::matter,
            beforeChange,
            limit);
  }

  /**
   * The ids of the page are found in one index that holds all that is asked, which makes what is
   * passed over cheap; only then are the rows read.
   */
  @Override
  default List<CaseRow> cases(CaseQuery query, int limit) {
    List<Object> values = new ArrayList<>();
    List<String> terms = new ArrayList<>();
    query.state().ifPresent(state -> add(terms, values, "state = ?", state));
    query.peer().ifPresent(peer -> add(terms, values, "peer = ?", peer));
    query.urgency().ifPresent(urgency -> add(terms, values, "urgency = ?", urgency));
    query.mention().ifPresent(digest -> add(terms, values, "digest = ?", digest));
    String key = key(query.order());
    query.until().ifPresent(end -> add(terms, values, key + " < ?", CaseQuery.micros(end)));
    query.after().ifPresent(place -> after(query.order(), place, terms, values));
    terms.add(key + " IS NOT NULL");
    values.add(limit);
    String order = query.order() == Order.LAST_CHANGED ? "change DESC" : key + ", matter.case_id";
    String page =
        "SELECT matter.case_id FROM "
            + from(query)
            + " WHERE "
            + String.join(" AND ", terms)
            + " ORDER BY "
            + order
            + " LIMIT ?";
    return session()
        .list(
            Table.MATTER,
            "SELECT matter.* FROM ("
                + page
                + ") AS page CROSS JOIN matter ON matter.case_id = page.case_id ORDER BY "
                + order,
            ListTables::matter,
            values.toArray());
  }

  private static void add(List<String> terms, List<Object> values, String term, Object value) {
    terms.add(term);
    values.add(value);
  }

  private static void after(Order order, Place place, List<String> terms, List<Object> values) {
    if (order == Order.LAST_CHANGED) {
      add(terms, values, "change < ?", place.key());
    } else {
      terms.add("(" + key(order) + ", matter.case_id) > (?, ?)");
      values.add(place.key());
      values.add(place.caseId());
    }
  }

  private static String key(Order order) {
    return switch (order) {
      case LAST_CHANGED -> "change";
      case DEADLINE -> "deadline";
      case HOLD_END -> "held_until";
    };
  }

  /** The index is named, so that a page costs the same whatever the planner guesses of the data. */
  private static String from(CaseQuery query) {
    if (query.mention().isPresent()) {
      return "mention CROSS JOIN matter USING (case_id)";
    }
    return switch (query.order()) {
      case DEADLINE -> "matter INDEXED BY matter_by_deadline";
      case HOLD_END -> "matter INDEXED BY matter_by_hold_end";
      case LAST_CHANGED -> {
        boolean isRare = query.urgency().equals(Optional.of(Urgency.EMERGENCY));
        if (query.peer().isPresent() && !isRare) {
          yield "matter INDEXED BY matter_by_peer";
        }
        if (query.state().isPresent() && !isRare) {
          yield "matter INDEXED BY matter_by_state";
        }
        yield query.urgency().isPresent() ? "matter INDEXED BY matter_by_urgency" : "matter";
      }
    };
  }

  private static CaseRow matter(Row row) {
    return new CaseRow(
        row.matter(0),
        row.node(1),
        row.flag(2),
        row.text(3),
        row.constant(4, Urgency.class),
        row.flag(5),
        row.text(6),
        row.list(7).stream().map(Bytes::text).toList(),
        row.findTime(8),
        row.findTime(9),
        row.time(10),
        row.time(11),
        row.number(12));
  }

  @Override
  default void putCase(CaseRow row) {
    session()
        .put(
            Table.MATTER,
            """
            INSERT INTO matter VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (case_id) DO UPDATE SET
            (row_hash, peer, ours, content_type, urgency, exercise, state, marks, deadline,
            held_until, opened_at, changed_at, change) = (excluded.row_hash, excluded.peer,
            excluded.ours, excluded.content_type, excluded.urgency, excluded.exercise,
            excluded.state, excluded.marks, excluded.deadline, excluded.held_until,
            excluded.opened_at, excluded.changed_at, excluded.change)
            """,
            row.caseId(),
            row.peer(),
            row.ours(),
            row.contentType(),
            row.urgency(),
            row.exercise(),
            row.state(),
            row.marks(),
            row.deadline(),
            row.heldUntil(),
            row.openedAt(),
            row.changedAt(),
            row.change());
  }

  @Override
  default List<CaseId> caseIds(Bytes last, int limit) {
    String sql =
        """
        SELECT case_id FROM
        (SELECT DISTINCT case_id FROM act WHERE case_id > ? ORDER BY case_id LIMIT ?)
        UNION SELECT case_id FROM
        (SELECT DISTINCT case_id FROM deed WHERE case_id > ? ORDER BY case_id LIMIT ?)
        ORDER BY case_id LIMIT ?
        """;
    return session().ids(sql, last, limit, last, limit, limit);
  }

  @Override
  default List<Digest> mentions(CaseId caseId) {
    return session()
        .list(
            Table.MENTION,
            "SELECT * FROM mention WHERE case_id = ? ORDER BY digest",
            row -> row.digest(0),
            caseId);
  }

  @Override
  default void putMentions(CaseId caseId, Collection<Digest> digests) {
    List<Digest> kept = mentions(caseId);
    for (Digest digest : kept) {
      if (!digests.contains(digest)) {
        session().run("DELETE FROM mention WHERE digest = ? AND case_id = ?", digest, caseId);
      }
    }
    for (Digest digest : new TreeSet<>(digests)) {
      if (!kept.contains(digest)) {
        session().put(Table.MENTION, "INSERT INTO mention VALUES (?, ?, ?)", digest, caseId);
      }
    }
  }

  @Override
  default int summaryForm() {
    String form = session().text("SELECT value FROM meta WHERE name = 'summary_form'");
    return form.isEmpty() ? 0 : Integer.parseInt(form);
  }

  @Override
  default void putSummaryForm(int form) {
    session().run("INSERT OR REPLACE INTO meta VALUES ('summary_form', ?)", String.valueOf(form));
  }
}
