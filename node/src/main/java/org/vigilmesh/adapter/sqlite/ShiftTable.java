package org.vigilmesh.adapter.sqlite;

import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Duty.ShiftRow;
import org.vigilmesh.port.StoreTx;

/** Who was on duty, from when until when. */
interface ShiftTable extends StoreTx {
  Session session();

  @Override
  default List<ShiftRow> shifts() {
    return session()
        .list(
            Table.SHIFT,
            "SELECT * FROM shift ORDER BY begun DESC, id",
            row ->
                new ShiftRow(
                    row.matter(0),
                    new OfficerId(row.text(1)),
                    row.time(2),
                    row.time(3),
                    Optional.of(row.text(4)).filter(one -> !one.isEmpty()).map(OfficerId::new),
                    row.flag(5) ? Optional.of(row.time(6)) : Optional.empty(),
                    row.bytes(7)));
  }

  @Override
  default void putShift(ShiftRow shift) {
    session()
        .put(
            Table.SHIFT,
            "INSERT OR REPLACE INTO shift VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            shift.id().bytes(),
            shift.officer().text(),
            shift.from(),
            shift.until(),
            shift.next().map(OfficerId::text).orElse(""),
            shift.endedAt().isPresent(),
            shift.endedAt().orElse(shift.until()),
            shift.sealed());
  }

  @Override
  default void dropShift(CaseId id) {
    session().run("DELETE FROM shift WHERE id = ?", id.bytes());
  }
}
