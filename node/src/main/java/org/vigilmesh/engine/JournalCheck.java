package org.vigilmesh.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.journal.Chain;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Queries.JournalVerdict;
import org.vigilmesh.port.Rows.JournalRow;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.ReceiptRow;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.port.StoreException;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * Walks the whole journal: each entry follows its predecessor, and each statement and receipt that
 * an entry speaks of is still what it was, down to the encrypted body.
 */
final class JournalCheck {
  private static final int PAGE = 500;

  private final Ports ports;
  private final Map<String, LaneRow> lanes = new HashMap<>();

  /** By case: the entry of the first statement that its key does not open. */
  private final Map<String, Long> unread = new HashMap<>();

  private long statements;
  private long receipts;

  JournalCheck(Ports ports) {
    this.ports = ports;
  }

  /** The verdict over one committed snapshot. */
  JournalVerdict verify() {
    return ports.store().read(this::verify);
  }

  private JournalVerdict verify(StoreView view) {
    Chain.End last = Chain.End.START;
    while (true) {
      List<JournalRow> page;
      try {
        page = view.journal(last.number() + 1, PAGE);
      } catch (StoreException damaged) {
        return firstUnreadable(view, last.number() + 1);
      }
      if (page.isEmpty()) {
        return verdict(last);
      }
      List<Chain.Step> steps = new ArrayList<>();
      for (JournalRow row : page) {
        steps.add(
            new Chain.Step(row.number(), row.salt(), row.entry(), row.entryDigest(), row.head()));
      }
      switch (Chain.verify(last, steps.iterator(), steps.getLast().end())) {
        case Chain.Broken(long number, String why) -> {
          return new JournalVerdict.Broken(number, why);
        }
        case Chain.Intact(Chain.End end) -> last = end;
      }
      for (JournalRow row : page) {
        String fault = fault(view, row);
        if (!fault.isEmpty()) {
          return new JournalVerdict.Broken(row.number(), fault);
        }
      }
    }
  }

  /** A body that is unreadable must be of a case whose key was destroyed after it had come. */
  private JournalVerdict verdict(Chain.End last) {
    Optional<Long> changed = unread.values().stream().min(Long::compare);
    return changed.isPresent()
        ? new JournalVerdict.Broken(changed.get(), "the statement's body was changed")
        : new JournalVerdict.Intact(last.number(), last.head(), statements, receipts);
  }

  /** Reads a page that has a damaged row again, row by row, to name that row. */
  private static JournalVerdict firstUnreadable(StoreView view, long from) {
    long number = from;
    try {
      while (!view.journal(number, 1).isEmpty()) {
        number++;
      }
      return new JournalVerdict.Broken(number, "its page could be read at the second attempt only");
    } catch (StoreException damaged) {
      return new JournalVerdict.Broken(number, String.valueOf(damaged.getMessage()));
    }
  }

  private String fault(StoreView view, JournalRow row) {
    JournalEntry entry = JournalEntry.decode(row.entry());
    boolean isStatement =
        entry.kind() == JournalKind.STATEMENT_PLACED
            || entry.kind() == JournalKind.STATEMENT_ACCEPTED
            || entry.kind() == JournalKind.STATEMENT_HANDED_BACK;
    boolean isReceipt =
        entry.kind() == JournalKind.RECEIPT_RECEIVED || entry.kind() == JournalKind.RECEIPT_ISSUED;
    if (entry.kind() == JournalKind.CASE_SHREDDED) {
      unread.remove(entry.caseId());
    }
    if (!isStatement && !isReceipt) {
      return "";
    }
    try {
      if (lanes.isEmpty()) {
        view.lanes().forEach(lane -> lanes.put(lane.lane().toString(), lane));
      }
      LaneRow lane = lanes.get(entry.lane());
      if (lane == null) {
        return "the lane that it names is missing";
      }
      return isStatement
          ? statementFault(view, lane, row.number(), entry)
          : receiptFault(view, lane, entry);
    } catch (StoreException damaged) {
      return "what it speaks of is damaged: " + damaged.getMessage();
    }
  }

  private String statementFault(StoreView view, LaneRow lane, long number, JournalEntry entry) {
    statements++;
    Optional<StatementRow> row = view.statement(lane.lane(), entry.seq());
    if (row.isEmpty()) {
      return "the statement that it speaks of is missing";
    }
    Optional<Signed<StatementHeader>> header =
        ports.codec().signedHeader().decode(row.get().header()).find();
    if (header.isEmpty() || !header.get().hash().bytes().equals(entry.object())) {
      return "the statement's header was changed";
    }
    Optional<Bytes> body = ports.vault().decrypt(row.get().caseId(), row.get().body());
    boolean fits =
        body.isPresent() && Digest.sha512(body.get()).equals(header.get().value().bodyDigest());
    if (!fits && !ports.vault().isShredded(row.get().caseId())) {
      unread.putIfAbsent(row.get().caseId().toString(), number);
    }
    return "";
  }

  private String receiptFault(StoreView view, LaneRow lane, JournalEntry entry) {
    receipts++;
    Optional<ReceiptRow> row = view.receiptCovering(lane.lane(), entry.seq());
    return row.isPresent() && Digest.sha256(row.get().container()).bytes().equals(entry.object())
        ? ""
        : "the receipt that it speaks of was changed or is missing";
  }
}
