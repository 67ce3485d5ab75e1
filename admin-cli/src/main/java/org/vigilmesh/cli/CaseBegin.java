package org.vigilmesh.cli;

import java.util.List;
import java.util.Locale;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.proto.v1.Done;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Urgency;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil case begin}: a case that nobody has written to a peer yet. */
@Command(
    name = "begin",
    header = {
      "vigil case begin xa oral --words \"J. Morgan, called back\" --sign-with a.haddad.key",
      "vigil case begin xb draft --urgency routine --sign-with j.morgan.key"
    })
final class CaseBegin implements Runnable {
  private static final int ID_RANDOM = 10;

  /** How it begins. */
  enum How {
    ORAL(Deed.ORAL_RECORDED),
    DRAFT(Deed.DRAFTED);

    private final Deed deed;

    How(Deed deed) {
      this.deed = deed;
    }
  }

  @Mixin private Options options = new Options();
  @Mixin private Signatories.With with = new Signatories.With();
  @Mixin private Change change = new Change();

  @Parameters(index = "0", paramLabel = "PEER", descriptionKey = "peer")
  private NodeId peer = new NodeId("xx");

  @Parameters(index = "1", paramLabel = "HOW", descriptionKey = "beginHow")
  private How how = How.DRAFT;

  @Option(names = "--urgency", paramLabel = "URGENCY", defaultValue = "urgent")
  private Urgency urgency = Urgency.URGENT;

  @Option(names = "--words", paramLabel = "TEXT", defaultValue = "")
  private String words = "";

  @Override
  public void run() {
    Console console = options.console();
    byte[] drawn = new byte[ID_RANDOM];
    console.around().random().nextBytes(drawn);
    CaseId fresh = CaseId.of(console.around().clock().instant(), Bytes.of(drawn));
    try (Signatories signatories = with.open(console);
        NodeLink link = NodeLink.to(options)) {
      String review =
          console
              .texts()
              .of("review.deed", how.name().toLowerCase(Locale.ROOT), fresh, signatories.names());
      if (change.isOnlyPlanned(console, "plan.case.answer", review)) {
        return;
      }
      console.line(review);
      Done done =
          new Deeds(link)
              .sign(
                  new Deeds.Wanted(fresh, peer, urgency, how.deed, null, List.of(), words),
                  signatories);
      console.show(
          View.one("Begun")
              .field("case", fresh.toString())
              .field("state", String.join(" ", done.getLinesList()))
              .field("journal", done.getJournal()));
    }
  }
}
