package org.vigilmesh.casework;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.message.ActId;

/** What must stand open for a message to have its effect. */
final class Needs {
  private Needs() {}

  /** Why {@code said} has no effect: what it answers is not open. Empty when it has one. */
  static Optional<Refusal> missing(Said said, Book book, Collection<String> items) {
    return switch (said.move()) {
      case Move.Clarifies(ActId of, _) -> unless(book.isAsked(Overlay.CLARIFY, of));
      case Move.AnswersProposal(ActId of, _, _) -> unless(book.isAsked(Overlay.CONSULT, of));
      case Move.AnswersRisk(ActId of, _, _) -> unless(book.isAsked(Overlay.PREJUDICE, of));
      case Move.DecidesExtension(ActId of, _, _) -> unless(book.isAsked(Overlay.EXTENSION, of));
      case Move.DecidesOnward(ActId of) -> unless(book.onward.contains(of));
      case Move.AsksToClarify _, Move.Proposes _ ->
          book.has(Overlay.RELEASE) ? Optional.of(Refusal.RELEASE_ASKED) : Optional.empty();
      case Move.Releases releases ->
          releasable(said, releases, book, items).isEmpty()
              ? Optional.of(Refusal.NOT_ASKED_TO_RELEASE)
              : Optional.empty();
      case Move.Tells _,
          Move.Opens _,
          Move.AsksTraffic _,
          Move.Acknowledges _,
          Move.Answers _,
          Move.Decides _,
          Move.Confirms _,
          Move.WarnsOfRisk _,
          Move.DisclosesTraffic _,
          Move.AnswersEmergency _,
          Move.Reports _,
          Move.AsksExtension _,
          Move.AnnouncesMla _,
          Move.AttestsMla _,
          Move.DecidesMla _,
          Move.NoLongerNeeds _,
          Move.Withdraws _,
          Move.Expires _,
          Move.Objects _,
          Move.AsksOnward _ ->
          Optional.empty();
    };
  }

  private static Optional<Refusal> unless(boolean isOpen) {
    return isOpen ? Optional.empty() : Optional.of(Refusal.ANSWERS_NOTHING);
  }

  /** Those of {@code items} that may be released now: asked for, or their window is over. */
  static List<String> releasable(
      Said said, Move.Releases releases, Book book, Collection<String> items) {
    Set<String> asked = book.toRelease();
    return switch (releases.cause()) {
      case FRAUD_CONFIRMED -> List.copyOf(items);
      case WITHDRAWAL, NO_LONGER_NEEDED -> items.stream().filter(asked::contains).toList();
      case REFUSAL_FINAL -> {
        boolean isOver = isOver(Clock.OBJECTION, said, book) && book.mlaRefs.isEmpty();
        yield book.items.at(items, Stage.REFUSED, Stage.NOT_LOCATED, Stage.NOT_COMPETENT).stream()
            .filter(item -> isOver || asked.contains(item))
            .toList();
      }
      case AFTER_DECISION -> {
        boolean isOver = isOver(Clock.POST_DECISION, said, book);
        yield book.items.at(items, Stage.MLA_DECIDED).stream()
            .filter(item -> isOver || asked.contains(item))
            .toList();
      }
    };
  }

  /** By the times that are signed, so that both sides come to the same answer. */
  private static boolean isOver(Clock window, Said said, Book book) {
    Instant end = book.windows.get(window);
    return end != null && !said.act().createdAt().isBefore(end);
  }
}
