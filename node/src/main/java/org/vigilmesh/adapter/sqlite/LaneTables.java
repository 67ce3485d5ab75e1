package org.vigilmesh.adapter.sqlite;

import java.util.List;
import java.util.Optional;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.LaneState;
import org.vigilmesh.port.Rows.ReceiptRow;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.port.StoreTx;
import org.vigilmesh.value.Bytes;

/** Lanes with their positions, and what lies at each place: statements, sealed forms, receipts. */
interface LaneTables extends StoreTx {
  /** A statement is read together with its body and, while there is one, its sealed form. */
  List<Table> WHOLE = List.of(Table.STATEMENT, Table.BODY, Table.SEALED);

  Session session();

  @Override
  default Optional<LaneRow> lane(LaneId lane) {
    return session()
        .first(
            Table.LANE_POSITION,
            "SELECT * FROM lane_position WHERE lane_id = ?",
            this::lane,
            session().lanes().id(lane));
  }

  @Override
  default List<LaneRow> lanes() {
    return session()
        .list(Table.LANE_POSITION, "SELECT * FROM lane_position ORDER BY lane_id", this::lane);
  }

  private LaneRow lane(Row row) {
    return new LaneRow(
        session().lanes().lane(row.number(0)),
        row.position(1),
        row.time(3),
        row.number(4),
        row.bytes(5),
        row.constant(6, LaneState.class));
  }

  @Override
  default void putLane(LaneRow lane) {
    session()
        .put(
            Table.LANE_POSITION,
            "INSERT OR REPLACE INTO lane_position VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            session().lanes().take(lane.lane()),
            lane.last(),
            lane.lastAt(),
            lane.receipted(),
            lane.receipt(),
            lane.state());
  }

  @Override
  default Optional<StatementRow> statement(LaneId lane, long seq) {
    return statements(lane, seq, 1).stream().filter(row -> row.seq() == seq).findFirst();
  }

  @Override
  default List<StatementRow> statements(LaneId lane, long fromSeq, int limit) {
    long id = session().lanes().id(lane);
    return session()
        .list(
            WHOLE,
            """
            SELECT * FROM statement AS s LEFT JOIN body AS b ON b.place = s.place
            LEFT JOIN sealed AS e ON e.place = s.place
            WHERE s.place BETWEEN ? AND ? ORDER BY s.place LIMIT ?
            """,
            row -> statement(lane, row),
            LaneKeys.place(id, fromSeq),
            LaneKeys.place(id, LaneKeys.SEQ_MAX),
            limit);
  }

  private static StatementRow statement(LaneId lane, Row row) {
    return new StatementRow(
        lane,
        LaneKeys.seq(row.number(0)),
        row.digest(1),
        row.bytes(2),
        row.bytes(8),
        row.bytes(10),
        row.time(3),
        row.time(4),
        row.matter(5),
        row.act(6));
  }

  @Override
  default void addStatement(StatementRow row) {
    long place = session().lanes().takePlace(row.lane(), row.seq());
    session()
        .put(
            Table.STATEMENT,
            "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            place,
            row.headerHash(),
            row.header(),
            row.notAfter(),
            row.storedAt(),
            row.caseId(),
            row.actId());
    session().put(Table.BODY, "INSERT INTO body VALUES (?, ?, ?)", place, row.body());
    if (!row.sealed().isEmpty()) {
      putSealed(row.lane(), row.seq(), row.sealed());
    }
  }

  @Override
  default void putSealed(LaneId lane, long seq, Bytes sealed) {
    long place = session().lanes().takePlace(lane, seq);
    if (sealed.isEmpty()) {
      session().run("DELETE FROM sealed WHERE place = ?", place);
    } else {
      session().put(Table.SEALED, "INSERT OR REPLACE INTO sealed VALUES (?, ?, ?)", place, sealed);
    }
  }

  @Override
  default void dropSealed(LaneId lane, long seq) {
    long id = session().lanes().id(lane);
    session()
        .run(
            "DELETE FROM sealed WHERE place BETWEEN ? AND ?",
            LaneKeys.place(id, 0),
            LaneKeys.place(id, seq));
  }

  @Override
  default Optional<ReceiptRow> receiptCovering(LaneId lane, long seq) {
    long id = session().lanes().id(lane);
    return session()
        .first(
            Table.RECEIPT,
            "SELECT * FROM receipt WHERE place BETWEEN ? AND ? ORDER BY place LIMIT 1",
            row ->
                new ReceiptRow(
                    lane,
                    new Position(LaneKeys.seq(row.number(0)), row.digest(1)),
                    row.time(2),
                    row.bytes(3)),
            LaneKeys.place(id, seq),
            LaneKeys.place(id, LaneKeys.SEQ_MAX));
  }

  @Override
  default void addReceipt(ReceiptRow receipt) {
    session()
        .put(
            Table.RECEIPT,
            "INSERT INTO receipt VALUES (?, ?, ?, ?, ?)",
            session().lanes().takePlace(receipt.lane(), receipt.upTo().seq()),
            receipt.upTo().hash(),
            receipt.receivedAt(),
            receipt.container());
  }
}
