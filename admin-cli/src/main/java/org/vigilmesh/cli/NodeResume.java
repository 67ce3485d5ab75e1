package org.vigilmesh.cli;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.envelope.IncarnationStart;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.proto.v1.Done;
import org.vigilmesh.proto.v1.PeerWitness;
import org.vigilmesh.proto.v1.PlanResumeRequest;
import org.vigilmesh.proto.v1.PlanResumeResponse;
import org.vigilmesh.proto.v1.ResumePlan;
import org.vigilmesh.proto.v1.ResumeRequest;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code vigil node resume}: shows what peers have and this store has lost, then begins a new
 * incarnation with the word of one roster authority.
 */
@Command(
    name = "resume",
    header = {
      "vigil node resume --dry-run",
      "vigil node resume --authority a.key --reason \"restored the backup of 3 May\""
    })
final class NodeResume implements Runnable {
  @Mixin private Options options = new Options();
  @Mixin private Change change = new Change();
  @Mixin private Confirmation sure = new Confirmation();

  @Option(names = "--authority", paramLabel = "KEY")
  private @Nullable Path authority;

  @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "")
  private String reason = "";

  @Option(names = "--passphrase-file", paramLabel = "FILE")
  private @Nullable Path phrase;

  @Override
  public void run() {
    Console console = options.console();
    try (NodeLink link = NodeLink.to(options)) {
      ResumePlan plan = plan(link);
      NodeId node = new NodeId(plan.getNode().getNode());
      console.show(view(plan));
      tell(console, plan);
      if (change.isOnlyPlanned(console, "plan.node.resume", plan.getNumber(), node.shown())) {
        return;
      }
      sure.require(console, node.text());
      String why =
          reason.isEmpty() ? console.ask("--reason TEXT", "ask.reason", node.shown()) : reason;
      ResumeRequest request =
          ResumeRequest.newBuilder()
              .setChallenge(plan.getChallenge())
              .setReason(why)
              .setEndorsement(Acts.wire(endorsement(console, plan)))
              .build();
      Done done = link.change(admin -> admin.resume(request));
      console.done(done.getJournal(), List.copyOf(done.getLinesList()));
      console.say("resume.done", node.shown());
    }
  }

  private static ResumePlan plan(NodeLink link) {
    return link.ask(
            admin -> admin.planResume(PlanResumeRequest.getDefaultInstance()),
            PlanResumeResponse::hasFailed,
            PlanResumeResponse::getFailed)
        .getPlan();
  }

  private static View view(ResumePlan plan) {
    List<PeerWitness> peers = plan.getPeersList();
    return View.one("ResumePlan")
        .field("node", plan.getNode().getNode())
        .field("reason", plan.getWhy())
        .field("since", NodeLink.at(plan.getSince()))
        .field("ends", previous(plan).toString())
        .field("begins", plan.getNumber())
        .field("heard", WitnessViews.names(peers, true))
        .field("unheard", WitnessViews.names(peers, false))
        .field("lanes", WitnessViews.lanes(peers))
        .field("presented", WitnessViews.presented(peers));
  }

  private static void tell(Console console, ResumePlan plan) {
    console.say("resume.begins", plan.getNumber(), previous(plan));
    console.say("resume.comes");
    console.say("resume.alone");
    List<String> unheard = WitnessViews.names(plan.getPeersList(), false);
    if (!unheard.isEmpty()) {
      console.say("resume.unheard", String.join(", ", unheard));
    }
  }

  private static Incarnation previous(ResumePlan plan) {
    return new Incarnation(
        plan.getPrevious().getNumber(), Bytes.of(plan.getPrevious().getRandom().toByteArray()));
  }

  /** The authority's key is opened for this one signature; no node ever keeps it. */
  private Endorsement endorsement(Console console, ResumePlan plan) {
    Path given =
        authority == null ? Path.of(console.ask("--authority KEY", "ask.authority")) : authority;
    Path file = console.path(given);
    Ceremony ceremony = new Ceremony(console.around());
    NodeRef node = new NodeRef(new NodeId(plan.getNode().getNode()), plan.getNode().getEpoch());
    Digest digest =
        IncarnationStart.endorsedDigest(node, previous(plan), digest(plan.getChallenge()));
    try (Crypto.KeyFiles files = Passphrases.of(console, ceremony.crypto(), phrase, file);
        Crypto.Key key = OfflineKeys.open(files, file, KeyKind.AUTHORITY)) {
      Bytes publicKey = key.header().publicKeys().getFirst();
      return new Endorsement(
          new OfficerId("authority-" + publicKey.hex().substring(0, 8)),
          CredentialId.ofFileKey(publicKey),
          ceremony.crypto().prove(key, digest));
    }
  }

  private static Digest digest(ByteString bytes) {
    return new Digest(Bytes.of(bytes.toByteArray()));
  }
}
