package org.vigilmesh.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.delivery.InboundLane;
import org.vigilmesh.envelope.IncarnationStart;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Administration.Failure;
import org.vigilmesh.port.Rows.StartRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Digest;

/**
 * How peers' incarnations begin and end here: a start closes what went before and opens three
 * lanes, what the peer lost is offered again; a revoked pair ends an incarnation at the place that
 * was accepted last.
 */
final class Beginnings {
  private final Memory memory;
  private final Restores restores;

  Beginnings(Memory memory, Restores restores) {
    this.memory = memory;
    this.restores = restores;
  }

  /**
   * The card under which each later incarnation of {@code from} began, as accepted by {@code to}.
   */
  static Map<Incarnation, Digest> load(Ports ports, StoreView view, NodeRef from, NodeRef to) {
    Map<Incarnation, Digest> beginnings = new HashMap<>();
    for (StartRow row : view.starts(from, to)) {
      beginnings.put(row.incarnation(), start(ports, row).card());
    }
    return beginnings;
  }

  static IncarnationStart start(Ports ports, StartRow row) {
    return ports
        .codec()
        .signedIncarnationStart()
        .decode(row.container())
        .find()
        .map(Signed::value)
        .orElseThrow(() -> new IllegalStateException("bug: stored start does not decode"));
  }

  /** Takes starts whose signatures are valid; true when an incarnation began. */
  boolean accept(Turn turn, Memory.PeerState peer, List<Identities.ShownStart> shown) {
    boolean hasBegun = false;
    for (Identities.ShownStart start : shown) {
      hasBegun |= Peers.isVerified(peer) && accept(turn, peer, start, false, "node");
    }
    return hasBegun;
  }

  private boolean accept(
      Turn turn,
      Memory.PeerState peer,
      Identities.ShownStart shown,
      boolean isConfirmed,
      String by) {
    NodeId node = peer.row.node();
    InboundLane.Start verdict =
        InboundLane.acceptStart(
            shown.start().value(),
            shown.start().hash(),
            memory.ref(),
            lanes(peer.speaker.node()),
            Forks.proofs(turn.tx(), node),
            isConfirmed);
    return switch (verdict) {
      case InboundLane.Start.Begun(List<InboundLane> lanes) -> {
        begun(turn, peer, shown, lanes, by);
        yield true;
      }
      case InboundLane.Start.NeedsConfirmation() -> {
        peer.waiting = Optional.of(shown);
        turn.alarm(
            "start/" + node,
            "E-PEER-START-WAITS",
            Optional.of(node),
            "begins incarnation "
                + shown.start().value().incarnation()
                + " and names the fork; phone it, then: vigil peers confirm-start "
                + node.shown());
        yield false;
      }
      case InboundLane.Start.NeedsProof() -> {
        turn.alarm(
            "start/" + node,
            "E-PEER-START-REFUSED",
            Optional.of(node),
            "begins anew without naming the proof of its fork that is kept here");
        yield false;
      }
      case InboundLane.Start.NotNewer() -> {
        rival(turn, peer, shown.start().value());
        yield false;
      }
      case InboundLane.Start.Repeated(), InboundLane.Start.NotForUs() -> false;
    };
  }

  private List<InboundLane> lanes(NodeRef sender) {
    return memory.inbound.values().stream()
        .filter(lane -> lane.lane().from().equals(sender))
        .toList();
  }

  /** Two beginnings with one number: the node runs twice. An older one says nothing. */
  private void rival(Turn turn, Memory.PeerState peer, IncarnationStart start) {
    boolean isRival =
        lanes(peer.speaker.node()).stream()
            .map(lane -> lane.lane().incarnation())
            .anyMatch(
                held ->
                    held.number() == start.incarnation().number()
                        && !held.equals(start.incarnation()));
    if (isRival) {
      turn.alarm(
          "start/" + peer.row.node(),
          "E-PEER-START-REFUSED",
          Optional.of(peer.row.node()),
          "begins incarnation "
              + start.incarnation()
              + " beside another of that number: it runs twice, call back");
    }
  }

  private void begun(
      Turn turn,
      Memory.PeerState peer,
      Identities.ShownStart shown,
      List<InboundLane> lanes,
      String by) {
    NodeId node = peer.row.node();
    IncarnationStart start = shown.start().value();
    turn.tx()
        .addStart(
            new StartRow(
                shown.start().hash(),
                start.node(),
                start.peer(),
                start.incarnation(),
                shown.container(),
                turn.at()));
    peer.beginnings.put(start.incarnation(), start.card());
    peer.waiting = Optional.empty();
    for (InboundLane lane : lanes) {
      memory.inbound.put(lane.lane(), lane);
      turn.tx().putLane(Peers.row(turn, lane));
    }
    turn.journal(
        JournalEntry.of(JournalKind.PEER_BEGAN, turn.at(), by)
            .withPeer(node.text())
            .withObject(shown.start().hash())
            .withDetail(start.incarnation() + " after " + start.previous()));
    turn.clearAlarm("fork/" + node);
    turn.clearAlarm("start/" + node);
    turn.clearAlarm("closed/" + node);
    restores.undo(turn, node, start);
    turn.alarm(
        "resumed/" + node,
        "E-PEER-RESUMED",
        Optional.of(node),
        "began incarnation " + start.incarnation() + ": " + start.reason());
  }

  /** An administrator lets the start of a split peer count, after phoning it. */
  Done confirm(Turn turn, NodeId node, String reason, String by) {
    Optional<Memory.PeerState> peer = memory.findPeer(node);
    Optional<Identities.ShownStart> waiting = peer.flatMap(p -> p.waiting);
    if (waiting.isEmpty()) {
      return Admin.failed(
          Failure.NOT_FOUND,
          "E-PEER-NO-START",
          "no new incarnation of " + node.shown() + " waits for a word",
          "vigil peers witness " + node.shown());
    }
    if (!accept(turn, peer.orElseThrow(), waiting.get(), true, by)) {
      return Admin.failed(
          Failure.CHANGED_MEANWHILE,
          "E-PEER-NO-START",
          "the start of " + node.shown() + " does not count any more",
          "vigil peers witness " + node.shown());
    }
    long entry =
        turn.journal(
            JournalEntry.of(JournalKind.ADMIN_ACTED, turn.at(), by)
                .withPeer(node.text())
                .withObject(waiting.get().start().hash())
                .withDetail("fork ended: " + reason));
    return new Done.Ok(
        entry, List.of(node.shown() + " " + waiting.get().start().value().incarnation()));
  }

  /** A new card may have revoked a pair: what that ends takes no new places from now on. */
  void revoked(Turn turn, Memory.PeerState peer) {
    NodeId node = peer.row.node();
    for (InboundLane lane : lanes(peer.speaker.node())) {
      boolean ends =
          lane.status() == InboundLane.Status.OPEN
              && Peers.isClosed(peer, lane.lane().incarnation());
      if (ends) {
        memory.inbound.put(lane.lane(), lane.closed());
        turn.tx().putLane(Peers.row(turn, lane.closed()));
        turn.journal(
            JournalEntry.of(JournalKind.INCARNATION_CLOSED, turn.at(), "node")
                .withPeer(node.text())
                .withPlace(lane.lane().toString(), lane.last().seq())
                .withDetail("a signing pair was revoked"));
        turn.alarm(
            "closed/" + node,
            "E-PEER-CLOSED",
            Optional.of(node),
            "revoked a signing pair: nothing more is taken before it begins a new incarnation");
      }
    }
  }
}
