package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.ReceiptRow;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.port.Rows.WitnessRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Digest;

/** What a verified receipt changes: the statements that it has just covered are delivered. */
final class Deliveries {
  private final Ports ports;
  private final Memory memory;
  private final Cases cases;
  private final Overdue overdue;

  Deliveries(Ports ports, Memory memory, Cases cases, Overdue overdue) {
    this.ports = ports;
    this.memory = memory;
    this.cases = cases;
    this.overdue = overdue;
  }

  /**
   * When the other node signed for an act, ours or theirs; empty while ours waits, also where the
   * other node signed for it and has lost it since. The receipt stays as evidence.
   */
  static Optional<Instant> deliveredAt(StoreView view, ActRow row) {
    boolean isWaiting =
        row.state() == ActState.ACCEPTED_FOR_SENDING || row.state() == ActState.UNDELIVERED;
    return isWaiting
        ? Optional.empty()
        : view.receiptCovering(row.lane(), row.seq()).map(ReceiptRow::receivedAt);
  }

  void delivered(Turn turn, Statements.JudgedReceipt judged, long from, long to) {
    Receipt receipt = judged.receipt();
    LaneRow row = turn.tx().lane(receipt.lane()).orElseThrow();
    boolean isFirst =
        turn.tx()
            .receiptCovering(receipt.lane(), to)
            .filter(known -> known.upTo().seq() == to)
            .isEmpty();
    if (isFirst) {
      turn.tx()
          .addReceipt(
              new ReceiptRow(
                  receipt.lane(), receipt.upTo(), receipt.receivedAt(), judged.container()));
    }
    turn.tx()
        .putLane(
            new LaneRow(row.lane(), row.last(), row.lastAt(), to, judged.container(), row.state()));
    turn.tx().dropSealed(receipt.lane(), to);
    turn.tx()
        .putWitness(
            new WitnessRow(
                receipt.lane().to().node(),
                receipt.issuer().journalHead(),
                receipt.issuer().incarnation(),
                turn.at()));
    turn.journal(
        JournalEntry.of(
                isFirst ? JournalKind.RECEIPT_RECEIVED : JournalKind.RECEIPT_RENEWED,
                turn.at(),
                "node")
            .withPeer(receipt.lane().to().node().text())
            .withPlace(receipt.lane().toString(), to)
            .withObject(Digest.sha256(judged.container())));
    List<ActRow> delivered = new ArrayList<>();
    for (StatementRow statement :
        turn.tx().statements(receipt.lane(), from, (int) (to - from + 1))) {
      ActRow act = turn.tx().act(memory.ref().node(), statement.actId()).orElseThrow();
      delivered.add(act.with(ActState.DELIVERED, act.stateReason()));
      overdue.delivered(turn, statement);
    }
    cases.changed(turn, delivered);
    ports.failpoint().at("S10.receipt.committed");
  }
}
