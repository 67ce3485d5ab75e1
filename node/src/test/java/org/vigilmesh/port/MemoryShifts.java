package org.vigilmesh.port;

import java.util.Comparator;
import java.util.List;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Duty.ShiftRow;
import org.vigilmesh.value.Bytes;

/** Who was on duty in a {@link MemoryStore}. */
interface MemoryShifts extends StoreTx {
  MemoryTables t();

  @Override
  default List<ShiftRow> shifts() {
    return t().shifts.from(Bytes.EMPTY, Integer.MAX_VALUE).stream()
        .sorted(Comparator.comparing(ShiftRow::from).reversed().thenComparing(ShiftRow::id))
        .toList();
  }

  @Override
  default void putShift(ShiftRow shift) {
    t().shifts = t().shifts.with(shift.id().bytes(), shift);
  }

  @Override
  default void dropShift(CaseId id) {
    t().shifts = t().shifts.without(id.bytes());
  }
}
