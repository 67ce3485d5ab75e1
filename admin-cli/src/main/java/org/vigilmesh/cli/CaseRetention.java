package org.vigilmesh.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.proto.v1.Done;
import org.vigilmesh.proto.v1.KeptCase;
import org.vigilmesh.proto.v1.ListKeptRequest;
import org.vigilmesh.proto.v1.ListKeptResponse;
import org.vigilmesh.value.Urgency;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Copies that were put away: until when they are kept, and their end by two persons. */
final class CaseRetention {
  private CaseRetention() {}

  private static List<KeptCase> kept(NodeLink link, boolean isDueOnly) {
    return link
        .look(
            register -> register.listKept(ListKeptRequest.getDefaultInstance()),
            ListKeptResponse::hasFailed,
            ListKeptResponse::getFailed)
        .getKept()
        .getCasesList()
        .stream()
        .filter(one -> one.getDue() || !isDueOnly)
        .toList();
  }

  /** {@code vigil case retention}: what is kept and until when, the first to end in front. */
  @Command(
      name = "retention",
      header = {"vigil case retention --node xb", "vigil case retention --due -o json"})
  static final class Kept implements Runnable {
    @Mixin private Options options = new Options();

    @Option(names = "--due", descriptionKey = "retentionDue")
    private boolean isDueOnly;

    @Override
    public void run() {
      View view =
          View.list("Retention", "case", "peer", "closedAt", "keptUntil", "legalHold", "due");
      try (NodeLink link = NodeLink.to(options)) {
        for (KeptCase one : kept(link, isDueOnly)) {
          view.row(
              one.getCaseId(),
              one.getPeer(),
              NodeLink.at(one.getClosedAt()),
              NodeLink.at(one.getDueAt()),
              List.copyOf(one.getHoldersList()),
              one.getDue());
        }
      }
      options.console().show(view);
    }
  }

  /** {@code vigil case purge}: two persons destroy the content of every case that is due. */
  @Command(
      name = "purge",
      header = {
        "vigil case purge --due --sign-with a.haddad.key --sign-with b.lind.key",
        "vigil case purge --due --sign-with a.haddad.key --sign-with b.lind.key --dry-run"
      })
  static final class Purge implements Runnable {
    @Mixin private Options options = new Options();
    @Mixin private Signatories.With with = new Signatories.With();
    @Mixin private Change change = new Change();

    @Option(names = "--due", required = true, descriptionKey = "purgeDue")
    private boolean isDue;

    @Override
    public void run() {
      Console console = options.console();
      try (Signatories signatories = with.open(console);
          NodeLink link = NodeLink.to(options)) {
        List<KeptCase> due = kept(link, isDue);
        String review =
            console
                .texts()
                .of(
                    "review.deed",
                    Deed.PURGED.name().toLowerCase(Locale.ROOT),
                    due.stream().map(KeptCase::getCaseId).toList(),
                    signatories.names());
        if (change.isOnlyPlanned(console, "plan.case.answer", review)) {
          return;
        }
        console.line(review);
        List<String> purged = new ArrayList<>();
        long journal = 0;
        for (KeptCase one : due) {
          journal = purge(link, one, signatories).getJournal();
          purged.add(one.getCaseId());
        }
        console.done(journal, purged);
      }
    }

    private static Done purge(NodeLink link, KeptCase one, Signatories signatories) {
      return new Deeds(link)
          .sign(
              new Deeds.Wanted(
                  CaseId.typed(one.getCaseId()),
                  new NodeId(one.getPeer()),
                  Urgency.ROUTINE,
                  Deed.PURGED,
                  null,
                  List.of(),
                  ""),
              signatories);
    }
  }
}
