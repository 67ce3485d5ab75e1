package org.vigilmesh.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XA1;
import static org.vigilmesh.Fixtures.XB1;
import static org.vigilmesh.Fixtures.XC1;
import static org.vigilmesh.Fixtures.digest;
import static org.vigilmesh.Fixtures.incarnation;
import static org.vigilmesh.delivery.Lanes.ROUTINE;
import static org.vigilmesh.delivery.Lanes.inbound;
import static org.vigilmesh.delivery.Lanes.letter;
import static org.vigilmesh.delivery.Lanes.place;
import static org.vigilmesh.delivery.Lanes.take;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigilmesh.delivery.InboundLane.Status;
import org.vigilmesh.delivery.Lanes.Flaw;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.Refusal.Reason;
import org.vigilmesh.value.Urgency;

/** The acceptance table of PROTOCOL 4, one test a row in its order, then the order itself. */
final class AcceptanceTableTest {
  private final InboundLane lane = inbound(ROUTINE, 3, Status.OPEN);

  private static Acceptance refused(Reason reason) {
    return new Acceptance.Refuse(reason, 0);
  }

  @Test
  void brokenFramingOrQuotaClosesTheLink() {
    assertEquals(
        new Acceptance.CloseLink("too long"), take(lane, new Arrival.BreaksFraming("too long")));
  }

  @Test
  void anUnknownSealingKeyIsRefused() {
    assertEquals(
        refused(Reason.SEALING_KEY),
        take(lane, new Arrival.UnknownSealingKey(place(4), digest("key"))));
  }

  @Test
  void anUnknownFormatIsRefused() {
    assertEquals(refused(Reason.FORMAT), take(lane, new Arrival.UnknownFormat(place(4))));
  }

  @Test
  void anUnknownIdentityIsAskedFor() {
    assertEquals(
        new Acceptance.Refuse(Reason.NEED_IDENTITY, 7),
        take(lane, new Arrival.UnknownIdentity(place(4), 7)));
  }

  @Test
  void bytesThatDoNotOpenAreInvalid() {
    assertEquals(refused(Reason.INVALID), take(lane, new Arrival.Broken(place(4))));
  }

  @Test
  void whatIsNotSignedForThisLaneIsInvalid() {
    var sound = letter(ROUTINE, 4);
    var bad =
        List.of(
            sound.flawed(Flaw.SIGNATURE),
            sound.flawed(Flaw.BODY),
            sound.between(XC1, XB1),
            sound.between(XB1, XB1),
            sound.between(XA1, XC1),
            sound.in(Urgency.URGENT, ROUTINE.incarnation()),
            sound.in(Urgency.ROUTINE, incarnation(2)),
            sound.hinting("another header"));
    for (var letter : bad) {
      assertEquals(refused(Reason.INVALID), take(lane, letter.arrives()), letter.toString());
    }
  }

  @Test
  void aRevokedPairSpeaksNoMore() {
    assertEquals(
        refused(Reason.REVOKED), take(lane, letter(ROUTINE, 4).flawed(Flaw.REVOKED).arrives()));
  }

  @Test
  void duplicateGetsTheSameReceipt() {
    for (long seq = 1; seq <= 3; seq++) {
      assertEquals(new Acceptance.Duplicate(), take(lane, letter(ROUTINE, seq).arrives()));
    }
  }

  @Test
  void aSecondHeaderAtOnePlaceIsAFork() {
    for (long seq = 1; seq <= 3; seq++) {
      assertEquals(
          new Acceptance.Fork(
              inbound(ROUTINE, 3, Status.SUSPENDED),
              place(seq),
              new Position(seq, digest("other"))),
          take(lane, letter(ROUTINE, seq).hashed("other").arrives()));
    }
  }

  @Test
  void anotherPreviousHeaderIsAFork() {
    assertEquals(
        new Acceptance.Fork(
            inbound(ROUTINE, 3, Status.SUSPENDED), place(3), new Position(3, digest("other"))),
        take(lane, letter(ROUTINE, 4).naming(digest("other")).arrives()));
  }

  @Test
  void anOlderIdentityThanBeforeIsRefusedInItsTurn() {
    assertEquals(
        refused(Reason.OLDER_IDENTITY),
        take(lane, letter(ROUTINE, 4).flawed(Flaw.OLDER).arrives()));
    assertEquals(
        new Acceptance.Duplicate(), take(lane, letter(ROUTINE, 3).flawed(Flaw.OLDER).arrives()));
    assertEquals(
        Acceptance.AskResume.class,
        take(lane, letter(ROUTINE, 6).flawed(Flaw.OLDER).arrives()).getClass());
  }

  @Test
  void aGapIsAnsweredOnceAndNotStored() {
    Acceptance first = take(lane, letter(ROUTINE, 5).arrives());
    InboundLane asked = new InboundLane(ROUTINE, place(3), T.plusSeconds(3), Status.OPEN, true);
    assertEquals(new Acceptance.AskResume(asked, 4), first);
    assertEquals(new Acceptance.Nothing(), take(asked, letter(ROUTINE, 1L << 33).arrives()));
  }

  @Test
  void theNextStatementIsAccepted() {
    assertEquals(
        new Acceptance.Accept(inbound(ROUTINE, 4, Status.OPEN), new Acceptance.Marks(false, false)),
        take(lane, letter(ROUTINE, 4).arrives()));
  }

  @Test
  void badSignatureGoesBeforeRevocation() {
    assertEquals(
        refused(Reason.INVALID),
        take(lane, letter(ROUTINE, 4).flawed(Flaw.SIGNATURE, Flaw.REVOKED).arrives()));
  }

  @Test
  void badSignatureGoesBeforeForkAndDuplicate() {
    assertEquals(
        refused(Reason.INVALID),
        take(lane, letter(ROUTINE, 2).hashed("other").flawed(Flaw.SIGNATURE).arrives()));
    assertEquals(
        refused(Reason.INVALID), take(lane, letter(ROUTINE, 2).flawed(Flaw.BODY).arrives()));
  }

  @Test
  void revocationSparesWhatWasAcceptedBefore() {
    assertEquals(
        new Acceptance.Duplicate(), take(lane, letter(ROUTINE, 3).flawed(Flaw.REVOKED).arrives()));
  }

  @Test
  void aRevokedPairProvesNoFork() {
    assertEquals(
        refused(Reason.REVOKED),
        take(lane, letter(ROUTINE, 3).hashed("other").flawed(Flaw.REVOKED).arrives()));
  }

  @Test
  void aRevokedPairDoesNotOpenAGap() {
    assertEquals(
        refused(Reason.REVOKED), take(lane, letter(ROUTINE, 9).flawed(Flaw.REVOKED).arrives()));
  }

  @Test
  void aDuplicateWithAnotherPreviousCannotExistSinceItsHashDiffers() {
    assertEquals(
        new Acceptance.Duplicate(),
        take(lane, letter(ROUTINE, 3).naming(digest("ignored: the hash decides")).arrives()));
  }

  @Test
  void aGapGoesBeforeThePreviousHash() {
    Acceptance answer = take(lane, letter(ROUTINE, 5).naming(digest("other")).arrives());
    assertEquals(Acceptance.AskResume.class, answer.getClass());
  }
}
