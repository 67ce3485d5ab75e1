package org.vigilmesh.adapter.sqlite;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Rows.AcknowledgedRow;
import org.vigilmesh.port.Rows.BellRow;
import org.vigilmesh.port.Rows.RungRow;
import org.vigilmesh.port.StoreTx;

/** When the clocks of cases call people, what was rung, and who answers for an alarm. */
interface BellTables extends StoreTx {
  Session session();

  @Override
  default Optional<AcknowledgedRow> acknowledged(String alarmKey) {
    return session()
        .first(
            Table.ACKNOWLEDGED,
            "SELECT * FROM acknowledged WHERE key = ?",
            row -> new AcknowledgedRow(row.text(0), new OfficerId(row.text(1)), row.time(2)),
            alarmKey);
  }

  @Override
  default void putAcknowledged(AcknowledgedRow acknowledged) {
    session()
        .put(
            Table.ACKNOWLEDGED,
            "INSERT OR REPLACE INTO acknowledged VALUES (?, ?, ?, ?)",
            acknowledged.key(),
            acknowledged.officer().text(),
            acknowledged.at());
  }

  @Override
  default void dropAcknowledged(String key) {
    session().run("DELETE FROM acknowledged WHERE key = ?", key);
  }

  @Override
  default List<BellRow> bellsDue(Instant at, int limit) {
    return session()
        .list(
            Table.BELL,
            "SELECT * FROM bell WHERE next_at <= ? ORDER BY next_at, case_id LIMIT ?",
            BellTables::bell,
            at,
            limit);
  }

  @Override
  default Optional<BellRow> nextBell() {
    return session()
        .first(
            Table.BELL, "SELECT * FROM bell ORDER BY next_at, case_id LIMIT 1", BellTables::bell);
  }

  private static BellRow bell(Row row) {
    return new BellRow(row.matter(0), row.time(1));
  }

  @Override
  default void putBell(BellRow bell) {
    session()
        .put(
            Table.BELL,
            "INSERT OR REPLACE INTO bell VALUES (?, ?, ?)",
            bell.caseId(),
            bell.nextAt());
  }

  @Override
  default void dropBell(CaseId caseId) {
    session().run("DELETE FROM bell WHERE case_id = ?", caseId);
  }

  @Override
  default List<RungRow> rung(CaseId caseId) {
    return session()
        .list(
            Table.RUNG,
            "SELECT * FROM rung WHERE case_id = ? ORDER BY key",
            BellTables::rung,
            caseId);
  }

  @Override
  default List<RungRow> rungEarly(Instant at, int limit) {
    return session()
        .list(
            Table.RUNG,
            "SELECT * FROM rung WHERE at > ? ORDER BY at DESC, case_id, key LIMIT ?",
            BellTables::rung,
            at,
            limit);
  }

  private static RungRow rung(Row row) {
    return new RungRow(row.matter(0), row.text(1), row.time(2), row.time(3));
  }

  @Override
  default void addRung(RungRow rung) {
    session()
        .put(
            Table.RUNG,
            "INSERT INTO rung VALUES (?, ?, ?, ?, ?)",
            rung.caseId(),
            rung.key(),
            rung.at(),
            rung.rungAt());
  }

  @Override
  default void dropRung(RungRow rung) {
    session().run("DELETE FROM rung WHERE case_id = ? AND key = ?", rung.caseId(), rung.key());
  }
}
