package org.vigilmesh.cli;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.Done;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil case record}: what officers do in a case without telling the other side. */
@Command(
    name = "record",
    header = {
      "vigil case record ID note --words \"phoned the provider\" --sign-with a.haddad.key",
      "vigil case record ID hold --until 2027-04-15 --sign-with a.haddad.key"
    })
final class CaseRecord implements Runnable {
  /** What may be recorded, as an officer types it. */
  enum What {
    NOTE(Deed.NOTED),
    ASSIGN(Deed.ASSIGNED),
    HOLD(Deed.HOLD_PLACED),
    PROCEED(Deed.WENT_ON),
    CLOSE(Deed.CLOSED),
    PURGE(Deed.PURGED),
    KEEP(Deed.LEGAL_HOLD_SET),
    UNKEEP(Deed.LEGAL_HOLD_LIFTED),
    SIGN(Deed.AUTHOR_SIGNED),
    AUTHORISE(Deed.AUTHORISER_SIGNED),
    RECALL(Deed.RECALLED),
    DISCARD(Deed.DISCARDED),
    DISMISS(Deed.ORAL_CLOSED);

    private final Deed deed;

    What(Deed deed) {
      this.deed = deed;
    }
  }

  @Mixin private Options options = new Options();
  @Mixin private Signatories.With with = new Signatories.With();
  @Mixin private Change change = new Change();

  @Parameters(index = "0", paramLabel = "ID", descriptionKey = "caseId")
  private String typed = "";

  @Parameters(index = "1", paramLabel = "WHAT", descriptionKey = "deed")
  private What what = What.NOTE;

  @Option(names = "--words", paramLabel = "TEXT", defaultValue = "")
  private String words = "";

  @Option(names = "--until", paramLabel = "TIME")
  private @Nullable Instant until;

  @Option(names = "--act", paramLabel = "N")
  private int number;

  @Override
  public void run() {
    Console console = options.console();
    if (what == What.HOLD && until == null) {
      throw CliException.of(Exit.INPUT, "E-USAGE-MISSING", "vigil case record", "--until=TIME");
    }
    if (what == What.PROCEED && number == 0) {
      throw CliException.of(Exit.INPUT, "E-USAGE-MISSING", "vigil case record", "--act=N");
    }
    if ((what == What.KEEP || what == What.UNKEEP) && words.isBlank()) {
      throw CliException.of(Exit.INPUT, "E-USAGE-MISSING", "vigil case record", "--words=TEXT");
    }
    try (Signatories signatories = with.open(console);
        NodeLink link = NodeLink.to(options)) {
      CaseStatus found = Cases.find(link, typed);
      String review =
          console
              .texts()
              .of(
                  "review.deed",
                  what.name().toLowerCase(Locale.ROOT),
                  found.getSummary().getCaseId(),
                  signatories.names());
      if (change.isOnlyPlanned(console, "plan.case.answer", review)) {
        return;
      }
      console.line(review);
      List<Openings.Opened> opened = Openings.open(link, Cases.id(found), signatories);
      Done done =
          new Deeds(link)
              .sign(
                  new Deeds.Wanted(
                      Cases.id(found),
                      new NodeId(found.getSummary().getPeer()),
                      Deeds.urgency(found.getSummary().getUrgency()),
                      what.deed,
                      until,
                      number == 0
                          ? Deeds.latest(opened)
                          : List.of(Openings.named(found, opened, number)),
                      words),
                  signatories);
      console.done(done.getJournal(), List.copyOf(done.getLinesList()));
    }
  }
}
