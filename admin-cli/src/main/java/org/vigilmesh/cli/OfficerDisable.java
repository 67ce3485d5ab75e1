package org.vigilmesh.cli;

import org.vigilmesh.proto.v1.DismissOfficerRequest;
import org.vigilmesh.proto.v1.Done;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vigil officer disable}: takes a local role, or what waits, from somebody at once. */
@Command(
    name = "disable",
    header = {"vigil officer disable o.olund --node xa", "vigil officer disable o.olund --dry-run"})
final class OfficerDisable implements Runnable {
  @Mixin private Options options = new Options();
  @Mixin private Change change = new Change();

  @Parameters(paramLabel = "ID", descriptionKey = "officerId")
  private String id = "";

  @Override
  public void run() {
    Console console = options.console();
    if (change.isOnlyPlanned(console, "plan.officer.disable", id)) {
      return;
    }
    try (NodeLink link = NodeLink.to(options)) {
      Done done =
          link.change(
              admin ->
                  admin.dismissOfficer(DismissOfficerRequest.newBuilder().setOfficer(id).build()));
      console.show(
          View.one("OfficerDisabled").field("officer", id).field("journal", done.getJournal()));
    }
    console.say("officer.disabled", id);
  }
}
