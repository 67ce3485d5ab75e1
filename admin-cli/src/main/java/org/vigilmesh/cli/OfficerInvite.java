package org.vigilmesh.cli;

import java.time.Duration;
import java.time.Instant;
import org.vigilmesh.proto.v1.Done;
import org.vigilmesh.proto.v1.InviteOfficerRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil officer invite}: a one-time code by which an officer hands in a passkey. */
@Command(
    name = "invite",
    header = {
      "vigil officer invite j.morgan --node xa",
      "vigil officer invite s.tan --name \"S. Tan\" --role supervisor --valid 2h"
    })
final class OfficerInvite implements Runnable {
  @Mixin private Options options = new Options();
  @Mixin private Change change = new Change();

  @Parameters(paramLabel = "ID", descriptionKey = "officerId")
  private String id = "";

  @Option(names = "--name", paramLabel = "TEXT", defaultValue = "")
  private String name = "";

  @Option(names = "--role", paramLabel = "ROLE", defaultValue = "officer")
  private String role = "officer";

  @Option(names = "--valid", paramLabel = "DURATION", defaultValue = "24h")
  private Duration valid = Duration.ZERO;

  @Override
  public void run() {
    Console console = options.console();
    RosterDraft.Entry person = Officers.person(id, name, role);
    if (change.isOnlyPlanned(console, "plan.officer.invite", id)) {
      return;
    }
    InviteOfficerRequest request =
        InviteOfficerRequest.newBuilder()
            .setOfficer(person.id().text())
            .setName(name)
            .setRole(role)
            .setSeconds(valid.toSeconds())
            .build();
    try (NodeLink link = NodeLink.to(options)) {
      Done done = link.change(admin -> admin.inviteOfficer(request));
      console.show(
          View.one("OfficerInvitation")
              .field("officer", id)
              .field("code", done.getLines(0))
              .field("until", Instant.parse(done.getLines(1)))
              .field("journal", done.getJournal()));
    }
    console.say("officer.invited", id);
  }
}
