package org.vigilmesh.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.bytes;
import static org.vigilmesh.Fixtures.digest;
import static org.vigilmesh.Fixtures.incarnation;
import static org.vigilmesh.delivery.Lanes.hash;
import static org.vigilmesh.delivery.Lanes.place;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.delivery.Frame.Holding;
import org.vigilmesh.delivery.Frame.LaneHint;
import org.vigilmesh.delivery.Frame.WitnessKind;
import org.vigilmesh.delivery.Frame.WitnessRequest;
import org.vigilmesh.delivery.Witnessing.Shown;
import org.vigilmesh.delivery.Witnessing.Verdict;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** We are in incarnation 5, sent and accepted three statements a lane, hold version 4 of each. */
final class WitnessingTest {
  private static final Incarnation NOW = incarnation(5);
  private static final Incarnation PEER = incarnation(1);
  private static final Witnessing.Own OWN =
      new Witnessing.Own() {
        @Override
        public Incarnation incarnation() {
          return NOW;
        }

        @Override
        public Holding identity() {
          return holding(2, 4, 4, 4);
        }

        @Override
        public Optional<Digest> findSent(Urgency lane, long seq) {
          return seq <= 3 ? Optional.of(hash(seq)) : Optional.empty();
        }

        @Override
        public Optional<Digest> findAccepted(Urgency lane, Incarnation sender, long seq) {
          return sender.equals(PEER) && seq <= 3 ? Optional.of(hash(seq)) : Optional.empty();
        }
      };

  private static Holding holding(long epoch, long card, long roster, long keySet) {
    return new Holding(
        epoch,
        card,
        digest("card " + card),
        roster,
        digest("roster " + roster),
        keySet,
        digest("key set " + keySet));
  }

  private static Frame.Hello hello(
      List<LaneHint> accepted, List<LaneHint> receipted, Holding held) {
    return new Frame.Hello(
        1,
        1,
        XB,
        PEER,
        bytes("boot", 16),
        T,
        Links.NOTHING,
        Optional.of(held),
        accepted,
        receipted);
  }

  private static List<WitnessRequest> accepted(Incarnation incarnation, Position place) {
    LaneHint hint = new LaneHint(Urgency.URGENT, incarnation, place);
    return Witnessing.requests(OWN, hello(List.of(hint), List.of(), holding(2, 4, 4, 4)));
  }

  private static List<WitnessRequest> receipted(Incarnation incarnation, Position place) {
    LaneHint hint = new LaneHint(Urgency.URGENT, incarnation, place);
    return Witnessing.requests(OWN, hello(List.of(), List.of(hint), holding(2, 4, 4, 4)));
  }

  private static List<WitnessRequest> held(Holding held) {
    return Witnessing.requests(OWN, hello(List.of(), List.of(), held));
  }

  private static WitnessRequest asking(WitnessKind kind, Incarnation incarnation, long number) {
    return new WitnessRequest(kind, Urgency.URGENT, incarnation, number);
  }

  private static WitnessRequest asking(WitnessKind kind, long version) {
    return new WitnessRequest(kind, Urgency.EMERGENCY, NOW, version);
  }

  @Test
  void whatAgreesAsksNothing() {
    for (long seq = 0; seq <= 3; seq++) {
      assertTrue(accepted(NOW, place(seq)).isEmpty());
      assertTrue(receipted(PEER, place(seq)).isEmpty());
    }
    assertTrue(held(holding(2, 4, 4, 4)).isEmpty());
    assertTrue(held(holding(2, 1, 2, 0)).isEmpty());
    var nothingHeld =
        new Frame.Hello(
            1,
            1,
            XB,
            PEER,
            bytes("boot", 16),
            T,
            Links.NOTHING,
            Optional.empty(),
            List.of(),
            List.of());
    assertTrue(Witnessing.requests(OWN, nothingHeld).isEmpty());
  }

  @Test
  void aStatementOfOursThatWeDoNotHaveIsAskedFor() {
    assertEquals(List.of(asking(WitnessKind.STATEMENT, NOW, 4)), accepted(NOW, place(4)));
    assertEquals(
        List.of(asking(WitnessKind.STATEMENT, NOW, 2)),
        accepted(NOW, new Position(2, digest("other"))));
  }

  @Test
  void aHigherIncarnationOfOursIsAskedForAndALowerOneIsNot() {
    assertEquals(
        List.of(asking(WitnessKind.STATEMENT, incarnation(6), 1)),
        accepted(incarnation(6), place(1)));
    assertTrue(accepted(incarnation(4), place(99)).isEmpty());
    Incarnation twin = new Incarnation(5, bytes("twin", 16));
    assertEquals(List.of(asking(WitnessKind.STATEMENT, twin, 1)), accepted(twin, place(1)));
  }

  @Test
  void aReceiptOfOursForWhatWeDoNotHaveIsAskedFor() {
    assertEquals(List.of(asking(WitnessKind.RECEIPT, PEER, 4)), receipted(PEER, place(4)));
    assertEquals(
        List.of(asking(WitnessKind.RECEIPT, PEER, 3)),
        receipted(PEER, new Position(3, digest("other"))));
    assertEquals(
        List.of(asking(WitnessKind.RECEIPT, incarnation(2), 1)),
        receipted(incarnation(2), place(1)));
  }

  @Test
  void newerOrOtherIdentityOfOursIsAskedFor() {
    assertEquals(
        List.of(
            asking(WitnessKind.CARD, 5),
            asking(WitnessKind.ROSTER, 5),
            asking(WitnessKind.ROSTER, 6),
            asking(WitnessKind.KEY_SET, 7)),
        held(holding(2, 5, 6, 7)));
    Holding other = new Holding(2, 4, digest("x"), 4, digest("roster 4"), 4, digest("key set 4"));
    assertEquals(List.of(asking(WitnessKind.CARD, 4)), held(other));
  }

  @Test
  void ofManyMissingCardsTheNewestSixteenAreAskedFor() {
    List<WitnessRequest> asked = held(holding(2, 100, 4, 4));
    assertEquals(16, asked.size());
    assertEquals(asking(WitnessKind.CARD, 85), asked.getFirst());
    assertEquals(asking(WitnessKind.CARD, 100), asked.getLast());
  }

  @Test
  void aHigherEpochOfOursIsAskedForAndALowerOneIsNot() {
    assertEquals(List.of(asking(WitnessKind.CARD, 1)), held(holding(3, 1, 1, 1)));
    assertTrue(held(holding(1, 9, 9, 9)).isEmpty());
  }

  @Test
  void questionsAreBoundedAndNotRepeated() {
    LaneHint hint = new LaneHint(Urgency.URGENT, NOW, place(9));
    Frame.Hello hello = hello(Collections.nCopies(64, hint), List.of(), holding(2, 4, 4, 4));
    assertEquals(1, Witnessing.requests(OWN, hello).size());
  }

  private static Verdict judge(boolean isVerified, boolean isHeld, Incarnation incarnation) {
    return Witnessing.judge(
        NOW, new Shown(WitnessKind.STATEMENT, isVerified, isHeld, incarnation, digest("shown")));
  }

  @Test
  void aClaimWithoutProofChangesNothing() {
    for (long number = 4; number <= 6; number++) {
      assertEquals(new Verdict.NothingProved(), judge(false, false, incarnation(number)));
      assertEquals(new Verdict.NothingProved(), judge(false, true, incarnation(number)));
    }
  }

  @Test
  void whatIsInOurStoreProvesNothing() {
    assertEquals(new Verdict.NothingProved(), judge(true, true, NOW));
    assertEquals(new Verdict.NothingProved(), judge(true, true, incarnation(4)));
  }

  @Test
  void ourOwnSignedObjectThatWeLackProvesARollback() {
    Verdict rolledBack = new Verdict.RolledBack(WitnessKind.STATEMENT, digest("shown"));
    assertEquals(rolledBack, judge(true, false, NOW));
    assertEquals(rolledBack, judge(true, false, new Incarnation(5, bytes("twin", 16))));
  }

  @Test
  void aHigherIncarnationProvesThatWeAreTheStaleCopy() {
    assertEquals(new Verdict.StaleCopy(incarnation(6)), judge(true, false, incarnation(6)));
  }

  @Test
  void aLowerIncarnationStopsNothing() {
    assertEquals(new Verdict.OlderIncarnation(incarnation(4)), judge(true, false, incarnation(4)));
  }
}
