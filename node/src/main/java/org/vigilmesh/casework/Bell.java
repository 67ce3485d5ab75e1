package org.vigilmesh.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.casework.Clock.Side;
import org.vigilmesh.identity.Officer.Role;

/**
 * A moment at which a clock of a case calls somebody: a reminder before its end, its breach, and a
 * last call to the next role when nobody took charge of the breach.
 *
 * @param role whom it calls
 */
public record Bell(Timer timer, Kind kind, Instant at, Role role) {
  /** From a breach to the call of the next role: as long again as a duty officer has to react. */
  static final Duration PATIENCE = Duration.ofMinutes(15);

  /** Months of a request for assistance that are looked at: ten years. */
  private static final int REPEATS_MAX = 120;

  /** What it says. */
  public enum Kind {
    APPROACH,
    BREACH,
    ESCALATION
  }

  /** One name for each clock of a case. */
  public String clockKey() {
    return timer.clock().code() + "/" + timer.about();
  }

  /** One name for each bell of a case: what was rung once is not rung again. */
  public String key() {
    return String.join("/", timer.clock().code(), timer.about(), kind.name(), role.name(), "" + at);
  }

  /** The bells of all {@code timers} at the desk of {@code side}, the earliest first. */
  static List<Bell> all(Collection<Timer> timers, Side side) {
    List<Bell> bells = new ArrayList<>();
    for (Timer timer : timers) {
      approach(timer, side, bells);
      breach(timer, side, bells);
    }
    bells.sort(Comparator.comparing(Bell::at).thenComparing(Bell::key));
    return bells;
  }

  private static void approach(Timer timer, Side side, List<Bell> bells) {
    Duration whole = Duration.between(timer.start(), timer.end(side));
    for (Clock.Mark mark : timer.clock().marks()) {
      Instant at =
          mark.percent() > 0
              ? timer.start().plus(whole.multipliedBy(mark.percent()).dividedBy(100))
              : timer.end(side).minus(mark.before());
      if (mark.side().includes(side) && at.isAfter(timer.start())) {
        bells.add(new Bell(timer, Kind.APPROACH, at, Role.OFFICER));
      }
    }
    if (timer.clock() == Clock.TREATY_FLOOR && side == Side.REQUESTED) {
      bells.addAll(askCentralAuthority(timer));
    }
  }

  /** The classic loss is a request that its own central authority has, and nobody knows of it. */
  private static List<Bell> askCentralAuthority(Timer floor) {
    return java.util.stream.Stream.of(14, 7, 3, 1)
        .map(day -> floor.endOfDuty().minus(Duration.ofDays(day)))
        .filter(at -> at.isAfter(floor.start()))
        .map(at -> new Bell(floor, Kind.APPROACH, at, Role.CENTRAL_AUTHORITY))
        .toList();
  }

  private static void breach(Timer timer, Side side, List<Bell> bells) {
    if (!timer.clock().breached().includes(side)) {
      return;
    }
    Duration whole = Duration.between(timer.start(), timer.end(side));
    int times = timer.clock().repeats() ? REPEATS_MAX : 1;
    for (int time = 0; time < times; time++) {
      Instant at = timer.end(side).plus(whole.multipliedBy(time));
      bells.add(new Bell(timer, Kind.BREACH, at, Role.OFFICER));
    }
    if (times == 1 && timer.clock().next() != Role.OFFICER) {
      Instant at = timer.end(side).plus(PATIENCE);
      bells.add(new Bell(timer, Kind.ESCALATION, at, timer.clock().next()));
    }
  }

  /** The bells that are due at {@code at}, the earliest first. */
  public static List<Bell> due(Collection<Timer> timers, Side side, Instant at) {
    return all(timers, side).stream().filter(bell -> !bell.at().isAfter(at)).toList();
  }

  /** When the next bell after {@code at} rings. */
  public static Optional<Instant> next(Collection<Timer> timers, Side side, Instant at) {
    return all(timers, side).stream().map(Bell::at).filter(next -> next.isAfter(at)).findFirst();
  }
}
