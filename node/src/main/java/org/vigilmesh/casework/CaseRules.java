package org.vigilmesh.casework;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Decision;
import org.vigilmesh.value.Digest;

/** Who may say what to whom in which state: asked before signing, and again on arrival. */
public final class CaseRules {
  private CaseRules() {}

  /** Why an act may not be signed here: the rule, what is wrong, what to do. */
  public record Objection(Refusal refusal, List<String> values) {
    public Objection {
      values = List.copyOf(values);
    }

    /** The number of the rule. */
    public String code() {
      return refusal.rule();
    }

    /** What is wrong, in English. */
    public String what() {
      return refusal.what("en", values);
    }

    /** What to do about it, in English. */
    public String remedy() {
      return refusal.remedy("en");
    }
  }

  /**
   * The objection to signing {@code act} at {@code self}, whose copy of the case {@code events}
   * make; empty when it may be signed.
   */
  public static Optional<Objection> maySign(NodeId self, List<CaseEvent> events, Act act) {
    return maySign(self, CaseFold.book(self, events), act);
  }

  static Optional<Objection> maySign(NodeId self, Book book, Act act) {
    Optional<Said> said = Moves.find(act, Digest.ZERO, act.createdAt());
    if (said.isEmpty()) {
      return objection(Refusal.UNKNOWN_MESSAGE);
    }
    if (!act.sender().node().equals(self)) {
      return objection(Refusal.OTHER_SENDER);
    }
    return book.isOpen() ? inCase(said.get(), book) : opens(said.get(), book);
  }

  /** The objection to what people of {@code self} would do there alone; empty when they may. */
  public static Optional<Objection> mayDo(
      NodeId self, List<CaseEvent> events, CaseEvent.Deed deed, List<OfficerId> by, Instant at) {
    return Locals.mayDo(self, events, deed, by, at);
  }

  /**
   * What {@code self} cannot say now, whatever it says: the objection to each message by its code,
   * with the form where its type has several. What is not here may still be refused for what it
   * says.
   */
  public static Map<String, Objection> barred(NodeId self, List<CaseEvent> events) {
    return Barred.of(self, CaseFold.book(self, events));
  }

  private static Optional<Objection> opens(Said said, Book book) {
    if (!(said.move() instanceof Move.Opens opens)) {
      return objection(Refusal.NO_SUCH_CASE);
    }
    if (said.row().at(book.draft) != Grid.Cell.SIGN) {
      return objection(Refusal.DRAFT_NOT_AUTHORISED, book.draft.map(Stage::code).orElse(""));
    }
    return opens.kind() == CaseKind.TEST && !said.act().exercise()
        ? objection(Refusal.TEST_NOT_EXERCISE)
        : Optional.empty();
  }

  private static Optional<Objection> inCase(Said said, Book book) {
    Optional<Objection> breach = party(said, book);
    if (breach.isPresent()) {
      return breach;
    }
    if (book.base().isEmpty()) {
      return said.row() == Grid.HUMAN_ACK
          ? Optional.empty()
          : objection(Refusal.TEST_ONLY_ACKNOWLEDGED);
    }
    if (!book.kind().allows(said.row())) {
      return objection(Refusal.OTHER_KIND, said.code());
    }
    Items.Reach reach = book.items.reach(said.row(), named(said.move(), book));
    return unknownItem(said.move(), book)
        .or(() -> isOpenTo(said, book, reach) ? Optional.empty() : impossible(said, book))
        .or(() -> person(said))
        .or(() -> forbidden(said, book, reach.items()))
        .or(() -> ContentRules.onSigning(said, book, reach.items()))
        .or(
            () ->
                Needs.missing(said, book, reach.items())
                    .map(refusal -> new Objection(refusal, List.of())));
  }

  private static boolean isOpenTo(Said said, Book book, Items.Reach reach) {
    return reach.cell() == Grid.Cell.SIGN && !isPutAway(said.row(), book);
  }

  /** Whether this side has put its copy away and {@code row} does not speak of such. */
  static boolean isPutAway(Grid row, Book book) {
    return book.isClosed && row.at(Optional.of(Stage.CLOSED)) != Grid.Cell.SIGN;
  }

  /** What is wrong with an act of this case whatever its state. */
  static Optional<Objection> party(Said said, Book book) {
    Act act = said.act();
    NodeId sender = act.sender().node();
    boolean isOpener = book.isOpener(act);
    NodeId other = isOpener ? book.requested() : book.opener();
    boolean isParty = isOpener || sender.equals(book.requested());
    if (!isParty || !act.recipient().node().equals(other)) {
      return objection(Refusal.NOT_A_PARTY);
    }
    boolean acknowledgesItself = book.base().isEmpty() && isOpener && said.row() == Grid.HUMAN_ACK;
    if (!fits(said.row().direction(), isOpener) || acknowledgesItself) {
      return objection(Refusal.OTHER_SIDES_WORD);
    }
    return act.exercise() == book.opening().exercise()
        ? Optional.empty()
        : objection(Refusal.EXERCISE_MIXED);
  }

  static boolean fits(Grid.Direction direction, boolean isOpener) {
    return switch (direction) {
      case TO_REQUESTED -> isOpener;
      case TO_REQUESTING -> !isOpener;
      case EITHER -> true;
    };
  }

  /** Whatever moves a case or a hold has a named person behind it. */
  static Optional<Objection> person(Said said) {
    boolean isAutomatic =
        switch (said.row()) {
          case DISPLAYED, STATUS_QUERY, EXPIRY_WARNING, CHANNEL_TEST -> true;
          case STATUS_REPORT -> said.move() instanceof Move.Reports(var hold) && hold.isEmpty();
          default -> false;
        };
    return said.act().isNotice() && !isAutomatic
        ? objection(Refusal.PERSON_NEEDED, said.code())
        : Optional.empty();
  }

  private static Optional<Objection> forbidden(Said said, Book book, Collection<String> items) {
    for (Overlay overlay : List.of(Overlay.RELEASE, Overlay.PREJUDICE, Overlay.EXTENSION)) {
      boolean isOpen = book.asked(overlay).stream().anyMatch(items::contains);
      if (isOpen && said.row().forbids(overlay)) {
        return objection(Refusal.OVERLAY_OPEN, said.code(), overlay.code());
      }
    }
    return Optional.empty();
  }

  private static Optional<Objection> impossible(Said said, Book book) {
    return objection(Refusal.NOT_IN_STATE, said.code(), book.items.base().code());
  }

  /** The items that a move names; those of the question for an answer that names none. */
  static Collection<String> named(Move move, Book book) {
    return switch (move) {
      case Move.Decides(Decision decision) ->
          decision.itemIds().isEmpty() && !decision.outcomes().isEmpty()
              ? Stream.concat(
                      book.items.open().stream(),
                      decision.outcomes().stream().map(Decision.ItemOutcome::itemId))
                  .distinct()
                  .toList()
              : Stream.concat(
                      decision.itemIds().stream(),
                      decision.outcomes().stream().map(Decision.ItemOutcome::itemId))
                  .toList();
      case Move.Confirms(var held) -> held.itemIds();
      case Move.WarnsOfRisk(var items, _) -> items;
      case Move.AnswersRisk(var of, _, var items) ->
          items.isEmpty() ? book.askedBy(Overlay.PREJUDICE, of) : items;
      case Move.AsksExtension(var items, _) -> items;
      case Move.DecidesExtension(var of, _, _) -> book.askedBy(Overlay.EXTENSION, of);
      case Move.NoLongerNeeds(var items, _) -> items;
      case Move.Releases(_, _, _, var items) -> items;
      case Move.Expires(_, _, _, var items) -> items;
      case Move.Tells _,
          Move.Opens _,
          Move.AsksTraffic _,
          Move.Acknowledges _,
          Move.Answers _,
          Move.AsksToClarify _,
          Move.Clarifies _,
          Move.Proposes _,
          Move.AnswersProposal _,
          Move.DisclosesTraffic _,
          Move.AnswersEmergency _,
          Move.Reports _,
          Move.AnnouncesMla _,
          Move.AttestsMla _,
          Move.DecidesMla _,
          Move.Withdraws _,
          Move.Objects _,
          Move.AsksOnward _,
          Move.DecidesOnward _ ->
          Set.of();
    };
  }

  /** The objection to naming an item that this case does not have. */
  static Optional<Objection> unknownItem(Move move, Book book) {
    return named(move, book).stream()
        .filter(item -> !book.items.has(item))
        .findFirst()
        .flatMap(item -> objection(Refusal.UNKNOWN_ITEM, item));
  }

  static Optional<Objection> objection(Refusal refusal, String... values) {
    return Optional.of(new Objection(refusal, List.of(values)));
  }
}
