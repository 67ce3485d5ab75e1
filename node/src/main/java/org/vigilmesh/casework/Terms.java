package org.vigilmesh.casework;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.message.Content.DomesticOrder;
import org.vigilmesh.message.Content.PreservationConfirmation;

/**
 * The times of a hold. Order, the custodian's confirmation and the hold's effect are three moments:
 * the requesting side relies on the earliest, the requested side's duty counts from the latest.
 */
final class Terms {
  private Terms() {}

  static Items.Term of(PreservationConfirmation held) {
    Instant effective = held.effectiveAt();
    Duration length = Duration.between(effective, held.preservedUntil());
    DomesticOrder order = held.domesticOrder();
    Optional<Instant> ordered =
        Optional.ofNullable(order).map(DomesticOrder::date).map(Terms::startOf);
    List<Instant> moments =
        Stream.of(Optional.of(effective), ordered, Optional.ofNullable(held.confirmedAt()))
            .flatMap(Optional::stream)
            .sorted()
            .toList();
    Optional<LocalDate> expires = Optional.ofNullable(order).map(DomesticOrder::expires);
    return new Items.Term(
        effective,
        held.preservedUntil(),
        moments.getFirst().plus(length),
        moments.getLast().plus(length),
        expires.map(Terms::endOf),
        Optional.ofNullable(held.gagExpires()).map(Terms::endOf));
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** An order that names its last day ends with it. */
  static Instant endOf(@Nullable LocalDate day) {
    return java.util.Objects.requireNonNull(day)
        .plusDays(1)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant();
  }

  /** All clocks that run: those that were started, and those that follow from what is held. */
  static List<Timer> running(Book book) {
    Timers all = new Timers();
    book.timers.running().forEach(all::add);
    List<String> bound = book.items.at(Stage.PRESERVED, Stage.MLA_ANNOUNCED);
    List<Items.Term> floors = bound.stream().flatMap(i -> book.items.term(i).stream()).toList();
    floors.stream()
        .min(Comparator.comparing(Items.Term::relied))
        .ifPresent(
            first ->
                all.add(
                    new Timer(
                        Clock.TREATY_FLOOR,
                        "",
                        first.from(),
                        first.relied(),
                        duty(floors),
                        Optional.empty())));
    List<Items.Term> held = book.items.terms().toList();
    earliest(held.stream().flatMap(term -> term.order().stream()))
        .ifPresent(end -> all.add(until(Clock.DOMESTIC_ORDER, held, end)));
    earliest(held.stream().flatMap(term -> term.secrecy().stream()))
        .ifPresent(end -> all.add(until(Clock.SECRECY, held, end)));
    return all.running();
  }

  private static Instant duty(List<Items.Term> floors) {
    return earliest(floors.stream().map(Items.Term::duty)).orElseThrow();
  }

  private static Timer until(Clock clock, List<Items.Term> held, Instant end) {
    Instant from = earliest(held.stream().map(Items.Term::from)).orElseThrow();
    return Timer.of(clock, "", from, end);
  }

  private static Optional<Instant> earliest(Stream<Instant> instants) {
    return instants.min(Comparator.naturalOrder());
  }
}
