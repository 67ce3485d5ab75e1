package org.vigilmesh.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Disclosure;
import org.vigilmesh.message.Disclosure.Hop;
import org.vigilmesh.message.Disclosure.OnwardTransferDecision;
import org.vigilmesh.message.Disclosure.OnwardTransferRequest;
import org.vigilmesh.message.Disclosure.PartialTrafficDisclosure;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.request.ChainedRequest;
import org.vigilmesh.value.Bytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil request draft}: the request to the State where the data turned out to be. */
@Command(
    name = "draft",
    header = {
      "vigil request draft --from ID --to xc --out next.yaml --sign-with j.morgan.key",
      "vigil request draft --from ID --to xc --sign-with j.morgan.key"
    })
final class RequestChain implements Runnable {
  @Mixin private Options options = new Options();
  @Mixin private Signatories.With with = new Signatories.With();

  @Option(names = "--from", paramLabel = "ID", required = true, descriptionKey = "chainFrom")
  private String from = "";

  @Option(names = "--to", paramLabel = "NODE", required = true, descriptionKey = "chainTo")
  private NodeId to = new NodeId("xx");

  @Option(names = "--out", paramLabel = "FILE")
  private @Nullable Path out;

  @Override
  public void run() {
    Console console = options.console();
    String text;
    try (Signatories signatories = with.open(console);
        NodeLink link = NodeLink.to(options)) {
      CaseStatus found = Cases.find(link, from);
      if (found.getSummary().getPeer().equals(to.text())) {
        throw CliException.of(Exit.INPUT, "E-CHAIN-SAME", to.shown());
      }
      List<Openings.Opened> opened = Openings.open(link, Cases.id(found), signatories);
      text = drafted(console, link, opened).text();
    }
    if (out == null) {
      console.around().out().print(text);
      console.around().out().flush();
      return;
    }
    LocalFiles.write(console.path(out), Bytes.utf8(text));
    console.say("request.written", out);
  }

  private ChainedRequest drafted(Console console, NodeLink link, List<Openings.Opened> opened) {
    Act asked = Openings.newest(opened);
    List<Act> acts = opened.stream().flatMap(one -> one.act().stream()).toList();
    var now = console.around().clock().instant();
    List<String> standing =
        Laws.standing(Laws.standing(link, to, now)).stream().map(Enum::name).toList();
    return new ChainedRequest(
        (Content.CaseRequest) asked.content(),
        new ChainedRequest.Frame(
            asked.sender().node(),
            asked.caseId(),
            asked.urgency(),
            asked.exercise(),
            asked.language()),
        to,
        hops(acts),
        mayPassOn(acts),
        standing,
        now);
  }

  private static List<Hop> hops(List<Act> acts) {
    return disclosures(acts).stream().flatMap(one -> one.providerChain().stream()).toList();
  }

  private static List<PartialTrafficDisclosure> disclosures(List<Act> acts) {
    return acts.stream()
        .map(Act::content)
        .filter(PartialTrafficDisclosure.class::isInstance)
        .map(PartialTrafficDisclosure.class::cast)
        .toList();
  }

  /** What was disclosed is free, or its State has said that this one may have it. */
  private boolean mayPassOn(List<Act> acts) {
    boolean isBound =
        disclosures(acts).stream()
            .map(PartialTrafficDisclosure::handling)
            .anyMatch(handling -> handling != null && !handling.onward().isEmpty());
    return !isBound || acts.stream().anyMatch(act -> grants(act, acts));
  }

  private boolean grants(Act act, List<Act> acts) {
    if (!(act.content() instanceof OnwardTransferDecision decided)) {
      return false;
    }
    Optional<OnwardTransferRequest> asked =
        acts.stream()
            .filter(one -> one.id().equals(decided.inReplyTo()))
            .map(Act::content)
            .filter(OnwardTransferRequest.class::isInstance)
            .map(OnwardTransferRequest.class::cast)
            .findFirst();
    return decided.outcome() != Disclosure.Transfer.REFUSED
        && asked.filter(one -> one.thirdState().equals(to.state())).isPresent();
  }
}
