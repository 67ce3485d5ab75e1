package org.vigilmesh.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XA1;
import static org.vigilmesh.Fixtures.XB1;
import static org.vigilmesh.Fixtures.XC1;
import static org.vigilmesh.Fixtures.digest;
import static org.vigilmesh.Fixtures.incarnation;
import static org.vigilmesh.delivery.Lanes.EMERGENCY;
import static org.vigilmesh.delivery.Lanes.ROUTINE;
import static org.vigilmesh.delivery.Lanes.hash;
import static org.vigilmesh.delivery.Lanes.inbound;
import static org.vigilmesh.delivery.Lanes.known;
import static org.vigilmesh.delivery.Lanes.letter;
import static org.vigilmesh.delivery.Lanes.place;
import static org.vigilmesh.delivery.Lanes.take;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigilmesh.Fixtures;
import org.vigilmesh.delivery.InboundLane.Start;
import org.vigilmesh.delivery.InboundLane.Status;
import org.vigilmesh.envelope.IncarnationStart;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.Refusal.Reason;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

@Tag("bulk")
final class InboundLaneTest {
  private static Frame.Offered offered(Incarnation incarnation, Position place) {
    return new Frame.Offered(incarnation, place, Fixtures.bytes("sealed", 8));
  }

  @Test
  void aDuplicateIsKnownByItsHintUnopened() {
    InboundLane lane = inbound(ROUTINE, 3, Status.OPEN);
    for (long seq = 1; seq <= 3; seq++) {
      assertTrue(lane.duplicateByHint(offered(incarnation(1), place(seq)), known(3)));
    }
    assertFalse(lane.duplicateByHint(offered(incarnation(1), place(4)), known(3)));
    assertFalse(lane.duplicateByHint(offered(incarnation(2), place(3)), known(3)));
    assertFalse(
        lane.duplicateByHint(offered(incarnation(1), new Position(2, digest("x"))), known(3)));
  }

  @Test
  void aLostHashOfAnAcceptedStatementIsABug() {
    InboundLane lane = inbound(ROUTINE, 3, Status.OPEN);
    assertThrows(
        IllegalStateException.class,
        () -> InboundLane.step(lane, letter(ROUTINE, 2).arrives(), _ -> Optional.empty(), T));
  }

  @Test
  void aFirstIncarnationBeginsByItselfWithZeros() {
    InboundLane lane = InboundLane.unseen(ROUTINE, incarnation(1));
    assertEquals(Status.OPEN, lane.status());
    assertInstanceOf(Acceptance.Accept.class, take(lane, letter(ROUTINE, 1).arrives()));
  }

  @Test
  void aFirstStatementWithAnotherPreviousContradictsNoOtherStatement() {
    InboundLane lane = InboundLane.unseen(ROUTINE, incarnation(1));
    Acceptance answer = take(lane, letter(ROUTINE, 1).naming(digest("x")).arrives());
    assertEquals(new Acceptance.Refuse(Reason.INVALID, 0), answer);
  }

  @Test
  void aLaterIncarnationWaitsForItsStart() {
    LaneId later = new LaneId(XA1, XB1, Urgency.ROUTINE, incarnation(2));
    InboundLane lane = InboundLane.unseen(later, incarnation(2));
    assertEquals(Status.UNOPENED, lane.status());
    assertEquals(
        new Acceptance.Refuse(Reason.NEED_IDENTITY, 0), take(lane, letter(later, 1).arrives()));
  }

  @Test
  void anUndeclaredIncarnationDoesNotBegin() {
    Incarnation other = new Incarnation(1, Fixtures.bytes("other life", 16));
    assertEquals(Status.UNOPENED, InboundLane.unseen(ROUTINE, other).status());
  }

  @Test
  void aGapIsAskedAboutAgainOnANewLink() {
    InboundLane lane = inbound(ROUTINE, 3, Status.OPEN);
    var asked =
        assertInstanceOf(Acceptance.AskResume.class, take(lane, letter(ROUTINE, 5).arrives()));
    assertTrue(asked.state().resumeAsked());
    assertEquals(asked, take(asked.state().relinked(), letter(ROUTINE, 6).arrives()));
  }

  @Test
  void theMissingStatementEndsTheQuestion() {
    InboundLane asked = new InboundLane(ROUTINE, place(3), T, Status.OPEN, true);
    var accepted =
        assertInstanceOf(Acceptance.Accept.class, take(asked, letter(ROUTINE, 4).arrives()));
    assertFalse(accepted.state().resumeAsked());
  }

  @Test
  void lateArrivalIsMarkedAndAccepted() {
    InboundLane lane = inbound(ROUTINE, 3, Status.OPEN);
    Acceptance answer =
        InboundLane.step(lane, letter(ROUTINE, 4).arrives(), known(3), T.plus(Duration.ofDays(3)));
    assertTrue(assertInstanceOf(Acceptance.Accept.class, answer).marks().expired());
  }

  @Test
  void anEarlierTimeOfCreationIsMarkedAndNotRemembered() {
    InboundLane lane = inbound(ROUTINE, 3, Status.OPEN);
    Acceptance answer = take(lane, letter(ROUTINE, 4).createdAt(T.minusSeconds(60)).arrives());
    var accepted = assertInstanceOf(Acceptance.Accept.class, answer);
    assertTrue(accepted.marks().stepsBack());
    assertEquals(T.plusSeconds(3), accepted.state().lastAt());
  }

  @Test
  void noClockDecidesAcceptance() {
    InboundLane lane = inbound(ROUTINE, 3, Status.OPEN);
    for (Instant at : List.of(Instant.EPOCH, T, T.plus(Duration.ofDays(40_000)))) {
      Acceptance answer = InboundLane.step(lane, letter(ROUTINE, 4).arrives(), known(3), at);
      assertInstanceOf(Acceptance.Accept.class, answer);
    }
  }

  @Test
  void aSplitSenderIsRefusedButForEmergencies() {
    assertEquals(
        new Acceptance.Refuse(Reason.FORK, 0),
        take(inbound(ROUTINE, 3, Status.SUSPENDED), letter(ROUTINE, 4).arrives()));
    Acceptance answer =
        take(inbound(EMERGENCY, 3, Status.SUSPENDED), letter(EMERGENCY, 4).arrives());
    var stored = assertInstanceOf(Acceptance.AcceptWhileSplit.class, answer);
    assertEquals(inbound(EMERGENCY, 4, Status.SUSPENDED), stored.state());
  }

  @Test
  void aSplitSendersRepeatsStillGetTheirReceipt() {
    assertEquals(
        new Acceptance.Duplicate(),
        take(inbound(ROUTINE, 3, Status.SUSPENDED), letter(ROUTINE, 3).arrives()));
  }

  @Test
  void aSecondForkOfASplitSenderIsOnlyRefused() {
    assertEquals(
        new Acceptance.Refuse(Reason.FORK, 0),
        take(
            inbound(EMERGENCY, 3, Status.SUSPENDED),
            letter(EMERGENCY, 3).hashed("other").arrives()));
  }

  @Test
  void aClosedLaneAnswersRepeatsAndTakesNothing() {
    InboundLane closed = inbound(ROUTINE, 3, Status.CLOSED);
    assertEquals(new Acceptance.Duplicate(), take(closed, letter(ROUTINE, 1).arrives()));
    assertEquals(
        new Acceptance.Refuse(Reason.INVALID, 0), take(closed, letter(ROUTINE, 4).arrives()));
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void onlyAnOpenLaneCanBeSuspended(Status status) {
    Status expected = status == Status.OPEN ? Status.SUSPENDED : status;
    assertEquals(expected, inbound(ROUTINE, 1, status).suspended().status());
  }

  private static Start start(List<InboundLane> held, Set<Digest> proofs, boolean confirmed) {
    IncarnationStart start = Fixtures.start(XA1, XB1);
    return InboundLane.acceptStart(start, digest("start"), XB1, held, proofs, confirmed);
  }

  @Test
  void aStartClosesEarlierLanesAndBeginsThreeFromItsHash() {
    Start answer = start(List.of(inbound(ROUTINE, 3, Status.OPEN)), Set.of(), false);
    var begun = assertInstanceOf(Start.Begun.class, answer);
    assertEquals(4, begun.lanes().size());
    assertEquals(inbound(ROUTINE, 3, Status.CLOSED), begun.lanes().getFirst());
    InboundLane routine = begun.lanes().getLast();
    assertEquals(new Position(0, digest("start")), routine.last());
    assertInstanceOf(
        Acceptance.Accept.class,
        take(routine, letter(routine.lane(), 1).naming(digest("start")).arrives()));
    assertEquals(
        new Acceptance.Refuse(Reason.INVALID, 0),
        take(routine, letter(routine.lane(), 1).arrives()));
  }

  @Test
  void aRevocationClosesAnOpenLaneAndLeavesAForkAsItIs() {
    assertEquals(Status.CLOSED, inbound(ROUTINE, 3, Status.OPEN).closed().status());
    assertEquals(Status.SUSPENDED, inbound(ROUTINE, 3, Status.SUSPENDED).closed().status());
  }

  @Test
  void aRepeatedStartChangesNothing() {
    var begun = assertInstanceOf(Start.Begun.class, start(List.of(), Set.of(), false));
    assertEquals(new Start.Repeated(), start(begun.lanes(), Set.of(), false));
  }

  @Test
  void aStartForAnotherNodeOrFromOurselvesIsNotForUs() {
    IncarnationStart start = Fixtures.start(XA1, XC1);
    assertEquals(
        new Start.NotForUs(),
        InboundLane.acceptStart(start, digest("s"), XB1, List.of(), Set.of(), true));
    IncarnationStart own = Fixtures.start(XB1, XB1);
    assertEquals(
        new Start.NotForUs(),
        InboundLane.acceptStart(own, digest("s"), XB1, List.of(), Set.of(), true));
  }

  @Test
  void aStartMustLeadAllKnownIncarnations() {
    Incarnation same = new Incarnation(3, Fixtures.bytes("another third life", 16));
    for (Incarnation held : List.of(same, incarnation(4))) {
      InboundLane lane = inbound(new LaneId(XA1, XB1, Urgency.URGENT, held), 0, Status.OPEN);
      assertEquals(new Start.NotNewer(), start(List.of(lane), Set.of(), true));
    }
  }

  @Test
  void aSplitEndsWithProofAndConfirmationOnly() {
    List<InboundLane> split = List.of(inbound(ROUTINE, 3, Status.SUSPENDED));
    Set<Digest> proofs = Set.of(digest("fork proof"));
    assertEquals(new Start.NeedsProof(), start(split, Set.of(digest("x")), true));
    assertEquals(new Start.NeedsConfirmation(), start(split, proofs, false));
    assertInstanceOf(Start.Begun.class, start(split, proofs, true));
  }

  /** Whatever arrives in whatever order: positions are taken once, in order, along the chain. */
  @Test
  void anyOrderOfArrivalsTakesEachPositionOnce() {
    long base = Long.getLong("sim.seed", 1);
    long all = 0;
    for (long seed = base; seed < base + 200; seed++) {
      Random random = new Random(seed);
      InboundLane lane = inbound(EMERGENCY, 0, Status.OPEN);
      Map<Long, Digest> stored = new HashMap<>();
      List<Long> taken = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        long seq = 1 + random.nextInt(12);
        Lanes.Letter letter = letter(EMERGENCY, seq);
        letter = random.nextInt(200) == 0 ? letter.hashed("fork") : letter;
        Acceptance answer =
            InboundLane.step(lane, letter.arrives(), at -> Optional.ofNullable(stored.get(at)), T);
        lane =
            switch (answer) {
              case Acceptance.Accept(InboundLane next, _) -> next;
              case Acceptance.AcceptWhileSplit(InboundLane next, _) -> next;
              case Acceptance.AskResume(InboundLane next, _) -> next;
              case Acceptance.Fork(InboundLane next, _, _) -> next;
              case Acceptance.CloseLink _,
                  Acceptance.Refuse _,
                  Acceptance.Duplicate _,
                  Acceptance.Nothing _ ->
                  lane;
            };
        if (lane.last().seq() > taken.size()) {
          assertNull(stored.put(lane.last().seq(), lane.last().hash()));
          taken.add(lane.last().seq());
        }
        String told = "seed " + seed + " step " + i;
        assertEquals(taken.size(), lane.last().seq(), told);
      }
      all += taken.size();
    }
    assertTrue(all > 200 * 6, "the lanes moved");
  }

  @Test
  void equalHashesOfDifferentPlacesAreNoDuplicate() {
    InboundLane lane = inbound(ROUTINE, 3, Status.OPEN);
    assertFalse(lane.duplicateByHint(offered(incarnation(1), new Position(2, hash(3))), known(3)));
  }
}
