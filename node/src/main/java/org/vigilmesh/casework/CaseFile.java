package org.vigilmesh.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.casework.CaseEvent.Delivered;
import org.vigilmesh.casework.CaseEvent.Stored;
import org.vigilmesh.casework.CaseRules.Objection;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Act;
import org.vigilmesh.value.Digest;

/** A case while it is being folded: one act after the other, by the table. */
final class CaseFile {
  private final NodeId self;
  private final Collection<Stored> all;
  private final Map<Digest, Delivered> delivered;
  private final Lineage lineage;
  private final Map<Digest, Outcome> outcomes = new HashMap<>();
  private final Book book = new Book();

  private final Locals locals;

  /** The acts that moved the case. */
  private final List<Digest> moving = new ArrayList<>();

  CaseFile(
      NodeId self,
      Map<Digest, Stored> acts,
      Map<Digest, Delivered> delivered,
      List<CaseEvent.Local> local) {
    this.self = self;
    this.locals = new Locals(local);
    this.all = acts.values();
    this.delivered = delivered;
    this.lineage = new Lineage(acts);
  }

  Book book() {
    return book;
  }

  /** Acts that an officer did not want to wait any longer for what is missing. */
  Set<Digest> released() {
    return locals.released();
  }

  /** All acts were taken: what was done here alone comes on top. */
  void end() {
    locals.applyTo(book);
    book.isClosed = locals.isClosed(moving, lineage);
  }

  /** Shown at once; its effect waits for an earlier message. */
  void hold(Stored stored) {
    outcomes.put(stored.digest(), new Outcome.Waiting());
  }

  void apply(Stored stored) {
    outcomes.put(stored.digest(), outcome(stored));
  }

  private Outcome outcome(Stored stored) {
    Optional<Said> said = Moves.find(stored.act(), stored.digest(), saidAt(stored));
    if (!stored.effective() || said.isEmpty()) {
      return recorded(Refusal.OFFICER_LOOKS, false);
    }
    return book.isOpen() ? inCase(said.get()) : open(said.get());
  }

  /** Its own time; where it claims a later one than that of its storing, the latter. */
  private Instant saidAt(Stored stored) {
    Instant claimed = stored.act().createdAt();
    Delivered receipt = delivered.get(stored.digest());
    return receipt != null && receipt.at().isBefore(claimed) ? receipt.at() : claimed;
  }

  private static Outcome recorded(Refusal why, boolean rings) {
    return new Outcome.Recorded(new Objection(why, List.of()), rings);
  }

  private static Outcome violation(Refusal why, String... values) {
    return new Outcome.Violation(new Objection(why, List.of(values)));
  }

  private Outcome open(Said said) {
    Act act = said.act();
    if (!(said.move() instanceof Move.Opens opens)) {
      return violation(Refusal.NO_SUCH_CASE);
    }
    if (opens.kind() == CaseKind.TEST && !act.exercise()) {
      return violation(Refusal.TEST_NOT_EXERCISE);
    }
    Delivered receipt = delivered.get(said.digest());
    boolean hasAnswer =
        all.stream()
            .filter(Stored::effective)
            .anyMatch(s -> s.act().sender().node().equals(act.recipient().node()));
    boolean isHere = !act.sender().node().equals(self);
    Stage begin = receipt != null || hasAnswer || isHere ? Stage.DELIVERED : Stage.SENT;
    new Opening(book).open(said, opens, begin, Optional.ofNullable(receipt).map(Delivered::at));
    return new Outcome.Applied();
  }

  private Outcome inCase(Said said) {
    Optional<Objection> breach = CaseRules.party(said, book);
    if (breach.isPresent()) {
      return new Outcome.Violation(breach.get());
    }
    if (book.base().isEmpty()) {
      return record(said);
    }
    if (!book.kind().allows(said.row())) {
      return violation(Refusal.OTHER_KIND, said.code());
    }
    Items.Reach reach = book.items.reach(said.row(), CaseRules.named(said.move(), book));
    return switch (reach.cell()) {
      case RECORD -> late(said);
      case VIOLATION ->
          new Outcome.Violation(
              CaseRules.unknownItem(said.move(), book)
                  .or(() -> CaseRules.objection(Refusal.NOT_THEN, said.code()))
                  .orElseThrow());
      case SIGN, RACE -> effect(said, reach);
    };
  }

  private Outcome effect(Said said, Items.Reach reach) {
    if (isOvertaken(said)) {
      return recorded(Refusal.ASSISTANCE_FIRST, true);
    }
    Optional<Objection> objection =
        CaseRules.person(said).or(() -> ContentRules.onArrival(said, book, reach.items()));
    if (objection.isPresent()) {
      return new Outcome.Violation(objection.get());
    }
    Optional<Refusal> idle = Needs.missing(said, book, reach.items());
    if (idle.isPresent()) {
      return recorded(idle.get(), false);
    }
    new Effects(book).apply(said, reach.items());
    if (!(said.move() instanceof Move.Tells)) {
      moving.add(said.digest());
    }
    return new Outcome.Applied();
  }

  /** Releasing was asked without knowing that assistance was already under way. */
  private boolean isOvertaken(Said said) {
    boolean asksRelease = said.row() == Grid.WITHDRAWAL || said.row() == Grid.NO_LONGER_NEEDED;
    List<String> pending = book.items.at(Stage.MLA_RECEIVED, Stage.MLA_DECIDED);
    return asksRelease
        && !pending.isEmpty()
        && book.attestations.stream().noneMatch(one -> isSeenBy(said, one));
  }

  private boolean isSeenBy(Said said, Digest earlier) {
    return lineage.isBefore(earlier, said.digest());
  }

  /** A message that comes when it can change nothing any more. */
  private Outcome late(Said said) {
    Objection why = new Objection(Refusal.TOO_LATE, List.of(said.code()));
    return switch (said.row()) {
      case EXTENSION_REQUEST -> {
        boolean hasCrossed = book.endings.stream().anyMatch(end -> !isSeenBy(said, end));
        if (hasCrossed) {
          book.flags.add(CaseState.Flag.DISPUTE);
        }
        yield new Outcome.Recorded(why, hasCrossed);
      }
      case MLA_RECEIVED -> new Outcome.Recorded(why, book.items.haveEnded());
      default -> new Outcome.Recorded(why, false);
    };
  }

  /** What belongs to a test or an incident beside the table. */
  private Outcome record(Said said) {
    if (said.move() instanceof Move.Acknowledges ack) {
      new Opening(book).acknowledge(said, ack);
      return new Outcome.Applied();
    }
    boolean isShown = book.kind() == CaseKind.INCIDENT && said.row() == Grid.DISPLAYED;
    return isShown ? new Outcome.Applied() : violation(Refusal.TEST_ONLY_ACKNOWLEDGED);
  }

  CaseState state(List<Digest> latest, Set<Digest> missing) {
    Optional<Act> opener = book.findOpening();
    return new CaseState(
        opener.map(Act::caseId),
        opener.map(act -> act.sender().node()),
        opener.map(act -> act.recipient().node()),
        opener.map(Act::exercise).orElse(false),
        opener.isPresent() ? book.base() : book.draft,
        book.items.named(),
        book.overlays(),
        book.hold,
        book.flags,
        book.facts,
        Terms.running(book),
        outcomes,
        latest,
        missing,
        book.items.decisions(),
        book.isClosed);
  }
}
