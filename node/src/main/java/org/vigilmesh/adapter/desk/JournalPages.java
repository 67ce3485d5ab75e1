package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Queries.JournalVerdict;
import org.vigilmesh.port.Rows.JournalRow;
import org.vigilmesh.sheet.Clocks;

/** What auditors see: the journal, who read which case, and whether the chain holds. */
final class JournalPages {
  private static final int PAGE = 50;

  /** The most that one question reads of the journal. */
  private static final int LOOKED_AT_MAX = 1_000;

  private static final int SHORT = 16;

  /** Proofs stand in an entry in full; whoever wants them asks the command. */
  private static final int DETAIL_MAX = 160;

  private final DeskPorts ports;
  private final Pages pages;

  JournalPages(DeskPorts ports, Pages pages) {
    this.ports = ports;
    this.pages = pages;
  }

  void add(Routes routes) {
    routes.page("/journal", (ctx, _) -> show(ctx, Optional.empty()));
    routes.form("/journal/verify", (ctx, _) -> show(ctx, Optional.of(verdict())));
  }

  /**
   * Entries, the newest first.
   *
   * @param onlyReads whether it is the list of who read cases
   * @param next the number below which the next page goes on; 0 on the last one
   * @param verdict empty where the chain was not walked
   */
  record Entries(
      Frame frame, boolean onlyReads, List<Entry> entries, long next, Optional<Verdict> verdict)
      implements Pages.Model {
    Entries {
      entries = List.copyOf(entries);
    }
  }

  /** One of them; codes as the journal has them. */
  record Entry(long number, Instant at, String kind, String actor, String about, String detail) {
    String second() {
      return Clocks.second(at);
    }
  }

  /** Whether the chain holds: up to which entry and head, or which entry does not fit. */
  record Verdict(boolean isIntact, long number, String head) {}

  private Verdict verdict() {
    return switch (ports.queries().verifyJournal()) {
      case JournalVerdict.Intact(long entries, var head, long _, long _) ->
          new Verdict(true, entries, head.bytes().hex().substring(0, SHORT));
      case JournalVerdict.Broken(long number, String what) -> new Verdict(false, number, what);
    };
  }

  private void show(Context ctx, Optional<Verdict> verdict) {
    boolean onlyReads = "reads".equals(ctx.queryParam("only"));
    long newest = ports.queries().status().journalNumber();
    long below = Math.min(below(ctx, newest + 1), newest + 1);
    long from = Math.max(1, below - (onlyReads ? LOOKED_AT_MAX : PAGE));
    List<Entry> entries = new ArrayList<>();
    for (JournalRow row : ports.queries().journal(from, (int) (below - from)).reversed()) {
      JournalEntry entry = JournalEntry.decode(row.entry());
      if (!onlyReads || entry.kind() == JournalKind.CASE_READ) {
        entries.add(entry(row.number(), entry));
      }
    }
    pages.show(
        ctx,
        "journal",
        new Entries(pages.frame(ctx), onlyReads, entries, from > 1 ? from : 0, verdict));
  }

  private static long below(Context ctx, long otherwise) {
    String asked = Optional.ofNullable(ctx.queryParam("below")).orElse("");
    return asked.matches("[1-9][0-9]{0,17}") ? Long.parseLong(asked) : otherwise;
  }

  private static Entry entry(long number, JournalEntry entry) {
    return new Entry(
        number,
        entry.at(),
        entry.kind().name().toLowerCase(Locale.ROOT),
        entry.actor(),
        entry.caseId(),
        entry.detail().length() > DETAIL_MAX
            ? entry.detail().substring(0, DETAIL_MAX) + " …"
            : entry.detail());
  }
}
