package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Outward;
import org.vigilmesh.port.Outward.Notice;
import org.vigilmesh.port.Outward.Told;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Rows.OutwardRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * Calls people who do not look at the node: an alarm that nobody has answered for in time goes over
 * each channel, once for each time it rings. The notice is stored in the turn that rings, before it
 * is handed over, and stays until the channel has taken it, through restarts, at growing pauses; it
 * is forgotten when somebody answers for the alarm, when the alarm ends or when it rings anew.
 * After a crash in between it is handed over again, with the same id. A channel that fails is
 * itself an alarm, which goes over the others.
 */
final class SecondChannel {
  private static final Duration PAUSE_MIN = Duration.ofSeconds(15);
  private static final Duration PAUSE_MAX = Duration.ofMinutes(15);

  /** A channel must have answered by then; it is asked to within half a minute. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Notices of one channel that are looked through for the most urgent one. */
  private static final int LOOK_MAX = 1000;

  private static final Bytes LABEL = Bytes.utf8("vigil/notice/v1");
  private static final String KEY = "outward/";

  private final Outward outward;
  private final Engine.Patience patience;

  /** Until when a channel that was handed a notice may be silent. */
  private final Map<String, Instant> busy = new HashMap<>();

  /** Until when a channel that failed is left alone. */
  private final Map<String, Instant> resting = new HashMap<>();

  private Instant nextAt = Instant.MIN;

  SecondChannel(Outward outward, Engine.Patience patience) {
    this.outward = outward;
    this.patience = patience;
  }

  Instant wakeAt() {
    return nextAt;
  }

  /** Keeps what this turn has rung, and hands over what is due. */
  void tick(Turn turn) {
    for (Turn.Rang rang : turn.rang()) {
      keep(turn, rang);
    }
    if (!turn.at().isBefore(nextAt)) {
      nextAt = Instant.MAX;
      outward.channels().forEach(channel -> look(turn, channel));
    }
  }

  private void keep(Turn turn, Turn.Rang rang) {
    Optional<CaseRow> about =
        Optional.ofNullable(rang.caseId()).flatMap(caseId -> turn.tx().findCase(caseId));
    Notice notice =
        new Notice(
            Digest.sha256(
                LABEL,
                Bytes.u64(rang.since().toEpochMilli()),
                Bytes.u64(rang.count()),
                Bytes.utf8(rang.code() + " " + rang.key())),
            rang.code(),
            Optional.ofNullable(rang.caseId()),
            about.map(CaseRow::urgency),
            about.map(CaseRow::exercise).orElse(false),
            rang.since());
    turn.tx().dropOutward(rang.key());
    Instant due = turn.at().plus(patience.of(notice.urgency()));
    for (String channel : outward.channels()) {
      if (!rang.key().equals(KEY + channel)) {
        turn.tx().putOutward(new OutwardRow(channel, rang.key(), notice, 0, due));
        nextAt = due.isBefore(nextAt) ? due : nextAt;
      }
    }
  }

  private void look(Turn turn, String channel) {
    Instant until = busy.getOrDefault(channel, Instant.MIN);
    if (until.isAfter(turn.at())) {
      wake(until);
      return;
    }
    if (busy.remove(channel) != null) {
      failed(turn, channel, "it has not answered for " + PATIENCE.toMinutes() + " minutes");
    }
    Instant rested = resting.getOrDefault(channel, Instant.MIN);
    boolean isResting = rested.isAfter(turn.at());
    List<OutwardRow> due = turn.tx().outward(channel, turn.at(), LOOK_MAX);
    Optional<OutwardRow> next =
        due.stream()
            .filter(row -> !isResting || isNewEmergency(row))
            .min(Comparator.comparing((OutwardRow row) -> !isEmergency(row)));
    if (next.isPresent()) {
      hand(turn, next.get());
      wake(turn.at().plus(PATIENCE));
      return;
    }
    for (OutwardRow row : turn.tx().outward(channel, Instant.MAX, LOOK_MAX)) {
      boolean isHeldBack = row.nextAt().isBefore(rested) && !isNewEmergency(row);
      wake(isHeldBack ? rested : row.nextAt());
    }
  }

  private static boolean isEmergency(OutwardRow row) {
    return row.notice().urgency().equals(Optional.of(Urgency.EMERGENCY));
  }

  private static boolean isNewEmergency(OutwardRow row) {
    return isEmergency(row) && row.tries() == 0;
  }

  private void wake(Instant at) {
    nextAt = at.isBefore(nextAt) ? at : nextAt;
  }

  /** That it was tried is committed before it is: what follows a crash is one more try. */
  private void hand(Turn turn, OutwardRow row) {
    Duration pause = pause(row.tries());
    turn.tx()
        .putOutward(
            new OutwardRow(
                row.channel(),
                row.alarmKey(),
                row.notice(),
                row.tries() + 1,
                turn.at().plus(pause)));
    busy.put(row.channel(), turn.at().plus(PATIENCE));
    turn.effect(
        new Effect.Call(
            () ->
                new Event.Called(
                    row.channel(),
                    row.alarmKey(),
                    row.notice(),
                    pause,
                    outward.tell(row.channel(), row.notice()))));
  }

  private static Duration pause(int tries) {
    Duration pause = PAUSE_MIN.multipliedBy(1L << Math.min(tries, 10));
    return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
  }

  /** What became of a notice that was handed over. */
  void called(Turn turn, Event.Called told) {
    busy.remove(told.channel());
    nextAt = Instant.MIN;
    if (told.told() instanceof Told.Taken) {
      turn.tx().dropOutward(told.notice().id(), told.channel());
      JournalEntry entry =
          JournalEntry.of(JournalKind.ALARM_CALLED, turn.at(), "node")
              .withDetail(told.channel() + ": " + told.alarmKey());
      turn.journal(
          told.notice()
              .caseId()
              .map(CaseId::toString)
              .map(id -> entry.withAct(id, ""))
              .orElse(entry));
    } else {
      resting.put(told.channel(), turn.at().plus(told.pause()));
    }
    heard(turn, told.channel(), told.told());
  }

  /** Whether a channel works: its alarm begins and ends with that. */
  void heard(Turn turn, String channel, Told told) {
    switch (told) {
      case Told.Taken() -> {
        resting.remove(channel);
        nextAt = Instant.MIN;
        if (turn.findAlarm(KEY + channel).isPresent()) {
          turn.clearAlarm(KEY + channel);
          turn.journal(
              JournalEntry.of(JournalKind.ALARM_CLEARED, turn.at(), "node")
                  .withDetail(KEY + channel));
        }
      }
      case Told.Failed(String why) -> failed(turn, channel, why);
    }
  }

  private static void failed(Turn turn, String channel, String why) {
    turn.alarm(KEY + channel, "E-OUTWARD-FAILED", Optional.empty(), channel + ": " + why);
  }

  /** The clock was set back: nothing waits longer than it would have. */
  void steppedBack(Turn turn) {
    resting.clear();
    busy.replaceAll((_, _) -> turn.at().plus(PATIENCE));
    Instant latest = turn.at().plus(PAUSE_MAX).plus(patience.other()).plus(patience.emergency());
    for (String channel : outward.channels()) {
      for (OutwardRow row : turn.tx().outward(channel, Instant.MAX, Integer.MAX_VALUE)) {
        if (row.nextAt().isAfter(latest)) {
          turn.tx()
              .putOutward(
                  new OutwardRow(channel, row.alarmKey(), row.notice(), row.tries(), latest));
        }
      }
    }
    nextAt = Instant.MIN;
  }
}
