package org.vigilmesh.cli;

import java.time.Duration;
import java.time.Instant;
import org.vigilmesh.identity.OfficerId;
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

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "officer",
      descriptionKey = "inviteRole")
  private String role = "officer";

  @Option(names = "--valid", paramLabel = "DURATION", defaultValue = "24h")
  private Duration valid = Duration.ZERO;

  @Override
  public void run() {
    Console console = options.console();
    OfficerId person = Officers.invited(id, role);
    if (change.isOnlyPlanned(console, "plan.officer.invite", id)) {
      return;
    }
    InviteOfficerRequest request =
        InviteOfficerRequest.newBuilder()
            .setOfficer(person.text())
            .setName(name)
            .setRole(role)
            .setSeconds(valid.toSeconds())
            .build();
    try (NodeLink link = NodeLink.to(options)) {
      Done done = link.change(admin -> admin.inviteOfficer(request));
      View view =
          View.one("OfficerInvitation")
              .field("officer", id)
              .field("code", done.getLines(0))
              .field("until", Instant.parse(done.getLines(1)));
      if (done.getLinesCount() > 2) {
        view.field("deskLink", done.getLines(2));
      }
      console.show(view.field("journal", done.getJournal()));
    }
    console.say("officer.invited", id);
  }
}
