package org.vigilmesh.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.value.Urgency;

/** The clocks that run in a case, several at once; started and stopped by what is said. */
final class Timers {
  private final List<Timer> running = new ArrayList<>();
  private @Nullable Instant pausedAt;

  /** Starts a clock at {@code at} for its length, or until {@code end} where the case gives one. */
  void start(Clock clock, String about, Instant at, Urgency urgency, Optional<Instant> end) {
    stop(clock, about);
    Instant ends = end.orElseGet(() -> at.plus(clock.length(urgency)));
    Optional<Urgency> paced = end.isPresent() ? Optional.empty() : Optional.of(urgency);
    running.add(new Timer(clock, about, at, ends, ends, paced));
  }

  /** The same, never later than the clock's own length. */
  void startAtMost(Clock clock, String about, Instant at, Urgency urgency, Optional<Instant> end) {
    Instant latest = at.plus(clock.length(urgency));
    start(clock, about, at, urgency, end.filter(latest::isAfter));
  }

  void add(Timer timer) {
    running.add(timer);
  }

  void stop(Clock clock) {
    running.removeIf(timer -> timer.clock() == clock);
  }

  void stop(Clock clock, String about) {
    running.removeIf(timer -> timer.clock() == clock && timer.about().equals(about));
  }

  void stopAll() {
    running.clear();
  }

  Optional<Timer> find(Clock clock) {
    return running.stream().filter(timer -> timer.clock() == clock).findFirst();
  }

  /** The time to decide stands still while the other side is asked. */
  void pause(Instant at) {
    pausedAt = pausedAt == null ? at : pausedAt;
  }

  void resume(Instant at) {
    Instant since = pausedAt;
    if (since != null) {
      Duration by = Duration.between(since, at);
      running.replaceAll(
          timer -> timer.clock() == Clock.DECISION && !by.isNegative() ? timer.later(by) : timer);
      pausedAt = null;
    }
  }

  /** What runs now, by its end; a decision that waits for an answer does not. */
  List<Timer> running() {
    return running.stream()
        .filter(timer -> pausedAt == null || timer.clock() != Clock.DECISION)
        .sorted(
            Comparator.comparing((Timer timer) -> timer.end())
                .thenComparing(Timer::clock)
                .thenComparing(Timer::about))
        .toList();
  }
}
