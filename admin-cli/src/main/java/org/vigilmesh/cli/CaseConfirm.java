package org.vigilmesh.cli;

import java.util.List;
import org.vigilmesh.message.Act;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.ConfirmActRequest;
import org.vigilmesh.proto.v1.Done;
import org.vigilmesh.proto.v1.TimelineEntry;
import org.vigilmesh.value.Digest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil case confirm}: an officer who called back lets a held act take its effect. */
@Command(
    name = "confirm",
    header = {
      "vigil case confirm ID --act 1 --reason \"called back\" --sign-with a.haddad.key",
      "vigil case confirm ID --act 1 --reason \"called back\" --sign-with a.haddad.key --dry-run"
    })
final class CaseConfirm implements Runnable {
  @Mixin private Options options = new Options();
  @Mixin private Signatories.With with = new Signatories.With();
  @Mixin private Change change = new Change();

  @Parameters(paramLabel = "ID", descriptionKey = "caseId")
  private String typed = "";

  @Option(names = "--act", paramLabel = "N", required = true)
  private int number;

  @Option(names = "--reason", paramLabel = "TEXT", required = true)
  private String reason = "";

  @Override
  public void run() {
    Console console = options.console();
    try (Signatories signatories = with.open(console);
        NodeLink link = NodeLink.to(options)) {
      CaseStatus found = Cases.find(link, typed);
      TimelineEntry held = held(found);
      Openings.Opened read = opened(Openings.open(link, Cases.id(found), signatories), held);
      Act act = read.act().orElseThrow();
      String what = act.content().contentType().code();
      if (change.isOnlyPlanned(console, "plan.case.confirm", what, held.getBy())) {
        return;
      }
      Digest digest = Act.confirmedDigest(Act.digest(read.bytes()), act.recipient(), reason);
      ConfirmActRequest request =
          ConfirmActRequest.newBuilder()
              .setNode(held.getBy())
              .setAct(held.getAct())
              .setReason(reason)
              .setEndorsement(Acts.wire(signatories.author(digest)))
              .build();
      Done done = link.change(admin -> admin.confirmAct(request));
      console.done(done.getJournal(), List.copyOf(done.getLinesList()));
    }
  }

  /** The line of the timeline that was typed, as {@code case show} numbers them. */
  private TimelineEntry held(CaseStatus found) {
    if (number < 1 || number > found.getTimelineCount()) {
      throw CliException.of(Exit.NOT_FOUND, "E-ACT-UNKNOWN", number);
    }
    return found.getTimeline(number - 1);
  }

  /** The act as its officers signed it: what is confirmed was read here, not only named. */
  private Openings.Opened opened(List<Openings.Opened> all, TimelineEntry held) {
    return all.stream()
        .filter(one -> one.act().filter(act -> isOf(act, held)).isPresent())
        .findFirst()
        .orElseThrow(() -> CliException.of(Exit.NOT_FOUND, "E-ACT-UNKNOWN", number));
  }

  private static boolean isOf(Act act, TimelineEntry held) {
    return act.id().toString().equals(held.getAct())
        && act.sender().node().text().equals(held.getBy());
  }
}
