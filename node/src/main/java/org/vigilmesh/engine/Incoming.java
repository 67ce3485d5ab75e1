package org.vigilmesh.engine;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.delivery.Acceptance;
import org.vigilmesh.delivery.Arrival;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.delivery.Frame.Offered;
import org.vigilmesh.delivery.InboundBudget;
import org.vigilmesh.delivery.InboundLane;
import org.vigilmesh.delivery.Policy;
import org.vigilmesh.delivery.RefusalQuota;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.envelope.Refusal;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.ReceiptRow;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.port.Rows.WitnessRow;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Seconds;
import org.vigilmesh.value.Urgency;

/**
 * Statements of peers on their way into the store: admitted by budget, opened and judged on the
 * pool, taken or answered in a turn by the acceptance table, receipted after the commit.
 */
final class Incoming {
  private final Ports ports;
  private final Memory memory;
  private final Statements statements;
  private final Accepting accepting;
  private final Named named;
  private final Forks forks;
  private final HandBack handBack;
  private final Policy policy;

  /** Lanes that took a position in this turn and owe a receipt after its commit. */
  private final Set<LaneId> owing = new LinkedHashSet<>();

  Incoming(
      Ports ports,
      Memory memory,
      Statements statements,
      Cases cases,
      Forks forks,
      HandBack handBack,
      Policy policy) {
    this.ports = ports;
    this.memory = memory;
    this.statements = statements;
    this.accepting = new Accepting(memory, cases);
    this.named = new Named(ports);
    this.forks = forks;
    this.handBack = handBack;
    this.policy = policy;
  }

  /** A frame of statements on an open link: repeats are answered unopened, the rest is judged. */
  void offered(Turn turn, Link link, Frame.Statements frame) {
    ports.failpoint().at("R2.frame.capped");
    Memory.PeerState peer = memory.peer(link.peer());
    Set<LaneId> repeated = new HashSet<>();
    for (Offered offered : frame.offered()) {
      InboundLane lane = lane(peer, frame.lane(), offered.incarnation());
      if (lane.duplicateByHint(offered, seq -> headerHash(turn, lane.lane(), seq))) {
        repeated.add(lane.lane());
        continue;
      }
      InboundBudget.Use use = new InboundBudget.Use(1, offered.sealed().size());
      switch (memory.budget.admit(link.peer(), frame.lane(), use, policy)) {
        case InboundBudget.Admission.Admitted(InboundBudget next) -> memory.budget = next;
        case InboundBudget.Admission.CloseLink(String why) -> {
          turn.effect(new Effect.Close(link.id(), why));
          return;
        }
      }
      judge(turn, link, peer.speaker, frame.lane(), offered);
    }
    repeated.forEach(lane -> repeatReceipt(turn, link, lane));
  }

  private void judge(Turn turn, Link link, Speaker sender, Urgency lane, Offered offered) {
    long ticket = link.inbound(lane).ticket();
    Speaker self = memory.self;
    Instant at = turn.at();
    turn.effect(
        new Effect.Run(
            lane,
            () ->
                new Event.Opened(
                    link.id(),
                    link.peer(),
                    lane,
                    ticket,
                    statements.judge(offered, sender, self, lane, at))));
    ports.failpoint().at("R3.open.handed");
  }

  private InboundLane lane(Memory.PeerState peer, Urgency urgency, Incarnation incarnation) {
    LaneId id = new LaneId(peer.speaker.node(), memory.ref(), urgency, incarnation);
    InboundLane known = memory.inbound.get(id);
    Incarnation declared =
        peer.speaker.keySet().map(k -> k.value().incarnation()).orElse(incarnation);
    if (known != null) {
      return known;
    }
    boolean isSplit =
        memory.inbound.values().stream()
            .filter(other -> other.lane().from().equals(id.from()))
            .filter(other -> other.lane().incarnation().equals(incarnation))
            .anyMatch(other -> other.status() == InboundLane.Status.SUSPENDED);
    boolean isOver =
        peer.beginnings.keySet().stream().anyMatch(next -> next.number() > incarnation.number());
    InboundLane unseen = InboundLane.unseen(id, declared);
    return isOver ? unseen.closed() : isSplit ? unseen.suspended() : unseen;
  }

  private static Optional<Digest> headerHash(Turn turn, LaneId lane, long seq) {
    return turn.tx().statement(lane, seq).map(StatementRow::headerHash);
  }

  /** What was judged is no longer in flight, whether its link still lives or not. */
  void release(NodeId peer, Statements.Judged judged) {
    memory.budget =
        memory.budget.released(peer, new InboundBudget.Use(1, judged.offered().sealed().size()));
  }

  /** The pool has judged a statement: what is next on that link and lane is answered. */
  void opened(Turn turn, Link link, Urgency urgency, long ticket, Statements.Judged judged) {
    ports.failpoint().at("R4.open.returned");
    for (Statements.Judged next : link.inbound(urgency).complete(ticket, judged)) {
      answer(turn, link, urgency, next);
    }
  }

  private void answer(Turn turn, Link link, Urgency urgency, Statements.Judged judged) {
    Memory.PeerState peer = memory.peer(link.peer());
    if (!Peers.isVerified(peer) || memory.isReadOnly()) {
      return;
    }
    if (judged instanceof Statements.Judged.HandedBack own) {
      handBack.take(turn, link, own);
      return;
    }
    Offered offered = judged.offered();
    InboundLane lane = lane(peer, urgency, offered.incarnation());
    Acceptance acceptance =
        InboundLane.step(
            lane,
            arrival(turn, lane, judged, peer),
            seq -> headerHash(turn, lane.lane(), seq),
            turn.at());
    ports.failpoint().at("R5.position.decided");
    switch (acceptance) {
      case Acceptance.CloseLink(String why) -> turn.effect(new Effect.Close(link.id(), why));
      case Acceptance.Refuse(Refusal.Reason reason, long need) ->
          refuse(turn, link, lane.lane(), judged, reason, need);
      case Acceptance.Duplicate() -> repeatReceipt(turn, link, lane.lane());
      case Acceptance.Fork(InboundLane state, Position ours, Position theirs) -> {
        forks.proved(turn, link, state, ours, (Statements.Judged.Read) judged);
        refuse(turn, link, lane.lane(), judged, Refusal.Reason.FORK, 0);
      }
      case Acceptance.AskResume(InboundLane state, long from) -> {
        memory.inbound.put(lane.lane(), state);
        turn.effect(
            new Effect.Send(link.id(), new Frame.Resume(urgency, offered.incarnation(), from)));
      }
      case Acceptance.Nothing() -> {}
      case Acceptance.Accept(InboundLane state, Acceptance.Marks marks) ->
          accept(turn, state, (Statements.Judged.Read) judged, marks, false);
      case Acceptance.AcceptWhileSplit(InboundLane state, Acceptance.Marks marks) ->
          accept(turn, state, (Statements.Judged.Read) judged, marks, true);
    }
  }

  private Arrival arrival(
      Turn turn, InboundLane lane, Statements.Judged judged, Memory.PeerState peer) {
    Position hint = judged.offered().place();
    return switch (judged) {
      case Statements.Judged.NoKey(Offered _, Digest key) ->
          new Arrival.UnknownSealingKey(hint, key);
      case Statements.Judged.Unreadable(Offered _), Statements.Judged.HandedBack _ ->
          new Arrival.Broken(hint);
      case Statements.Judged.UnknownFormat(Offered _) -> new Arrival.UnknownFormat(hint);
      case Statements.Judged.Read read when !read.identityKnown() ->
          new Arrival.UnknownIdentity(hint, peer.speaker.holding().card());
      case Statements.Judged.Read read ->
          new Arrival.Opened(
              hint,
              read.header().value(),
              read.hash(),
              read.formHolds(),
              read.signed(),
              peer.speaker.isRevoked(read.header().signatures().signer())
                  || Peers.isClosed(peer, lane.lane().incarnation()),
              named.isOlder(turn.tx(), lane, read.header().value(), peer.speaker));
    };
  }

  private void accept(
      Turn turn,
      InboundLane state,
      Statements.Judged.Read read,
      Acceptance.Marks marks,
      boolean split) {
    StatementHeader header = read.header().value();
    NodeId peer = header.sender().node().node();
    memory.inbound.put(state.lane(), state);
    turn.tx().putLane(Peers.row(turn, state));
    turn.tx()
        .putWitness(new WitnessRow(peer, header.journalHead(), header.incarnation(), turn.at()));
    named.accepted(state.lane(), header, memory.peer(peer).speaker);
    accepting.accept(turn, state, read, marks, split);
    owing.add(state.lane());
    ports.failpoint().at("R6.accept.committed");
  }

  private void refuse(
      Turn turn,
      Link link,
      LaneId lane,
      Statements.Judged judged,
      Refusal.Reason reason,
      long need) {
    Digest about =
        switch (judged) {
          case Statements.Judged.NoKey(Offered _, Digest key) -> key;
          case Statements.Judged.Read read -> read.header().signatures().signer().digest();
          case Statements.Judged.Unreadable _,
              Statements.Judged.UnknownFormat _,
              Statements.Judged.HandedBack _ ->
              Digest.ZERO;
        };
    RefusalQuota.Answer quota =
        memory.refusals.ask(new RefusalQuota.About(link.peer(), about), turn.at(), policy);
    memory.refusals = quota.next();
    if (!quota.isAllowed()) {
      return;
    }
    Position place = judged.offered().place();
    turn.journal(
        JournalEntry.of(JournalKind.REFUSAL_ISSUED, turn.at(), "node")
            .withPeer(link.peer().text())
            .withPlace(lane.toString(), place.seq())
            .withObject(place.hash())
            .withDetail(reason.name()));
    if (reason != Refusal.Reason.SEALING_KEY && reason != Refusal.Reason.NEED_IDENTITY) {
      turn.alarm(
          "refused/" + link.peer() + "/" + lane.urgency().code() + "/" + reason,
          "E-STATEMENT-REFUSED",
          Optional.of(link.peer()),
          "statement " + place.seq() + " of " + lane + ": " + reason);
    }
    if (reason == Refusal.Reason.SEALING_KEY) {
      link.sendIdentityAgain();
    }
    if (reason == Refusal.Reason.FORK) {
      forks.show(turn, link);
    }
    CertificatePair signer = memory.signingPair(turn.at(), memory.cardHash());
    Refusal refusal =
        new Refusal(
            Format.VERSION,
            Format.SUITE,
            lane,
            place,
            reason,
            need,
            Seconds.whole(turn.at()),
            memory.cardHash(),
            signer.id(),
            List.of());
    turn.effect(
        new Effect.Run(
            lane.urgency(),
            () -> new Event.RefusalMade(link.id(), statements.makeRefusal(refusal, signer))));
  }

  /** The stored receipt answers every repeat; one that was never stored is signed again. */
  void repeatReceipt(Turn turn, Link link, LaneId lane) {
    Optional<LaneRow> row = turn.tx().lane(lane);
    if (row.isEmpty()) {
      return;
    }
    if (row.get().receipted() == row.get().last().seq()) {
      turn.effect(new Effect.Send(link.id(), new Frame.Receipts(List.of(row.get().receipt()))));
    } else {
      owing.add(lane);
    }
  }

  /** After the turn's events: one cumulative receipt for each lane that owes one. */
  void receipt(Turn turn) {
    for (LaneId lane : owing) {
      LaneRow row = turn.tx().lane(lane).orElseThrow();
      Instant receivedAt = turn.tx().statement(lane, row.last().seq()).orElseThrow().storedAt();
      CertificatePair signer = memory.signingPair(turn.at(), memory.cardHash());
      Receipt receipt =
          new Receipt(
              Format.VERSION,
              Format.SUITE,
              lane,
              row.last(),
              Seconds.whole(receivedAt),
              new Receipt.Issuer(
                  memory.cardHash(),
                  signer.id(),
                  memory.life.incarnation(),
                  turn.journalEnd().head()),
              List.of());
      ports.failpoint().at("R8.receipt.handed");
      turn.effect(
          new Effect.Run(
              lane.urgency(),
              () ->
                  new Event.ReceiptMade(
                      lane.from().node(), statements.makeReceipt(receipt, signer))));
    }
    owing.clear();
  }

  /** Our signed receipt is kept with this commit; it has already left. */
  void receiptMade(Turn turn, Statements.MadeReceipt made) {
    Receipt receipt = made.receipt();
    LaneRow row = turn.tx().lane(receipt.lane()).orElseThrow();
    if (row.receipted() >= receipt.upTo().seq()) {
      return;
    }
    turn.tx()
        .addReceipt(
            new ReceiptRow(receipt.lane(), receipt.upTo(), receipt.receivedAt(), made.container()));
    turn.tx()
        .putLane(
            new LaneRow(
                row.lane(),
                row.last(),
                row.lastAt(),
                receipt.upTo().seq(),
                made.container(),
                row.state()));
    turn.journal(
        JournalEntry.of(JournalKind.RECEIPT_ISSUED, turn.at(), "node")
            .withPeer(receipt.lane().from().node().text())
            .withPlace(receipt.lane().toString(), receipt.upTo().seq())
            .withObject(Digest.sha256(made.container())));
    ports.failpoint().at("R11.receipt.stored");
  }
}
