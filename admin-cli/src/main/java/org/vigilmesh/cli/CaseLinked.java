package org.vigilmesh.cli;

import java.util.List;
import java.util.Locale;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.casework.CaseLink;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.Done;
import org.vigilmesh.proto.v1.LinkedCase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cases that belong together: linked and unlinked by officers here, shown in both. */
final class CaseLinked {
  private CaseLinked() {}

  /** The cases that one is linked with. */
  static View view(CaseStatus found) {
    View links = View.list("Links", "case", "reason", "since", "officers", "peer", "state");
    for (LinkedCase link : found.getLinksList()) {
      links.row(
          link.getCaseId(),
          link.getWhy(),
          NodeLink.at(link.getSince()),
          List.copyOf(link.getByList()),
          link.getPeer(),
          link.getState());
    }
    return links;
  }

  /** {@code vigil case link}: two cases here belong together. */
  @Command(
      name = "link",
      header = {
        "vigil case link ID OTHER --reason third_state --sign-with a.haddad.key",
        "vigil case link ID OTHER --reason duplicate --words TEXT --sign-with a.haddad.key"
      })
  static final class Link implements Runnable {
    @Mixin private Options options = new Options();
    @Mixin private Signatories.With with = new Signatories.With();
    @Mixin private Change change = new Change();
    @Mixin private Pair pair = new Pair();

    @Option(names = "--reason", paramLabel = "CODE", required = true, descriptionKey = "linkReason")
    private CaseLink.Why why = CaseLink.Why.OTHER;

    @Override
    public void run() {
      sign(options, with, change, pair, Deed.LINKED, why);
    }
  }

  /** {@code vigil case unlink}: they do not, after all. */
  @Command(
      name = "unlink",
      header = {
        "vigil case unlink ID OTHER --sign-with a.haddad.key",
        "vigil case unlink ID OTHER --words TEXT --sign-with a.haddad.key"
      })
  static final class Unlink implements Runnable {
    @Mixin private Options options = new Options();
    @Mixin private Signatories.With with = new Signatories.With();
    @Mixin private Change change = new Change();
    @Mixin private Pair pair = new Pair();

    @Override
    public void run() {
      sign(options, with, change, pair, Deed.UNLINKED, CaseLink.Why.OTHER);
    }
  }

  /** The two cases, and what else the officer writes down. */
  private static final class Pair {
    @Parameters(index = "0", paramLabel = "ID", descriptionKey = "caseId")
    private String typed = "";

    @Parameters(index = "1", paramLabel = "OTHER", descriptionKey = "otherCase")
    private String other = "";

    @Option(names = "--words", paramLabel = "TEXT", defaultValue = "")
    private String words = "";
  }

  private static void sign(
      Options options,
      Signatories.With with,
      Change change,
      Pair pair,
      Deed deed,
      CaseLink.Why why) {
    Console console = options.console();
    try (Signatories signatories = with.open(console);
        NodeLink link = NodeLink.to(options)) {
      CaseStatus found = Cases.find(link, pair.typed);
      CaseId second = Cases.id(Cases.find(link, pair.other));
      String review =
          console
              .texts()
              .of(
                  "review.deed",
                  deed.name().toLowerCase(Locale.ROOT) + " " + second,
                  found.getSummary().getCaseId(),
                  signatories.names());
      if (change.isOnlyPlanned(console, "plan.case.answer", review)) {
        return;
      }
      console.line(review);
      Done done = sign(link, found, deed, new CaseLink(second, why, pair.words), signatories);
      console.done(done.getJournal(), List.copyOf(done.getLinesList()));
    }
  }

  /** Links, or unlinks, {@code found} with the case that {@code what} names. */
  static Done sign(
      NodeLink link, CaseStatus found, Deed deed, CaseLink what, Signatories signatories) {
    return new Deeds(link)
        .sign(
            new Deeds.Wanted(
                Cases.id(found),
                new NodeId(found.getSummary().getPeer()),
                Deeds.urgency(found.getSummary().getUrgency()),
                deed,
                null,
                List.of(),
                what.words()),
            signatories);
  }
}
