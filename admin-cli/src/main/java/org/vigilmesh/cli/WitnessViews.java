package org.vigilmesh.cli;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vigilmesh.proto.v1.KeptFork;
import org.vigilmesh.proto.v1.LaneWitness;
import org.vigilmesh.proto.v1.ListWitnessesRequest;
import org.vigilmesh.proto.v1.ListWitnessesResponse;
import org.vigilmesh.proto.v1.PeerWitness;
import org.vigilmesh.proto.v1.Presented;
import org.vigilmesh.value.Bytes;

/** What a node and its peers remember of each other, as tables. */
final class WitnessViews {
  private WitnessViews() {}

  /** All verified peers' memory, or that of the one called {@code node}. */
  static List<PeerWitness> ask(NodeLink link, String node) {
    return link.ask(
            admin -> admin.listWitnesses(ListWitnessesRequest.newBuilder().setNode(node).build()),
            ListWitnessesResponse::hasFailed,
            ListWitnessesResponse::getFailed)
        .getWitnesses()
        .getWitnessesList();
  }

  /** One peer, whole. */
  static View one(PeerWitness peer) {
    View forks = View.list("ForkList", "proof", "at");
    for (KeptFork fork : peer.getForksList()) {
      forks.row(hex(fork.getProof()), NodeLink.at(fork.getKeptAt()));
    }
    return View.one("PeerWitness")
        .field("peer", peer.getNode())
        .field("heardAt", NodeLink.at(peer.hasHeardAt(), peer.getHeardAt()))
        .field("incarnation", peer.getOurIncarnation())
        .field("theirIncarnation", peer.getTheirIncarnation())
        .field("theirHead", peer.hasTheirHead() ? hex(peer.getTheirHead()) : "")
        .field("theirHeadAt", NodeLink.at(peer.hasTheirHeadAt(), peer.getTheirHeadAt()))
        .field("waitingStart", peer.getWaitingStart())
        .field("lanes", lanes(List.of(peer)))
        .field("presented", presented(List.of(peer)))
        .field("forks", forks);
  }

  /** Each lane as both sides have it; {@code lost} is what the peer has and this store has not. */
  static View lanes(List<PeerWitness> peers) {
    View lanes =
        View.list(
            "LaneWitnessList",
            "peer",
            "lane",
            "direction",
            "incarnation",
            "ours",
            "receipted",
            "theirs",
            "lost");
    for (PeerWitness peer : peers) {
      for (LaneWitness lane : peer.getLanesList()) {
        lanes.row(
            peer.getNode(),
            lane.getLane().name().replace("URGENCY_", "").toLowerCase(Locale.ROOT),
            lane.getOutbound() ? "out" : "in",
            lane.getIncarnation(),
            lane.getOurs(),
            lane.getReceipted(),
            lane.hasTheirs() ? Optional.of(lane.getTheirs()) : Optional.empty(),
            Math.max(0, lane.getTheirs() - lane.getOurs()));
      }
    }
    return lanes;
  }

  /** The signed objects of ours that peers have shown. */
  static View presented(List<PeerWitness> peers) {
    View presented =
        View.list("PresentedList", "peer", "object", "lane", "number", "incarnation", "hash", "at");
    for (PeerWitness peer : peers) {
      for (Presented one : peer.getPresentedList()) {
        presented.row(
            peer.getNode(),
            one.getKind().toLowerCase(Locale.ROOT),
            one.getLane(),
            one.getNumber(),
            one.getIncarnation(),
            hex(one.getHash()),
            NodeLink.at(one.getAt()));
      }
    }
    return presented;
  }

  /** Names of the peers that were heard in this run, or of those that were not. */
  static List<String> names(List<PeerWitness> peers, boolean heard) {
    return peers.stream()
        .filter(peer -> peer.hasHeardAt() == heard)
        .map(PeerWitness::getNode)
        .toList();
  }

  private static String hex(ByteString bytes) {
    return Bytes.of(bytes.toByteArray()).hex();
  }
}
