package org.vigilmesh.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.proto.v1.EnrolledPasskey;
import org.vigilmesh.proto.v1.ListEnrolmentsRequest;
import org.vigilmesh.proto.v1.ListEnrolmentsResponse;
import org.vigilmesh.value.Bytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil officer enrolments}: passkeys that wait for the roster authorities. */
@Command(
    name = "enrolments",
    header = {
      "vigil officer enrolments --node xa",
      "vigil officer enrolments --export roster-draft.yaml"
    })
final class OfficerEnrolments implements Runnable {
  @Mixin private Options options = new Options();

  @Option(names = "--export", paramLabel = "DRAFT")
  private @Nullable Path export;

  @Override
  public void run() {
    Console console = options.console();
    List<EnrolledPasskey> waiting;
    try (NodeLink link = NodeLink.to(options)) {
      waiting = unrostered(link).stream().filter(one -> !Officers.isLocal(one.getRole())).toList();
      if (export != null) {
        Bytes draft = Bytes.utf8(draft(IdentityFiles.newestRoster(Cards.exported(link)), waiting));
        LocalFiles.write(console.path(export), draft);
      }
    }
    console.show(view(waiting));
    if (export != null) {
      console.say("officer.exported", waiting.size(), export);
    }
  }

  /** Passkeys that no roster holds, also those of local people. */
  static List<EnrolledPasskey> unrostered(NodeLink link) {
    return link.ask(
            admin -> admin.listEnrolments(ListEnrolmentsRequest.getDefaultInstance()),
            ListEnrolmentsResponse::hasFailed,
            ListEnrolmentsResponse::getFailed)
        .getEnrolments()
        .getEnrolmentsList();
  }

  private static String draft(Endorsed<Roster> roster, List<EnrolledPasskey> waiting) {
    RosterDraft draft = RosterDraft.after(roster);
    for (EnrolledPasskey one : waiting) {
      RosterDraft.Entry person = Officers.person(one.getOfficer(), one.getName(), one.getRole());
      draft = draft.with(person, Passkeys.of(one));
    }
    return draft.yaml();
  }

  private static View view(List<EnrolledPasskey> waiting) {
    View view =
        View.list("EnrolmentList", "officer", "name", "role", "kind", "credential", "enrolledAt");
    for (EnrolledPasskey one : waiting) {
      view.row(
          one.getOfficer(),
          one.getName(),
          one.getRole(),
          one.getKind(),
          Bytes.of(one.getCredential().toByteArray()).hex(),
          NodeLink.at(one.getEnrolledAt()));
    }
    return view;
  }
}
