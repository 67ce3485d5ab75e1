package org.vigilmesh.adapter.sqlite;

import java.time.Instant;
import java.util.List;
import org.vigilmesh.port.Outward.Notice;
import org.vigilmesh.port.Rows.OutwardRow;
import org.vigilmesh.port.StoreTx;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** Notices of alarms that no channel has taken yet. */
interface OutwardTable extends StoreTx {
  Session session();

  @Override
  default List<OutwardRow> outward(String channel, Instant at, int limit) {
    return session()
        .list(
            Table.OUTWARD,
            "SELECT * FROM outward WHERE channel = ? AND next_at <= ?"
                + " ORDER BY next_at, id LIMIT ?",
            OutwardTable::waiting,
            channel,
            at,
            limit);
  }

  private static OutwardRow waiting(Row row) {
    return new OutwardRow(
        row.text(1),
        row.text(2),
        new Notice(
            row.digest(0),
            row.text(3),
            row.findMatter(4),
            row.findText(5).map(Urgency::valueOf),
            row.flag(6),
            row.time(7)),
        (int) row.number(8),
        row.time(9));
  }

  @Override
  default void putOutward(OutwardRow row) {
    Notice notice = row.notice();
    session()
        .put(
            Table.OUTWARD,
            "INSERT OR REPLACE INTO outward VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            notice.id(),
            row.channel(),
            row.alarmKey(),
            notice.kind(),
            notice.caseId(),
            notice.urgency(),
            notice.exercise(),
            notice.since(),
            row.tries(),
            row.nextAt());
  }

  @Override
  default void dropOutward(Digest notice, String channel) {
    session().run("DELETE FROM outward WHERE id = ? AND channel = ?", notice, channel);
  }

  @Override
  default void dropOutward(String alarmKey) {
    session().run("DELETE FROM outward WHERE alarm_key = ?", alarmKey);
  }
}
