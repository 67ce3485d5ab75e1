package org.vigilmesh.adapter.sqlite;

import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Rows.EvidenceRow;
import org.vigilmesh.port.Rows.JournalRow;
import org.vigilmesh.port.StoreTx;

/** What must be seen and proved: journal, alarms, evidence. */
interface JournalTables extends StoreTx {
  Session session();

  @Override
  default Optional<JournalRow> journalHead() {
    return session()
        .first(
            Table.JOURNAL,
            "SELECT * FROM journal ORDER BY number DESC LIMIT 1",
            JournalTables::journal);
  }

  @Override
  default List<JournalRow> journal(long fromNumber, int limit) {
    return session()
        .list(
            Table.JOURNAL,
            "SELECT * FROM journal WHERE number >= ? ORDER BY number LIMIT ?",
            JournalTables::journal,
            fromNumber,
            limit);
  }

  private static JournalRow journal(Row row) {
    return new JournalRow(row.number(0), row.bytes(1), row.bytes(2), row.digest(3), row.digest(4));
  }

  @Override
  default void addJournal(JournalRow row) {
    session()
        .put(
            Table.JOURNAL,
            "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)",
            row.number(),
            row.salt(),
            row.entry(),
            row.entryDigest(),
            row.head());
  }

  @Override
  default List<AlarmRow> openAlarms() {
    return session()
        .list(
            Table.ALARM,
            "SELECT * FROM alarm WHERE cleared_at IS NULL ORDER BY raised_at, key",
            JournalTables::alarm);
  }

  @Override
  default List<AlarmRow> openAlarms(String prefix) {
    // the keys are ASCII: what follows the prefix sorts before the highest character
    return session()
        .list(
            Table.ALARM,
            "SELECT * FROM alarm WHERE key >= ? AND key < ? AND cleared_at IS NULL ORDER BY key",
            JournalTables::alarm,
            prefix,
            prefix + Character.MAX_VALUE);
  }

  private static AlarmRow alarm(Row row) {
    return new AlarmRow(
        row.text(0),
        row.text(1),
        row.findNode(2),
        row.text(3),
        row.time(4),
        row.number(5),
        row.findTime(6));
  }

  @Override
  default void putAlarm(AlarmRow alarm) {
    session()
        .put(
            Table.ALARM,
            "INSERT OR REPLACE INTO alarm VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            alarm.key(),
            alarm.code(),
            alarm.peer(),
            alarm.detail(),
            alarm.raisedAt(),
            alarm.count(),
            alarm.clearedAt());
  }

  @Override
  default List<EvidenceRow> evidence(NodeId peer) {
    return session()
        .list(
            Table.EVIDENCE,
            "SELECT * FROM evidence WHERE peer = ? ORDER BY rowid",
            row ->
                new EvidenceRow(row.digest(0), row.node(1), row.text(2), row.list(3), row.time(4)),
            peer);
  }

  @Override
  default void addEvidence(EvidenceRow evidence) {
    session()
        .put(
            Table.EVIDENCE,
            "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?)",
            evidence.id(),
            evidence.peer(),
            evidence.kind(),
            evidence.objects(),
            evidence.storedAt());
  }
}
