package org.vigilmesh.casework;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Described;
import org.vigilmesh.value.Digest;

/** Who may say what to whom in which state: asked before signing, and again on arrival. */
public final class CaseRules {
  /** The treaty's floor of a hold (citation PRES-60), in days. */
  static final long FLOOR_DAYS = 60;

  private CaseRules() {}

  /** Why an act may not be signed here: the rule, what is wrong, what to do. */
  public record Objection(String code, String what, String remedy) {}

  /**
   * What of a case decides whether an act fits it; {@code base} is empty for a test record, {@code
   * inForce} holds the decision that stands.
   */
  record Standing(
      NodeId opener,
      NodeId requested,
      boolean exercise,
      Optional<Stage> base,
      Map<String, Stage> items,
      Set<Digest> inForce) {}

  /** The objection to signing {@code act} in {@code state}; empty when it may be signed. */
  public static Optional<Objection> maySign(CaseState state, NodeId self, Act act) {
    Optional<Grid> row = Grid.find(act);
    if (row.isEmpty()) {
      return objection("V01", "this node does not know this message", "update the node");
    }
    if (!act.sender().node().equals(self)) {
      return objection("V17", "the act names another sender", "check the country");
    }
    if (state.opener().isEmpty() || state.requested().isEmpty()) {
      return opens(act, row.get());
    }
    Standing standing =
        new Standing(
            state.opener().get(),
            state.requested().get(),
            state.exercise(),
            state.base(),
            state.items(),
            state.decisions());
    return party(act, row.get(), standing)
        .or(() -> cell(act, row.get(), standing))
        .or(() -> content(act, standing));
  }

  private static Optional<Objection> opens(Act act, Grid row) {
    if (row == Grid.CHANNEL_TEST) {
      return test(act);
    }
    return row.at(Optional.empty()) == Grid.Cell.SIGN
        ? Optional.empty()
        : objection("V47", "there is no such case", "vigil case list");
  }

  /** A test is always an exercise. */
  static Optional<Objection> test(Act act) {
    return act.exercise()
        ? Optional.empty()
        : objection("V44", "a test is always an exercise", "mark it as an exercise");
  }

  private static Optional<Objection> cell(Act act, Grid row, Standing standing) {
    if (standing.base().isEmpty()) {
      return row == Grid.HUMAN_ACK
          ? Optional.empty()
          : objection("V45", "a test is only acknowledged", "vigil case show");
    }
    return row.at(standing.base()) == Grid.Cell.SIGN
        ? Optional.empty()
        : impossible(act.content().contentType().code(), standing.base().get());
  }

  /** What is wrong with an act of this case whatever its state. */
  static Optional<Objection> party(Act act, Grid row, Standing standing) {
    NodeId sender = act.sender().node();
    boolean isOpener = sender.equals(standing.opener());
    NodeId other = isOpener ? standing.requested() : standing.opener();
    boolean isParty = isOpener || sender.equals(standing.requested());
    if (!isParty || !act.recipient().node().equals(other)) {
      return objection("V17", "this case is between others", "check the country");
    }
    boolean acknowledgesItself = standing.base().isEmpty() && isOpener && row == Grid.HUMAN_ACK;
    if (!fits(row.direction(), isOpener) || acknowledgesItself) {
      return objection("V45", "this is the other side's word", "see the allowed actions");
    }
    return act.exercise() == standing.exercise()
        ? Optional.empty()
        : objection("V44", "exercise and real case are mixed", "do not act");
  }

  private static boolean fits(Grid.Direction direction, boolean isOpener) {
    return switch (direction) {
      case TO_REQUESTED -> isOpener;
      case TO_REQUESTING -> !isOpener;
      case EITHER -> true;
    };
  }

  /** What is wrong with an act's content in this state. */
  static Optional<Objection> content(Act act, Standing standing) {
    return switch (act.content()) {
      case Decision decision -> decision(decision, standing);
      case Content.PreservationConfirmation held -> confirmation(held, standing);
      case Content.CaseRequest _,
          Described _,
          Content.HumanAck _,
          Content.ChannelTest _,
          Content.UnknownContent _ ->
          Optional.empty();
    };
  }

  private static Optional<Objection> decision(Decision decision, Standing standing) {
    Stage base = standing.base().orElseThrow();
    if (!mayBecome(base, decision.value())) {
      return impossible(decision.value().code(), base);
    }
    Digest earlier = decision.supersedes();
    boolean isFirst = standing.inForce().isEmpty() || base == Stage.POSTPONED;
    if (earlier == null && !isFirst) {
      return objection(
          "V48",
          "a second decision must name the one it supersedes",
          "name it, or leave the first one in force");
    }
    if (earlier != null && !standing.inForce().contains(earlier)) {
      return objection(
          "V48", "the decision that it supersedes is not the one in force", "vigil case show");
    }
    return items(decision, standing);
  }

  private static Optional<Objection> items(Decision decision, Standing standing) {
    List<Decision.ItemOutcome> all = new ArrayList<>(decision.outcomes());
    for (String item : decision.itemIds()) {
      all.add(new Decision.ItemOutcome(item, decision.value(), Decision.Reason.NONE, ""));
    }
    for (Decision.ItemOutcome outcome : all) {
      Stage item = standing.items().get(outcome.itemId());
      if (item == null) {
        return objection("V45", "item " + outcome.itemId() + " is not in this case", "check it");
      }
      if (!mayBecome(item, outcome.value())) {
        return impossible(outcome.value().code() + " of " + outcome.itemId(), item);
      }
    }
    return Optional.empty();
  }

  /** Whether a decision of this value may be given on what stands at {@code base} (11.3). */
  static boolean mayBecome(Stage base, Decision.Value value) {
    boolean isOpen = base == Stage.ACKNOWLEDGED || base == Stage.POSTPONED;
    boolean isGranted = base == Stage.ACCEPTED || base == Stage.PARTIAL;
    return switch (value) {
      case ACCEPTED, PARTIALLY_ACCEPTED ->
          isOpen
              || isGranted
              || base == Stage.REFUSED
              || base == Stage.NOT_LOCATED
              || base == Stage.NOT_COMPETENT;
      case CONDITIONAL, CLARIFICATION_NEEDED, NOT_COMPETENT -> isOpen;
      case POSTPONED, REFUSED, NOT_LOCATED, ALREADY_GONE -> isOpen || isGranted;
    };
  }

  private static Optional<Objection> confirmation(
      Content.PreservationConfirmation held, Standing standing) {
    if (held.custodianRef().isEmpty() || held.itemIds().isEmpty()) {
      return objection(
          "V58",
          "preserved needs the custodian's reference and the items",
          "add the custodian's reference");
    }
    boolean isLongEnough =
        !held.preservedUntil().isBefore(held.effectiveAt().plus(Duration.ofDays(FLOOR_DAYS)));
    if (!isLongEnough) {
      return objection("V59", "a hold lasts at least 60 days", "extend the domestic order");
    }
    boolean holdsNone =
        held.itemIds().stream().noneMatch(item -> isHeldFor(standing.items().get(item)));
    return holdsNone
        ? objection("V45", "none of these items was accepted", "decide on them first")
        : Optional.empty();
  }

  /** Whether the custodian of an item that stands here is asked to hold it. */
  private static boolean isHeldFor(@Nullable Stage item) {
    return item == Stage.ACCEPTED
        || item == Stage.PRESERVED
        || item == Stage.MLA_ANNOUNCED
        || item == Stage.MLA_RECEIVED;
  }

  private static Optional<Objection> impossible(String what, Stage base) {
    return objection(
        "V45",
        what + " is not possible while the case is " + base.code(),
        "see the allowed actions");
  }

  private static Optional<Objection> objection(String code, String what, String remedy) {
    return Optional.of(new Objection(code, what, remedy));
  }
}
