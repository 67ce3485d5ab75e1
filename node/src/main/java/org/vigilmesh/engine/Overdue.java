package org.vigilmesh.engine;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.delivery.Expiry;
import org.vigilmesh.delivery.Policy;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.StatementRow;

/** Tells people of statements that no receipt covers in time: overdue first, then undelivered. */
final class Overdue {
  private final Memory memory;
  private final Cases cases;
  private final Policy policy;

  /** What people were already told about waiting statements. */
  private final Map<LaneId, Map<Long, Expiry.Told>> told = new HashMap<>();

  /** What was found waiting in each lane, which is looked at again when that has changed. */
  private final Map<LaneId, Look> looks = new HashMap<>();

  private Instant nextAt = Instant.MIN;

  /** What waits in a lane, and when the next notice about it is due. */
  private record Look(long receipted, long last, Instant nextAt) {
    boolean isStillTrue(Memory.OutLane lane, Instant at) {
      return receipted == lane.state.receipted()
          && last == lane.state.last().seq()
          && at.isBefore(nextAt);
    }
  }

  Overdue(Memory memory, Cases cases, Policy policy) {
    this.memory = memory;
    this.cases = cases;
    this.policy = policy;
  }

  /** The clock was set back: the next look is not as far away as it was. */
  void steppedBack() {
    nextAt = Instant.MIN;
  }

  /** Looks at most once a second. */
  void tick(Turn turn) {
    if (!turn.at().isBefore(nextAt)) {
      nextAt = turn.at().plusSeconds(1);
      for (Memory.OutLane lane : memory.outbound.values()) {
        boolean isWaiting = lane.state.receipted() < lane.state.last().seq();
        if (isWaiting && memory.isCurrent(lane.state.lane())) {
          look(turn, lane);
        }
      }
    }
  }

  private void look(Turn turn, Memory.OutLane lane) {
    Look before = looks.get(lane.state.lane());
    if (before == null || !before.isStillTrue(lane, turn.at())) {
      Instant next = expire(turn, lane);
      looks.put(lane.state.lane(), new Look(lane.state.receipted(), lane.state.last().seq(), next));
    }
  }

  /** A receipt covers it now: nothing is left to tell, and an alarm about it ends. */
  void delivered(Turn turn, StatementRow statement) {
    Map<Long, Expiry.Told> toldOf = told.getOrDefault(statement.lane(), new HashMap<>());
    if (toldOf.remove(statement.seq()) != null) {
      turn.clearAlarm(key(statement));
    }
  }

  /** Tells what is due about what waits in {@code lane}; when the next notice is. */
  private Instant expire(Turn turn, Memory.OutLane lane) {
    LaneId id = lane.state.lane();
    Map<Long, Expiry.Told> toldOf = told.computeIfAbsent(id, _ -> new HashMap<>());
    List<StatementRow> rows =
        turn.tx().statements(id, lane.state.receipted() + 1, policy.window().statements());
    List<Expiry.Waiting> waiting = rows.stream().map(row -> waiting(row, toldOf)).toList();
    Map<Long, StatementRow> bySeq = new HashMap<>();
    rows.forEach(row -> bySeq.put(row.seq(), row));
    for (Expiry.Notice notice : Expiry.step(id.urgency(), waiting, turn.at(), policy)) {
      StatementRow row = java.util.Objects.requireNonNull(bySeq.get(notice.seq()));
      switch (notice) {
        case Expiry.Notice.Overdue(long seq) -> {
          toldOf.put(seq, Expiry.Told.OVERDUE);
          turn.alarm(
              row.caseId(),
              key(row),
              "E-DELIVERY-OVERDUE",
              Optional.of(id.to().node()),
              "act " + row.actId() + " is not delivered yet");
        }
        case Expiry.Notice.Undelivered(long seq) -> {
          toldOf.put(seq, Expiry.Told.UNDELIVERED);
          undelivered(turn, row);
        }
      }
    }
    return rows.stream()
        .map(row -> Expiry.nextAt(id.urgency(), waiting(row, toldOf), policy))
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  private static Expiry.Waiting waiting(StatementRow row, Map<Long, Expiry.Told> told) {
    return new Expiry.Waiting(
        row.seq(),
        row.storedAt(),
        row.notAfter(),
        told.getOrDefault(row.seq(), Expiry.Told.NOTHING));
  }

  private void undelivered(Turn turn, StatementRow row) {
    ActRow act = turn.tx().act(memory.ref().node(), row.actId()).orElseThrow();
    if (act.state() == ActState.UNDELIVERED) {
      return;
    }
    turn.journal(
        JournalEntry.of(JournalKind.ACT_UNDELIVERED, turn.at(), "node")
            .withPeer(row.lane().to().node().text())
            .withPlace(row.lane().toString(), row.seq())
            .withAct(row.caseId().toString(), row.actId().toString()));
    turn.alarm(
        row.caseId(),
        key(row),
        "E-UNDELIVERED",
        Optional.of(row.lane().to().node()),
        "act " + row.actId() + " was not delivered before its time passed: phone the desk");
    cases.changed(turn, List.of(act.with(ActState.UNDELIVERED, act.stateReason())));
  }

  private static String key(StatementRow row) {
    return "undelivered/" + row.actId();
  }
}
