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
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Rows.DeedRow;
import org.vigilmesh.port.StoreTx;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** What people did: acts, for ever, and the summaries of their cases. */
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

  @Override
  default Optional<CaseRow> findCase(CaseId caseId) {
    return session()
        .first(Table.MATTER, "SELECT * FROM matter WHERE case_id = ?", CaseTables::matter, caseId);
  }

  @Override
  default List<CaseRow> cases(long beforeChange, int limit) {
    return session()
        .list(
            Table.MATTER,
            "SELECT * FROM matter WHERE change < ? ORDER BY change DESC LIMIT ?",
            CaseTables::matter,
            beforeChange,
            limit);
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
        row.time(9),
        row.time(10),
        row.number(11));
  }

  @Override
  default void putCase(CaseRow row) {
    session()
        .put(
            Table.MATTER,
            """
            INSERT INTO matter VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (case_id) DO UPDATE SET
            (row_hash, peer, ours, content_type, urgency, exercise, state, marks, deadline,
            opened_at, changed_at, change) = (excluded.row_hash, excluded.peer, excluded.ours,
            excluded.content_type, excluded.urgency, excluded.exercise, excluded.state,
            excluded.marks, excluded.deadline, excluded.opened_at, excluded.changed_at,
            excluded.change)
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
            row.openedAt(),
            row.changedAt(),
            row.change());
  }
}
