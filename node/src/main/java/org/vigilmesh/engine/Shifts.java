package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Administration.Failure;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.port.Duty;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * Keeps who is on duty, and rings while nobody is. Looked at whenever a shift begins or ends, when
 * the end of one comes, and each minute: a roster may have struck an officer off.
 */
final class Shifts implements Duty {
  private static final String KEY = "duty/nobody";

  /** Mails and calls of a test go to people: not more often. */
  private static final Duration TRIAL_PAUSE = Duration.ofMinutes(1);

  private final Engine engine;
  private final Ports ports;
  private final ChannelTrial trial;

  /** What the store holds of shifts, without the notes: every page of the desk asks for it. */
  private List<ShiftRow> known = List.of();

  private Instant nextAt = Instant.EPOCH;
  private Instant triedAt = Instant.MIN;

  Shifts(Engine engine, Ports ports, SecondChannel second) {
    this.engine = engine;
    this.ports = ports;
    this.trial = new ChannelTrial(engine, ports, second);
  }

  Instant wakeAt() {
    return nextAt;
  }

  /** Looks when the end of a shift has come. */
  void tick(Memory memory, Turn turn) {
    if (!turn.at().isBefore(nextAt)) {
      look(memory, turn);
    }
  }

  /** Ends what everybody forgot, destroys what is old, and rings or falls silent. */
  void look(Memory memory, Turn turn) {
    List<ShiftRow> rows = swept(turn);
    known = rows.stream().map(ShiftRow::bare).toList();
    Standing standing = standing(memory, turn, rows);
    nextAt =
        rows.stream()
            .filter(row -> row.endedAt().isEmpty())
            .flatMap(row -> Stream.of(row.until(), row.until().plus(LATE_MAX)))
            .filter(at -> at.isAfter(turn.at()))
            .min(Comparator.naturalOrder())
            .orElse(Instant.MAX);
    boolean isRinging = turn.findAlarm(KEY).isPresent();
    boolean isMissed = standing.isWatched() && standing.onDuty().isEmpty();
    if (isMissed && !isRinging) {
      turn.alarm(KEY, "E-DUTY-NOBODY", Optional.empty(), "no officer is on duty");
      turn.journal(entry(turn, JournalKind.ALARM_RAISED, "node").withDetail(KEY));
    } else if (!isMissed && isRinging) {
      turn.clearAlarm(KEY);
      turn.journal(entry(turn, JournalKind.ALARM_CLEARED, "node").withDetail(KEY));
    }
  }

  /** All shifts that are kept, newest first; the newest of them is never forgotten. */
  private List<ShiftRow> swept(Turn turn) {
    List<ShiftRow> kept = new ArrayList<>();
    for (ShiftRow row : turn.tx().shifts()) {
      Optional<Instant> old = row.endedAt().map(end -> end.plus(NOTE_LIFE));
      if (old.filter(end -> !end.isAfter(turn.at())).isPresent()) {
        ports.vault().shred(row.id());
        if (kept.isEmpty()) {
          ShiftRow bare = row.ended(row.endedAt().get(), Bytes.EMPTY);
          turn.tx().putShift(bare);
          kept.add(bare);
        } else {
          turn.tx().dropShift(row.id());
        }
      } else if (row.endedAt().isEmpty() && !row.until().plus(LATE_MAX).isAfter(turn.at())) {
        kept.add(forgotten(turn, row));
      } else {
        kept.add(row);
      }
    }
    return kept;
  }

  private static ShiftRow forgotten(Turn turn, ShiftRow row) {
    ShiftRow ended = row.ended(row.until(), Bytes.EMPTY);
    turn.tx().putShift(ended);
    journal(turn, JournalKind.SHIFT_ENDED, "node", row.id(), row.officer() + " left no note");
    return ended;
  }

  private static Standing standing(Memory memory, Turn turn, List<ShiftRow> rows) {
    List<Shift> open =
        rows.stream()
            .filter(row -> row.endedAt().isEmpty())
            .sorted(Comparator.comparing(ShiftRow::until).reversed())
            .flatMap(
                row ->
                    serving(memory, turn, row.officer()).stream()
                        .map(
                            officer ->
                                new Shift(
                                    officer,
                                    row.from(),
                                    row.until(),
                                    row.next().flatMap(one -> serving(memory, turn, one)))))
            .toList();
    return new Standing(turn.at(), open, !rows.isEmpty());
  }

  /** Who is on duty, the one whose shift ends last at the front, and then who comes next. */
  static List<OfficerId> called(Turn turn) {
    List<ShiftRow> onDuty =
        turn.tx().shifts().stream()
            .filter(row -> row.endedAt().isEmpty() && row.until().isAfter(turn.at()))
            .sorted(Comparator.comparing(ShiftRow::until).reversed())
            .toList();
    return Stream.concat(
            onDuty.stream().map(ShiftRow::officer),
            onDuty.stream().flatMap(row -> row.next().stream()))
        .distinct()
        .toList();
  }

  private static Optional<Officer> serving(Memory memory, Turn turn, OfficerId id) {
    return officers(memory, turn, officer -> officer.id().equals(id)).findFirst();
  }

  private static Stream<Officer> officers(Memory memory, Turn turn, Predicate<Officer> wanted) {
    return memory.self.roster().stream()
        .flatMap(roster -> roster.value().officers().stream())
        .filter(officer -> officer.servesAt(turn.at()))
        .filter(wanted);
  }

  private static Optional<Officer> officer(Memory memory, Turn turn, Attending who) {
    return SignIns.officer(memory, turn, who);
  }

  private static Optional<ShiftRow> running(Turn turn, OfficerId officer) {
    return turn.tx().shifts().stream()
        .filter(row -> row.officer().equals(officer) && row.endedAt().isEmpty())
        .findFirst();
  }

  @Override
  public Standing standing() {
    return engine.ask((memory, turn) -> standing(memory, turn, known));
  }

  @Override
  public boolean begin(Attending who, Instant until, @Nullable OfficerId next) {
    Optional<OfficerId> follower = Optional.ofNullable(next);
    return engine.ask(
        (memory, turn) -> {
          Optional<ShiftRow> row =
              officer(memory, turn, who)
                  .filter(me -> mayFollow(memory, turn, me, follower))
                  .filter(_ -> until.isAfter(turn.at()))
                  .map(me -> toPromise(turn, me, until))
                  .filter(shift -> !until.isAfter(shift.from().plus(SHIFT_MAX)));
          row.ifPresent(
              shift -> {
                turn.tx().putShift(shift.promised(until, next));
                journal(
                    turn,
                    JournalKind.SHIFT_BEGUN,
                    shift.officer().text(),
                    shift.id(),
                    "until " + until + follower.map(one -> ", then " + one).orElse(""));
                look(memory, turn);
              });
          return row.isPresent();
        });
  }

  private static boolean mayFollow(
      Memory memory, Turn turn, Officer me, Optional<OfficerId> follower) {
    return follower.isEmpty()
        || (!follower.get().equals(me.id()) && serving(memory, turn, follower.get()).isPresent());
  }

  /** Their shift; where its end has passed and {@code until} is too long for it, a new one. */
  private ShiftRow toPromise(Turn turn, Officer me, Instant until) {
    Optional<ShiftRow> running = running(turn, me.id());
    Optional<ShiftRow> over =
        running
            .filter(row -> !row.until().isAfter(turn.at()))
            .filter(row -> until.isAfter(row.from().plus(SHIFT_MAX)));
    over.ifPresent(row -> forgotten(turn, row));
    return over.isPresent() || running.isEmpty() ? fresh(turn, me, until) : running.get();
  }

  private ShiftRow fresh(Turn turn, Officer officer, Instant until) {
    return new ShiftRow(
        CaseId.of(turn.at(), ports.entropy().take(10)),
        officer.id(),
        turn.at(),
        until,
        Optional.empty(),
        Optional.empty(),
        Bytes.EMPTY);
  }

  @Override
  public boolean end(Attending who, Bytes note) {
    return engine.ask(
        (memory, turn) -> {
          Optional<ShiftRow> row =
              officer(memory, turn, who)
                  .filter(_ -> !note.isEmpty() && note.size() <= NOTE_MAX)
                  .flatMap(officer -> running(turn, officer.id()));
          row.ifPresent(
              shift -> {
                Bytes sealed = ports.vault().encrypt(shift.id(), note);
                turn.tx().putShift(shift.ended(turn.at(), sealed));
                String by = shift.officer().text();
                journal(turn, JournalKind.SHIFT_ENDED, by, shift.id(), "with a note");
                look(memory, turn);
              });
          return row.isPresent();
        });
  }

  @Override
  public Optional<HandOver> handOver(Attending who) {
    return engine.ask(
        (memory, turn) -> {
          Optional<HandOver> note =
              officer(memory, turn, who)
                  .flatMap(
                      _ ->
                          turn.tx().shifts().stream()
                              .filter(row -> !row.sealed().isEmpty())
                              .max(Comparator.comparing(row -> row.endedAt().orElseThrow())))
                  .flatMap(this::opened);
          note.filter(found -> !found.by().equals(who.officer().id()))
              .ifPresent(
                  found ->
                      journal(
                          turn,
                          JournalKind.HAND_OVER_READ,
                          who.officer().id().text(),
                          found.id(),
                          "of " + found.by()));
          return note;
        });
  }

  /** Empty where its key is gone. */
  private Optional<HandOver> opened(ShiftRow row) {
    return ports
        .vault()
        .decrypt(row.id(), row.sealed())
        .map(
            note ->
                new HandOver(
                    row.id(), row.officer(), row.from(), row.endedAt().orElseThrow(), note));
  }

  @Override
  public List<Officer> others(Attending who) {
    return engine.ask(
        (memory, turn) ->
            officer(memory, turn, who).stream()
                .flatMap(me -> officers(memory, turn, one -> !one.id().equals(me.id())))
                .sorted(Comparator.comparing(Officer::name))
                .toList());
  }

  @Override
  public Done tryChannels(Attending who) {
    Optional<Boolean> mayTry =
        engine.ask(
            (memory, turn) -> {
              Optional<Officer> officer = officer(memory, turn, who);
              boolean isRested = !turn.at().isBefore(triedAt.plus(TRIAL_PAUSE));
              triedAt = officer.isPresent() && isRested ? turn.at() : triedAt;
              return officer.map(_ -> isRested);
            });
    if (mayTry.isEmpty() || !mayTry.get()) {
      return Admin.failed(
          Failure.NOT_PERMITTED,
          mayTry.isEmpty() ? "E-ALARM-OFFICER" : "E-OUTWARD-OFTEN",
          mayTry.isEmpty() ? "no officer who serves here now" : "tried a moment ago",
          "wait a minute");
    }
    return trial.run(who.officer().id().text());
  }

  private static JournalEntry entry(Turn turn, JournalKind kind, String by) {
    return JournalEntry.of(kind, turn.at(), by);
  }

  /** The id names a shift, never a case; nothing of a note is written. */
  private static void journal(Turn turn, JournalKind kind, String by, CaseId id, String detail) {
    turn.journal(
        entry(turn, kind, by)
            .withObject(Digest.sha256(id.bytes()))
            .withDetail("shift " + id + ": " + detail));
  }
}
