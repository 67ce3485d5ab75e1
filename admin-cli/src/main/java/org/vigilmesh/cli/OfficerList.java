package org.vigilmesh.cli;

import java.util.List;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.proto.v1.EnrolledPasskey;
import org.vigilmesh.value.Bytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigil officer list}: everybody with their credentials, and which of these count. */
@Command(
    name = "list",
    header = {"vigil officer list --node xa", "vigil officer list -o json"})
final class OfficerList implements Runnable {
  @Mixin private Options options = new Options();

  @Override
  public void run() {
    Console console = options.console();
    try (NodeLink link = NodeLink.to(options)) {
      Roster roster = IdentityFiles.newestRoster(Cards.exported(link)).value();
      console.show(view(roster, OfficerEnrolments.unrostered(link)));
    }
  }

  private static View view(Roster roster, List<EnrolledPasskey> others) {
    View view =
        View.list("OfficerList", "officer", "name", "role", "standing", "kind", "credential");
    for (Officer officer : roster.officers()) {
      for (Credential one : officer.credentials()) {
        view.row(
            officer.id().text(),
            officer.name(),
            RosterDraft.code(officer.role()),
            "rostered",
            RosterDraft.code(one.kind()),
            one.id().bytes().hex());
      }
    }
    for (EnrolledPasskey one : others) {
      view.row(
          one.getOfficer(),
          one.getName(),
          one.getRole(),
          Officers.isLocal(one.getRole()) ? "local" : "waiting",
          one.getKind(),
          Bytes.of(one.getCredential().toByteArray()).hex());
    }
    return view;
  }
}
