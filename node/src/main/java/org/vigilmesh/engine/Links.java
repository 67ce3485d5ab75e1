package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.delivery.Frame.Holding;
import org.vigilmesh.delivery.Frame.LaneHint;
import org.vigilmesh.delivery.InboundLane;
import org.vigilmesh.delivery.LinkMachine;
import org.vigilmesh.delivery.Policy;
import org.vigilmesh.delivery.Witnessing;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Transport.LinkId;
import org.vigilmesh.port.Transport.Security;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Seconds;
import org.vigilmesh.value.Urgency;

/**
 * Links with peers: dialled, greeted, checked for witnesses, kept alive. The link machine decides;
 * this class tells it what happened and does what it says.
 */
final class Links {
  /** Clock differences above this are shown; order never depends on them. */
  private static final Duration SKEW_SHOWN = Duration.ofSeconds(2);

  /** Earlier incarnations of a peer that a Hello still speaks of: what it may have lost. */
  private static final int INCARNATIONS_SHOWN = 8;

  private final Memory memory;
  private final Offering offering;
  private final Identities identities;
  private final Witnesses witnesses;
  private final Starts starts;
  private final HandBack handBack;
  private final Policy policy;
  private final Bytes bootId;
  private final Map<NodeId, LinkMachine> machines = new HashMap<>();

  Links(
      Memory memory,
      Offering offering,
      Identities identities,
      Witnesses witnesses,
      Starts starts,
      HandBack handBack,
      Policy policy,
      Bytes bootId) {
    this.memory = memory;
    this.offering = offering;
    this.identities = identities;
    this.witnesses = witnesses;
    this.starts = starts;
    this.handBack = handBack;
    this.policy = policy;
    this.bootId = bootId;
  }

  private LinkMachine machine(Turn turn, NodeId peer) {
    return machines.computeIfAbsent(
        peer,
        id ->
            LinkMachine.begin(
                memory.ref().node(), id, memory.peer(id).row.trust(), canDial(id), turn.at()));
  }

  private boolean canDial(NodeId peer) {
    return !endpoints(peer).isEmpty();
  }

  private List<KeySet.Endpoint> endpoints(NodeId peer) {
    return memory.peer(peer).speaker.keySet().map(k -> k.value().endpoints()).orElse(List.of());
  }

  /** Trust or key set of a peer changed, or the peer is new. */
  void peerChanged(Turn turn, NodeId peer) {
    machine(turn, peer);
    step(turn, peer, new LinkMachine.Event.TrustChanged(memory.peer(peer).row.trust()));
    step(turn, peer, new LinkMachine.Event.EndpointsChanged(canDial(peer)));
    tick(turn, peer);
  }

  /** The peer was removed: its links end. */
  void peerRemoved(Turn turn, NodeId peer) {
    machines.remove(peer);
    memory.links.values().stream()
        .filter(link -> link.peer().equals(peer))
        .forEach(link -> turn.effect(new Effect.Close(link.id(), "peer removed")));
    memory.links.values().removeIf(link -> link.peer().equals(peer));
  }

  void opened(Turn turn, LinkId id, NodeId peer, boolean dialled, Security security) {
    if (memory.findPeer(peer).isEmpty()) {
      turn.effect(new Effect.Close(id, "no such peer"));
      return;
    }
    memory.links.put(id, new Link(id, peer, security, turn.at()));
    step(turn, peer, new LinkMachine.Event.Opened(id.number(), dialled));
  }

  void dialFailed(Turn turn, NodeId peer) {
    if (memory.findPeer(peer).isPresent()) {
      step(turn, peer, new LinkMachine.Event.DialFailed());
    }
  }

  void closed(Turn turn, LinkId id) {
    Link link = memory.links.remove(id);
    if (link != null && memory.findPeer(link.peer()).isPresent()) {
      step(turn, link.peer(), new LinkMachine.Event.Closed(id.number()));
    }
  }

  /** Whether the link machine lets this frame through now. */
  boolean admits(Turn turn, Link link, Frame frame) {
    return machine(turn, link.peer()).admits(link.id().number(), frame);
  }

  void greeted(Turn turn, Link link, Frame.Hello hello) {
    link.heldOfUs(hello.heldForYou());
    hello.heldForYou().ifPresent(link::confirmed);
    skew(link, hello.clock(), turn.at());
    Memory.PeerState peer = memory.peer(link.peer());
    peer.claims.clear();
    if (Peers.isVerified(peer)) {
      peer.hello = Optional.of(hello);
      peer.heardAt = Optional.of(turn.at());
      if (!memory.isReadOnly()) {
        starts.ensure(turn, peer.speaker.node());
      }
    }
    List<Frame.WitnessRequest> questions =
        Peers.isVerified(peer)
            ? Witnessing.requests(witnesses.own(turn.tx(), peer.speaker.node()), hello)
            : List.of();
    step(
        turn,
        link.peer(),
        new LinkMachine.Event.Greeted(link.id().number(), hello, questions.size()));
    if (!memory.links.containsKey(link.id())) {
      return;
    }
    questions.forEach(question -> turn.effect(new Effect.Send(link.id(), question)));
    if (!sendWhatItLacks(turn, link)) {
      List<Bytes> begun = identities.starts(turn.tx(), peer.speaker.node());
      if (!begun.isEmpty()) {
        turn.effect(
            new Effect.Send(link.id(), new Frame.Identity(List.of(), List.of(), List.of(), begun)));
      }
    }
  }

  /** Our newer versions, before any statement that speaks under them; whether it lacks some. */
  boolean sendWhatItLacks(Turn turn, Link link) {
    NodeRef peer = memory.peer(link.peer()).speaker.node();
    Optional<Frame.Identity> lacked = identities.lackedBy(turn.tx(), peer, link.heldOfUs());
    lacked.ifPresent(
        identity -> {
          turn.effect(new Effect.Send(link.id(), identity));
          link.heldOfUs(Optional.of(memory.self.holding()));
        });
    return lacked.isPresent();
  }

  /** Our incarnation is another one: every link is greeted anew. */
  void reconnect(Turn turn) {
    for (Link link : List.copyOf(memory.links.values())) {
      memory.links.remove(link.id());
      turn.effect(new Effect.Close(link.id(), "own incarnation changed"));
      step(turn, link.peer(), new LinkMachine.Event.Closed(link.id().number()));
    }
  }

  /** Our own key set, card or roster changed: every linked peer hears of it at once. */
  void publish(Turn turn) {
    for (Link link : List.copyOf(memory.links.values())) {
      if (link.heldOfUs().isPresent()) {
        sendWhatItLacks(turn, link);
      }
    }
  }

  void pulsed(Turn turn, Link link, Frame.Pulse pulse) {
    skew(link, pulse.clock(), turn.at());
    link.confirmed(pulse.heldForYou());
    if (link.sendsAgain(pulse.heldForYou(), memory.self.holding())) {
      link.heldOfUs(Optional.of(pulse.heldForYou()));
      sendWhatItLacks(turn, link);
    }
    step(turn, link.peer(), new LinkMachine.Event.Pulsed(link.id().number()));
  }

  private static void skew(Link link, Instant theirs, Instant ours) {
    long millis = Duration.between(ours, theirs).toMillis();
    link.skewMillis =
        Math.abs(millis) > SKEW_SHOWN.toMillis() ? Optional.of(millis) : Optional.empty();
  }

  /** An answer to one of our questions was judged and stops nothing. */
  void answered(Turn turn, Link link) {
    step(turn, link.peer(), new LinkMachine.Event.Answered(link.id().number()));
  }

  /** The clock was set back: links, and pauses between dials, are timed anew. */
  void steppedBack(Turn turn) {
    for (Link link : List.copyOf(memory.links.values())) {
      turn.effect(new Effect.Close(link.id(), "clock set back"));
      memory.links.remove(link.id());
    }
    machines.clear();
    for (NodeId peer : memory.peers.keySet()) {
      offering.linkLost(turn, peer);
    }
  }

  void tick(Turn turn) {
    for (NodeId peer : List.copyOf(memory.peers.keySet())) {
      tick(turn, peer);
    }
  }

  private void tick(Turn turn, NodeId peer) {
    if (!turn.at().isBefore(machine(turn, peer).wakeAt(policy))) {
      step(turn, peer, new LinkMachine.Event.Tick());
    }
  }

  private void step(Turn turn, NodeId peer, LinkMachine.Event event) {
    LinkMachine.Step step = LinkMachine.step(machine(turn, peer), event, turn.at(), policy);
    machines.put(peer, step.state());
    for (LinkMachine.Effect effect : step.effects()) {
      perform(turn, peer, effect);
    }
  }

  private void perform(Turn turn, NodeId peer, LinkMachine.Effect effect) {
    switch (effect) {
      case LinkMachine.Effect.Dial() -> turn.effect(new Effect.Dial(peer, endpoints(peer)));
      case LinkMachine.Effect.SendHello(long link) ->
          turn.effect(new Effect.Send(new LinkId(link), hello(turn, peer)));
      case LinkMachine.Effect.SendPulse(long link) -> {
        Holding held = memory.peer(peer).speaker.holding();
        turn.effect(
            new Effect.Send(
                new LinkId(link),
                new Frame.Pulse(Seconds.whole(turn.at()), memory.self.holding(), held)));
      }
      case LinkMachine.Effect.Close(long link, LinkMachine.Reason reason) -> {
        memory.links.remove(new LinkId(link));
        turn.effect(new Effect.Close(new LinkId(link), reason.text()));
      }
      case LinkMachine.Effect.Ready(long number) -> ready(turn, peer, new LinkId(number));
      case LinkMachine.Effect.Lost(long number) -> {
        Optional.ofNullable(memory.links.get(new LinkId(number))).ifPresent(l -> l.open(false));
        offering.linkLost(turn, peer);
      }
      case LinkMachine.Effect.Alarm(LinkMachine.Warning warning) -> warn(turn, peer, warning);
    }
  }

  private void ready(Turn turn, NodeId peer, LinkId id) {
    if (memory.isReadOnly()) {
      return;
    }
    Optional.ofNullable(memory.links.get(id))
        .ifPresent(
            link -> {
              link.open(true);
              turn.clearAlarm("silent/" + peer);
              memory.inbound.replaceAll(
                  (at, lane) -> at.from().node().equals(peer) ? lane.relinked() : lane);
              handBack.linkReady(turn, link);
              offering.linkReady(turn, link);
            });
  }

  private static void warn(Turn turn, NodeId peer, LinkMachine.Warning warning) {
    switch (warning) {
      case CLONE ->
          turn.alarm(
              "clone/" + peer,
              "E-PEER-CLONE",
              Optional.of(peer),
              "two running nodes seem to share its identity: call back");
      case SILENT ->
          turn.alarm(
              "silent/" + peer, "E-PEER-SILENT", Optional.of(peer), "nothing heard for long");
      case CLAIM_WITHOUT_PROOF ->
          turn.alarm(
              "claim/" + peer,
              "E-PEER-CLAIM",
              Optional.of(peer),
              "claims without proof to hold objects of ours that we do not have");
      case NO_COMMON_FORMAT ->
          turn.alarm(
              "format/" + peer, "E-PEER-FORMAT", Optional.of(peer), "no common format version");
    }
  }

  /** When the earliest machine wants a tick. */
  Instant wakeAt() {
    return machines.values().stream()
        .map(machine -> machine.wakeAt(policy))
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  /** The link that carries lanes with {@code peer}, if any. */
  OptionalLong findActive(NodeId peer) {
    LinkMachine machine = machines.get(peer);
    return machine == null ? OptionalLong.empty() : machine.findActive();
  }

  private Frame.Hello hello(Turn turn, NodeId peer) {
    Speaker speaker = memory.peer(peer).speaker;
    List<LaneHint> accepted = new ArrayList<>();
    List<LaneHint> receipted = new ArrayList<>();
    if (Peers.isVerified(memory.peer(peer))) {
      for (Urgency urgency : Urgency.values()) {
        hints(turn, speaker, urgency, accepted, receipted);
      }
    }
    return new Frame.Hello(
        Format.VERSION,
        Format.VERSION,
        memory.ref().node(),
        memory.life.incarnation(),
        bootId,
        Seconds.whole(turn.at()),
        memory.self.holding(),
        Optional.of(speaker.holding()),
        accepted,
        receipted);
  }

  private void hints(
      Turn turn, Speaker peer, Urgency urgency, List<LaneHint> accepted, List<LaneHint> receipted) {
    memory.inbound.values().stream()
        .filter(lane -> lane.lane().from().equals(peer.node()))
        .filter(lane -> lane.lane().urgency() == urgency && lane.last().seq() > 0)
        .sorted(Comparator.comparing((InboundLane lane) -> lane.lane().incarnation()).reversed())
        .limit(INCARNATIONS_SHOWN)
        .forEach(
            lane -> accepted.add(new LaneHint(urgency, lane.lane().incarnation(), lane.last())));
    memory.outbound.values().stream()
        .filter(lane -> lane.state.lane().to().equals(peer.node()))
        .filter(lane -> lane.state.lane().urgency() == urgency && lane.state.receipted() > 0)
        .filter(lane -> lane.state.lane().incarnation().equals(memory.life.incarnation()))
        .flatMap(lane -> turn.tx().lane(lane.state.lane()).stream())
        .findFirst()
        .ifPresent(row -> receipted.add(receiptedHint(turn, row)));
  }

  private static LaneHint receiptedHint(Turn turn, LaneRow row) {
    Position place =
        new Position(
            row.receipted(),
            turn.tx().statement(row.lane(), row.receipted()).orElseThrow().headerHash());
    return new LaneHint(row.lane().urgency(), row.lane().incarnation(), place);
  }
}
