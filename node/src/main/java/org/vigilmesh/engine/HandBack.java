package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.delivery.OutboundLane;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.LaneState;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * Statements that their own sender has lost: a node in a later incarnation asks a peer for those of
 * its earlier ones, with Resume, and gets them sealed to itself, in batches; asked beyond the last
 * one, the peer answers with its receipt (PROTOCOL 7).
 */
final class HandBack {
  /** Statements for one question: what one frame holds. */
  private static final int BATCH = Format.FRAME_STATEMENTS_MAX;

  /**
   * A question without an answer is asked again, since the frame may have come too early: after
   * this time, then after twice as long, and so on, as long as the link lives.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final int DOUBLINGS_MAX = 10;

  /** Who asks for the same again sooner gets nothing: an answer costs seals and a journal entry. */
  private static final Duration GIVEN_AGAIN = Duration.ofSeconds(10);

  private final Ports ports;
  private final Memory memory;
  private final Statements statements;
  private final Cases cases;
  private final Carrying carrying;
  private final Map<LaneId, Asked> asked = new HashMap<>();
  private final Map<LaneId, Given> given = new HashMap<>();

  HandBack(Ports ports, Memory memory, Statements statements, Cases cases, Carrying carrying) {
    this.ports = ports;
    this.memory = memory;
    this.statements = statements;
    this.cases = cases;
    this.carrying = carrying;
  }

  /** A question under way: from which place on, and up to which the peer says it has some. */
  private record Asked(long from, long upTo, Instant at, int tries) {
    Instant again() {
      return at.plus(PATIENCE.multipliedBy(1L << Math.min(tries - 1, DOUBLINGS_MAX)));
    }
  }

  /** The last answer to a peer that asks for its own. */
  private record Given(long from, Instant at) {
    boolean covers(long question, Instant now) {
      return question <= from && !now.isBefore(at) && now.isBefore(at.plus(GIVEN_AGAIN));
    }
  }

  /** A link is open: asks for what its Hello says it holds of our earlier incarnations. */
  void linkReady(Turn turn, Link link) {
    Memory.PeerState peer = memory.peer(link.peer());
    asked.keySet().removeIf(lane -> lane.to().node().equals(link.peer()));
    carrying.to(turn, link.peer());
    peer.hello.ifPresent(
        hello ->
            hello.accepted().stream()
                .filter(hint -> hint.incarnation().number() < memory.life.incarnation().number())
                .forEach(hint -> compare(turn, link, peer.speaker.node(), hint)));
  }

  private void compare(Turn turn, Link link, NodeRef peer, Frame.LaneHint hint) {
    LaneId lane = new LaneId(memory.ref(), peer, hint.lane(), hint.incarnation());
    Memory.OutLane ours = memory.outbound.get(lane);
    long receipted = ours == null ? 0 : ours.state.receipted();
    long upTo = hint.position().seq();
    boolean isHeld =
        turn.tx()
            .statement(lane, upTo)
            .map(StatementRow::headerHash)
            .filter(hint.position().hash()::equals)
            .isPresent();
    if (!isHeld || receipted < upTo) {
      ask(turn, link, lane, new Asked(isHeld ? upTo + 1 : receipted + 1, upTo, turn.at(), 1));
    }
  }

  private void ask(Turn turn, Link link, LaneId lane, Asked question) {
    asked.put(lane, question);
    turn.effect(
        new Effect.Send(
            link.id(), new Frame.Resume(lane.urgency(), lane.incarnation(), question.from())));
  }

  /** Questions without an answer are asked again, less and less often. */
  void tick(Turn turn) {
    for (Map.Entry<LaneId, Asked> entry : List.copyOf(asked.entrySet())) {
      LaneId lane = entry.getKey();
      Asked old = entry.getValue();
      Memory.OutLane ours = memory.outbound.get(lane);
      Optional<Link> link = memory.findOpenLink(lane.to().node());
      boolean isDone = ours != null && ours.state.receipted() >= old.upTo();
      if (isDone || link.isEmpty()) {
        asked.remove(lane);
      } else if (!turn.at().isBefore(old.again())) {
        ask(turn, link.get(), lane, new Asked(old.from(), old.upTo(), turn.at(), old.tries() + 1));
      }
    }
  }

  /** When a question is to be asked again. */
  Instant wakeAt() {
    return asked.values().stream().map(Asked::again).min(Instant::compareTo).orElse(Instant.MAX);
  }

  /** A statement of ours came back: it takes its old place, or its act a new one. */
  void take(Turn turn, Link link, Statements.Judged.HandedBack own) {
    StatementHeader header = own.header().value();
    LaneId lane = header.laneId();
    boolean isEarlier =
        lane.incarnation().number() < memory.life.incarnation().number()
            && lane.to().node().equals(link.peer());
    if (!own.signed() || !isEarlier || !(own.act() instanceof Acts.Reading.Understood read)) {
      turn.alarm(
          "hand-back/" + link.peer(),
          "E-HAND-BACK",
          Optional.of(link.peer()),
          "handed back something that is no readable statement of an earlier incarnation of ours");
      return;
    }
    boolean isHeld =
        turn.tx()
            .statement(lane, header.seq())
            .map(StatementRow::headerHash)
            .filter(own.header().hash()::equals)
            .isPresent();
    if (!isHeld && follows(lane, header)) {
      adopt(turn, link.peer(), own, read.act(), read.digest());
    } else if (!isHeld && turn.tx().act(memory.ref().node(), read.act().id()).isEmpty()) {
      own.body().ifPresent(body -> carrying.again(turn, body));
    }
    goOn(turn, link, lane, header.seq());
  }

  /** Whether it is the next one of what we still have of that lane. */
  private boolean follows(LaneId lane, StatementHeader header) {
    Memory.OutLane ours = memory.outbound.get(lane);
    if (ours == null) {
      return header.seq() == 1;
    }
    Position last = ours.state.last();
    return ours.placed.isEmpty()
        && header.seq() == last.seq() + 1
        && header.previous().equals(last.hash());
  }

  private void adopt(
      Turn turn, NodeId peer, Statements.Judged.HandedBack own, Act act, Digest digest) {
    StatementHeader header = own.header().value();
    LaneId lane = header.laneId();
    Position place = new Position(header.seq(), own.header().hash());
    turn.tx()
        .addStatement(
            new StatementRow(
                lane,
                header.seq(),
                place.hash(),
                own.headerContainer(),
                own.storedBody(),
                Bytes.EMPTY,
                header.notAfter(),
                turn.at(),
                act.caseId(),
                act.id()));
    Optional<LaneRow> row = turn.tx().lane(lane);
    long receipted = row.map(LaneRow::receipted).orElse(0L);
    turn.tx()
        .putLane(
            new LaneRow(
                lane,
                place,
                header.createdAt(),
                receipted,
                row.map(LaneRow::receipt).orElse(Bytes.EMPTY),
                LaneState.CLOSED));
    memory.keep(
        new Memory.OutLane(OutboundLane.restored(lane, place, receipted), header.createdAt()));
    turn.journal(
        JournalEntry.of(JournalKind.STATEMENT_HANDED_BACK, turn.at(), "node")
            .withPeer(peer.text())
            .withPlace(lane.toString(), header.seq())
            .withAct(act.caseId().toString(), act.id().toString())
            .withObject(place.hash()));
    if (turn.tx().act(memory.ref().node(), act.id()).isEmpty()) {
      ActRow stored =
          new ActRow(
              memory.ref().node(),
              act.id(),
              digest,
              act.caseId(),
              act.content().contentType().code(),
              act.urgency(),
              act.exercise(),
              lane,
              header.seq(),
              ActState.ACCEPTED_FOR_SENDING,
              "handed back by " + peer.shown(),
              turn.at(),
              act.notAfter());
      cases.stored(turn, stored, act, own.storedBody().size());
    }
  }

  private void goOn(Turn turn, Link link, LaneId lane, long seq) {
    Asked question = asked.get(lane);
    if (question == null || seq < question.from()) {
      return;
    }
    if (seq >= question.upTo() || seq == question.from() + BATCH - 1) {
      // the last question is for the receipt alone
      ask(turn, link, lane, new Asked(seq + 1, question.upTo(), turn.at(), 1));
    }
  }

  /**
   * The other side: a peer asks for statements of its own. Returned is the lane whose receipt
   * answers a question beyond the last.
   */
  Optional<LaneId> give(Turn turn, Link link, Frame.Resume question) {
    Memory.PeerState peer = memory.peer(link.peer());
    LaneId lane =
        new LaneId(peer.speaker.node(), memory.ref(), question.lane(), question.incarnation());
    Optional<LaneRow> row = turn.tx().lane(lane);
    if (row.isEmpty() || row.get().last().seq() == 0) {
      return Optional.empty();
    }
    if (question.from() > row.get().last().seq()) {
      return Optional.of(lane);
    }
    Given before = given.get(lane);
    if (before != null && before.covers(question.from(), turn.at())) {
      return Optional.empty();
    }
    given.put(lane, new Given(question.from(), turn.at()));
    Optional<KeySet.SealingKey> key = Peers.sealTo(peer, turn.at());
    List<StatementRow> batch = turn.tx().statements(lane, question.from(), BATCH);
    if (key.isPresent()) {
      turn.journal(
          JournalEntry.of(JournalKind.WITNESS_SHOWN, turn.at(), "node")
              .withPeer(link.peer().text())
              .withPlace(lane.toString(), question.from())
              .withDetail("handed back: " + batch.size()));
      turn.effect(
          new Effect.Run(
              question.lane(),
              () -> new Event.GivenBack(link.id(), sealed(lane, key.get(), batch))));
    }
    return Optional.empty();
  }

  /** On the pool: the batch in frames; a shredded body has nothing left to hand back. */
  private List<Frame> sealed(LaneId lane, KeySet.SealingKey key, List<StatementRow> batch) {
    List<Frame> frames = new ArrayList<>();
    List<Frame.Offered> fitting = new ArrayList<>();
    long bytes = 0;
    for (StatementRow row : batch) {
      if (ports.vault().decrypt(row.caseId(), row.body()).isEmpty()) {
        continue;
      }
      Bytes sealed = statements.sealAgain(lane.from(), key, row.header(), row.body(), row.caseId());
      if (sealed.isEmpty()) {
        continue;
      }
      if (!fitting.isEmpty() && bytes + sealed.size() > Format.FRAME_STATEMENTS_SIZE_MAX) {
        frames.add(new Frame.Statements(lane.urgency(), fitting));
        fitting = new ArrayList<>();
        bytes = 0;
      }
      fitting.add(
          new Frame.Offered(lane.incarnation(), new Position(row.seq(), row.headerHash()), sealed));
      bytes += sealed.size();
    }
    if (!fitting.isEmpty()) {
      frames.add(new Frame.Statements(lane.urgency(), fitting));
    }
    return frames;
  }
}
