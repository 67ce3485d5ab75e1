package org.vigilmesh.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Verifier;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.value.Digest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil case verify}: every officer's signature of a case, checked here and not there. */
@Command(
    name = "verify",
    header = {
      "vigil case verify ID --sign-with a.key --roster xa.roster --roster xb.roster",
      "vigil case verify ID --sign-with a.key --roster xb.roster -o json"
    })
final class CaseVerify implements Runnable {
  @Mixin private Options options = new Options();
  @Mixin private Signatories.With with = new Signatories.With();

  @Parameters(paramLabel = "ID", descriptionKey = "caseId")
  private String typed = "";

  @Option(names = "--roster", paramLabel = "FILE", required = true)
  private List<Path> files = List.of();

  @Override
  public void run() {
    Console console = options.console();
    List<Roster> rosters = new ArrayList<>();
    for (Path file : files) {
      Endorsed<Roster> roster = IdentityFiles.roster(file, LocalFiles.read(console.path(file)));
      rosters.add(roster.value());
    }
    Verifier verifier = new Crypto(console.around().random()).verifier();
    View view = View.list("SignatureList", "act", "type", "officer", "node", "verdict");
    List<String> wrong = new ArrayList<>();
    try (Signatories signatories = with.open(console);
        NodeLink link = NodeLink.to(options)) {
      CaseStatus found = Cases.find(link, typed);
      for (Openings.Opened one : Openings.open(link, Cases.id(found), signatories)) {
        one.act().ifPresent(act -> check(view, wrong, verifier, rosters, one, act));
      }
    }
    console.show(view);
    console.say("case.checked", view.rows().size());
    console.say("case.unchecked");
    if (!wrong.isEmpty()) {
      throw CliException.of(Exit.NEGATIVE, "E-OFFICER-SIGNATURE", wrong.size()).withDetails(wrong);
    }
  }

  private static void check(
      View view,
      List<String> wrong,
      Verifier verifier,
      List<Roster> rosters,
      Openings.Opened opened,
      Act act) {
    Digest digest = Act.endorsedDigest(opened.bytes());
    for (Act.Signer signer : act.officers()) {
      boolean isValid =
          opened.endorsements().stream()
              .filter(one -> one.officer().equals(signer.officer()))
              .anyMatch(
                  one ->
                      credential(rosters, act, one)
                          .filter(known -> verifier.proves(known, digest, one.proof()))
                          .isPresent());
      view.row(
          act.id().toString(),
          act.content().contentType().code(),
          signer.officer().text(),
          act.sender().node().text(),
          isValid ? "valid" : "invalid");
      if (!isValid) {
        wrong.add(act.id() + " " + signer.officer());
      }
    }
  }

  private static Optional<Credential> credential(
      List<Roster> rosters, Act act, Endorsement endorsement) {
    return rosters.stream()
        .filter(roster -> roster.node().equals(act.sender()))
        .flatMap(roster -> roster.findOfficer(endorsement.officer()).stream())
        .filter(officer -> officer.servesAt(act.createdAt()))
        .flatMap((Officer officer) -> officer.findCredential(endorsement.credential()).stream())
        .findFirst();
  }
}
