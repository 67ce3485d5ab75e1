package org.vigilmesh.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.proto.v1.JournalBroken;
import org.vigilmesh.proto.v1.JournalIntact;
import org.vigilmesh.proto.v1.NodeStatus;
import org.vigilmesh.proto.v1.TailJournalRequest;
import org.vigilmesh.proto.v1.TailJournalResponse;
import org.vigilmesh.proto.v1.VerifyJournalRequest;
import org.vigilmesh.proto.v1.VerifyJournalResponse;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil journal}: the chained evidence of everything that happened at a node. */
@Command(
    name = "journal",
    header = {"vigil journal verify --node xb", "vigil journal tail -f"})
final class Journal {
  private static final int SHOWN_AT_ONCE = 20;

  @Command(
      name = "tail",
      header = {"vigil journal tail", "vigil journal tail -f --from 100"})
  void tail(
      @Mixin Options options,
      @Option(
              names = {"-f", "--follow"},
              descriptionKey = "follow")
          boolean follow,
      @Option(names = "--from", paramLabel = "NUMBER", descriptionKey = "fromNumber") Long from) {
    Console console = options.console();
    try (NodeLink link = NodeLink.to(options)) {
      long newest = NodeCommands.status(link).getJournalNumber();
      long first = from == null ? Math.max(1, newest - SHOWN_AT_ONCE + 1) : from;
      List<TailJournalResponse> rows = new ArrayList<>();
      boolean lineByLine = follow || console.format() == Format.NDJSON;
      read(
          link,
          TailJournalRequest.newBuilder().setFrom(first).setFollow(follow).build(),
          row -> {
            if (lineByLine) {
              console.show(list().row(cells(row)));
            } else {
              rows.add(row);
            }
          });
      if (!lineByLine) {
        View all = list();
        rows.forEach(row -> all.row(cells(row)));
        console.show(all);
      }
    }
  }

  private static void read(
      NodeLink link, TailJournalRequest request, Consumer<TailJournalResponse> each) {
    Consumer<TailJournalResponse> refuse =
        NodeLink.refuse(TailJournalResponse::hasFailed, TailJournalResponse::getFailed);
    link.follow(
        admin -> admin.tailJournal(request),
        Optional.empty(),
        row -> {
          refuse.accept(row);
          each.accept(row);
          return true;
        });
  }

  private static View list() {
    return View.list(
        "JournalEntryList", "number", "at", "event", "actor", "peer", "lane", "seq", "detail");
  }

  private static Object[] cells(TailJournalResponse row) {
    JournalEntry entry = entry(row);
    return new Object[] {
      row.getEntry().getNumber(),
      entry.at(),
      entry.kind().name().toLowerCase(Locale.ROOT),
      entry.actor(),
      entry.peer(),
      entry.lane(),
      entry.seq(),
      entry.detail()
    };
  }

  private static JournalEntry entry(TailJournalResponse row) {
    try {
      return JournalEntry.decode(Bytes.of(row.getEntry().getEntry().toByteArray()));
    } catch (InvalidValue e) {
      throw CliException.of(
          Exit.NEGATIVE,
          "E-JOURNAL-BROKEN",
          row.getEntry().getNumber(),
          String.valueOf(e.getMessage()));
    }
  }

  @Command(
      name = "show",
      header = {"vigil journal show 17", "vigil journal show 17 -o json"})
  void show(
      @Mixin Options options,
      @Parameters(paramLabel = "NUMBER", descriptionKey = "number") long number) {
    List<TailJournalResponse> found = new ArrayList<>();
    try (NodeLink link = NodeLink.to(options)) {
      if (number >= 1 && number <= NodeCommands.status(link).getJournalNumber()) {
        link.follow(
            admin -> admin.tailJournal(TailJournalRequest.newBuilder().setFrom(number).build()),
            Optional.empty(),
            row -> {
              found.add(row);
              return false;
            });
      }
    }
    if (found.isEmpty() || found.getFirst().getEntry().getNumber() != number) {
      throw CliException.of(Exit.NOT_FOUND, "E-JOURNAL-NUMBER", number);
    }
    options.console().show(view(found.getFirst()));
  }

  private static View view(TailJournalResponse row) {
    JournalEntry entry = entry(row);
    return View.one("JournalEntry")
        .field("number", row.getEntry().getNumber())
        .field("at", entry.at())
        .field("event", entry.kind().name().toLowerCase(Locale.ROOT))
        .field("actor", entry.actor())
        .field("peer", entry.peer())
        .field("lane", entry.lane())
        .field("seq", entry.seq())
        .field("case", entry.caseId())
        .field("act", entry.actId())
        .field("object", entry.object().hex())
        .field("detail", entry.detail())
        .field("entryDigest", Bytes.of(row.getEntry().getEntryDigest().toByteArray()).hex())
        .field("head", Bytes.of(row.getEntry().getHead().toByteArray()).hex());
  }

  @Command(
      name = "head",
      header = {"vigil journal head --node xb", "vigil journal head -o json"})
  void head(@Mixin Options options) {
    try (NodeLink link = NodeLink.to(options)) {
      NodeStatus status = NodeCommands.status(link);
      options
          .console()
          .show(
              View.one("JournalHead")
                  .field("number", status.getJournalNumber())
                  .field("head", Bytes.of(status.getJournalHead().toByteArray()).hex()));
    }
  }

  @Command(
      name = "verify",
      header = {"vigil journal verify --node xb", "vigil journal verify -o json"})
  void verify(@Mixin Options options) {
    Console console = options.console();
    try (NodeLink link = NodeLink.to(options)) {
      VerifyJournalResponse verdict =
          Progress.during(
              console,
              console.texts().of("journal.verifying"),
              () ->
                  link.ask(
                      admin -> admin.verifyJournal(VerifyJournalRequest.getDefaultInstance()),
                      VerifyJournalResponse::hasFailed,
                      VerifyJournalResponse::getFailed));
      if (verdict.hasBroken()) {
        JournalBroken broken = verdict.getBroken();
        throw CliException.of(
            Exit.NEGATIVE, "E-JOURNAL-BROKEN", broken.getNumber(), broken.getWhat());
      }
      JournalIntact intact = verdict.getIntact();
      console.show(
          View.one("JournalVerdict")
              .field("verdict", "intact")
              .field("entries", intact.getEntries())
              .field("statements", intact.getStatements())
              .field("receipts", intact.getReceipts())
              .field("head", Bytes.of(intact.getHead().toByteArray()).hex()));
      console.say("journal.checked");
      console.say("journal.unchecked");
    }
  }
}
