package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.delivery.Policy;
import org.vigilmesh.delivery.RefusalQuota;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.Trust;
import org.vigilmesh.journal.Chain;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Transport.LinkId;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** What a node does with each event, inside a turn: hands it to the part that knows. */
final class Core {
  /** How often daily care looks whether something is due. */
  private static final Duration CARE_EVERY = Duration.ofMinutes(1);

  private final Memory memory;
  private final Outgoing outgoing;
  private final Offering offering;
  private final Incoming incoming;
  private final Identities identities;
  private final IdentityProofs identityProofs;
  private final Witnesses witnesses;
  private final Proofs proofs;
  private final Forks forks;
  private final HandBack handBack;
  private final Beginnings beginnings;
  private final Carrying carrying;
  private final Links links;
  private final Publishing publishing;
  private final Statements statements;
  private final Doors doors;
  private final Cases cases;
  private final SecondChannel second;
  private Instant careAt = Instant.MIN;

  /** The ways in for people. */
  record Doors(
      Desk desk,
      Admin admin,
      Enrolling enrolling,
      Reading queries,
      SignIns signIns,
      Shifts shifts) {}

  private Core(Engine engine, Ports ports, Engine.Settings settings, Memory memory) {
    this.memory = memory;
    this.statements = new Statements(ports);
    this.cases = new Cases(ports, memory, settings.lengths());
    this.second = new SecondChannel(ports.outward(), settings.patience());
    Starts starts = new Starts(ports, memory);
    Policy policy = settings.policy();
    this.outgoing = new Outgoing(ports, memory, statements, cases, starts, policy);
    this.carrying = new Carrying(ports, memory, outgoing);
    Restores restores = new Restores(memory, outgoing, carrying, cases, policy);
    this.identities = new Identities(memory);
    this.identityProofs = new IdentityProofs(ports);
    this.beginnings = new Beginnings(memory, restores);
    this.offering = new Offering(ports, memory, outgoing, cases, identities, restores, policy);
    this.forks = new Forks(ports, memory);
    this.handBack = new HandBack(ports, memory, statements, cases, carrying);
    this.incoming = new Incoming(ports, memory, statements, cases, forks, handBack, policy);
    this.witnesses = new Witnesses(ports, memory);
    this.links =
        new Links(
            memory,
            offering,
            identities,
            witnesses,
            starts,
            handBack,
            policy,
            ports.entropy().take(16));
    this.proofs = new Proofs(memory, witnesses, links);
    this.publishing = new Publishing(ports, memory, settings.endpoints());
    Resuming resuming = new Resuming(ports, memory, publishing, starts, carrying, links);
    Admin admin =
        new Admin(
            engine,
            ports,
            memory,
            identities,
            links,
            publishing,
            cases,
            resuming,
            beginnings,
            second);
    this.doors =
        new Doors(
            new Desk(engine, ports, cases),
            admin,
            new Enrolling(engine, ports, memory),
            new Reading(engine, ports, cases, publishing, settings),
            new SignIns(engine, ports, cases),
            new Shifts(engine, ports, second));
    cases.summaries().renew();
  }

  /** Rebuilds everything from committed rows, and begins this run of the node. */
  static Core recover(Engine engine, Ports ports, Engine.Settings settings) {
    Memory memory = ports.store().read(view -> Recovery.load(ports, view));
    Core core = new Core(engine, ports, settings, memory);
    engine.post(new Event.Call(core::begin));
    return core;
  }

  private Runnable begin(Turn turn) {
    turn.journal(JournalEntry.of(JournalKind.NODE_STARTED, turn.at(), "node"));
    publishing.enforce(turn);
    publishing.transport(turn.at()).ifPresent(identity -> publishing.use(turn, identity));
    care(turn);
    for (NodeId peer : List.copyOf(memory.peers.keySet())) {
      links.peerChanged(turn, peer);
      carrying.to(turn, peer);
    }
    return () -> {};
  }

  Memory memory() {
    return memory;
  }

  Doors doors() {
    return doors;
  }

  Chain.End journalEnd() {
    return memory.committed;
  }

  void committed(Chain.End end) {
    memory.committed = end;
  }

  Optional<LinkId> findOpenLink(NodeId peer) {
    return memory.findOpenLink(peer).map(Link::id);
  }

  /** Transport pins of the peers that may connect; a revoked or suspended one has none. */
  Map<NodeId, Set<Digest>> pins() {
    Map<NodeId, Set<Digest>> pins = new HashMap<>();
    for (Memory.PeerState peer : memory.peers.values()) {
      boolean mayConnect = peer.row.trust() == Trust.VERIFIED || peer.row.trust() == Trust.PENDING;
      Optional<KeySet> keys = peer.speaker.keySet().map(Speaker.Held::value);
      if (mayConnect && keys.isPresent()) {
        pins.put(peer.row.node(), new HashSet<>(keys.get().transportPins()));
      }
    }
    return pins;
  }

  Instant wakeAt() {
    return Stream.of(
            links.wakeAt(),
            offering.wakeAt(),
            handBack.wakeAt(),
            cases.wakeAt(),
            doors.shifts().wakeAt(),
            second.wakeAt())
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  void on(Turn turn, Event event) {
    switch (event) {
      case Event.Handed e -> outgoing.handed(turn, e.submission(), e.answer());
      case Event.Checked e -> outgoing.checked(turn, e.verdict(), e.answer());
      case Event.Made e -> {
        outgoing.made(turn, e.lane(), e.ticket(), e.made());
        if (!memory.isCurrent(e.lane())) {
          carrying.to(turn, e.lane().to().node());
        }
      }
      case Event.Resealed e -> outgoing.resealed(turn, e.lane(), e.seq(), e.sealed());
      case Event.LinkOpened e -> links.opened(turn, e.link(), e.peer(), e.dialled(), e.security());
      case Event.DialFailed e -> links.dialFailed(turn, e.peer());
      case Event.LinkClosed e -> links.closed(turn, e.link());
      case Event.LinkWritable e -> withLink(e.link(), link -> offering.writable(turn, link));
      case Event.Received e -> withLink(e.link(), link -> received(turn, link, e.frame()));
      case Event.Opened e -> {
        incoming.release(e.peer(), e.judged());
        withLink(e.link(), link -> incoming.opened(turn, link, e.lane(), e.ticket(), e.judged()));
      }
      case Event.GivenBack e ->
          e.frames().forEach(frame -> turn.effect(new Effect.Send(e.link(), frame)));
      case Event.ReceiptsJudged e ->
          withJudged(turn, e.link(), link -> offering.receipts(turn, link, e.receipts()));
      case Event.RefusalsJudged e ->
          withJudged(turn, e.link(), link -> offering.refusals(turn, link, e.refusals()));
      case Event.ReceiptMade e -> incoming.receiptMade(turn, e.receipt());
      case Event.RefusalMade e ->
          withLink(
              e.link(),
              link -> {
                links.sendWhatItLacks(turn, link);
                turn.effect(new Effect.Send(link.id(), new Frame.Refusals(List.of(e.refusal()))));
              });
      case Event.IdentityJudged e ->
          withJudged(turn, e.link(), link -> identityJudged(turn, link, e.judged()));
      case Event.WitnessJudged e ->
          withJudged(turn, e.link(), link -> proofs.judged(turn, link, e.judged()));
      case Event.Called e -> second.called(turn, e);
      case Event.Call e -> turn.effect(new Effect.Tell(e.work().apply(turn)));
      case Event.Tick() -> {}
    }
  }

  private void withLink(LinkId id, java.util.function.Consumer<Link> action) {
    memory.findLink(id).ifPresent(action);
  }

  /** The pool has judged a whole frame of the link: that frame is dealt with. */
  private void withJudged(Turn turn, LinkId id, java.util.function.Consumer<Link> action) {
    turn.effect(new Effect.Taken(id));
    withLink(id, action);
  }

  /** The end of a turn: what time brings, what the open links can take, the receipts owed. */
  void finish(Turn turn) {
    if (memory.stepsBack(turn.at())) {
      steppedBack(turn);
    }
    links.tick(turn);
    offering.tick(turn);
    handBack.tick(turn);
    cases.tick(turn);
    if (!turn.at().isBefore(careAt)) {
      care(turn);
    }
    doors.shifts().tick(memory, turn);
    switchTransport(turn);
    offering.offerAll(turn);
    incoming.receipt(turn);
    second.tick(turn);
  }

  /** The clock was set back: everything that waits for a time to come begins again. */
  private void steppedBack(Turn turn) {
    careAt = Instant.MIN;
    memory.refusals = RefusalQuota.EMPTY;
    offering.steppedBack();
    cases.steppedBack();
    second.steppedBack(turn);
    links.steppedBack(turn);
    publishing.transport(turn.at()).ifPresent(identity -> publishing.use(turn, identity));
  }

  private void care(Turn turn) {
    careAt = turn.at().plus(CARE_EVERY);
    doors.admin().care(turn);
    doors.shifts().look(memory, turn);
    if (!memory.isReadOnly() && publishing.care(turn)) {
      links.publish(turn);
    }
  }

  /** A prepared transport key is used once every verified peer has said that it holds it. */
  private void switchTransport(Turn turn) {
    if (memory.isReadOnly() || publishing.awaitingTransport().isEmpty()) {
      return;
    }
    if (doors.admin().lackingOurKeySet().isEmpty()) {
      publishing.useNextTransport(turn, "node");
      links.publish(turn);
    }
  }

  private void received(Turn turn, Link link, Frame frame) {
    if (!links.admits(turn, link, frame)) {
      turn.effect(new Effect.Taken(link.id()));
      return;
    }
    if (link.checking > 0 && !(frame instanceof Frame.Pulse)) {
      if (link.heldBack.size() >= Link.HELD_BACK_MAX) {
        turn.effect(new Effect.Close(link.id(), "flood while identities are checked"));
        return;
      }
      link.heldBack.add(frame);
      return;
    }
    dispatch(turn, link, frame);
  }

  /** Deals with a frame now, or hands it to the pool, which says when it is dealt with. */
  private void dispatch(Turn turn, Link link, Frame frame) {
    boolean isPassedOver = memory.isReadOnly() && Framing.isOfLanes(frame);
    if (isPassedOver || !Framing.isJudged(frame)) {
      turn.effect(new Effect.Taken(link.id()));
    }
    if (isPassedOver) {
      return;
    }
    Memory.PeerState peer = memory.peer(link.peer());
    Speaker speaker = peer.speaker;
    switch (frame) {
      case Frame.Hello hello -> {
        links.greeted(turn, link, hello);
        if (Peers.isVerified(peer) && memory.links.containsKey(link.id())) {
          forks.show(turn, link);
        }
      }
      case Frame.Pulse pulse -> links.pulsed(turn, link, pulse);
      case Frame.Identity identity -> identity(turn, link, identity, speaker);
      case Frame.IdentityRequest _ ->
          turn.effect(
              new Effect.Send(
                  link.id(), new Frame.Identity(List.of(), List.of(), List.of(), List.of())));
      case Frame.Statements offered -> incoming.offered(turn, link, offered);
      case Frame.Receipts(var receipts) ->
          turn.effect(
              new Effect.Run(
                  Urgency.EMERGENCY,
                  () ->
                      new Event.ReceiptsJudged(
                          link.id(), statements.judgeReceipts(receipts, speaker))));
      case Frame.Refusals(var refusals) ->
          turn.effect(
              new Effect.Run(
                  Urgency.EMERGENCY,
                  () ->
                      new Event.RefusalsJudged(
                          link.id(), statements.judgeRefusals(refusals, speaker))));
      case Frame.Resume resume -> {
        if (resume.incarnation().equals(memory.life.incarnation())) {
          offering.resume(turn, link, resume);
        } else {
          handBack
              .give(turn, link, resume)
              .ifPresent(lane -> incoming.repeatReceipt(turn, link, lane));
        }
      }
      case Frame.WitnessRequest request ->
          turn.effect(
              new Effect.Send(link.id(), witnesses.answer(turn.tx(), speaker.node(), request)));
      case Frame.WitnessAnswer answer -> {
        Speaker self = memory.self;
        var incarnation = memory.life.incarnation();
        turn.effect(
            new Effect.Run(
                Urgency.EMERGENCY,
                () ->
                    new Event.WitnessJudged(
                        link.id(), witnesses.judge(answer, self, incarnation))));
      }
    }
  }

  private void identity(Turn turn, Link link, Frame.Identity identity, Speaker speaker) {
    if (Framing.isEcho(identity)) {
      link.echoed(turn.at());
      return;
    }
    link.checking++;
    turn.effect(
        new Effect.Run(
            Urgency.EMERGENCY,
            () -> new Event.IdentityJudged(link.id(), identityProofs.judge(identity, speaker))));
  }

  /** Cards first, since they verify starts; key sets last, since they declare what has begun. */
  private boolean accepted(Turn turn, Memory.PeerState peer, Identities.Judged judged) {
    boolean isNew = identities.acceptWho(turn, peer, judged, "node");
    if (isNew) {
      beginnings.revoked(turn, peer);
    }
    beginnings.accept(turn, peer, judged.starts());
    return identities.acceptKeySets(turn, peer, judged, "node") || isNew;
  }

  private void identityJudged(Turn turn, Link link, Identities.Judged judged) {
    link.checking--;
    Memory.PeerState peer = memory.peer(link.peer());
    if (!memory.isReadOnly() && accepted(turn, peer, judged)) {
      links.peerChanged(turn, link.peer());
      offering.keysChanged(turn, link.peer());
    }
    while (link.checking == 0 && !link.heldBack.isEmpty()) {
      dispatch(turn, link, link.heldBack.removeFirst());
    }
  }
}
