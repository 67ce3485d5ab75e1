package org.vigilmesh.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.delivery.Acceptance;
import org.vigilmesh.delivery.InboundLane;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Urgency;

/**
 * Writes an accepted statement with everything that follows from it: the act under its key, its
 * effect on the case, the alarm for a person, the journal entry; all in the turn's one transaction.
 */
final class Accepting {
  private final Memory memory;
  private final Cases cases;

  Accepting(Memory memory, Cases cases) {
    this.memory = memory;
    this.cases = cases;
  }

  void accept(
      Turn turn,
      InboundLane state,
      Statements.Judged.Read read,
      Acceptance.Marks marks,
      boolean split) {
    StatementHeader header = read.header().value();
    NodeId peer = header.sender().node().node();
    CaseId caseId = read.act().caseIdOr(header, read.hash());
    ActId actId =
        read.act() instanceof Acts.Reading.Understood(Act act, _, _) ? act.id() : ownId(read);
    turn.tx()
        .addStatement(
            new StatementRow(
                state.lane(),
                header.seq(),
                read.hash(),
                read.headerContainer(),
                read.storedBody(),
                Bytes.EMPTY,
                header.notAfter(),
                turn.at(),
                caseId,
                actId));
    turn.journal(
        JournalEntry.of(JournalKind.STATEMENT_ACCEPTED, turn.at(), "node")
            .withPeer(peer.text())
            .withPlace(state.lane().toString(), header.seq())
            .withAct(caseId.toString(), actId.toString())
            .withObject(read.hash())
            .withDetail(marks.stepsBack() ? "created_at steps back" : ""));
    switch (read.act()) {
      case Acts.Reading.Unread(String why) -> unread(turn, state, read, peer, why);
      case Acts.Reading.Understood understood -> {
        Optional<String> intrusion = cases.intrusion(turn.tx(), understood.act());
        if (intrusion.isPresent()) {
          unread(turn, state, read, peer, intrusion.get());
        } else {
          long size = read.storedBody().size();
          understood(turn, state, asOfNow(understood, read), size, marks, split);
        }
      }
    }
  }

  /** It was judged a moment ago: what has been revoked since then endorses nothing any more. */
  private Acts.Reading.Understood asOfNow(
      Acts.Reading.Understood understood, Statements.Judged.Read read) {
    Speaker speaker = memory.peer(understood.act().sender().node()).speaker;
    boolean isRevoked =
        read.body().stream()
            .flatMap(body -> body.endorsements().stream())
            .anyMatch(one -> speaker.isRevoked(one.credential()));
    return isRevoked
        ? new Acts.Reading.Understood(understood.act(), understood.digest(), Acts.Standing.REVOKED)
        : understood;
  }

  /** The name under which an act is kept that has no readable one, or joins no case. */
  private static ActId ownId(Statements.Judged.Read read) {
    return ActId.of(read.header().value().createdAt(), read.hash().bytes().slice(0, 10));
  }

  private void unread(
      Turn turn, InboundLane state, Statements.Judged.Read read, NodeId peer, String why) {
    StatementHeader header = read.header().value();
    ring(turn, peer, state, null, "E-ACT-UNPROCESSABLE", why);
    if (turn.tx().act(peer, ownId(read)).isPresent()) {
      return;
    }
    cases.apart(
        turn,
        new ActRow(
            peer,
            ownId(read),
            read.hash(),
            CaseId.of(header.createdAt(), read.hash().bytes().slice(0, 10)),
            "",
            header.lane(),
            false,
            state.lane(),
            header.seq(),
            ActState.UNPROCESSABLE,
            why,
            turn.at(),
            header.notAfter()));
  }

  private void understood(
      Turn turn,
      InboundLane state,
      Acts.Reading.Understood read,
      long size,
      Acceptance.Marks marks,
      boolean split) {
    Act act = read.act();
    NodeId peer = act.sender().node();
    Optional<ActRow> earlier = turn.tx().act(peer, act.id());
    if (earlier.isPresent()) {
      repeatedAct(turn, state, earlier.get(), read, peer);
      return;
    }
    ActState stands = standing(read.standing(), marks, split);
    String reason = stands == ActState.HELD ? heldFor(read, marks, split) : note(read.standing());
    ActRow row =
        new ActRow(
            peer,
            act.id(),
            read.digest(),
            act.caseId(),
            act.content().contentType().code(),
            act.urgency(),
            act.exercise(),
            state.lane(),
            state.last().seq(),
            stands,
            reason,
            turn.at(),
            act.notAfter());
    cases
        .stored(turn, row, act, size)
        .ifPresent(why -> ring(turn, peer, state, row.caseId(), "E-ACT-VIOLATION", why));
    if (stands != ActState.APPLIED) {
      ring(turn, peer, state, row.caseId(), "E-ACT-" + stands, reason);
    } else if (act.urgency() == Urgency.EMERGENCY) {
      String what = act.content().contentType().code();
      ring(turn, peer, state, row.caseId(), "N-EMERGENCY", what);
    }
  }

  /** Too few or wrong persons weigh more than what an officer here could confirm. */
  private static ActState standing(Acts.Standing standing, Acceptance.Marks marks, boolean split) {
    return switch (standing) {
      case Acts.Standing.Insufficient _ -> ActState.UNPROCESSABLE;
      case Acts.Standing.CallBack _ -> ActState.HELD;
      case Acts.Standing.Sufficient _ ->
          split || marks.expired() ? ActState.HELD : ActState.APPLIED;
    };
  }

  private static String heldFor(
      Acts.Reading.Understood read, Acceptance.Marks marks, boolean split) {
    if (split) {
      return "sender is split: call back";
    }
    return marks.expired() ? "expired on arrival" : note(read.standing());
  }

  private static String note(Acts.Standing standing) {
    return switch (standing) {
      case Acts.Standing.Sufficient(String note) -> note;
      case Acts.Standing.CallBack(String why) -> why;
      case Acts.Standing.Insufficient(String rule, String why) -> rule + ": " + why;
    };
  }

  /** An act takes effect at most once, for ever; the same key with another digest is evidence. */
  private void repeatedAct(
      Turn turn, InboundLane state, ActRow earlier, Acts.Reading.Understood read, NodeId peer) {
    if (earlier.digest().equals(read.digest())) {
      return;
    }
    turn.journal(
        JournalEntry.of(JournalKind.EVIDENCE_KEPT, turn.at(), "node")
            .withPeer(peer.text())
            .withPlace(state.lane().toString(), state.last().seq())
            .withAct(earlier.caseId().toString(), earlier.id().toString())
            .withObject(read.digest())
            .withDetail("another act under an act id that was used"));
    String what = "conflicting copies of act " + earlier.id();
    ring(turn, peer, state, earlier.caseId(), "E-ACT-ID-REUSED", what);
  }

  /** The name of an alarm about one statement. */
  static String alarm(String code, LaneId lane, long seq) {
    return code + "/" + lane.from().node() + "/" + lane.urgency().code() + "/" + seq;
  }

  private void ring(
      Turn turn,
      NodeId peer,
      InboundLane state,
      @Nullable CaseId about,
      String code,
      String detail) {
    String key = alarm(code, state.lane(), state.last().seq());
    turn.alarm(about, key, code, Optional.of(peer), detail);
  }
}
