package org.vigilmesh.casework;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Content.PreservationConfirmation;
import org.vigilmesh.message.Content.ProvisionalHold;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Dialogue;
import org.vigilmesh.message.Holding;
import org.vigilmesh.value.Digest;

/** What a message does to its case, as far as its state goes; empty lists mean all open items. */
sealed interface Move {
  /** It is shown, and moves nothing. */
  record Tells() implements Move {}

  /**
   * Opens a case.
   *
   * @param goneAt when the data will be deleted, where that is known
   * @param mlaExpected when the request for mutual assistance is to follow
   */
  record Opens(
      CaseKind kind, List<String> items, Optional<Instant> goneAt, Optional<Instant> mlaExpected)
      implements Move {}

  /** Asks for traffic data beside what was asked. */
  record AsksTraffic() implements Move {}

  record Acknowledges(ActId of, Optional<ProvisionalHold> hold) implements Move {}

  /** Answers a query, and with it ends the case. */
  record Answers() implements Move {}

  record AsksToClarify(Set<String> questions, Optional<Instant> answerBy) implements Move {}

  record Clarifies(ActId of, Set<String> answered) implements Move {}

  record Proposes(List<String> conditions, Optional<Instant> answerBy) implements Move {}

  record AnswersProposal(ActId of, Dialogue.Stance stance, List<String> conditions)
      implements Move {}

  record Decides(Decision decision) implements Move {}

  record Confirms(PreservationConfirmation held) implements Move {}

  record WarnsOfRisk(List<String> items, Optional<Instant> answerBy) implements Move {}

  record AnswersRisk(ActId of, boolean go, List<String> items) implements Move {}

  record DisclosesTraffic() implements Move {}

  record AnswersEmergency(boolean isFinal) implements Move {}

  record Reports(Optional<ProvisionalHold> hold) implements Move {}

  record AsksExtension(List<String> items, Optional<Instant> mlaExpected) implements Move {}

  record DecidesExtension(ActId of, Optional<Instant> until, Optional<Instant> orderExpires)
      implements Move {}

  record AnnouncesMla() implements Move {}

  record AttestsMla(String ref) implements Move {}

  record DecidesMla(String ref, Optional<Digest> supersedes) implements Move {}

  record NoLongerNeeds(List<String> items, boolean isMlaWithdrawn) implements Move {}

  record Withdraws() implements Move {}

  record Releases(Holding.Cause cause, String custodianRef, boolean holdExisted, List<String> items)
      implements Move {}

  record Expires(Optional<Instant> endedAt, String custodianRef, boolean noMla, List<String> items)
      implements Move {}

  record Objects(ActId of) implements Move {}

  record AsksOnward(Optional<Instant> answerBy) implements Move {}

  record DecidesOnward(ActId of) implements Move {}
}
