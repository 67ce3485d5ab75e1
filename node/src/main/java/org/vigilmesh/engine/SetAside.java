package org.vigilmesh.engine;

import org.vigilmesh.identity.NodeId;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.RequestPart.RuleOverride;
import org.vigilmesh.message.Validation;
import org.vigilmesh.port.Rows.ActRow;

/**
 * Warnings that named persons set aside. The journal says which rule, who, and the digest of the
 * act that they signed; their reason is in that act, with the content, and goes when it goes.
 */
final class SetAside {
  private SetAside() {}

  /** Into the journal of the side that sends and of the side that receives. */
  static void journal(Turn turn, NodeId self, ActRow row, Act act) {
    NodeId peer = row.sender().equals(self) ? act.recipient().node() : row.sender();
    for (RuleOverride one : Validation.setAside(act)) {
      turn.journal(
          JournalEntry.of(JournalKind.RULE_SET_ASIDE, turn.at(), one.by())
              .withPeer(peer.text())
              .withAct(row.caseId().toString(), row.id().toString())
              .withObject(row.digest())
              .withDetail(one.rule()));
    }
  }
}
