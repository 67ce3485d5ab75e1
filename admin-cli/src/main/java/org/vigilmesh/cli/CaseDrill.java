package org.vigilmesh.cli;

import org.vigilmesh.identity.NodeId;
import org.vigilmesh.value.Urgency;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil case drill}: whether a person at the other contact point answers. */
@Command(
    name = "drill",
    header = {"vigil case drill xb", "vigil case drill xb --urgency emergency"})
final class CaseDrill implements Runnable {
  @Mixin private Options options = new Options();
  @Mixin private Change change = new Change();

  @Parameters(paramLabel = "PEER", descriptionKey = "peer")
  private NodeId peer = new NodeId("xx");

  @Option(names = "--urgency", paramLabel = "URGENCY", defaultValue = "urgent")
  private Urgency urgency = Urgency.URGENT;

  @Override
  public void run() {
    Console console = options.console();
    try (NodeLink link = NodeLink.to(options)) {
      if (!change.isOnlyPlanned(console, "plan.case.drill", peer.shown())) {
        console.show(Acts.accepted(new Acts(console, link).drill(peer, urgency)));
      }
    }
  }
}
