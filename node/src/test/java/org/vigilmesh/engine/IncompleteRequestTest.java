package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ContentForm;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.FullContents;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.message.PreservationRequest;
import org.vigilmesh.port.Queries.CaseNote;
import org.vigilmesh.port.Queries.NoteKind;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Submissions.Submitted;

/** A request that lacks something, from a node that signs what it should not. */
final class IncompleteRequestTest {
  private final TwoNodes two = new TwoNodes();
  private final Matter matter = new Matter(two.mesh, two.letters, two.xa, two.xb);

  private Act asks(PreservationRequest request) {
    Act act = with(two.letters.act(matter.opening), "content", request);
    two.offered(two.thief.statement(act, TwoNodes.BOTH));
    matter.request(act);
    matter.acknowledge();
    two.mesh.settle();
    return act;
  }

  private Letters.Sent decides(Decision.Value value) {
    Decision decision = with(MessageFixtures.accepted(), "value", value);
    decision = with(decision, "inReplyTo", matter.requestId());
    Letters.Sent sent = matter.answer(decision);
    two.mesh.settle();
    return sent;
  }

  private static List<String> marks(Letters.Sent sent) {
    return assertInstanceOf(Submitted.Rejected.class, sent.answer().orElseThrow())
        .reasons()
        .stream()
        .map(reason -> reason.what().substring(0, 3) + " " + reason.field())
        .toList();
  }

  @Test
  void itIsReceivedAndAcknowledgedAndNotAcceptedAsItIs() {
    PreservationRequest bare = with(MessageFixtures.request(), "matter.factsSummary", "");
    Act act = asks(with(bare, "terms.durationRequestedDays", 30));
    assertEquals(ActState.APPLIED, two.stateAtXb(act).orElseThrow());
    assertEquals("acknowledged", matter.stateAt(two.xb));
    List<String> lacking =
        List.of("V05 request.facts_summary", "V25 request.duration_requested_days");
    assertEquals(lacking, marks(decides(Decision.Value.ACCEPTED)));
    assertTrue(marks(decides(Decision.Value.PARTIALLY_ACCEPTED)).containsAll(lacking));
    assertTrue(marks(decides(Decision.Value.CONDITIONAL)).containsAll(lacking));
    List<String> noted =
        two.xb.engine.queries().caseStatus(act.caseId()).orElseThrow().notes().stream()
            .filter(note -> note.kind() == NoteKind.RULE && note.facts().contains("error"))
            .map(CaseNote::code)
            .toList();
    assertEquals(List.of("V05", "V25"), noted, "and the desk sees why");
  }

  @Test
  void whatItLacksIsNoReasonAgainstAnyOtherAnswer() {
    asks(with(MessageFixtures.request(), "matter.factsSummary", ""));
    assertEquals(List.of("V02 technical_failure"), marks(decides(Decision.Value.ALREADY_GONE)));
  }

  @Test
  void aWholeRequestFromTheSameHandIsAccepted() {
    asks(MessageFixtures.request());
    assertTrue(decides(Decision.Value.ACCEPTED).isAccepted());
  }

  @Test
  void afterAnAnswerOrAnAmendmentPeopleSayWhetherItSuffices() {
    Act bare = MessageFixtures.act(with(MessageFixtures.request(), "matter.factsSummary", ""));
    Act accepts = MessageFixtures.act(MessageFixtures.accepted());
    Act answer = MessageFixtures.act(FullContents.of(ContentForm.CLARIFICATION_ANSWER));
    assertEquals(1, Incomplete.findings(accepts, List.of(bare)).size());
    assertEquals(List.of(), Incomplete.findings(accepts, List.of(bare, answer)));
    assertEquals(List.of(), Incomplete.findings(accepts, List.of(bare, bare)));
    assertEquals(List.of(), Incomplete.findings(accepts, List.of(answer)));
  }
}
