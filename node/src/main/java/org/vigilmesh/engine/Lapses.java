package org.vigilmesh.engine;

import java.util.List;
import java.util.Optional;
import org.vigilmesh.casework.CaseEvent;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.CaseVault;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Rows.DeedRow;
import org.vigilmesh.value.Bytes;

/** What no other clock does: a request that was authorised too long ago is a draft again. */
final class Lapses {
  private Lapses() {}

  /** The node's own deed in the case of {@code row}, journalled, with an alarm to its authors. */
  static DeedRow deed(Turn turn, CaseRow row, CaseVault vault) {
    String deed = CaseEvent.Deed.LAPSED.code();
    long entry =
        turn.journal(
            JournalEntry.of(JournalKind.DEED_DONE, turn.at(), "node")
                .withPeer(row.peer().text())
                .withAct(row.caseId().toString(), "")
                .withDetail(deed));
    turn.alarm(
        row.caseId(),
        "lapsed/" + row.caseId(),
        "E-AUTHORISATION-LAPSED",
        Optional.of(row.peer()),
        "case " + row.caseId() + " is a draft again");
    return new DeedRow(
        entry,
        row.caseId(),
        row.peer(),
        row.urgency(),
        deed,
        List.of(),
        turn.at(),
        CaseEvent.Local.NO_END,
        List.of(),
        vault.encrypt(row.caseId(), Bytes.EMPTY));
  }
}
