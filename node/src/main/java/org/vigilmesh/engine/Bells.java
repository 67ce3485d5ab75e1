package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.vigilmesh.casework.Bell;
import org.vigilmesh.casework.CaseState;
import org.vigilmesh.casework.Clock;
import org.vigilmesh.casework.Lengths;
import org.vigilmesh.casework.Timer;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.Officer.Role;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Rows.BellRow;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Rows.RungRow;
import org.vigilmesh.value.Urgency;

/**
 * The bells of cases: a reminder, a breach and the call of the next role each ring once, in the
 * turn in which they are found due. What was rung and when each case rings next is in the store, so
 * that no case is folded before its time and a restart neither forgets nor repeats anything. A bell
 * changes nothing in a case: no hold ends by it.
 *
 * <p>After each look exactly those bells of a case are rung that are due by the clock of now. What
 * rang early by a clock that was set back is taken back, and rings at its time.
 */
final class Bells {
  /** Cases looked at in one turn: after a long rest the lanes move on in between. */
  private static final int CASES_MAX = 64;

  /** A clock that is set back by less takes back nothing. */
  private static final Duration SLACK = Duration.ofSeconds(10);

  /** Names in the text of an alarm; the roster has the others. */
  private static final int NAMES_MAX = 8;

  private static final String WAITS = "waits/";

  private final Memory memory;
  private final Lengths lengths;
  private final boolean callsOut;
  private Instant nextAt = Instant.EPOCH;
  private boolean mayBeEarly = true;

  /**
   * @param callsOut whether people are called who do not look at the node
   */
  Bells(Memory memory, Lengths lengths, boolean callsOut) {
    this.memory = memory;
    this.lengths = lengths;
    this.callsOut = callsOut;
  }

  Instant wakeAt() {
    return nextAt;
  }

  /** The clock was set back: something may have rung too early. */
  void steppedBack() {
    mayBeEarly = true;
  }

  /** Has each case looked at in which something has become due. */
  void tick(Turn turn, Consumer<CaseId> look) {
    if (mayBeEarly) {
      List<RungRow> early = turn.tx().rungEarly(turn.at().plus(SLACK), CASES_MAX);
      early.stream().map(RungRow::caseId).distinct().forEach(look);
      mayBeEarly = !early.isEmpty();
    }
    if (!turn.at().isBefore(nextAt)) {
      for (BellRow due : turn.tx().bellsDue(turn.at(), CASES_MAX)) {
        look.accept(due.caseId());
      }
      nextAt = turn.tx().nextBell().map(BellRow::nextAt).orElse(Instant.MAX);
    }
  }

  /**
   * Rings what is due in a case as it stands now; what its clocks no longer say is taken back.
   * Whether an authorisation has run out.
   */
  boolean look(Turn turn, CaseRow row, CaseState state) {
    Clock.Side side = state.side(memory.ref().node());
    List<Timer> timers = lengths.of(state.timers(), row.peer());
    Set<String> rung = rung(turn, row);
    Map<String, List<Bell>> fresh = new LinkedHashMap<>();
    for (Bell bell : Bell.due(timers, side, turn.at())) {
      if (rung.add(bell.key())) {
        turn.tx().addRung(new RungRow(row.caseId(), bell.key(), bell.at(), turn.at()));
        if (!isToldOtherwise(bell)) {
          fresh.computeIfAbsent(key(row, bell), _ -> new ArrayList<>()).add(bell);
        }
      }
    }
    if (callsOut) {
      arrivals(turn, row, side, timers, rung);
    }
    end(turn, row, Bell.due(timers, side, turn.at().plus(SLACK)));
    fresh.forEach((key, bells) -> ring(turn, row, side, key, bells));
    Optional<Instant> next = Bell.next(timers, side, turn.at());
    next.ifPresentOrElse(
        at -> turn.tx().putBell(new BellRow(row.caseId(), at)),
        () -> turn.tx().dropBell(row.caseId()));
    nextAt = next.filter(nextAt::isAfter).orElse(nextAt);
    return timers.stream()
        .filter(timer -> timer.clock() == Clock.AUTH_VALID)
        .anyMatch(timer -> !timer.end(side).isAfter(turn.at()));
  }

  /**
   * What nobody here has acknowledged yet is on the desk's screens; for those who do not look at
   * them it rings once. An emergency has an alarm of its own.
   */
  private static void arrivals(
      Turn turn, CaseRow row, Clock.Side side, List<Timer> timers, Set<String> rung) {
    Set<String> waiting = new HashSet<>();
    for (Timer timer : timers) {
      String key = WAITS + timer.about();
      boolean isOurs = timer.clock() == Clock.ACKNOWLEDGEMENT && side == Clock.Side.REQUESTED;
      boolean isTold = row.urgency() == Urgency.EMERGENCY;
      if (isOurs && !isTold && !timer.start().isAfter(turn.at().plus(SLACK))) {
        waiting.add(key);
        if (rung.add(key)) {
          turn.tx().addRung(new RungRow(row.caseId(), key, timer.start(), turn.at()));
          turn.rang(
              new Turn.Rang(prefix(row) + key, "N-CASE-WAITS", timer.start(), 1, row.caseId()));
        }
      }
    }
    for (RungRow one : turn.tx().rung(row.caseId())) {
      if (one.key().startsWith(WAITS) && !waiting.contains(one.key())) {
        turn.tx().dropRung(one);
        turn.tx().dropOutward(prefix(row) + one.key());
      }
    }
  }

  /** The overdue statement itself has an alarm already; who is called next is told here. */
  private static boolean isToldOtherwise(Bell bell) {
    return bell.timer().clock() == Clock.DELIVERY && bell.kind() == Bell.Kind.BREACH;
  }

  private static String prefix(CaseRow row) {
    return "clock/" + row.caseId() + "/";
  }

  private static String key(CaseRow row, Bell bell) {
    return prefix(row) + bell.clockKey();
  }

  /** What was rung and is due by now; the rest is forgotten, to ring at its time. */
  private Set<String> rung(Turn turn, CaseRow row) {
    Set<String> rung = new HashSet<>();
    List<String> early = new ArrayList<>();
    for (RungRow one : turn.tx().rung(row.caseId())) {
      if (one.at().isAfter(turn.at().plus(SLACK))) {
        turn.tx().dropRung(one);
        early.add(one.key());
      } else {
        rung.add(one.key());
      }
    }
    if (!early.isEmpty()) {
      turn.journal(
          entry(turn, JournalKind.CLOCK_UNRUNG, row)
              .withDetail(early.size() + " rang before their time: the clock was set back"));
    }
    return rung;
  }

  /** Ends the alarms of clocks that stand still now, or that have nothing to say yet. */
  private static void end(Turn turn, CaseRow row, List<Bell> due) {
    Set<String> speaking = due.stream().map(bell -> key(row, bell)).collect(Collectors.toSet());
    for (AlarmRow open : turn.tx().openAlarms(prefix(row))) {
      if (!speaking.contains(open.key())) {
        turn.clearAlarm(open.key());
        turn.journal(entry(turn, JournalKind.ALARM_CLEARED, row).withDetail(open.key()));
      }
    }
  }

  private void ring(Turn turn, CaseRow row, Clock.Side side, String key, List<Bell> bells) {
    boolean isAnswered = turn.tx().acknowledged(key).isPresent();
    Bell last = bells.getLast();
    if (isAnswered && bells.stream().allMatch(bell -> bell.kind() == Bell.Kind.ESCALATION)) {
      return;
    }
    Set<Role> roles = new LinkedHashSet<>();
    bells.stream().filter(b -> b.kind() == last.kind()).forEach(bell -> roles.add(bell.role()));
    List<String> called = roles.stream().map(role -> called(turn, role)).toList();
    String what =
        (row.exercise() ? "exercise: " : "")
            + words(last, side)
            + "; call "
            + String.join("; ", called);
    Optional<AlarmRow> open = turn.findAlarm(key);
    String code = code(last.kind());
    Instant since =
        open.filter(one -> one.code().equals(code)).map(AlarmRow::raisedAt).orElse(turn.at());
    long count = open.map(AlarmRow::count).orElse(0L) + bells.size();
    turn.tx().dropAcknowledged(key);
    turn.tx()
        .putAlarm(
            new AlarmRow(key, code, Optional.of(row.peer()), what, since, count, Optional.empty()));
    turn.rang(new Turn.Rang(key, code, since, count, row.caseId()));
    turn.journal(
        entry(turn, JournalKind.CLOCK_RUNG, row)
            .withDetail(last.kind().name().toLowerCase(Locale.ROOT) + ": " + what));
  }

  private static String code(Bell.Kind kind) {
    return switch (kind) {
      case APPROACH -> "N-CLOCK-REMINDER";
      case BREACH -> "E-CLOCK-BREACH";
      case ESCALATION -> "E-CLOCK-ESCALATED";
    };
  }

  private static String words(Bell bell, Clock.Side side) {
    String clock = bell.timer().clock().code();
    Instant end = bell.timer().end(side);
    return switch (bell.kind()) {
      case APPROACH -> clock + " ends " + end;
      case BREACH -> clock + " ended " + end;
      case ESCALATION -> clock + " ended " + end + " and nobody answers for it";
    };
  }

  /** Those of the role: who is on duty first, then whom they named as the next. */
  private String called(Turn turn, Role role) {
    List<OfficerId> first = Shifts.called(turn);
    List<String> names =
        memory.self.roster().stream()
            .flatMap(roster -> roster.value().called(role, turn.at()).stream())
            .map(Officer::id)
            .sorted(Comparator.comparingInt(id -> place(first, id)))
            .limit(NAMES_MAX)
            .map(OfficerId::text)
            .toList();
    return role.name().toLowerCase(Locale.ROOT) + " " + String.join(", ", names);
  }

  private static int place(List<OfficerId> first, OfficerId id) {
    int at = first.indexOf(id);
    return at < 0 ? first.size() : at;
  }

  private static JournalEntry entry(Turn turn, JournalKind kind, CaseRow row) {
    return JournalEntry.of(kind, turn.at(), "node")
        .withPeer(row.peer().text())
        .withAct(row.caseId().toString(), "");
  }
}
