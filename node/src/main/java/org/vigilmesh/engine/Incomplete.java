package org.vigilmesh.engine;

import java.util.List;
import java.util.Optional;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Content.CaseRequest;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Dialogue.ClarificationAnswer;
import org.vigilmesh.message.Rule;
import org.vigilmesh.message.Validation;
import org.vigilmesh.message.Validation.Cover;
import org.vigilmesh.message.Validation.Finding;
import org.vigilmesh.message.Validation.Parties;
import org.vigilmesh.message.Validation.Severity;
import org.vigilmesh.message.Validation.SoFar;

/**
 * A request that lacks something is received, and is asked about; it is neither refused for that
 * nor accepted as it is. Once the other side has answered a question or amended it, whether that
 * suffices is for people to say. No card is asked: it may have changed since.
 */
final class Incomplete {
  private Incomplete() {}

  /**
   * What speaks against accepting by {@code decision} the request of a case.
   *
   * @param acts of the case that had their effect, oldest first
   */
  static List<Finding> findings(Act decision, List<Act> acts) {
    boolean isAnswered =
        acts.stream().anyMatch(act -> act.content() instanceof ClarificationAnswer)
            || acts.stream().filter(act -> act.content() instanceof CaseRequest).count() > 1;
    Optional<Act> request =
        acts.stream().filter(act -> act.content() instanceof CaseRequest).findFirst();
    if (!accepts(decision) || isAnswered || request.isEmpty()) {
      return List.of();
    }
    Act asked = request.get();
    Cover cover = Cover.of(asked, List.of());
    return Validation.check(
            asked.content(), cover, Parties.UNKNOWN, SoFar.NOTHING, asked.createdAt())
        .stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .filter(finding -> finding.rule() != Rule.V37)
        .map(Incomplete::ofRequest)
        .toList();
  }

  private static boolean accepts(Act act) {
    return act.content() instanceof Decision decision
        && switch (decision.value()) {
          case ACCEPTED, PARTIALLY_ACCEPTED, CONDITIONAL -> true;
          case CLARIFICATION_NEEDED, NOT_COMPETENT, POSTPONED, REFUSED, NOT_LOCATED, ALREADY_GONE ->
              false;
        };
  }

  private static Finding ofRequest(Finding found) {
    return new Finding(
        found.rule(), found.severity(), "request." + found.field(), found.citation(), false);
  }
}
