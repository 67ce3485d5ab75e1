package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.delivery.OutboundLane;
import org.vigilmesh.delivery.Policy;
import org.vigilmesh.delivery.Scheduling;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.envelope.Refusal;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * Committed statements on their way to the peer: offered in lane order on the open link, again
 * after silence or refusal, until a receipt covers them; and the answers that peers give.
 */
final class Offering {
  private final Ports ports;
  private final Memory memory;
  private final Outgoing outgoing;
  private final Identities identities;
  private final Restores restores;
  private final Policy policy;

  private final Overdue overdue;
  private final Deliveries deliveries;

  Offering(
      Ports ports,
      Memory memory,
      Outgoing outgoing,
      Cases cases,
      Identities identities,
      Restores restores,
      Policy policy) {
    this.ports = ports;
    this.memory = memory;
    this.outgoing = outgoing;
    this.identities = identities;
    this.restores = restores;
    this.policy = policy;
    this.overdue = new Overdue(memory, cases, policy);
    this.deliveries = new Deliveries(ports, memory, cases, overdue);
  }

  /** Offers nothing yet: the end of the turn does, when its emergencies are known, too. */
  void linkReady(Turn turn, Link link) {
    for (Memory.OutLane lane : memory.lanesTo(link.peer())) {
      step(turn, lane, new OutboundLane.Event.LinkReady());
    }
    sealWaiting(turn, link.peer());
  }

  void linkLost(Turn turn, NodeId peer) {
    for (Memory.OutLane lane : memory.lanesTo(peer)) {
      step(turn, lane, new OutboundLane.Event.LinkLost());
    }
  }

  /** Offers what every open link can take; called at the end of each turn. */
  void offerAll(Turn turn) {
    if (memory.isReadOnly()) {
      return;
    }
    for (Link link : memory.links.values()) {
      if (link.isOpen() && !link.isBlocked()) {
        offer(turn, link);
      }
    }
  }

  private void offer(Turn turn, Link link) {
    if (memory.isClosed()) {
      return;
    }
    Map<Urgency, Memory.OutLane> lanes = new EnumMap<>(Urgency.class);
    Set<Urgency> ready = EnumSet.noneOf(Urgency.class);
    for (Memory.OutLane lane : memory.lanesTo(link.peer())) {
      if (!lane.state.trial().linked()) {
        step(turn, lane, new OutboundLane.Event.LinkReady());
      }
      lanes.put(lane.state.lane().urgency(), lane);
      if (lane.state.findOffer(turn.at(), policy).isPresent()) {
        ready.add(lane.state.lane().urgency());
      }
    }
    while (!ready.isEmpty()) {
      Optional<Scheduling.Choice> choice = link.scheduling.find(ready, policy);
      if (choice.isEmpty()) {
        return;
      }
      Memory.OutLane lane = java.util.Objects.requireNonNull(lanes.get(choice.get().urgency()));
      if (!frame(turn, link, lane)) {
        ready.remove(choice.get().urgency());
        continue;
      }
      link.scheduling = choice.get().next();
      if (lane.state.findOffer(turn.at(), policy).isEmpty()) {
        ready.remove(choice.get().urgency());
      }
    }
  }

  /** Sends one frame of a lane; false when its next statement has no sealed form yet. */
  private boolean frame(Turn turn, Link link, Memory.OutLane lane) {
    OutboundLane.Offer offer = lane.state.findOffer(turn.at(), policy).orElseThrow();
    int limit = (int) (offer.toSeq() - offer.fromSeq() + 1);
    List<StatementRow> rows =
        turn.tx().statements(lane.state.lane(), offer.fromSeq(), limit).stream()
            .takeWhile(row -> !row.sealed().isEmpty())
            .toList();
    int count = Scheduling.frame(rows.stream().map(r -> r.sealed().size()).toList(), offer);
    if (count == 0) {
      return false;
    }
    List<Frame.Offered> offered = new ArrayList<>();
    long bytes = 0;
    for (StatementRow row : rows.subList(0, count)) {
      offered.add(
          new Frame.Offered(
              row.lane().incarnation(), new Position(row.seq(), row.headerHash()), row.sealed()));
      bytes += row.sealed().size();
    }
    ports.failpoint().at("S6.send.before");
    turn.effect(
        new Effect.Send(link.id(), new Frame.Statements(lane.state.lane().urgency(), offered)));
    long to = rows.get(count - 1).seq();
    step(turn, lane, new OutboundLane.Event.Sent(to, bytes));
    return true;
  }

  /**
   * There is room again: what waited leaves first. Statements of ours are offered anew from the
   * first that did not leave, since receipts may have come or the link's order changed meanwhile.
   */
  void writable(Turn turn, Link link) {
    for (Frame frame : link.takeUnsent()) {
      Optional<Memory.OutLane> lane = findLane(link, frame);
      if (lane.isPresent() && frame instanceof Frame.Statements(var _, var offered)) {
        long from = offered.getFirst().place().seq();
        step(turn, lane.get(), new OutboundLane.Event.NotTaken(from));
      } else {
        turn.effect(new Effect.Send(link.id(), frame));
      }
    }
  }

  /** The lane of ours whose statements a frame carries; what is handed back is of the peer's. */
  private Optional<Memory.OutLane> findLane(Link link, Frame frame) {
    return frame instanceof Frame.Statements(Urgency urgency, List<Frame.Offered> offered)
        ? memory.lanesTo(link.peer()).stream()
            .filter(lane -> lane.state.lane().urgency() == urgency)
            .filter(
                lane -> lane.state.lane().incarnation().equals(offered.getFirst().incarnation()))
            .findFirst()
        : Optional.empty();
  }

  void resume(Turn turn, Link link, Frame.Resume frame) {
    memory.lanesTo(link.peer()).stream()
        .filter(lane -> lane.state.lane().urgency() == frame.lane())
        .filter(lane -> lane.state.lane().incarnation().equals(frame.incarnation()))
        .forEach(lane -> step(turn, lane, new OutboundLane.Event.ResumeFrom(frame.from())));
  }

  /** Judged receipts: what they cover is delivered. */
  void receipts(Turn turn, Link link, List<Statements.JudgedReceipt> receipts) {
    for (Statements.JudgedReceipt judged : receipts) {
      Memory.OutLane lane = memory.outbound.get(judged.receipt().lane());
      if (lane == null || !judged.valid() || !Peers.isVerified(memory.peer(link.peer()))) {
        continue;
      }
      ports.failpoint().at("S9.receipt.verified");
      receipt(turn, lane, judged, link.peer());
    }
  }

  private void receipt(
      Turn turn, Memory.OutLane lane, Statements.JudgedReceipt judged, NodeId peer) {
    Receipt receipt = judged.receipt();
    Position upTo = receipt.upTo();
    long before = lane.state.receipted();
    boolean matches =
        turn.tx()
            .statement(receipt.lane(), upTo.seq())
            .map(StatementRow::headerHash)
            .filter(upTo.hash()::equals)
            .isPresent();
    OutboundLane.Step step =
        OutboundLane.step(
            lane.state,
            new OutboundLane.Event.ReceiptCovers(upTo.seq(), matches),
            turn.at(),
            policy);
    lane.state = step.state();
    for (OutboundLane.Effect effect : step.effects()) {
      switch (effect) {
        case OutboundLane.Effect.Delivered(long from, long to) -> {
          deliveries.delivered(turn, judged, from, to);
          restores.covered(turn, receipt.lane(), before, to);
        }
        case OutboundLane.Effect.Evidence(OutboundLane.FalseReceipt kind) -> {
          // what an earlier incarnation of ours sent may be lost here: that accuses nobody
          if (memory.isCurrent(receipt.lane())) {
            Peers.falseReceipt(turn, judged, peer, kind);
          }
        }
        default -> perform(turn, lane, effect);
      }
    }
  }

  void refusals(Turn turn, Link link, List<Statements.JudgedRefusal> refusals) {
    for (Statements.JudgedRefusal judged : refusals) {
      Memory.OutLane lane = memory.outbound.get(judged.refusal().lane());
      if (lane != null && judged.valid()) {
        refused(turn, lane, judged.refusal());
      }
    }
  }

  private void refused(Turn turn, Memory.OutLane lane, Refusal refusal) {
    Optional<StatementRow> row =
        turn.tx().statement(refusal.lane(), Math.max(1, refusal.at().seq()));
    boolean matches =
        row.map(StatementRow::headerHash).filter(refusal.at().hash()::equals).isPresent();
    Digest sealedTo =
        row.flatMap(r -> ports.codec().sealed().decode(r.sealed()).find())
            .map(s -> s.header().sealingKey())
            .orElse(Digest.ZERO);
    OutboundLane before = lane.state;
    step(
        turn,
        lane,
        new OutboundLane.Event.Refused(
            refusal.reason(), refusal.at().seq(), matches, refusal.need(), sealedTo));
    if (!lane.state.equals(before)) {
      turn.journal(
          JournalEntry.of(JournalKind.REFUSAL_RECEIVED, turn.at(), "node")
              .withPeer(refusal.lane().to().node().text())
              .withPlace(refusal.lane().toString(), refusal.at().seq())
              .withDetail(refusal.reason().name()));
    }
    if (matches) {
      others(turn, lane, refusal.reason(), sealedTo);
    }
  }

  /**
   * A key or identity that the peer lacks concerns its other lanes too, and those may get no
   * refusal of their own within a minute: they begin again at once.
   */
  private void others(Turn turn, Memory.OutLane refused, Refusal.Reason reason, Digest sealedTo) {
    for (Memory.OutLane lane : memory.lanesTo(refused.state.lane().to().node())) {
      LaneId id = lane.state.lane();
      long first = lane.state.receipted() + 1;
      long last = lane.state.offered();
      if (lane == refused || last < first) {
        continue;
      }
      switch (reason) {
        case SEALING_KEY -> {
          if (!outgoing.sealedTo(turn, id, first, last, sealedTo).isEmpty()) {
            step(turn, lane, new OutboundLane.Event.Refused(reason, first, true, 0, sealedTo));
          }
        }
        case NEED_IDENTITY -> {
          if (lane.state.trial().attempt() == 0) {
            step(turn, lane, new OutboundLane.Event.ResumeFrom(first));
          }
        }
        case FORMAT, INVALID, REVOKED, FORK, OLDER_IDENTITY -> {}
      }
    }
  }

  private void step(Turn turn, Memory.OutLane lane, OutboundLane.Event event) {
    OutboundLane.Step step = OutboundLane.step(lane.state, event, turn.at(), policy);
    lane.state = step.state();
    step.effects().forEach(effect -> perform(turn, lane, effect));
  }

  private void perform(Turn turn, Memory.OutLane lane, OutboundLane.Effect effect) {
    LaneId id = lane.state.lane();
    NodeId peer = id.to().node();
    switch (effect) {
      case OutboundLane.Effect.Reseal(long from, long to, Digest key) -> {
        List<StatementRow> rows = outgoing.sealedTo(turn, id, from, to, key);
        rows.forEach(row -> turn.tx().putSealed(id, row.seq(), Bytes.EMPTY));
        outgoing.reseal(turn, id, rows);
      }
      case OutboundLane.Effect.SendIdentity(long _) ->
          memory.findOpenLink(peer).ifPresent(link -> sendAllIdentity(turn, link));
      case OutboundLane.Effect.Alarm(Refusal.Reason reason) ->
          turn.alarm(
              "lane/" + peer + "/" + id.urgency().code() + "/" + reason,
              "E-LANE-PAUSED",
              Optional.of(peer),
              "the lane " + id.urgency().code() + " to " + peer + " stands: " + reason);
      case OutboundLane.Effect.Pause(Instant until) ->
          turn.journal(
              JournalEntry.of(JournalKind.LANE_PAUSED, turn.at(), "node")
                  .withPeer(peer.text())
                  .withPlace(id.toString(), lane.state.receipted())
                  .withDetail("until " + until));
      case OutboundLane.Effect.UndoneByRestore _,
          OutboundLane.Effect.Delivered _,
          OutboundLane.Effect.Evidence _,
          OutboundLane.Effect.AnswerIgnored _ -> {}
    }
  }

  private void sendAllIdentity(Turn turn, Link link) {
    identities
        .lackedBy(turn.tx(), memory.peer(link.peer()).speaker.node(), Optional.empty())
        .ifPresent(all -> turn.effect(new Effect.Send(link.id(), all)));
  }

  /** A peer's identity changed: what waited for another key of it waits no longer. */
  void keysChanged(Turn turn, NodeId peer) {
    for (Memory.OutLane lane : memory.lanesTo(peer)) {
      step(turn, lane, new OutboundLane.Event.KeysChanged());
    }
    sealWaiting(turn, peer);
  }

  /** A peer's key set is there at last: seal what could not be sealed before. */
  void sealWaiting(Turn turn, NodeId peer) {
    for (Memory.OutLane lane : memory.lanesTo(peer)) {
      long from = lane.state.receipted() + 1;
      List<StatementRow> rows =
          turn.tx().statements(lane.state.lane(), from, policy.window().statements()).stream()
              .filter(row -> row.sealed().isEmpty())
              .toList();
      outgoing.reseal(turn, lane.state.lane(), rows);
    }
  }

  /** The clock was set back. */
  void steppedBack() {
    overdue.steppedBack();
  }

  /** Pauses that end, silence, overdue and expired statements. */
  void tick(Turn turn) {
    for (Memory.OutLane lane : memory.outbound.values()) {
      if (!turn.at().isBefore(lane.state.wakeAt())) {
        step(turn, lane, new OutboundLane.Event.Tick());
      }
    }
    overdue.tick(turn);
  }

  Instant wakeAt() {
    return memory.outbound.values().stream()
        .map(lane -> lane.state.wakeAt())
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }
}
