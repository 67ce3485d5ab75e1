package org.vigilmesh.cli;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Fingerprint;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.proto.v1.AddPeerRequest;
import org.vigilmesh.proto.v1.AdminGrpc.AdminBlockingStub;
import org.vigilmesh.proto.v1.Done;
import org.vigilmesh.proto.v1.DoneResponse;
import org.vigilmesh.proto.v1.GetPeerRequest;
import org.vigilmesh.proto.v1.GetPeerResponse;
import org.vigilmesh.proto.v1.LaneStatus;
import org.vigilmesh.proto.v1.ListPeersRequest;
import org.vigilmesh.proto.v1.ListPeersResponse;
import org.vigilmesh.proto.v1.PeerReasonRequest;
import org.vigilmesh.proto.v1.PeerStatus;
import org.vigilmesh.proto.v1.PeerTrust;
import org.vigilmesh.proto.v1.PingRequest;
import org.vigilmesh.proto.v1.RemovePeerRequest;
import org.vigilmesh.proto.v1.VerifyPeerRequest;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil peers}: other countries' nodes, and how far this one trusts them. */
@Command(
    name = "peers",
    header = {"vigil peers list", "vigil peers verify xb"})
final class Peers {
  @Command(
      name = "list",
      header = {"vigil peers list --node xa", "vigil peers list -o json"})
  void list(@Mixin Options options) {
    try (NodeLink link = NodeLink.to(options)) {
      List<PeerStatus> peers =
          link.ask(
                  node -> node.listPeers(ListPeersRequest.getDefaultInstance()),
                  ListPeersResponse::hasFailed,
                  ListPeersResponse::getFailed)
              .getPeers()
              .getPeersList();
      View view =
          View.list(
              "PeerList",
              "node",
              "name",
              "trust",
              "link",
              "roundTripMillis",
              "waiting",
              "cardEnds");
      for (PeerStatus peer : peers) {
        view.row(
            peer.getNode(),
            peer.getName(),
            trust(peer.getTrust()),
            peer.getLinked() ? "up" : "down",
            roundTrip(peer),
            waiting(peer),
            NodeLink.at(peer.getCardValidTo()));
      }
      options.console().show(view);
    }
  }

  static String trust(PeerTrust trust) {
    return trust.name().replace("PEER_TRUST_", "").toLowerCase(Locale.ROOT);
  }

  private static Optional<Long> roundTrip(PeerStatus peer) {
    return peer.hasRoundTripMillis() ? Optional.of(peer.getRoundTripMillis()) : Optional.empty();
  }

  private static long waiting(PeerStatus peer) {
    return peer.getLanesList().stream()
        .filter(LaneStatus::getOutbound)
        .mapToLong(lane -> lane.getLast() - lane.getReceipted())
        .sum();
  }

  @Command(
      name = "show",
      header = {"vigil peers show xb", "vigil peers show xb -o json"})
  void show(
      @Mixin Options options,
      @Parameters(paramLabel = "NODE", descriptionKey = "peer") NodeId node) {
    try (NodeLink link = NodeLink.to(options)) {
      PeerStatus peer =
          link.ask(
                  admin -> admin.getPeer(GetPeerRequest.newBuilder().setNode(node.text()).build()),
                  GetPeerResponse::hasFailed,
                  GetPeerResponse::getFailed)
              .getPeer();
      options.console().show(view(peer));
    }
  }

  private static View view(PeerStatus peer) {
    View lanes =
        View.list(
            "LaneList",
            "lane",
            "direction",
            "last",
            "receipted",
            "oldestWaiting",
            "state",
            "incarnation");
    for (LaneStatus lane : peer.getLanesList()) {
      lanes.row(
          lane.getLane().name().replace("URGENCY_", "").toLowerCase(Locale.ROOT),
          lane.getOutbound() ? "out" : "in",
          lane.getLast(),
          lane.getReceipted(),
          NodeLink.at(lane.hasOldestWaiting(), lane.getOldestWaiting()),
          lane.getState(),
          lane.getIncarnation());
    }
    return View.one("Peer")
        .field("node", peer.getNode())
        .field("name", peer.getName())
        .field("trust", trust(peer.getTrust()))
        .field("trustSince", NodeLink.at(peer.getTrustSince()))
        .field("dutyPhones", List.copyOf(peer.getDutyPhonesList()))
        .field("link", peer.getLinked() ? "up" : "down")
        .field("linkedSince", NodeLink.at(peer.hasLinkedSince(), peer.getLinkedSince()))
        .field("protocol", peer.getProtocol())
        .field("group", peer.getGroup())
        .field("cipherSuite", peer.getCipherSuite())
        .field("roundTripMillis", roundTrip(peer))
        .field(
            "clockSkewMillis",
            peer.hasClockSkewMillis() ? Optional.of(peer.getClockSkewMillis()) : Optional.empty())
        .field("card", peer.getCardVersion())
        .field("cardEnds", NodeLink.at(peer.getCardValidTo()))
        .field("roster", peer.getRosterVersion())
        .field("keySet", peer.getKeySetVersion())
        .field("keySetEnds", NodeLink.at(peer.hasKeySetValidTo(), peer.getKeySetValidTo()))
        .field("holdsKeySet", peer.getHoldsKeySet())
        .field("claims", List.copyOf(peer.getClaimsList()))
        .field("lanes", lanes);
  }

  @Command(
      name = "add",
      header = {"vigil peers add xb.card", "vigil peers add xb.card --node xa"})
  void add(
      @Mixin Options options,
      @Mixin Change change,
      @Parameters(paramLabel = "FILE", descriptionKey = "cardFile") Path file) {
    Console console = options.console();
    Bytes bytes = LocalFiles.read(console.path(file));
    Signed<Card> card = IdentityFiles.newestCard(file, bytes);
    NodeId node = card.value().node().node();
    if (change.isOnlyPlanned(console, "plan.peers.add", node.shown())) {
      return;
    }
    AddPeerRequest request =
        AddPeerRequest.newBuilder().setSignedCard(ByteString.copyFrom(bytes.toArray())).build();
    done(options, admin -> admin.addPeer(request));
    console.say("peers.added", node.shown(), node.text());
  }

  @Command(
      name = "verify",
      header = {"vigil peers verify xb", "vigil peers verify xb --fingerprint \"12345 …\""})
  void verify(
      @Mixin Options options,
      @Mixin Change change,
      @Parameters(paramLabel = "NODE", descriptionKey = "peer") NodeId node,
      @Option(names = "--fingerprint", paramLabel = "DIGITS", defaultValue = "") String digits) {
    Console console = options.console();
    if (change.isOnlyPlanned(console, "plan.peers.verify", node.shown())) {
      return;
    }
    String typed =
        digits.isEmpty() ? console.ask("--fingerprint", "ask.fingerprint", node.shown()) : digits;
    try {
      Fingerprint.typed(typed);
    } catch (InvalidValue _) {
      throw CliException.of(Exit.NEGATIVE, "E-FINGERPRINT-FORM", node.shown());
    }
    VerifyPeerRequest request =
        VerifyPeerRequest.newBuilder().setNode(node.text()).setTypedFingerprint(typed).build();
    done(options, admin -> admin.verifyPeer(request));
    console.say("peers.verified", node.shown());
  }

  @Command(
      name = "suspend",
      header = {"vigil peers suspend xb --reason \"keys under doubt\"", "vigil peers suspend -h"})
  void suspend(
      @Mixin Options options,
      @Mixin Change change,
      @Parameters(paramLabel = "NODE", descriptionKey = "peer") NodeId node,
      @Option(names = "--reason", paramLabel = "TEXT", required = true) String reason) {
    if (!change.isOnlyPlanned(options.console(), "plan.peers.suspend", node.shown())) {
      done(options, admin -> admin.suspendPeer(reason(node, reason)));
    }
  }

  @Command(
      name = "resume",
      header = {"vigil peers resume xb --reason \"called, keys confirmed\"", "vigil peers list"})
  void resume(
      @Mixin Options options,
      @Mixin Change change,
      @Parameters(paramLabel = "NODE", descriptionKey = "peer") NodeId node,
      @Option(names = "--reason", paramLabel = "TEXT", required = true) String reason) {
    if (!change.isOnlyPlanned(options.console(), "plan.peers.resume", node.shown())) {
      done(options, admin -> admin.resumePeer(reason(node, reason)));
    }
  }

  @Command(
      name = "revoke",
      header = {"vigil peers revoke xb --reason \"anchor lost\" --yes=xb", "vigil peers revoke -h"})
  void revoke(
      @Mixin Options options,
      @Mixin Change change,
      @Mixin Confirmation sure,
      @Parameters(paramLabel = "NODE", descriptionKey = "peer") NodeId node,
      @Option(names = "--reason", paramLabel = "TEXT", required = true) String reason) {
    if (!change.isOnlyPlanned(options.console(), "plan.peers.revoke", node.shown())) {
      sure.require(options.console(), node.text());
      done(options, admin -> admin.revokePeer(reason(node, reason)));
    }
  }

  private static PeerReasonRequest reason(NodeId node, String reason) {
    return PeerReasonRequest.newBuilder().setNode(node.text()).setReason(reason).build();
  }

  @Command(
      name = "remove",
      header = {"vigil peers remove xb --yes=xb", "vigil peers remove xb --dry-run"})
  void remove(
      @Mixin Options options,
      @Mixin Change change,
      @Mixin Confirmation sure,
      @Parameters(paramLabel = "NODE", descriptionKey = "peer") NodeId node) {
    Console console = options.console();
    if (!change.isOnlyPlanned(console, "plan.peers.remove", node.shown())) {
      sure.require(console, node.text());
      RemovePeerRequest request = RemovePeerRequest.newBuilder().setNode(node.text()).build();
      done(options, admin -> admin.removePeer(request));
    }
  }

  @Command(
      name = "witness",
      header = {"vigil peers witness xb", "vigil peers witness xb -o json"})
  void witness(
      @Mixin Options options,
      @Parameters(paramLabel = "NODE", descriptionKey = "peer") NodeId node) {
    try (NodeLink link = NodeLink.to(options)) {
      WitnessViews.ask(link, node.text())
          .forEach(peer -> options.console().show(WitnessViews.one(peer)));
    }
  }

  @Command(
      name = "confirm-start",
      header = {
        "vigil peers confirm-start xb --reason \"called their director\"",
        "vigil peers confirm-start xb --reason called --dry-run"
      })
  void confirmStart(
      @Mixin Options options,
      @Mixin Change change,
      @Parameters(paramLabel = "NODE", descriptionKey = "peer") NodeId node,
      @Option(names = "--reason", paramLabel = "TEXT", required = true) String reason) {
    if (!change.isOnlyPlanned(options.console(), "plan.peers.confirm-start", node.shown())) {
      done(options, admin -> admin.confirmStart(reason(node, reason)));
    }
  }

  @Command(
      name = "ping",
      header = {"vigil peers ping xb --node xa", "vigil peers ping xb -o json"})
  void ping(
      @Mixin Options options,
      @Parameters(paramLabel = "NODE", descriptionKey = "peer") NodeId node) {
    Console console = options.console();
    try (NodeLink link = NodeLink.to(options)) {
      PingRequest request = PingRequest.newBuilder().setNode(node.text()).build();
      Done done =
          Progress.during(console, node.shown(), () -> link.change(admin -> admin.ping(request)));
      console.show(
          View.one("Ping")
              .field("node", node.text())
              .field("answer", List.copyOf(done.getLinesList())));
    }
  }

  /** One change at the node, told with its journal position. */
  private static void done(Options options, Function<AdminBlockingStub, DoneResponse> call) {
    try (NodeLink link = NodeLink.to(options)) {
      Done done = link.change(call);
      options.console().done(done.getJournal(), List.copyOf(done.getLinesList()));
    }
  }
}
