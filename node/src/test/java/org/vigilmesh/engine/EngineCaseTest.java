package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Decision.Value;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.Queries.JournalVerdict;
import org.vigilmesh.port.Queries.TimelineEntry;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Submissions.Progress;
import org.vigilmesh.port.Submissions.Submission;
import org.vigilmesh.port.Submissions.Submitted;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** A case from request to hold between two production engines, and what cannot disturb it. */
final class EngineCaseTest {
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

  private void both(String state) {
    mesh.settle();
    assertEquals(state, matter.stateAt(xa));
    assertEquals(state, matter.stateAt(xb));
  }

  private static Set<String> alarms(Mesh.Member at) {
    return at.engine.queries().alarms().stream().map(AlarmRow::code).collect(Collectors.toSet());
  }

  @Test
  void aRequestIsAcknowledgedDecidedAndPreserved() {
    matter.request();
    both("delivered");
    assertTrue(matter.progress().delivered().isPresent());
    assertTrue(matter.progress().acknowledged().isEmpty(), "a receipt acknowledges nothing");
    matter.acknowledge();
    both("acknowledged");
    assertEquals("a.haddad", matter.progress().acknowledged().orElseThrow().officer());
    assertTrue(matter.progress().decided().isEmpty());
    matter.decide(Value.ACCEPTED);
    both("accepted");
    assertEquals("accepted", matter.progress().decided().orElseThrow().what());
    assertTrue(matter.progress().preserved().isEmpty());
    matter.preserve();
    both("preserved");
    Progress progress = matter.progress();
    assertTrue(progress.preserved().isPresent());
    assertFalse(progress.undelivered());
    assertEquals(List.of("hold effective"), matter.rowAt(xa).orElseThrow().marks());
    assertInstanceOf(JournalVerdict.Intact.class, xa.engine.queries().verifyJournal());
    assertInstanceOf(JournalVerdict.Intact.class, xb.engine.queries().verifyJournal());
  }

  @Test
  void everyStepSurvivesARestartOfBothSides() {
    List<Runnable> steps =
        List.of(
            matter::request,
            matter::acknowledge,
            () -> matter.decide(Value.ACCEPTED),
            matter::preserve);
    List<String> states = List.of("delivered", "acknowledged", "accepted", "preserved");
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).run();
      both(states.get(i));
      xa.restart();
      xb.restart();
      mesh.pass(Duration.ofSeconds(3));
      both(states.get(i));
    }
    assertEquals(4, matter.actsAt(xa).size());
    assertEquals(4, matter.actsAt(xb).size());
  }

  @Test
  void theSameSubmissionTwiceIsAcceptedOnce() {
    Act act = letters.act(matter.opening);
    Submission submission = letters.signed(xa, act, matter.opening.officers());
    Letters.Sent first = letters.submit(xa, submission, act);
    mesh.settle();
    Letters.Sent again = letters.submit(xa, submission, act);
    mesh.settle();
    assertTrue(first.isAccepted());
    assertInstanceOf(Submitted.AcceptedBefore.class, again.answer().orElseThrow());
    assertEquals(1, matter.actsAt(xb).size());
    assertEquals(1, statements(xa));
  }

  @Test
  void twiceInOneMomentIsAcceptedOnceAndBothHearOfIt() {
    Act act = letters.act(matter.opening);
    Submission submission = letters.signed(xa, act, matter.opening.officers());
    Letters.Sent first = letters.submit(xa, submission, act);
    Letters.Sent second = letters.submit(xa, submission, act);
    mesh.settle();
    assertTrue(first.isAccepted() && second.isAccepted());
    assertEquals(first.answers(), second.answers());
    assertEquals(1, statements(xa));
  }

  private static long statements(Mesh.Member at) {
    return at.store.read(
        view ->
            view.lanes().stream()
                .filter(lane -> lane.lane().from().equals(at.ref()))
                .mapToLong(lane -> lane.last().seq())
                .sum());
  }

  @Test
  void anotherActUnderAnIdThatWasUsedIsRejected() {
    Letters.Sent first = matter.request();
    mesh.settle();
    Act other = MessageFixtures.with(first.act(), "random", mesh.fresh(32));
    Letters.Sent second =
        letters.submit(xa, letters.signed(xa, other, matter.opening.officers()), other);
    mesh.settle();
    rejected("E-ACT-ID-TAKEN", second);
    assertEquals(1, statements(xa));
  }

  private static void rejected(String code, Letters.Sent sent) {
    var answer = assertInstanceOf(Submitted.Rejected.class, sent.answer().orElseThrow());
    assertEquals(code, answer.code(), answer.reasons().toString());
    assertFalse(answer.reasons().isEmpty());
  }

  @Test
  void whatDoesNotFitTheStateIsNotSigned() {
    matter.request();
    mesh.settle();
    Letters.Sent early = matter.decide(Value.ACCEPTED);
    mesh.settle();
    rejected("E-NOT-IN-THIS-STATE", early);
    both("delivered");
  }

  @Test
  void twoOfficersWhoDecideInOneMomentMakeNoFork() {
    matter.request();
    mesh.settle();
    matter.acknowledge();
    mesh.settle();
    Letters.Sent first = matter.decide(Value.ACCEPTED);
    Letters.Sent second = matter.decide(Value.NOT_LOCATED);
    mesh.settle();
    assertTrue(first.isAccepted());
    rejected("E-NOT-IN-THIS-STATE", second);
    both("accepted");
  }

  @Test
  void aForkOfDecisionsIsKeptShownAndWithoutEffect() {
    Forger forger = new Forger(mesh, xb, xa);
    matter.request();
    mesh.settle();
    matter.acknowledge();
    mesh.settle();
    Letters.Draft refusal =
        matter.answering(
            MessageFixtures.with(MessageFixtures.accepted(), "value", Value.NOT_LOCATED));
    matter.decide(Value.ACCEPTED);
    mesh.pass(Duration.ofSeconds(1));
    forger.offer(forger.statement(letters.act(refusal), List.of("a.haddad")));
    mesh.settle();
    assertEquals("accepted", matter.stateAt(xa));
    assertEquals(4, matter.actsAt(xa).size());
    assertTrue(alarms(xa).contains("E-ACT-VIOLATION"));
    assertTrue(matter.rowAt(xa).orElseThrow().marks().contains("violation"));
    TimelineEntry last =
        xa.engine.queries().caseStatus(matter.opening.caseId()).orElseThrow().timeline().getLast();
    assertTrue(last.reason().startsWith("violation: "), last.reason());
    assertEquals("accepted", matter.progress().decided().orElseThrow().what());
  }

  @Test
  void aForkThatClaimsToBeEarlierRingsAsWell() {
    Forger forger = new Forger(mesh, xb, xa);
    matter.request();
    mesh.settle();
    matter.acknowledge();
    mesh.settle();
    Act earlier =
        letters.act(
            matter.answering(
                MessageFixtures.with(MessageFixtures.accepted(), "value", Value.NOT_LOCATED)));
    mesh.pass(Duration.ofSeconds(1));
    matter.decide(Value.ACCEPTED);
    mesh.settle();
    forger.offer(forger.statement(earlier, List.of("a.haddad")));
    mesh.settle();
    assertTrue(alarms(xa).contains("E-ACT-VIOLATION"));
  }

  @Test
  void oneReceiptMayDeliverManyCases() {
    xa.links.arriving =
        frame -> frame instanceof Frame.Receipts ? Optional.empty() : Optional.of(frame);
    List<Matter> matters = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Matter one = new Matter(mesh, letters, xa, xb);
      one.request();
      matters.add(one);
    }
    mesh.settle();
    xa.links.arriving = Optional::of;
    mesh.pass(Duration.ofSeconds(20));
    for (Matter one : matters) {
      assertEquals("delivered", one.stateAt(xa));
    }
    assertEquals(5, xa.engine.queries().cases(CaseQuery.NEWEST, 10).size());
  }

  @Test
  void aThirdStateCannotJoinTheCase() {
    Mesh.Member xc = mesh.add(Fixtures.XC, "c.okafor");
    mesh.introduce(xa, xc);
    Letters.Sent request = matter.request();
    mesh.settle();
    Forger forger = new Forger(mesh, xc, xa);
    Decision decision = MessageFixtures.accepted();
    Letters.Draft draft =
        new Letters.Draft(
            xc,
            xa.ref(),
            decision,
            matter.opening.caseId(),
            Urgency.URGENT,
            matter.seenBy(xa),
            List.of("c.okafor"),
            Duration.ofHours(1));
    forger.offer(forger.statement(letters.act(draft), List.of("c.okafor")));
    mesh.settle();
    assertEquals(1, matter.actsAt(xa).size());
    assertEquals(List.of(request.act().id()), matter.actsAt(xa).stream().map(r -> r.id()).toList());
    assertTrue(alarms(xa).contains("E-ACT-UNPROCESSABLE"));
    matter.acknowledge();
    both("acknowledged");
  }

  @Test
  void theOtherSideCannotOpenOurCaseAgain() {
    matter.request();
    mesh.settle();
    Forger forger = new Forger(mesh, xb, xa);
    Letters.Draft draft =
        new Letters.Draft(
            xb,
            xa.ref(),
            MessageFixtures.request(),
            matter.opening.caseId(),
            Urgency.URGENT,
            List.of(),
            List.of("a.haddad", "b.lind"),
            Duration.ofHours(1));
    forger.offer(forger.statement(letters.act(draft), draft.officers()));
    mesh.settle();
    assertEquals(1, matter.actsAt(xa).size());
    assertTrue(matter.rowAt(xa).orElseThrow().ours());
  }

  @Test
  void anActCarriedTwiceHasOneEffect() {
    Letters.Sent request = matter.request();
    mesh.settle();
    Forger forger = new Forger(mesh, xa, xb);
    forger.offer(forger.statement(request.act(), matter.opening.officers()));
    mesh.settle();
    assertEquals(1, matter.actsAt(xb).size());
    assertEquals(2, xb.store.read(view -> view.lanes()).getFirst().last().seq());
    assertFalse(alarms(xb).contains("E-ACT-ID-REUSED"));
    assertInstanceOf(JournalVerdict.Intact.class, xb.engine.queries().verifyJournal());
  }

  @Test
  void anotherActUnderAnUsedIdIsEvidenceAndHasNoEffect() {
    Letters.Sent request = matter.request();
    mesh.settle();
    Act other = MessageFixtures.with(request.act(), "random", mesh.fresh(32));
    Forger forger = new Forger(mesh, xa, xb);
    forger.offer(forger.statement(other, matter.opening.officers()));
    mesh.settle();
    assertEquals(1, matter.actsAt(xb).size());
    assertTrue(alarms(xb).contains("E-ACT-ID-REUSED"));
    assertEquals("delivered", matter.stateAt(xb));
  }

  @Test
  void whatCameAfterItsTimeIsHeld() {
    xa.links.cutAll();
    xb.links.isDown = true;
    matter.request();
    mesh.settle();
    mesh.jump(Duration.ofHours(13));
    assertTrue(matter.progress().undelivered());
    assertTrue(alarms(xa).contains("E-UNDELIVERED"));
    xb.links.isDown = false;
    mesh.pass(Duration.ofMinutes(6));
    assertEquals(ActState.HELD, matter.actsAt(xb).getFirst().state());
    assertEquals("expired on arrival", matter.actsAt(xb).getFirst().stateReason());
    assertEquals("", matter.stateAt(xb));
    assertTrue(alarms(xb).contains("E-ACT-HELD"));
    assertEquals(ActState.DELIVERED, matter.actsAt(xa).getFirst().state());
    assertFalse(alarms(xa).contains("E-UNDELIVERED"), "delivered late: the alarm ends");
  }

  @Test
  void whatHasNoReceiptInTimeRingsBeforeItExpires() {
    xa.links.cutAll();
    xb.links.isDown = true;
    matter.request();
    mesh.settle();
    mesh.jump(Duration.ofMinutes(16));
    assertTrue(alarms(xa).contains("E-DELIVERY-OVERDUE"));
    assertFalse(matter.progress().undelivered());
  }

  @Test
  void anExpiredActIsNotSubmitted() {
    Act act = letters.act(matter.opening);
    mesh.jump(Duration.ofHours(12));
    Letters.Sent sent = letters.submit(xa, letters.signed(xa, act, matter.opening.officers()), act);
    mesh.settle();
    rejected("E-ACT-EXPIRED", sent);
  }

  @Test
  void attachmentsThatFitNoStatementAreRejectedAndTheNodeLivesOn() {
    Bytes large = Fixtures.bytes("large", 100 * 1024);
    Act act =
        MessageFixtures.with(
            letters.act(matter.opening),
            "attachmentDigests",
            List.of(Digest.sha256(large), Digest.sha256(large)));
    Submission signed = letters.signed(xa, act, matter.opening.officers());
    Letters.Sent sent =
        letters.submit(
            xa, new Submission(signed.act(), signed.endorsements(), List.of(large, large)), act);
    mesh.settle();
    rejected("E-ACT-SIZE", sent);
    Letters.Sent without = letters.submit(xa, signed, act);
    mesh.settle();
    rejected("E-ACT-ATTACHMENTS", without);
    matter.request();
    both("delivered");
  }

  @Test
  void bytesThatAreNoActAreRejected() {
    Letters.Sent sent = new Letters.Sent(letters.act(matter.opening), new ArrayList<>());
    xa.engine
        .submissions()
        .submit(new Submission(Bytes.utf8("no act"), List.of(), List.of()), sent.answers()::add);
    mesh.settle();
    rejected("E-ACT-FORM", sent);
  }
}
