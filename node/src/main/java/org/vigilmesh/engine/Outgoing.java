package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.vigilmesh.delivery.OutboundLane;
import org.vigilmesh.delivery.Policy;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.envelope.StatementId;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.SigningPair;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.LaneState;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.port.Rows.WitnessRow;
import org.vigilmesh.port.Submissions.Submission;
import org.vigilmesh.port.Submissions.Submitted;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Check;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Seconds;
import org.vigilmesh.value.Urgency;

/**
 * Our own acts on their way to a committed place in a lane: placed in memory, signed and sealed on
 * the pool, committed once, complete, in lane order. Nothing is told or sent before.
 */
final class Outgoing {
  /** Statements that may wait for one peer in one lane; past it submissions are refused. */
  private static final int WAITING_MAX = 20_000;

  private final Ports ports;
  private final Memory memory;
  private final Statements statements;
  private final Submissible submissible;
  private final Objections objections;
  private final Cases cases;
  private final Starts starts;
  private final Policy policy;

  Outgoing(
      Ports ports,
      Memory memory,
      Statements statements,
      Cases cases,
      Starts starts,
      Policy policy) {
    this.ports = ports;
    this.memory = memory;
    this.statements = statements;
    this.submissible = new Submissible(ports);
    this.objections = new Objections(memory, cases, ports.vault());
    this.cases = cases;
    this.starts = starts;
    this.policy = policy;
  }

  /** A person hands in an act: its form and its persons are checked on the pool first. */
  void handed(Turn turn, Submission submission, Consumer<Submitted> answer) {
    Speaker self = memory.self;
    Instant at = turn.at();
    turn.effect(
        new Effect.Run(
            Urgency.URGENT,
            () -> new Event.Checked(submissible.check(submission, self, at), answer)));
  }

  /** The check came back: the act gets its place, or the reasons why not go back. */
  void checked(Turn turn, Submissible.Verdict verdict, Consumer<Submitted> answer) {
    ports.failpoint().at("S1.submit.checked");
    switch (verdict) {
      case Submissible.Verdict.Unfit(Submitted.Rejected why) -> tell(turn, answer, why);
      case Submissible.Verdict.Fit fit -> place(turn, fit, answer);
    }
  }

  private void place(Turn turn, Submissible.Verdict.Fit fit, Consumer<Submitted> answer) {
    Act act = fit.act();
    Optional<Submitted> early = answerNow(turn, fit);
    if (early.isPresent()) {
      tell(turn, answer, early.get());
      return;
    }
    Memory.Pending waiting = memory.placing.get(act.id());
    if (waiting != null) {
      waiting.answers().add(answer);
      return;
    }
    reserve(turn, fit, new ArrayList<>(List.of(answer)));
  }

  /**
   * An act of ours once more, under the incarnation of now: nobody waits for the answer, its rules
   * were checked when it was accepted first.
   */
  void carry(Turn turn, Submissible.Verdict.Fit fit) {
    Act act = fit.act();
    boolean mayReceive =
        memory
            .findPeer(act.recipient().node())
            .filter(peer -> Peers.mayReceive(peer, act.recipient()))
            .isPresent();
    if (mayReceive && !memory.isReadOnly() && !memory.placing.containsKey(act.id())) {
      reserve(turn, fit, new ArrayList<>());
    }
  }

  private void reserve(Turn turn, Submissible.Verdict.Fit fit, List<Consumer<Submitted>> answers) {
    Act act = fit.act();
    LaneId lane =
        new LaneId(memory.ref(), act.recipient(), act.urgency(), memory.life.incarnation());
    Memory.OutLane out = starts.lane(turn, lane);
    Statements.Placed placed = placed(turn, out, fit);
    out.tail = new Position(placed.header().seq(), placed.hash());
    out.tailAt = placed.header().createdAt();
    Memory.Pending pending = new Memory.Pending(placed, act, fit.digest(), answers);
    out.placed.add(pending);
    memory.placing.put(act.id(), pending);
    ports.failpoint().at("S2.place.reserved");
    long ticket = out.made.ticket();
    turn.effect(
        new Effect.Run(
            lane.urgency(), () -> new Event.Made(lane, ticket, statements.make(placed))));
    ports.failpoint().at("S3.sign.handed");
  }

  /**
   * What can be answered without a place: repeats, conflicts, a node or peer that takes nothing.
   */
  private Optional<Submitted> answerNow(Turn turn, Submissible.Verdict.Fit fit) {
    Act act = fit.act();
    if (memory.isReadOnly()) {
      return Optional.of(Refusals.readOnly(memory.life.modeReason()));
    }
    Optional<ActRow> known = turn.tx().act(memory.ref().node(), act.id());
    if (known.isPresent()) {
      ActRow row = known.get();
      return Optional.of(
          row.digest().equals(fit.digest())
              ? new Submitted.AcceptedBefore(act.id(), row.lane(), row.seq())
              : Refusals.actIdTaken());
    }
    Memory.Pending pending = memory.placing.get(act.id());
    if (pending != null && !pending.digest().equals(fit.digest())) {
      return Optional.of(Refusals.actIdTaken());
    }
    if (pending != null) {
      return Optional.empty();
    }
    Optional<Memory.PeerState> peer = memory.findPeer(act.recipient().node());
    if (peer.isEmpty() || !Peers.mayReceive(peer.get(), act.recipient())) {
      return Optional.of(Refusals.peerNotVerified(act.recipient().node()));
    }
    LaneId lane =
        new LaneId(memory.ref(), act.recipient(), act.urgency(), memory.life.incarnation());
    Memory.OutLane out = starts.lane(turn, lane);
    if (out.tail.seq() - out.state.receipted() >= WAITING_MAX) {
      return Optional.of(Refusals.laneFull(act.recipient().node()));
    }
    return objections.find(turn, fit, peer.get());
  }

  private Statements.Placed placed(Turn turn, Memory.OutLane out, Submissible.Verdict.Fit fit) {
    Act act = fit.act();
    Memory.PeerState peer = memory.peer(act.recipient().node());
    Digest card = Peers.cardToSpeakUnder(memory, peer);
    SigningPair signing = memory.signing(turn.at(), card);
    CertificatePair pair = signing.certificates();
    Instant now = Seconds.whole(turn.at());
    Instant createdAt = signing.nearest(now.isBefore(out.tailAt) ? out.tailAt : now);
    StatementBody body =
        new StatementBody(
            ports.entropy().take(StatementBody.RANDOM_SIZE),
            fit.submission().act(),
            fit.submission().endorsements(),
            memory.self.roster().map(r -> r.value().version()).orElse(0L),
            fit.submission().attachments());
    Bytes bodyBytes = ports.codec().body().encode(body);
    StatementHeader header =
        new StatementHeader(
            Format.VERSION,
            Format.SUITE,
            new StatementId(ActId.of(turn.at(), ports.entropy().take(10)).bytes()),
            new StatementHeader.Sender(
                memory.ref(), card, memory.self.keySet().orElseThrow().hash(), pair.id()),
            act.recipient(),
            act.urgency(),
            memory.life.incarnation(),
            out.tail.seq() + 1,
            out.tail.hash(),
            createdAt,
            act.notAfter(),
            memory.committed.head(),
            seen(turn, peer, out),
            Digest.sha512(bodyBytes),
            List.of());
    return new Statements.Placed(
        header,
        ports.codec().header().encode(header),
        bodyBytes,
        act.caseId(),
        Peers.sealTo(peer, turn.at()),
        pair);
  }

  private static StatementHeader.Seen seen(Turn turn, Memory.PeerState peer, Memory.OutLane out) {
    Digest head =
        turn.tx().witness(peer.row.node()).map(WitnessRow::journalHead).orElse(Digest.ZERO);
    Digest receipt =
        turn.tx()
            .lane(out.state.lane())
            .map(LaneRow::receipt)
            .filter(bytes -> !bytes.isEmpty())
            .map(Digest::sha256)
            .orElse(Digest.ZERO);
    return new StatementHeader.Seen(head, receipt);
  }

  /** The pool has signed and sealed: what is next in lane order is committed in this turn. */
  void made(Turn turn, LaneId lane, long ticket, Statements.Made made) {
    ports.failpoint().at("S4.sign.returned");
    Memory.OutLane out = starts.lane(turn, lane);
    for (Statements.Made next : out.made.complete(ticket, made)) {
      Memory.Pending pending = out.placed.removeFirst();
      Check.that(
          pending.placed().header().equals(next.placed().header()),
          "signatures return in lane order");
      commit(turn, out, pending, next);
    }
  }

  private void commit(Turn turn, Memory.OutLane out, Memory.Pending pending, Statements.Made made) {
    StatementHeader header = made.placed().header();
    LaneId lane = header.laneId();
    Position place = new Position(header.seq(), made.placed().hash());
    Act act = pending.act();
    turn.tx()
        .addStatement(
            new StatementRow(
                lane,
                header.seq(),
                place.hash(),
                made.header(),
                made.body(),
                made.sealed(),
                header.notAfter(),
                turn.at(),
                act.caseId(),
                act.id()));
    out.state =
        OutboundLane.step(out.state, new OutboundLane.Event.Committed(place), turn.at(), policy)
            .state();
    turn.tx().putLane(row(turn, out.state, header.createdAt()));
    long entry =
        turn.journal(
            JournalEntry.of(JournalKind.STATEMENT_PLACED, turn.at(), "node")
                .withPeer(lane.to().node().text())
                .withPlace(lane.toString(), header.seq())
                .withAct(act.caseId().toString(), act.id().toString())
                .withObject(place.hash()));
    Optional<ActRow> carried = turn.tx().act(memory.ref().node(), act.id());
    if (carried.isPresent()) {
      cases.changed(turn, List.of(moved(carried.get(), lane, header.seq())));
    } else {
      cases.stored(turn, actRow(turn, pending, lane), act, made.body().size());
    }
    memory.placing.remove(act.id());
    ports.failpoint().at("S5.statement.committed");
    Submitted answer =
        new Submitted.AcceptedForSending(act.id(), lane, header.seq(), entry, turn.at());
    pending.answers().forEach(listener -> tell(turn, listener, answer));
  }

  /** The same act at its new place; what became of it is as it was. */
  private static ActRow moved(ActRow act, LaneId lane, long seq) {
    return new ActRow(
        act.sender(),
        act.id(),
        act.digest(),
        act.caseId(),
        act.contentType(),
        act.urgency(),
        act.exercise(),
        lane,
        seq,
        act.state(),
        act.stateReason().isEmpty() ? "carried over" : act.stateReason(),
        act.storedAt(),
        act.notAfter());
  }

  private ActRow actRow(Turn turn, Memory.Pending pending, LaneId lane) {
    Act act = pending.act();
    return new ActRow(
        memory.ref().node(),
        act.id(),
        pending.digest(),
        act.caseId(),
        act.content().contentType().code(),
        act.urgency(),
        act.exercise(),
        lane,
        pending.placed().header().seq(),
        ActState.ACCEPTED_FOR_SENDING,
        "",
        turn.at(),
        act.notAfter());
  }

  /** The row of {@code state}; the receipt it already has stays. */
  static LaneRow row(Turn turn, OutboundLane state, Instant lastAt) {
    Bytes receipt = turn.tx().lane(state.lane()).map(LaneRow::receipt).orElse(Bytes.EMPTY);
    LaneState open = turn.tx().lane(state.lane()).map(LaneRow::state).orElse(LaneState.OPEN);
    return new LaneRow(state.lane(), state.last(), lastAt, state.receipted(), receipt, open);
  }

  private static void tell(Turn turn, Consumer<Submitted> answer, Submitted what) {
    turn.effect(new Effect.Tell(() -> answer.accept(what)));
  }

  /** Seals waiting statements again: to a key that the peer still holds, or for the first time. */
  void reseal(Turn turn, LaneId lane, List<StatementRow> rows) {
    Memory.PeerState peer = memory.peer(lane.to().node());
    Optional<KeySet.SealingKey> key = Peers.sealTo(peer, turn.at());
    if (key.isEmpty()) {
      return;
    }
    NodeRef recipient = lane.to();
    for (StatementRow row : rows) {
      turn.effect(
          new Effect.Run(
              lane.urgency(),
              () ->
                  new Event.Resealed(
                      lane,
                      row.seq(),
                      statements.sealAgain(
                          recipient, key.get(), row.header(), row.body(), row.caseId()))));
    }
  }

  /** Those of these statements that are sealed to {@code key} now. */
  List<StatementRow> sealedTo(Turn turn, LaneId lane, long from, long to, Digest key) {
    return turn.tx().statements(lane, from, (int) (to - from + 1)).stream()
        .filter(
            row ->
                ports.codec().sealed().decode(row.sealed()).find().stream()
                    .anyMatch(form -> form.header().sealingKey().equals(key)))
        .toList();
  }

  /** A waiting statement was sealed (again): the new form is kept and may be offered. */
  void resealed(Turn turn, LaneId lane, long seq, Bytes sealed) {
    Memory.OutLane out = memory.outbound.get(lane);
    if (out != null && seq > out.state.receipted()) {
      turn.tx().putSealed(lane, seq, sealed);
      turn.journal(
          JournalEntry.of(JournalKind.STATEMENT_RESEALED, turn.at(), "node")
              .withPeer(lane.to().node().text())
              .withPlace(lane.toString(), seq));
    }
  }
}
