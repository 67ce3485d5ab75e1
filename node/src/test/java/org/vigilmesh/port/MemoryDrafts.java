package org.vigilmesh.port;

import java.util.Comparator;
import java.util.List;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Drafts.DraftRow;
import org.vigilmesh.value.Bytes;

/** What officers have written in a {@link MemoryStore}. */
interface MemoryDrafts extends StoreTx {
  MemoryTables t();

  @Override
  default List<DraftRow> drafts() {
    return t().drafts.from(Bytes.EMPTY, Integer.MAX_VALUE).stream()
        .sorted(Comparator.comparing(DraftRow::at).reversed().thenComparing(DraftRow::id))
        .toList();
  }

  @Override
  default void putDraft(DraftRow draft) {
    t().drafts = t().drafts.with(draft.id().bytes(), draft);
  }

  @Override
  default void dropDraft(CaseId id) {
    t().drafts = t().drafts.without(id.bytes());
  }
}
