package org.vigilmesh.casework;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision;
import org.vigilmesh.value.Digest;

/** Who may say what to whom in which state: asked before signing, and again on arrival. */
public final class CaseRules {
  /** The treaty's floor of a hold (citation PRES-60), in days. */
  static final long FLOOR_DAYS = 60;

  private CaseRules() {}

  /** Why an act may not be signed here: the rule, what is wrong, what to do. */
  public record Objection(String code, String what, String remedy) {}

  /** The objection to signing {@code act} in {@code state}; empty when it may be signed. */
  public static Optional<Objection> maySign(CaseState state, NodeId self, Act act) {
    Optional<Grid> row = Grid.find(act);
    if (row.isEmpty()) {
      return objection("V01", "this node does not know this message", "update the node");
    }
    if (!act.sender().node().equals(self)) {
      return objection("V17", "the act names another sender", "check the country");
    }
    if (row.get() == Grid.CHANNEL_TEST && !act.exercise()) {
      return objection("V44", "a test is always an exercise", "mark it as an exercise");
    }
    if (state.opener().isEmpty()) {
      return row.get().at(Optional.empty()) == Grid.Cell.SIGN
          ? Optional.empty()
          : objection("V47", "there is no such case", "vigil case list");
    }
    if (state.base().isEmpty()) {
      return row.get() == Grid.HUMAN_ACK
          ? Optional.empty()
          : objection("V45", "a test is only acknowledged", "vigil case show");
    }
    return inCase(state, self, act, row.get());
  }

  private static Optional<Objection> inCase(CaseState state, NodeId self, Act act, Grid row) {
    boolean isOpener = state.opener().filter(self::equals).isPresent();
    if (!fits(row.direction(), isOpener)) {
      return objection("V45", "this is the other side's word", "see the allowed actions");
    }
    if (act.exercise() != state.exercise()) {
      return objection("V44", "exercise and real case are mixed", "do not act");
    }
    Optional<String> breach = contentBreach(act, state.decisions());
    if (breach.isPresent()) {
      return objection(ruleOf(act), breach.get(), "correct it and sign again");
    }
    return row.at(state.base()) == Grid.Cell.SIGN
        ? Optional.empty()
        : objection(
            "V45",
            act.content().contentType().code()
                + " is not possible while the case is "
                + state.base().map(Base::code).orElse("-"),
            "see the allowed actions");
  }

  private static Optional<Objection> objection(String code, String what, String remedy) {
    return Optional.of(new Objection(code, what, remedy));
  }

  private static boolean fits(Grid.Direction direction, boolean isOpener) {
    return switch (direction) {
      case TO_REQUESTED -> isOpener;
      case TO_REQUESTING -> !isOpener;
      case EITHER -> true;
    };
  }

  /** What makes an arrived act a violation whatever the state; empty when nothing does. */
  static Optional<String> breach(Act act, Grid row, Act opening, Set<Digest> decisions) {
    boolean isOpener = act.sender().node().equals(opening.sender().node());
    if (!fits(row.direction(), isOpener)) {
      return Optional.of("said by the wrong side");
    }
    if (act.exercise() != opening.exercise()) {
      return Optional.of("exercise and real case are mixed");
    }
    return contentBreach(act, decisions);
  }

  private static Optional<String> contentBreach(Act act, Set<Digest> decisions) {
    return switch (act.content()) {
      case Decision decision -> decisionBreach(decision, decisions);
      case Content.PreservationConfirmation confirmation -> confirmationBreach(confirmation);
      default -> Optional.empty();
    };
  }

  private static Optional<String> decisionBreach(Decision decision, Set<Digest> decisions) {
    Digest earlier = decision.supersedes();
    if (earlier == null) {
      return decisions.isEmpty()
          ? Optional.empty()
          : Optional.of("a second decision must name the one it supersedes");
    }
    return decisions.contains(earlier)
        ? Optional.empty()
        : Optional.of("it supersedes a decision that is not in this case");
  }

  private static Optional<String> confirmationBreach(Content.PreservationConfirmation held) {
    if (held.custodianRef().isEmpty() || held.itemIds().isEmpty()) {
      return Optional.of("preserved needs the custodian's reference and the items");
    }
    boolean isLongEnough =
        !held.preservedUntil().isBefore(held.effectiveAt().plus(Duration.ofDays(FLOOR_DAYS)));
    return isLongEnough ? Optional.empty() : Optional.of("a hold lasts at least 60 days");
  }

  private static String ruleOf(Act act) {
    return switch (act.content()) {
      case Decision _ -> "V48";
      case Content.PreservationConfirmation held when held.custodianRef().isEmpty() -> "V58";
      case Content.PreservationConfirmation _ -> "V59";
      default -> "V45";
    };
  }
}
