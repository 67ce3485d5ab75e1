package org.vigilmesh.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.casework.CaseState.Flag;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Content.PreservationConfirmation;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Dialogue;
import org.vigilmesh.message.Holding;

/** What each message does to its case, rules apart. */
final class Effects {
  private final Book book;
  private final Opening opening;

  Effects(Book book) {
    this.book = book;
    this.opening = new Opening(book);
  }

  /** Applies {@code said} to {@code items}, those at which the table lets it apply. */
  void apply(Said said, List<String> items) {
    book.raise(said.act().urgency());
    switch (said.move()) {
      case Move.Tells _, Move.Opens _ -> tell(said);
      case Move.AsksTraffic _ -> book.flags.add(Flag.TRAFFIC_REQUESTED);
      case Move.Acknowledges ack -> opening.acknowledge(said, ack);
      case Move.Answers _ -> close(said);
      case Move.AsksToClarify asks ->
          ask(said, Overlay.CLARIFY, Clock.CLARIFY, asks.questions(), asks.answerBy());
      case Move.Clarifies(ActId of, Set<String> answered) ->
          answered(said, Overlay.CLARIFY, Clock.CLARIFY, of, answered);
      case Move.Proposes(List<String> conditions, Optional<Instant> by) -> {
        book.proposed.put(said.act().id(), conditions);
        ask(said, Overlay.CONSULT, Clock.CONSULT, Set.of(""), by);
      }
      case Move.AnswersProposal answer -> replied(said, answer);
      case Move.Decides(Decision decision) -> decided(said, decision, items);
      case Move.Confirms(PreservationConfirmation held) -> preserved(said, held, items);
      case Move.WarnsOfRisk(List<String> about, Optional<Instant> by) -> {
        book.ask(Overlay.PREJUDICE, said.act().id(), named(about, items));
        start(said, Clock.PREJUDICE, said.act().id(), by);
      }
      case Move.AnswersRisk answer -> riskAnswered(said, answer, items);
      case Move.DisclosesTraffic _ -> {
        book.flags.add(Flag.TRAFFIC_DISCLOSED);
        book.timers.start(Clock.THIRD_STATE, "", said.at(), book.urgency(), Optional.empty());
      }
      case Move.AnswersEmergency(boolean isFinal) -> {
        if (isFinal) {
          close(said);
        }
      }
      case Move.Reports report -> report.hold().ifPresent(h -> opening.provisional(said, h));
      case Move.AsksExtension asks -> asksExtension(said, asks, items);
      case Move.DecidesExtension decided -> extended(decided, items);
      case Move.AnnouncesMla _ -> announced(said, items);
      case Move.AttestsMla(String ref) -> attested(said, ref, items);
      case Move.DecidesMla _ -> mlaDecided(said, items);
      case Move.NoLongerNeeds needs -> notNeeded(said, needs, items);
      case Move.Withdraws _ -> release(said, items);
      case Move.Releases releases -> released(said, releases, items);
      case Move.Expires _ -> expired(said, items);
      case Move.Objects _ -> objected(said);
      case Move.AsksOnward(Optional<Instant> by) -> {
        book.onward.add(said.act().id());
        start(said, Clock.ONWARD, said.act().id(), by);
      }
      case Move.DecidesOnward(ActId of) -> {
        book.onward.remove(of);
        book.timers.stop(Clock.ONWARD, of.toString());
      }
    }
  }

  /** An incident is acknowledged by a person, like an opening. */
  private void tell(Said said) {
    if (said.row() == Grid.TRAFFIC_DISCLOSURE_REQUEST) {
      book.flags.add(Flag.TRAFFIC_REQUESTED);
    }
    if (said.row() == Grid.INCIDENT_NOTICE) {
      start(said, Clock.ACKNOWLEDGEMENT, said.act().id(), Optional.empty());
    }
  }

  private void start(Said said, Clock clock, ActId about, Optional<Instant> by) {
    book.timers.startAtMost(clock, about.toString(), said.at(), book.urgency(), by);
  }

  private static Set<String> named(Collection<String> named, Collection<String> all) {
    return Set.copyOf(named.isEmpty() ? all : named);
  }

  private void ask(
      Said said, Overlay overlay, Clock clock, Set<String> parts, Optional<Instant> by) {
    ActId id = said.act().id();
    book.ask(overlay, id, parts);
    Instant latest = said.at().plus(Duration.ofDays(3));
    book.timers.start(clock, id.toString(), said.at(), book.urgency(), by.filter(latest::isAfter));
    book.timers.pause(said.at());
  }

  private void answered(Said said, Overlay overlay, Clock clock, ActId of, Set<String> parts) {
    if (book.answer(overlay, of, parts)) {
      book.timers.stop(clock, of.toString());
      resume(said);
    }
  }

  private void resume(Said said) {
    boolean isAsked =
        book.has(Overlay.CLARIFY) || book.has(Overlay.CONSULT) || book.has(Overlay.RELEASE);
    if (!isAsked) {
      book.timers.resume(said.at());
    }
  }

  private void replied(Said said, Move.AnswersProposal answer) {
    if (answer.stance() == Dialogue.Stance.COUNTER) {
      return;
    }
    if (answer.stance() == Dialogue.Stance.ACCEPT) {
      book.accepted.add(answer.conditions());
    }
    answered(said, Overlay.CONSULT, Clock.CONSULT, answer.of(), Set.of(""));
  }

  private void decided(Said said, Decision decision, List<String> items) {
    if (decision.value() == Decision.Value.CLARIFICATION_NEEDED) {
      return;
    }
    List<String> general =
        decision.itemIds().isEmpty()
            ? items.stream().filter(i -> ContentRules.canBecome(book, i, decision)).toList()
            : decision.itemIds();
    Stage stage = ContentRules.stageOf(decision.value());
    general.forEach(item -> book.items.decide(item, stage, said.digest()));
    for (Decision.ItemOutcome outcome : decision.outcomes()) {
      book.items.decide(outcome.itemId(), ContentRules.stageOf(outcome.value()), said.digest());
    }
    book.facts = book.facts.withDecided(new Fact(said.act().createdAt(), said.act().id()));
    book.flags.remove(Flag.OBJECTED);
    book.clear(Overlay.CLARIFY);
    book.clear(Overlay.CONSULT);
    book.timers.stop(Clock.CLARIFY);
    book.timers.stop(Clock.CONSULT);
    resume(said);
    decisionClocks(said, decision);
  }

  private void decisionClocks(Said said, Decision decision) {
    Timers timers = book.timers;
    timers.stop(Clock.REVIEW);
    timers.stop(Clock.OBJECTION);
    timers.stop(Clock.CUSTODIAN);
    if (book.items.at(Stage.ACKNOWLEDGED).isEmpty()) {
      timers.stop(Clock.DECISION);
    }
    if (!book.items.at(Stage.ACCEPTED).isEmpty()) {
      timers.start(Clock.CUSTODIAN, "", said.at(), book.urgency(), Optional.empty());
    }
    if (!book.items.at(Stage.POSTPONED).isEmpty()) {
      Optional<Instant> by = Optional.ofNullable(decision.reviewAt());
      timers.startAtMost(Clock.REVIEW, "", said.at(), book.urgency(), by);
    }
    if (!book.items.at(Stage.NOT_LOCATED, Stage.NOT_COMPETENT).isEmpty()
        && book.items.at(Stage.POSTPONED).isEmpty()
        && decision.value() != Decision.Value.ALREADY_GONE) {
      timers.start(Clock.REVIEW, "", said.at(), book.urgency(), Optional.empty());
    }
    if (!book.items.at(Stage.REFUSED, Stage.NOT_LOCATED, Stage.NOT_COMPETENT).isEmpty()) {
      openObjection(said);
    }
    if (decision.value() == Decision.Value.ALREADY_GONE) {
      timers.stop(Clock.VOLATILITY);
    }
  }

  /** From a denial, and again from an objection, the other side has its time to speak. */
  private void openObjection(Said said) {
    book.timers.start(Clock.OBJECTION, "", said.at(), book.urgency(), Optional.empty());
    book.windows.put(
        Clock.OBJECTION, said.act().createdAt().plus(Clock.OBJECTION.length(book.urgency())));
  }

  private void preserved(Said said, PreservationConfirmation held, List<String> items) {
    Items.Term term = Terms.of(held);
    boolean isReceived = book.flags.contains(Flag.MLA_RECEIVED);
    boolean isAnnounced = book.flags.contains(Flag.MLA_ANNOUNCED);
    List<String> fresh = book.items.at(items, Stage.ACCEPTED);
    for (String item : items) {
      book.items.hold(item, term);
      if (fresh.contains(item)) {
        Stage announced = isAnnounced ? Stage.MLA_ANNOUNCED : Stage.PRESERVED;
        book.items.move(item, isReceived ? Stage.MLA_RECEIVED : announced);
        book.clear(Overlay.CLARIFY);
        book.timers.stop(Clock.CLARIFY);
      }
    }
    if (isReceived && !fresh.isEmpty()) {
      pend(said, fresh);
    }
    book.hold = Hold.EFFECTIVE;
    Fact fact = new Fact(said.act().createdAt(), said.act().id());
    book.facts = book.facts.withPreserved(fact, held.preservedUntil());
    book.timers.stop(Clock.PROVISIONAL_HOLD);
    book.timers.stop(Clock.VOLATILITY);
    if (book.items.at(Stage.ACCEPTED).isEmpty()) {
      book.timers.stop(Clock.CUSTODIAN);
    }
    promise(said);
    resume(said);
  }

  /** The request for assistance that was promised is still awaited. */
  private void promise(Said said) {
    boolean isAwaited = !book.items.at(Stage.PRESERVED).isEmpty();
    if (isAwaited && book.mlaExpected.isPresent()) {
      book.timers.start(Clock.MLA_PROMISED, "", said.at(), book.urgency(), book.mlaExpected);
    }
  }

  private void riskAnswered(Said said, Move.AnswersRisk answer, List<String> items) {
    book.close(Overlay.PREJUDICE, answer.of());
    book.timers.stop(Clock.PREJUDICE, answer.of().toString());
    List<String> free =
        named(answer.items(), items).stream()
            .filter(i -> book.items.has(i) && book.items.of(i) != Stage.MLA_RECEIVED)
            .toList();
    if (!answer.go() && !free.isEmpty()) {
      release(said, free);
    }
  }

  private void asksExtension(Said said, Move.AsksExtension asks, List<String> items) {
    book.ask(Overlay.EXTENSION, said.act().id(), Set.copyOf(items));
    if (asks.mlaExpected().isPresent()) {
      book.mlaExpected = asks.mlaExpected();
      promise(said);
    }
    Optional<Instant> end =
        items.stream()
            .flatMap(item -> book.items.term(item).stream())
            .map(Items.Term::duty)
            .min(Instant::compareTo);
    book.timers.start(
        Clock.EXTENSION_ANSWER, said.act().id().toString(), said.at(), book.urgency(), end);
  }

  private void extended(Move.DecidesExtension decided, List<String> items) {
    items.forEach(item -> book.items.extend(item, decided.until(), decided.orderExpires()));
    decided
        .until()
        .ifPresent(
            until ->
                book.facts
                    .preserved()
                    .ifPresent(fact -> book.facts = book.facts.withPreserved(fact, until)));
    book.close(Overlay.EXTENSION, decided.of());
    book.timers.stop(Clock.EXTENSION_ANSWER, decided.of().toString());
  }

  private void announced(Said said, List<String> items) {
    List<String> held = book.items.at(items, Stage.PRESERVED);
    held.forEach(item -> book.items.move(item, Stage.MLA_ANNOUNCED));
    book.flags.add(Flag.MLA_ANNOUNCED);
    book.timers.stop(Clock.MLA_PROMISED);
    book.timers.start(Clock.MLA_TRANSIT, "", said.at(), book.urgency(), Optional.empty());
  }

  private void attested(Said said, String ref, List<String> items) {
    book.mlaRefs.add(ref);
    book.attestations.add(said.digest());
    List<String> held = book.items.at(items, Stage.PRESERVED, Stage.MLA_ANNOUNCED);
    held.forEach(item -> book.items.move(item, Stage.MLA_RECEIVED));
    book.flags.add(Flag.MLA_RECEIVED);
    book.timers.stop(Clock.MLA_PROMISED);
    book.timers.stop(Clock.MLA_TRANSIT);
    if (!held.isEmpty()) {
      pend(said, held);
    }
  }

  /** What is pending is neither extended nor released: the hold goes on until it is decided. */
  private void pend(Said said, List<String> items) {
    book.clear(Overlay.EXTENSION);
    book.timers.stop(Clock.EXTENSION_ANSWER);
    if (book.unask(Overlay.RELEASE, items)) {
      book.timers.stop(Clock.RELEASE_CERTIFICATE);
    }
    book.timers.start(Clock.MLA_PENDING, "", said.at(), book.urgency(), Optional.empty());
  }

  private void mlaDecided(Said said, List<String> items) {
    book.mlaDecisions.clear();
    book.mlaDecisions.add(said.digest());
    items.forEach(item -> book.items.move(item, Stage.MLA_DECIDED));
    book.clear(Overlay.PREJUDICE);
    book.timers.stop(Clock.PREJUDICE);
    book.timers.stop(Clock.MLA_PENDING);
    book.timers.start(Clock.POST_DECISION, "", said.at(), book.urgency(), Optional.empty());
    book.windows.put(
        Clock.POST_DECISION,
        said.act().createdAt().plus(Clock.POST_DECISION.length(book.urgency())));
  }

  private void notNeeded(Said said, Move.NoLongerNeeds needs, List<String> items) {
    List<String> pending = book.items.at(items, Stage.MLA_RECEIVED);
    List<String> free =
        items.stream().filter(i -> needs.isMlaWithdrawn() || !pending.contains(i)).toList();
    if (!free.isEmpty()) {
      release(said, free);
      book.timers.stop(Clock.MLA_PROMISED);
      book.timers.stop(Clock.MLA_TRANSIT);
    }
  }

  /** Releasing is asked; the hold stands until the requested side has confirmed its end. */
  private void release(Said said, List<String> items) {
    book.clear(Overlay.CLARIFY);
    book.clear(Overlay.CONSULT);
    book.timers.stop(Clock.CLARIFY);
    book.timers.stop(Clock.CONSULT);
    book.timers.pause(said.at());
    book.ask(Overlay.RELEASE, said.act().id(), Set.copyOf(items));
    start(said, Clock.RELEASE_CERTIFICATE, said.act().id(), Optional.empty());
  }

  private void released(Said said, Move.Releases releases, List<String> items) {
    Stage to = releases.cause() == Holding.Cause.WITHDRAWAL ? Stage.WITHDRAWN : Stage.RELEASED;
    List<String> free = Needs.releasable(said, releases, book, items);
    free.forEach(item -> book.items.move(item, to));
    if (book.unask(Overlay.RELEASE, free)) {
      book.timers.stop(Clock.RELEASE_CERTIFICATE);
    }
    ended(said);
  }

  private void expired(Said said, List<String> items) {
    if (book.has(Overlay.EXTENSION)) {
      book.flags.add(Flag.DISPUTE);
    }
    book.endings.add(said.digest());
    items.forEach(item -> book.items.move(item, Stage.EXPIRED));
    ended(said);
  }

  /** Once all has ended the hold has, and only the time of keeping the file runs. */
  private void ended(Said said) {
    if (book.items.haveEnded()) {
      book.hold = book.hold == Hold.NONE ? Hold.NONE : Hold.ENDED;
      book.clearOverlays();
      keep(said);
    }
  }

  private void close(Said said) {
    book.items.moveAll(Stage.CLOSED);
    book.clearOverlays();
    keep(said);
  }

  private void keep(Said said) {
    book.timers.stopAll();
    book.timers.start(Clock.RETENTION, "", said.at(), book.urgency(), Optional.empty());
  }

  private void objected(Said said) {
    book.flags.add(Flag.OBJECTED);
    openObjection(said);
    book.timers.start(Clock.DECISION, "", said.at(), book.urgency(), Optional.empty());
  }
}
