package org.vigilmesh.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.envelope.StatementBody;
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
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * The signed objects of one case, gathered in one turn that journals who took them: each act's
 * statement header, the receipt that covers it, the cards that name the keys of both, and the
 * rosters by which officers signed.
 */
final class CaseExport {
  /** A chain of cards grows by a few versions a year. */
  private static final int VERSIONS_MAX = 1000;

  private final Ports ports;
  private final Cases cases;
  private final Turn turn;
  private final List<StatementEvidence> statements = new ArrayList<>();
  private final Map<Digest, Bytes> cards = new LinkedHashMap<>();
  private final Map<Digest, Bytes> rosters = new LinkedHashMap<>();

  CaseExport(Ports ports, Cases cases, Turn turn) {
    this.ports = ports;
    this.cases = cases;
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
    return new CaseEvidence(
        statements,
        List.copyOf(cards.values()),
        List.copyOf(rosters.values()),
        turn.tx().life().orElseThrow().self(),
        entry);
  }

  private void add(ActRow act, TimelineEntry entry) {
    Optional<StatementRow> row = turn.tx().statement(act.lane(), act.seq());
    if (row.isEmpty()) {
      return;
    }
    Bytes header = row.get().header();
    Optional<Bytes> receipt =
        turn.tx().receiptCovering(act.lane(), act.seq()).map(ReceiptRow::container);
    ports
        .codec()
        .signedHeader()
        .decode(header)
        .find()
        .ifPresent(
            signed -> {
              addSender(signed);
              addRoster(signed.value().sender().node(), act);
            });
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
      List<IdentityRow> known = turn.tx().identities(node, IdentityKind.CARD, 1, VERSIONS_MAX);
      known.stream()
          .filter(row -> row.hash().equals(hash))
          .findFirst()
          .ifPresent(row -> cards.put(hash, row.container()));
      if (!known.isEmpty()) { // it has every revocation since
        cards.put(known.getLast().hash(), known.getLast().container());
      }
    }
  }

  /** The roster that the act's statement names; none for content that was destroyed. */
  private void addRoster(NodeRef node, ActRow act) {
    long version =
        cases
            .findBodyBytes(turn.tx(), act)
            .flatMap(bytes -> ports.codec().body().decode(bytes).find())
            .map(StatementBody::rosterVersion)
            .orElse(0L);
    turn.tx()
        .identity(node, IdentityKind.ROSTER, version)
        .ifPresent(row -> rosters.put(row.hash(), row.container()));
  }
}
