package org.vigilmesh.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.vigilmesh.value.Digest;

/**
 * The data items of a case, each with a base and a hold of its own. A case that names none, such as
 * a query, has one without a name.
 */
final class Items {
  /** The only item of a case that names none. */
  static final String WHOLE = "";

  /**
   * How long an item is held.
   *
   * @param from the earliest moment from which the hold may count: what the requesting side relies
   *     on
   * @param until the end that was promised
   * @param duty the end that counts from the latest of order, confirmation and receipt: what the
   *     requested side must keep to
   * @param order when the national order ends, where one is known
   * @param secrecy until when the custodian is bound to silence, where it is
   */
  record Term(
      Instant from,
      Instant until,
      Instant relied,
      Instant duty,
      Optional<Instant> order,
      Optional<Instant> secrecy) {}

  private final Map<String, Stage> stages = new LinkedHashMap<>();
  private final Map<String, Term> terms = new LinkedHashMap<>();
  private final Map<String, Digest> decisions = new LinkedHashMap<>();
  private String last = WHOLE;

  void open(Collection<String> ids, Stage at) {
    (ids.isEmpty() ? List.of(WHOLE) : ids).forEach(id -> stages.putIfAbsent(id, at));
  }

  boolean has(String id) {
    return stages.containsKey(id);
  }

  Stage of(String id) {
    return Objects.requireNonNull(stages.get(id));
  }

  Set<String> ids() {
    return stages.keySet();
  }

  void move(String id, Stage to) {
    stages.put(id, to);
    last = id;
  }

  void moveAll(Stage to) {
    stages.replaceAll((_, _) -> to);
  }

  /** Those of {@code ids} that stand at one of {@code bases}. */
  List<String> at(Collection<String> ids, Stage... bases) {
    Set<Stage> wanted = Set.of(bases);
    return ids.stream().filter(id -> wanted.contains(of(id))).toList();
  }

  List<String> at(Stage... bases) {
    return at(List.copyOf(stages.keySet()), bases);
  }

  /** The items that go on; all of them when none does. */
  List<String> open() {
    List<String> going = stages.keySet().stream().filter(id -> !of(id).hasEnded()).toList();
    return going.isEmpty() ? List.copyOf(stages.keySet()) : going;
  }

  boolean haveEnded() {
    return stages.values().stream().allMatch(Stage::isOver);
  }

  /** Those that a custodian holds under a confirmed hold. */
  List<String> held() {
    return stages.keySet().stream()
        .filter(id -> terms.containsKey(id) && !of(id).isOver())
        .toList();
  }

  /**
   * The least advanced of the items that go on; PARTIAL while some were left out; else the last.
   */
  Stage base() {
    List<Stage> going = stages.values().stream().filter(item -> !item.hasEnded()).toList();
    if (going.isEmpty()) {
      return has(last) ? of(last) : stages.values().iterator().next();
    }
    Stage least = going.getFirst();
    for (Stage item : going) {
      least = item.rank() < least.rank() ? item : least;
    }
    boolean isPart = stages.values().stream().anyMatch(i -> i.hasEnded() || i == Stage.POSTPONED);
    return least == Stage.ACCEPTED && isPart ? Stage.PARTIAL : least;
  }

  /** What a message of this row finds at the items it acts on. */
  record Reach(Grid.Cell cell, List<String> items) {}

  /**
   * The best cell among the items named, or among all that go on, and the items where it applies.
   */
  Reach reach(Grid row, Collection<String> named) {
    List<String> about =
        named.isEmpty() ? open() : named.stream().filter(this::has).distinct().toList();
    Grid.Cell best = Grid.Cell.VIOLATION;
    List<String> able = new ArrayList<>();
    for (String id : about) {
      Grid.Cell cell = row.at(Optional.of(of(id)));
      best = cell.compareTo(best) < 0 ? cell : best;
      if (cell == Grid.Cell.SIGN || cell == Grid.Cell.RACE) {
        able.add(id);
      }
    }
    return new Reach(best, List.copyOf(able));
  }

  void decide(String id, Stage to, Digest decision) {
    move(id, to);
    decisions.put(id, decision);
  }

  /** The decision that an item stands under; a postponed one is open again. */
  Optional<Digest> decision(String id) {
    return of(id) == Stage.POSTPONED ? Optional.empty() : findDecision(id);
  }

  private Optional<Digest> findDecision(String id) {
    return Optional.ofNullable(decisions.get(id));
  }

  Set<Digest> decisions() {
    return new HashSet<>(decisions.values());
  }

  Optional<Term> term(String id) {
    return Optional.ofNullable(terms.get(id));
  }

  /** A renewal never shortens. */
  void hold(String id, Term term) {
    terms.merge(
        id,
        term,
        (old, now) ->
            new Term(
                old.from(),
                later(old.until(), now.until()),
                later(old.relied(), now.relied()),
                later(old.duty(), now.duty()),
                now.order().or(old::order),
                now.secrecy().or(old::secrecy)));
  }

  /** The same hold for longer, under another order where one is given. */
  void extend(String id, Optional<Instant> until, Optional<Instant> order) {
    Term old = terms.get(id);
    if (old != null) {
      Instant end = until.map(to -> later(to, old.until())).orElse(old.until());
      Duration by = Duration.between(old.until(), end);
      Term longer =
          new Term(
              old.from(),
              end,
              old.relied().plus(by),
              old.duty().plus(by),
              order.or(old::order),
              old.secrecy());
      terms.put(id, longer);
    }
  }

  /** The terms of what is held. */
  Stream<Term> terms() {
    return held().stream().map(id -> Objects.requireNonNull(terms.get(id)));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Each named item with its base. */
  Map<String, Stage> named() {
    Map<String, Stage> named = new LinkedHashMap<>(stages);
    named.remove(WHOLE);
    return named;
  }
}
