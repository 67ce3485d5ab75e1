package org.vigilmesh.adapter.sqlite;

import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Drafts.DraftRow;
import org.vigilmesh.port.StoreTx;

/** What officers have written and nobody has sent. */
interface DraftTable extends StoreTx {
  Session session();

  @Override
  default List<DraftRow> drafts() {
    return session()
        .list(
            Table.DRAFT,
            "SELECT * FROM draft ORDER BY at DESC, id",
            row ->
                new DraftRow(
                    row.matter(0),
                    new OfficerId(row.text(1)),
                    Optional.of(row.text(2)).filter(one -> !one.isEmpty()).map(OfficerId::new),
                    row.time(3),
                    row.bytes(4)));
  }

  @Override
  default void putDraft(DraftRow draft) {
    session()
        .put(
            Table.DRAFT,
            "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?, ?)",
            draft.id().bytes(),
            draft.author().text(),
            draft.releaser().map(OfficerId::text).orElse(""),
            draft.at(),
            draft.sealed());
  }

  @Override
  default void dropDraft(CaseId id) {
    session().run("DELETE FROM draft WHERE id = ?", id.bytes());
  }
}
