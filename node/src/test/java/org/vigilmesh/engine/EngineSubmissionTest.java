package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Decision.Value;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.message.PreservationRequest;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Submissions.Submission;
import org.vigilmesh.port.Submissions.Submitted;
import org.vigilmesh.port.Submissions.Submitted.Reason;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Urgency;

/** What our own node signs for its officers, and what it gives back with every reason at once. */
final class EngineSubmissionTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;
  private Matter matter;

  @BeforeEach
  void twoNodesThatKnowEachOther() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad", "b.lind");
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, letters, xa, xb);
  }

  private Letters.Sent submits(Letters.Draft draft) {
    return settled(letters.send(draft));
  }

  private Letters.Sent submits(Act act) {
    return submits(act, matter.opening.officers());
  }

  private Letters.Sent submits(Act act, List<String> officers) {
    return settled(letters.submit(xa, letters.signed(xa, act, officers), act));
  }

  private Letters.Sent settled(Letters.Sent sent) {
    mesh.settle();
    return sent;
  }

  private Act asking(Content content) {
    return with(letters.act(matter.opening), "content", content);
  }

  private static List<Reason> reasons(Letters.Sent sent) {
    return assertInstanceOf(Submitted.Rejected.class, sent.answer().orElseThrow()).reasons();
  }

  /** The reasons as rule and field, which is what a form marks. */
  private static List<String> marks(Letters.Sent sent) {
    return reasons(sent).stream()
        .map(r -> r.what().substring(0, r.what().indexOf(':')) + " " + r.field())
        .toList();
  }

  private void leftNoTrace(Letters.Sent sent) {
    assertFalse(Watch.holds(xa, sent));
    assertFalse(Watch.holds(xb, sent));
    assertTrue(xa.store.read(view -> view.lanes()).isEmpty(), "no place was taken");
    assertTrue(xa.store.read(view -> view.cases(Long.MAX_VALUE, 10)).isEmpty());
  }

  @Test
  void aRequestIsRefusedWithEveryRuleThatItBreaks() {
    PreservationRequest bad = with(MessageFixtures.request(), "matter.factsSummary", "");
    bad = with(bad, "terms.durationRequestedDays", 30);
    bad = with(bad, "terms.handling", null);
    bad = with(bad, "need.mlaIntention", null);
    Letters.Sent sent = submits(asking(bad));
    assertEquals("E-ACT-REFUSED", Watch.rejection(sent));
    assertEquals(
        List.of(
            "V05 facts_summary",
            "V10 mla_intention.intends",
            "V25 duration_requested_days",
            "V31 handling"),
        marks(sent));
    leftNoTrace(sent);
  }

  @Test
  void eachReasonSaysWhatIsWrongWhatToDoAndWhichProvisionAsksForIt() {
    PreservationRequest bad = with(MessageFixtures.request(), "terms.durationRequestedDays", 30);
    Reason reason = reasons(submits(asking(bad))).getFirst();
    assertEquals("duration_requested_days", reason.field());
    assertTrue(reason.what().startsWith("V25: "), reason.what());
    assertFalse(reason.remedy().isBlank());
    assertEquals("PRES-60", reason.citation());
  }

  @Test
  void missingSignaturesAndBrokenRulesAreToldTogether() {
    PreservationRequest bad = with(MessageFixtures.request(), "terms.durationRequestedDays", 1);
    Letters.Sent sent = submits(asking(bad), List.of("j.morgan"));
    assertEquals(List.of("V38 signatures", "V25 duration_requested_days"), marks(sent));
    leftNoTrace(sent);
  }

  @Test
  void warningsRefuseNothing() {
    PreservationRequest doubtful = with(MessageFixtures.request(), "need.proportionalityNote", "");
    doubtful = with(doubtful, "terms.sensitiveFlags", List.of("political"));
    doubtful = with(doubtful, "filing.bases[0].code", "BUD");
    doubtful = with(doubtful, "filing.bases[0].voluntary", true);
    doubtful = with(doubtful, "matter.offences[0].scheme", "DOMESTIC");
    Letters.Sent sent = submits(asking(doubtful));
    assertTrue(sent.isAccepted(), () -> reasons(sent).toString());
    assertEquals(ActState.APPLIED, Watch.state(xb, sent));
  }

  @Test
  void aTextThatTheOtherSideDoesNotReadIsRefused() {
    Act act = with(letters.act(matter.opening), "language", "fr");
    Letters.Sent sent = submits(act);
    assertEquals(List.of("V30 language"), marks(sent));
  }

  private record Wrong(String path, @Nullable Object value, String mark) {}

  @Test
  void anAcknowledgementNeedsItsFields() {
    matter.request();
    mesh.settle();
    Content.HumanAck sound =
        with(with(MessageFixtures.ack(), "inReplyTo", matter.requestId()), "provisionalHold", null);
    Stream.of(
            new Wrong("openedAt", null, "V02 opened_at"),
            new Wrong("dutyRole", "cook", "V02 duty_role"),
            new Wrong("caseRefs.requested", "", "V02 case_ref_requested"),
            new Wrong("inReplyTo", MessageFixtures.ACT_ID, "V47 in_reply_to"))
        .forEach(
            wrong -> {
              Content bad = with(sound, wrong.path(), wrong.value());
              assertEquals(List.of(wrong.mark()), marks(submits(matter.answering(bad))));
            });
    assertTrue(submits(matter.answering(sound)).isAccepted());
  }

  @Test
  void aRefusalNeedsGroundAndReasons() {
    matter.request();
    mesh.settle();
    matter.acknowledge();
    mesh.settle();
    Decision bare = with(MessageFixtures.accepted(), "value", Value.REFUSED);
    bare = with(bare, "inReplyTo", matter.requestId());
    Letters.Sent sent = submits(matter.answering(bare));
    assertEquals(List.of("V49 reason.ground", "V49 reason.text", "V54 consultation"), marks(sent));
    assertEquals("acknowledged", matter.stateAt(xb), "nothing was decided");
    Decision said =
        with(bare, "reason", new Decision.Reason("R21B", "", "Twice the same within a week."));
    assertEquals(List.of(), marksOrNone(submits(matter.answering(said)), "V49"));
  }

  private static List<String> marksOrNone(Letters.Sent sent, String rule) {
    return sent.isAccepted()
        ? List.of()
        : marks(sent).stream().filter(mark -> mark.startsWith(rule)).toList();
  }

  @Test
  void whatTheStateForbidsIsToldBesideTheBrokenRules() {
    matter.request();
    mesh.settle();
    Decision early = with(MessageFixtures.accepted(), "inReplyTo", matter.requestId());
    early = with(early, "domesticDecision", null);
    Letters.Sent sent = submits(matter.answering(early));
    assertEquals("E-NOT-IN-THIS-STATE", Watch.rejection(sent));
    assertEquals(List.of("V45 case", "V02 domestic_decision"), marks(sent));
  }

  @Test
  void aSecondDecisionIsRefusedOnceForOneRule() {
    matter.request();
    mesh.settle();
    matter.acknowledge();
    mesh.settle();
    matter.decide(Value.ACCEPTED);
    mesh.settle();
    Letters.Sent second = matter.decide(Value.ACCEPTED);
    mesh.settle();
    assertEquals(List.of("V48 case"), marks(second));
  }

  @Test
  void whatWasAcceptedIsStillAcceptedWhenItsRulesNoLongerHold() {
    Act act = with(letters.act(matter.opening), "notAfter", mesh.now().plus(Duration.ofDays(90)));
    Submission submission = letters.signed(xa, act, matter.opening.officers());
    assertTrue(settled(letters.submit(xa, submission, act)).isAccepted());
    xb.links.isDown = true;
    xa.links.cutAll();
    mesh.jump(Duration.ofDays(60));
    Letters.Sent again = settled(letters.submit(xa, submission, act));
    assertInstanceOf(
        Submitted.AcceptedBefore.class,
        again.answer().orElseThrow(),
        "its date is past, its place stays");
    Act late = with(act, "id", letters.act(matter.opening).id());
    late = with(with(late, "caseId", mesh.newCase()), "createdAt", mesh.now());
    Letters.Sent fresh = submits(late);
    assertTrue(fresh.isAccepted(), "a date that has passed is a warning");
  }

  @Test
  void aPeersBrokenRuleJoinsItsCase() {
    PreservationRequest bad = with(MessageFixtures.request(), "terms.durationRequestedDays", 30);
    Forger forger = new Forger(mesh, xa, xb);
    Act act = asking(bad);
    forger.offer(forger.statement(act, matter.opening.officers()));
    mesh.settle();
    assertEquals("delivered", matter.stateAt(xb), "it is clarified, never refused");
    assertEquals(ActState.APPLIED, matter.actsAt(xb).getFirst().state());
  }

  @Test
  void aStrangerGetsNoAct() {
    Act act = letters.act(matter.opening);
    for (NodeRef other : List.of(new NodeRef(Fixtures.XC, 1), new NodeRef(Fixtures.XB, 2))) {
      Letters.Sent sent = submits(with(act, "recipient", other));
      assertEquals("E-PEER-NOT-VERIFIED", Watch.rejection(sent), other.toString());
    }
  }

  @Test
  void anotherStatesActIsNotSignedHere() {
    Act theirs = with(letters.act(matter.opening), "recipient", new NodeRef(Fixtures.XC, 1));
    assertEquals("E-ACT-SENDER", Watch.rejection(submits(with(theirs, "sender", xb.ref()))));
  }

  @Test
  void anActLargerThanItsRoomIsRejectedUnread() {
    Act act = letters.act(letters.test(xa, xb, Urgency.ROUTINE));
    Letters.Sent sent = new Letters.Sent(act, new java.util.ArrayList<>());
    Bytes large = Fixtures.bytes("large", 48 * 1024 + 1);
    xa.engine
        .submissions()
        .submit(new Submission(large, List.of(), List.of()), sent.answers()::add);
    assertEquals("E-ACT-FORM", Watch.rejection(settled(sent)));
  }
}
