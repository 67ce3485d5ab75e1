package org.vigilmesh.adapter.sqlite;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.DeedRow;
import org.vigilmesh.port.StoreTx;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** What people did: acts, for ever. */
interface CaseTables extends StoreTx {
  Session session();

  @Override
  default Optional<ActRow> act(NodeId sender, ActId act) {
    return session()
        .first(
            Table.ACT, "SELECT * FROM act WHERE act_id = ? AND sender = ?", this::act, act, sender);
  }

  @Override
  default List<ActRow> acts(CaseId caseId) {
    return session()
        .list(Table.ACT, "SELECT * FROM act WHERE case_id = ? ORDER BY rowid", this::act, caseId);
  }

  @Override
  default List<ActRow> actsAt(LaneId lane, long fromSeq, int limit) {
    long id = session().lanes().id(lane);
    return session()
        .list(
            Table.ACT,
            "SELECT * FROM act WHERE place BETWEEN ? AND ? ORDER BY place, rowid LIMIT ?",
            this::act,
            LaneKeys.place(id, fromSeq),
            LaneKeys.place(id, LaneKeys.SEQ_MAX),
            limit);
  }

  @Override
  default List<ActRow> expiredActs(Instant at, int limit) {
    return session()
        .list(
            Table.ACT,
            """
            SELECT * FROM act WHERE state = 'ACCEPTED_FOR_SENDING' AND not_after < ?
            ORDER BY not_after, rowid LIMIT ?
            """,
            this::act,
            at,
            limit);
  }

  private ActRow act(Row row) {
    return new ActRow(
        row.node(0),
        row.act(1),
        row.digest(2),
        row.matter(3),
        row.text(4),
        row.constant(5, Urgency.class),
        row.flag(6),
        session().lanes().laneAt(row.number(7)),
        LaneKeys.seq(row.number(7)),
        row.constant(8, ActState.class),
        row.text(9),
        row.time(10),
        row.time(11));
  }

  @Override
  default void addAct(ActRow act) {
    put(act, "INSERT INTO act VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  }

  @Override
  default void putAct(ActRow act) {
    put(
        act,
        """
        INSERT INTO act VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (act_id, sender) DO UPDATE SET
        (row_hash, digest, case_id, content_type, urgency, exercise, place, state, state_reason,
        stored_at, not_after) = (excluded.row_hash, excluded.digest, excluded.case_id,
        excluded.content_type, excluded.urgency, excluded.exercise, excluded.place,
        excluded.state, excluded.state_reason, excluded.stored_at, excluded.not_after)
        """);
  }

  private void put(ActRow act, String sql) {
    session()
        .put(
            Table.ACT,
            sql,
            act.sender(),
            act.id(),
            act.digest(),
            act.caseId(),
            act.contentType(),
            act.urgency(),
            act.exercise(),
            session().lanes().takePlace(act.lane(), act.seq()),
            act.state(),
            act.stateReason(),
            act.storedAt(),
            act.notAfter());
  }

  @Override
  default List<DeedRow> deeds(CaseId caseId) {
    return session()
        .list(
            Table.DEED,
            "SELECT * FROM deed WHERE case_id = ? ORDER BY number",
            CaseTables::deed,
            caseId);
  }

  private static DeedRow deed(Row row) {
    return new DeedRow(
        row.number(0),
        row.matter(1),
        row.node(2),
        row.constant(3, Urgency.class),
        row.text(4),
        row.list(5).stream().map(Bytes::text).toList(),
        row.time(6),
        row.time(7),
        row.list(8).stream().map(Digest::new).toList(),
        row.bytes(9));
  }

  @Override
  default void addDeed(DeedRow deed) {
    session()
        .put(
            Table.DEED,
            "INSERT INTO deed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            deed.number(),
            deed.caseId(),
            deed.peer(),
            deed.urgency(),
            deed.deed(),
            deed.by(),
            deed.at(),
            deed.until(),
            deed.seen().stream().map(Digest::bytes).toList(),
            deed.words());
  }
}
