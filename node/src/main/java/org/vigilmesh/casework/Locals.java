package org.vigilmesh.casework;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.casework.CaseEvent.Local;
import org.vigilmesh.casework.CaseRules.Objection;
import org.vigilmesh.casework.CaseState.Flag;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * What people did at this node alone. It never takes the other side's word away: a draft or an oral
 * request ends with the opening message, and a copy that was closed is open again as soon as a
 * message moves the case.
 */
final class Locals {
  private final List<Local> deeds;
  private @Nullable Stage base;
  private @Nullable OfficerId author;
  private final Timers timers = new Timers();

  Locals(List<Local> deeds) {
    this.deeds = deeds.stream().sorted(Comparator.comparing(Local::at)).toList();
    this.deeds.forEach(this::take);
  }

  private void take(Local local) {
    switch (local.deed()) {
      case DRAFTED -> move(null, Stage.DRAFT);
      case AUTHOR_SIGNED -> {
        if (move(Stage.DRAFT, Stage.AWAITING_AUTH)) {
          author = first(local);
          start(Clock.APPROVAL, local, false);
        }
      }
      case AUTHORISER_SIGNED -> {
        if (!wasAuthor(local.by()) && move(Stage.AWAITING_AUTH, Stage.AUTHORISED)) {
          timers.stopAll();
          start(Clock.AUTH_VALID, local, true);
        }
      }
      case RECALLED, LAPSED -> {
        if (base == Stage.AWAITING_AUTH || base == Stage.AUTHORISED) {
          base = Stage.DRAFT;
          timers.stopAll();
        }
      }
      case DISCARDED -> move(Stage.DRAFT, Stage.CLOSED);
      case ORAL_RECORDED -> {
        if (move(null, Stage.ORAL_PENDING_CONFIRMATION)) {
          start(Clock.ORAL_CONFIRM, local, false);
        }
      }
      case ORAL_CLOSED -> {
        if (!local.by().isEmpty() && move(Stage.ORAL_PENDING_CONFIRMATION, Stage.CLOSED)) {
          timers.stopAll();
        }
      }
      case HOLD_PLACED,
          CLOSED,
          PURGED,
          WENT_ON,
          NOTED,
          ASSIGNED,
          LEGAL_HOLD_SET,
          LEGAL_HOLD_LIFTED,
          LINKED,
          UNLINKED -> {}
    }
  }

  private boolean wasAuthor(List<OfficerId> by) {
    return author != null && by.contains(author);
  }

  private static @Nullable OfficerId first(Local local) {
    return local.by().isEmpty() ? null : local.by().getFirst();
  }

  private boolean move(@Nullable Stage from, Stage to) {
    boolean fits = base == from;
    base = fits ? to : base;
    return fits;
  }

  private void start(Clock clock, Local local, boolean isGiven) {
    Optional<Instant> end = Optional.of(local.until()).filter(_ -> isGiven);
    timers.startAtMost(clock, "", local.at(), Urgency.ROUTINE, end);
  }

  Set<Digest> released() {
    Set<Digest> released = new HashSet<>();
    deeds.stream()
        .filter(local -> local.deed() == Deed.WENT_ON && !local.by().isEmpty())
        .forEach(local -> released.addAll(local.seen()));
    return released;
  }

  /** What is known here alone: that it was oral, and a hold that nobody was told of yet. */
  void applyTo(Book book) {
    boolean isOral = has(Deed.ORAL_RECORDED);
    if (isOral) {
      book.flags.add(Flag.ORAL);
    }
    if (!book.isOpen()) {
      book.draft = Optional.ofNullable(base);
      timers.running().forEach(book.timers::add);
    }
    boolean goesOn =
        book.isOpen()
            ? book.base().isPresent() && !book.items.haveEnded()
            : base == Stage.ORAL_PENDING_CONFIRMATION;
    Optional<Local> placed = last(Deed.HOLD_PLACED).filter(local -> !local.by().isEmpty());
    if (placed.isPresent() && book.hold == Hold.NONE) {
      book.hold = goesOn ? Hold.PROVISIONAL : Hold.ENDED;
      if (goesOn) {
        Local hold = placed.get();
        book.timers.start(
            Clock.PROVISIONAL_HOLD, "", hold.at(), Urgency.ROUTINE, Optional.of(hold.until()));
      }
    }
  }

  private boolean has(Deed deed) {
    return last(deed).isPresent();
  }

  private Optional<Local> last(Deed deed) {
    return deeds.stream().filter(local -> local.deed() == deed).reduce((_, next) -> next);
  }

  /** Whether this copy was put away, and nothing has moved the case that was not seen then. */
  boolean isClosed(Collection<Digest> moving, Lineage lineage) {
    return last(Deed.CLOSED)
        .filter(
            local ->
                moving.stream()
                    .allMatch(
                        one ->
                            local.seen().contains(one)
                                || local.seen().stream()
                                    .anyMatch(seen -> lineage.isBefore(one, seen))))
        .isPresent();
  }

  /** The objection to a deed of {@code by} at {@code at}; empty when it may be done. */
  static Optional<Objection> mayDo(
      NodeId self, List<CaseEvent> events, Deed deed, List<OfficerId> by, Instant at) {
    Locals locals =
        new Locals(events.stream().filter(Local.class::isInstance).map(Local.class::cast).toList());
    Book book = CaseFold.book(self, events);
    if (by.isEmpty() && deed != Deed.LAPSED) {
      return CaseRules.objection(Refusal.DEED_WITHOUT_PERSON);
    }
    if (deed != Deed.PURGED && Retention.isPurged(events)) {
      return CaseRules.objection(Refusal.PURGED_BEFORE);
    }
    return switch (deed) {
      case DRAFTED, ORAL_RECORDED -> unless(locals.base == null && !book.isOpen());
      case AUTHOR_SIGNED, DISCARDED -> unless(locals.base == Stage.DRAFT && !book.isOpen());
      case AUTHORISER_SIGNED ->
          locals.wasAuthor(by)
              ? CaseRules.objection(Refusal.AUTHOR_AUTHORISES)
              : unless(locals.base == Stage.AWAITING_AUTH && !book.isOpen());
      case RECALLED, LAPSED ->
          unless(
              !book.isOpen()
                  && (locals.base == Stage.AWAITING_AUTH || locals.base == Stage.AUTHORISED));
      case ORAL_CLOSED -> unless(locals.base == Stage.ORAL_PENDING_CONFIRMATION && !book.isOpen());
      case HOLD_PLACED -> unless(mayHold(self, book, locals));
      case WENT_ON -> unless(book.isOpen());
      case NOTED, ASSIGNED, LEGAL_HOLD_SET, LINKED, UNLINKED ->
          unless(book.isOpen() || locals.base != null);
      case LEGAL_HOLD_LIFTED ->
          Retention.holders(events).isEmpty()
              ? CaseRules.objection(Refusal.NO_LEGAL_HOLD)
              : Optional.empty();
      case CLOSED -> mayClose(book, at);
      case PURGED -> mayPurge(self, events, by, at);
    };
  }

  private static boolean mayHold(NodeId self, Book book, Locals locals) {
    return book.isOpen()
        ? book.requested().equals(self)
            && book.kind() == CaseKind.PRESERVATION
            && book.base().isPresent()
            && (book.hold == Hold.NONE || book.hold == Hold.PROVISIONAL)
            && !book.items.haveEnded()
        : locals.base == Stage.ORAL_PENDING_CONFIRMATION;
  }

  private static Optional<Objection> mayClose(Book book, Instant at) {
    if (book.base().isEmpty()) {
      return unless(false);
    }
    boolean isHeld = book.hold == Hold.PROVISIONAL || book.hold == Hold.EFFECTIVE;
    Instant window = book.windows.getOrDefault(Clock.OBJECTION, Instant.MIN);
    boolean isOver = !isHeld && !at.isBefore(window);
    return switch (book.items.base()) {
      case RELEASED, EXPIRED, WITHDRAWN, CLOSED -> Optional.empty();
      case REFUSED, NOT_LOCATED, NOT_COMPETENT ->
          isOver ? Optional.empty() : CaseRules.objection(Refusal.HOLD_OR_WINDOW);
      case ACKNOWLEDGED -> unless(book.kind() == CaseKind.SPONTANEOUS);
      case ACCEPTED, PARTIAL -> unless(book.kind() == CaseKind.TRAFFIC);
      case DRAFT,
          AWAITING_AUTH,
          AUTHORISED,
          ORAL_PENDING_CONFIRMATION,
          SENT,
          DELIVERED,
          POSTPONED,
          PRESERVED,
          MLA_ANNOUNCED,
          MLA_RECEIVED,
          MLA_DECIDED ->
          unless(false);
    };
  }

  private static Optional<Objection> mayPurge(
      NodeId self, List<CaseEvent> events, List<OfficerId> by, Instant at) {
    if (by.stream().distinct().count() < 2) {
      return CaseRules.objection(Refusal.PURGE_BY_ONE);
    }
    Optional<Retention> kept = Retention.find(self, events);
    if (kept.isEmpty()) {
      return unless(false);
    }
    if (!kept.get().holders().isEmpty()) {
      return CaseRules.objection(Refusal.LEGAL_HOLD);
    }
    return kept.get().isDue(at)
        ? Optional.empty()
        : CaseRules.objection(Refusal.KEPT_UNTIL, kept.get().dueAt().toString());
  }

  private static Optional<Objection> unless(boolean mayBe) {
    return mayBe ? Optional.empty() : CaseRules.objection(Refusal.NOT_HERE);
  }
}
