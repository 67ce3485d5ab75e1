package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ContentType;
import org.vigilmesh.message.Decision;
import org.vigilmesh.port.Registers.Counted;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.StoreView;

/**
 * Numbers of cases without a case, a person or a State in them. A number under five is not told,
 * and neither is the next smallest of its measure where that alone would give it away.
 */
final class Statistics {
  /** What is fewer than this could be one matter that somebody recognises. */
  static final long TOLD_MIN = 5;

  private static final List<Duration> STEPS =
      List.of(Duration.ofHours(1), Duration.ofHours(8), Duration.ofHours(24), Duration.ofHours(72));

  private final Cases cases;
  private final Instant from;
  private final Instant to;
  private final boolean exercises;
  private final Map<String, Map<String, Long>> counts = new TreeMap<>();

  Statistics(Cases cases, Instant from, Instant to, boolean exercises) {
    this.cases = cases;
    this.from = from;
    this.to = to;
    this.exercises = exercises;
  }

  /** Counts a case that was opened in the time asked for: a real one, or an exercise. */
  void add(StoreView view, CaseRow row) {
    boolean isMeant = row.exercise() == exercises && row.openedAt().isBefore(to);
    if (!isMeant || row.openedAt().isBefore(from)) {
      return;
    }
    String side = row.ours() ? "sent" : "received";
    count("cases_" + side, row.contentType());
    count("urgency_" + side, row.urgency().code());
    List<ActRow> acts =
        view.acts(row.caseId()).stream()
            .filter(act -> act.state() != ActState.UNPROCESSABLE && act.state() != ActState.HELD)
            .toList();
    count("acknowledged_within_" + side, within(row, acts, ContentType.HUMAN_ACK));
    count("decided_within_" + side, within(row, acts, ContentType.DECISION));
    decided(view, side, acts);
    has("held_" + side, acts, ContentType.PRESERVATION_CONFIRMATION);
    has("extension_asked_" + side, acts, ContentType.EXTENSION_REQUEST);
    has("assistance_received_" + side, acts, ContentType.MLA_RECEIVED);
    if (CaseLinks.isPurged(view, row.caseId())) {
      count("content_" + side, "destroyed");
    } else {
      count("content_" + side, "kept");
    }
  }

  private void has(String measure, List<ActRow> acts, ContentType type) {
    count(measure, acts.stream().anyMatch(is(type)) ? "yes" : "no");
  }

  private static Predicate<ActRow> is(ContentType type) {
    return act -> act.contentType().equals(type.code());
  }

  /** The last decision's value and ground; what was destroyed cannot be told any more. */
  private void decided(StoreView view, String side, List<ActRow> acts) {
    acts.stream()
        .filter(is(ContentType.DECISION))
        .max(Comparator.comparing(ActRow::storedAt))
        .ifPresent(
            row -> {
              Optional<Decision> decision =
                  cases
                      .find(view, row)
                      .map(Act::content)
                      .filter(Decision.class::isInstance)
                      .map(Decision.class::cast);
              count("decided_" + side, decision.map(d -> d.value().code()).orElse("destroyed"));
              decision
                  .map(d -> d.reason().ground())
                  .filter(code -> !code.isEmpty())
                  .ifPresent(code -> count("ground_" + side, code));
            });
  }

  private static String within(CaseRow row, List<ActRow> acts, ContentType type) {
    Optional<Instant> at =
        acts.stream().filter(is(type)).map(ActRow::storedAt).min(Comparator.naturalOrder());
    if (at.isEmpty()) {
      return "never";
    }
    Duration took = Duration.between(row.openedAt(), at.get());
    return STEPS.stream()
        .filter(step -> took.compareTo(step) <= 0)
        .findFirst()
        .map(step -> step.toHours() + "h")
        .orElse("later");
  }

  private void count(String measure, String value) {
    counts
        .computeIfAbsent(measure, _ -> new TreeMap<>())
        .merge(value.toLowerCase(Locale.ROOT), 1L, Long::sum);
  }

  /** Everything that may be told, by measure and value. */
  List<Counted> told() {
    List<Counted> told = new ArrayList<>();
    counts.forEach(
        (measure, cells) -> {
          long hiddenBelow = hiddenBelow(cells);
          cells.forEach(
              (value, count) ->
                  told.add(
                      new Counted(
                          measure, value, Optional.of(count).filter(c -> c >= hiddenBelow))));
        });
    return told;
  }

  /** One hidden cell alone could be computed from a total: then the next one is hidden, too. */
  private static long hiddenBelow(Map<String, Long> cells) {
    long small = cells.values().stream().filter(count -> count < TOLD_MIN).count();
    return small != 1
        ? TOLD_MIN
        : cells.values().stream()
            .filter(count -> count >= TOLD_MIN)
            .min(Comparator.naturalOrder())
            .map(next -> next + 1)
            .orElse(TOLD_MIN);
  }
}
