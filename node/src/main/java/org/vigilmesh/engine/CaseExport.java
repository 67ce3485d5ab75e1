package org.vigilmesh.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Queries.CaseEvidence;
import org.vigilmesh.port.Queries.StatementEvidence;
import org.vigilmesh.port.Queries.TimelineEntry;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.IdentityRow;
import org.vigilmesh.port.Rows.ReceiptRow;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * The signed objects of one case, gathered in one turn that journals who took them: each act's
 * statement header, the receipt that covers it, and the cards that name the keys of both.
 */
final class CaseExport {
  /** A chain of cards grows by a few versions a year. */
  private static final int CARDS_MAX = 1000;

  private final Ports ports;
  private final Turn turn;
  private final List<StatementEvidence> statements = new ArrayList<>();
  private final Map<Digest, Bytes> cards = new LinkedHashMap<>();

  CaseExport(Ports ports, Turn turn) {
    this.ports = ports;
    this.turn = turn;
  }

  /** {@code timeline} is that of the case: an entry for each of its acts, in their order. */
  CaseEvidence of(CaseId caseId, List<TimelineEntry> timeline, String by) {
    List<ActRow> acts = turn.tx().acts(caseId);
    for (int i = 0; i < acts.size(); i++) {
      add(acts.get(i), timeline.get(i));
    }
    long entry =
        turn.journal(
            JournalEntry.of(JournalKind.EXPORTED, turn.at(), by)
                .withAct(caseId.toString(), "")
                .withDetail("signed headers and receipts, statements: " + statements.size()));
    return new CaseEvidence(statements, List.copyOf(cards.values()), entry);
  }

  private void add(ActRow act, TimelineEntry entry) {
    Optional<StatementRow> row = turn.tx().statement(act.lane(), act.seq());
    if (row.isEmpty()) {
      return;
    }
    Bytes header = row.get().header();
    Optional<Bytes> receipt =
        turn.tx().receiptCovering(act.lane(), act.seq()).map(ReceiptRow::container);
    ports.codec().signedHeader().decode(header).find().ifPresent(this::addSender);
    receipt
        .flatMap(bytes -> ports.codec().signedReceipt().decode(bytes).find())
        .ifPresent(this::addIssuer);
    statements.add(new StatementEvidence(entry, header, receipt));
  }

  private void addSender(Signed<StatementHeader> header) {
    addCard(header.value().sender().node(), header.value().sender().card());
  }

  private void addIssuer(Signed<Receipt> receipt) {
    addCard(receipt.value().lane().to(), receipt.value().issuer().card());
  }

  private void addCard(NodeRef node, Digest hash) {
    if (!cards.containsKey(hash)) {
      find(turn.tx(), node, hash).ifPresent(card -> cards.put(hash, card));
    }
  }

  private static Optional<Bytes> find(StoreView view, NodeRef node, Digest hash) {
    return view.identities(node, IdentityKind.CARD, 1, CARDS_MAX).stream()
        .filter(row -> row.hash().equals(hash))
        .map(IdentityRow::container)
        .findFirst();
  }
}
