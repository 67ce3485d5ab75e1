package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.casework.Mentions;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Disclosure.EmergencyDataAnswer;
import org.vigilmesh.message.Disclosure.OnwardTransferDecision;
import org.vigilmesh.message.Disclosure.OnwardTransferRequest;
import org.vigilmesh.message.Disclosure.Transfer;
import org.vigilmesh.message.Inquiry.SpontaneousInformation;
import org.vigilmesh.message.RequestPart.Handling;
import org.vigilmesh.message.Rule;
import org.vigilmesh.message.Validation.Finding;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.CaseVault;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.value.Digest;

/**
 * What another State gave under its prior authorisation is not passed on to a third one without its
 * granted decision (V69): each attachment of ours is looked for among what others sent us.
 */
final class Onward {
  /** So many cases that have the same attachment are looked into. */
  private static final int CASES_MAX = 50;

  private final Cases cases;
  private final CaseVault vault;
  private final NodeId self;

  Onward(Cases cases, CaseVault vault, NodeId self) {
    this.cases = cases;
    this.vault = vault;
    this.self = self;
  }

  /** A finding for each attachment of {@code act} that may not go where it goes. */
  List<Finding> findings(Turn turn, Act act) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < act.attachmentDigests().size(); i++) {
      if (isBound(turn, act.attachmentDigests().get(i), act.recipient().node())) {
        String field = "attachments[" + i + "]";
        String citation = Rule.V69.citation();
        findings.add(new Finding(Rule.V69, Rule.V69.severity(), field, citation, false));
      }
    }
    return findings;
  }

  private boolean isBound(Turn turn, Digest attachment, NodeId to) {
    Digest mark = vault.mark(Mentions.attachment(attachment));
    return turn.tx().cases(CaseQuery.NEWEST.naming(mark), CASES_MAX).stream()
        .filter(row -> !row.peer().state().equals(to.state()))
        .anyMatch(row -> isBound(turn, row, attachment, to.state()));
  }

  private boolean isBound(Turn turn, CaseRow row, Digest attachment, String state) {
    List<Act> acts = cases.effective(turn, row.caseId());
    boolean isBound =
        acts.stream()
            .filter(one -> !one.sender().node().equals(self))
            .filter(one -> one.attachmentDigests().contains(attachment))
            .map(one -> handling(one.content()))
            .anyMatch(one -> one != null && !one.onward().isEmpty());
    return isBound
        && acts.stream().noneMatch(one -> grants(one, acts, attachment, state, turn.at()));
  }

  /** The terms under which a message's attachments were given. */
  private static @Nullable Handling handling(Content content) {
    return switch (content) {
      case Content.CaseRequest request -> request.terms().handling();
      case SpontaneousInformation told -> told.handling();
      case EmergencyDataAnswer answer -> answer.handling();
      default -> null;
    };
  }

  private boolean grants(Act act, List<Act> acts, Digest attachment, String state, Instant at) {
    if (act.sender().node().equals(self)
        || !(act.content() instanceof OnwardTransferDecision decided)
        || decided.outcome() == Transfer.REFUSED
        || (decided.until() != null && !at.isBefore(decided.until()))) {
      return false;
    }
    Optional<OnwardTransferRequest> asked =
        acts.stream()
            .filter(one -> one.id().equals(decided.inReplyTo()))
            .map(Act::content)
            .filter(OnwardTransferRequest.class::isInstance)
            .map(OnwardTransferRequest.class::cast)
            .findFirst();
    return asked
        .filter(one -> attachment.equals(one.item()) && one.thirdState().equals(state))
        .isPresent();
  }
}
