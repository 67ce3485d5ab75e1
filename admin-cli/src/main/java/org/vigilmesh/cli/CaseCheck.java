package org.vigilmesh.cli;

import org.vigilmesh.proto.v1.CheckCasesRequest;
import org.vigilmesh.proto.v1.CheckCasesResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigil case check}: whether lists show what the acts of each case say. */
@Command(
    name = "check",
    header = {"vigil case check --node xb", "vigil case check -o json"})
final class CaseCheck implements Runnable {
  @Mixin private Options options = new Options();

  @Override
  public void run() {
    Console console = options.console();
    org.vigilmesh.proto.v1.CaseCheck found;
    try (NodeLink link = NodeLink.to(options)) {
      found =
          link.ask(
                  admin -> admin.checkCases(CheckCasesRequest.getDefaultInstance()),
                  CheckCasesResponse::hasFailed,
                  CheckCasesResponse::getFailed)
              .getCheck();
    }
    console.show(
        View.one("CaseCheck")
            .field("cases", found.getCases())
            .field("destroyed", found.getDestroyed())
            .field("different", found.getDifferent()));
    console.say("case.check.unchecked");
    if (found.getDifferent() > 0) {
      throw CliException.of(Exit.NEGATIVE, "E-CASE-SUMMARY", found.getDifferent())
          .withDetails(found.getToldList());
    }
  }
}
