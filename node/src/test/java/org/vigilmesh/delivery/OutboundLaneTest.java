package org.vigilmesh.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.digest;
import static org.vigilmesh.delivery.Lanes.POLICY;
import static org.vigilmesh.delivery.Lanes.after;
import static org.vigilmesh.delivery.Lanes.outbound;
import static org.vigilmesh.delivery.Lanes.place;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigilmesh.delivery.OutboundLane.Effect;
import org.vigilmesh.delivery.OutboundLane.Event;
import org.vigilmesh.delivery.OutboundLane.FalseReceipt;
import org.vigilmesh.delivery.OutboundLane.Offer;
import org.vigilmesh.envelope.Refusal.Reason;

final class OutboundLaneTest {
  private static final Event READY = new Event.LinkReady();

  private static Event refused(Reason reason, long seq) {
    return new Event.Refused(reason, seq, true, 4, digest("key"));
  }

  private static Event sent(long toSeq) {
    return new Event.Sent(toSeq, 1000 * toSeq);
  }

  private static Event receipt(long seq) {
    return new Event.ReceiptCovers(seq, true);
  }

  private static List<Effect> effects(OutboundLane lane, Event event) {
    return OutboundLane.step(lane, event, T, POLICY).effects();
  }

  private static Optional<Offer> offer(OutboundLane lane) {
    return lane.findOffer(T, POLICY);
  }

  private static Instant pause(List<Effect> effects) {
    return assertInstanceOf(Effect.Pause.class, effects.getLast()).until();
  }

  @Test
  void nothingIsOfferedWithoutALink() {
    assertTrue(offer(outbound(5, 2)).isEmpty());
    assertTrue(offer(after(outbound(5, 2), T, READY, new Event.LinkLost())).isEmpty());
  }

  @Test
  void whatNoReceiptCoversIsOfferedAfterEachHello() {
    OutboundLane lane = after(outbound(5, 2), T, READY);
    assertEquals(Optional.of(new Offer(3, 5, 512 * 1024)), offer(lane));
    OutboundLane again = after(lane, T, sent(5), new Event.LinkLost(), READY);
    assertEquals(Optional.of(new Offer(3, 5, 512 * 1024)), offer(again));
  }

  @Test
  void eachStatementIsOfferedOnceALink() {
    OutboundLane lane = after(outbound(5, 2), T, READY, sent(4));
    assertEquals(Optional.of(new Offer(5, 5, 512 * 1024)), offer(lane));
    assertTrue(offer(after(lane, T, sent(5))).isEmpty());
  }

  @Test
  void whatTheLinkDidNotTakeIsOfferedAgain() {
    OutboundLane lane = after(outbound(9, 2), T, READY, sent(5), sent(7));
    OutboundLane again = after(lane, T, new Event.NotTaken(6));
    assertEquals(6, offer(again).orElseThrow().fromSeq());
    assertEquals(lane.wakeAt(), again.wakeAt(), "the answer to the first frame is still due");
    OutboundLane all = after(lane, T, new Event.NotTaken(3));
    assertEquals(3, offer(all).orElseThrow().fromSeq());
    assertEquals(512 * 1024, offer(all).orElseThrow().bytesMax(), "its room is free again");
    assertEquals(Instant.MAX, all.wakeAt(), "nothing is on its way, so no answer is due");
  }

  @Test
  void whatWasReceiptedOrNeverOfferedIsNotTakenBack() {
    OutboundLane lane = after(outbound(9, 2), T, READY, sent(5));
    assertEquals(lane, after(lane, T, new Event.NotTaken(2)));
    assertEquals(lane, after(lane, T, new Event.NotTaken(6)));
  }

  @Test
  void aFrameTakesAtMostSixtyFour() {
    assertEquals(64, offer(after(outbound(500, 0), T, READY)).orElseThrow().toSeq());
  }

  @Test
  void theWindowHolds1024Statements() {
    OutboundLane lane = after(outbound(5000, 10), T, READY, new Event.Sent(1030, 1));
    assertEquals(1034, offer(lane).orElseThrow().toSeq());
    assertTrue(offer(after(lane, T, new Event.Sent(1034, 1))).isEmpty());
    assertTrue(offer(after(lane, T, new Event.Sent(1034, 1), receipt(11))).isPresent());
  }

  @Test
  void theWindowHoldsEightMebibytes() {
    long full = POLICY.window().bytes();
    OutboundLane lane = after(outbound(50, 0), T, READY, new Event.Sent(5, full - 300_000));
    assertEquals(300_000, offer(lane).orElseThrow().bytesMax());
    lane = after(lane, T, new Event.Sent(6, 50_000));
    assertTrue(offer(lane).isEmpty(), "a statement of any size must fit");
    assertTrue(offer(after(lane, T, receipt(5))).isPresent());
  }

  @Test
  void aReceiptDeliversAllUpToIt() {
    OutboundLane lane = after(outbound(5, 2), T, READY, sent(5));
    assertEquals(List.of(new Effect.Delivered(3, 4)), effects(lane, receipt(4)));
    assertEquals(4, after(lane, T, receipt(4)).receipted());
  }

  @Test
  void anOlderOrRepeatedReceiptIsIgnored() {
    OutboundLane lane = after(outbound(5, 2), T, READY, sent(5));
    assertEquals(List.of(new Effect.AnswerIgnored()), effects(lane, receipt(1)));
    assertEquals(List.of(new Effect.AnswerIgnored()), effects(lane, receipt(2)));
    assertEquals(
        List.of(new Effect.AnswerIgnored()), effects(lane, new Event.ReceiptCovers(1, false)));
  }

  @Test
  void aReceiptBeyondWhatWasSentIsEvidence() {
    OutboundLane lane =
        after(outbound(2, 2), T, READY, new Event.Committed(place(3)), new Event.Tick());
    assertEquals(List.of(new Effect.Evidence(FalseReceipt.BEYOND_SENT)), effects(lane, receipt(3)));
    assertEquals(
        List.of(new Effect.Evidence(FalseReceipt.BEYOND_SENT)),
        effects(lane, new Event.ReceiptCovers(9, false)));
    assertEquals(lane, after(lane, T, receipt(3)));
  }

  @Test
  void aReceiptForAnotherHeaderIsEvidence() {
    OutboundLane lane = after(outbound(5, 2), T, READY, sent(5));
    for (long seq = 2; seq <= 5; seq++) {
      Event other = new Event.ReceiptCovers(seq, false);
      assertEquals(List.of(new Effect.Evidence(FalseReceipt.OTHER_HASH)), effects(lane, other));
      assertEquals(lane, after(lane, T, other));
    }
  }

  @Test
  void aReceiptForWhatAnEarlierLifeSentCounts() {
    assertEquals(List.of(new Effect.Delivered(3, 5)), effects(outbound(5, 2), receipt(5)));
  }

  @Test
  void anUnknownSealingKeyIsSealedAwayFromOnce() {
    OutboundLane lane = after(outbound(5, 2), T, READY, sent(5));
    Event refused = refused(Reason.SEALING_KEY, 4);
    assertEquals(List.of(new Effect.Reseal(4, 5, digest("key"))), effects(lane, refused));
    OutboundLane resealed = after(lane, T, refused);
    assertEquals(4, offer(resealed).orElseThrow().fromSeq());
    List<Effect> second = effects(after(resealed, T, sent(5)), refused);
    assertEquals(new Effect.Alarm(Reason.SEALING_KEY), second.getFirst());
    assertTrue(pause(second).isAfter(T));
  }

  @Test
  void eachSealingKeyHasItsOwnTry() {
    OutboundLane lane =
        after(outbound(5, 2), T, READY, sent(5), refused(Reason.SEALING_KEY, 3), sent(5));
    Event other = new Event.Refused(Reason.SEALING_KEY, 3, true, 0, digest("next key"));
    assertEquals(List.of(new Effect.Reseal(3, 5, digest("next key"))), effects(lane, other));
    assertEquals(2, after(lane, T, other).trial().resealedFrom().size());
  }

  @Test
  void progressForgetsRefusedSealingKeys() {
    OutboundLane lane =
        after(
            outbound(5, 2), T, READY, sent(5), refused(Reason.SEALING_KEY, 3), sent(5), receipt(3));
    assertInstanceOf(Effect.Reseal.class, effects(lane, refused(Reason.SEALING_KEY, 4)).getFirst());
  }

  @Test
  void missingIdentityIsSentAndTheStatementOfferedAgain() {
    OutboundLane lane = after(outbound(5, 2), T, READY, sent(5));
    Event refused = refused(Reason.NEED_IDENTITY, 3);
    assertEquals(List.of(new Effect.SendIdentity(4)), effects(lane, refused));
    OutboundLane again = after(lane, T, refused);
    assertEquals(3, offer(again).orElseThrow().fromSeq());
    List<Effect> second = effects(after(again, T, sent(5)), refused);
    assertEquals(new Effect.SendIdentity(4), second.getFirst());
    assertTrue(pause(second).isAfter(T), "an answer that does not help is not repeated at once");
    List<Effect> third = effects(after(again, T, sent(5), refused, READY, sent(5)), refused);
    assertEquals(1, third.size(), "a Hello begins anew");
    OutboundLane twice = after(again, T, sent(5), refused);
    third = effects(after(twice, pause(second), new Event.Tick(), sent(5)), refused);
    assertTrue(third.contains(new Effect.Alarm(Reason.NEED_IDENTITY)));
  }

  @Test
  void sealingAgainIsNotHeldAgainstTheIdentityThatFollows() {
    OutboundLane lane =
        after(outbound(5, 2), T, READY, sent(5), refused(Reason.SEALING_KEY, 3), sent(5));
    assertEquals(
        List.of(new Effect.SendIdentity(4)), effects(lane, refused(Reason.NEED_IDENTITY, 3)));
  }

  @Test
  void aPeerCannotHaveALaneSealedAgainForEver() {
    OutboundLane lane = after(outbound(5, 2), T, READY, sent(5));
    int resealed = 0;
    for (int i = 0; i < 100; i++) {
      Event refusal = new Event.Refused(Reason.SEALING_KEY, 3, true, 0, digest("key " + i));
      resealed += effects(lane, refusal).getFirst() instanceof Effect.Reseal ? 1 : 0;
      lane = after(lane, T, refusal, sent(5));
    }
    assertEquals(16, resealed);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"FORMAT", "INVALID", "REVOKED", "FORK"})
  void otherRefusalsPauseTheLaneWithAnAlarm(Reason reason) {
    OutboundLane lane = after(outbound(5, 2), T, READY, sent(5));
    List<Effect> effects = effects(lane, refused(reason, 4));
    assertEquals(new Effect.Alarm(reason), effects.getFirst());
    Instant until = pause(effects);
    OutboundLane paused = after(lane, T, refused(reason, 4));
    assertEquals(until, paused.wakeAt());
    assertTrue(paused.findOffer(until.minusMillis(1), POLICY).isEmpty());
    assertEquals(4, paused.findOffer(until, POLICY).orElseThrow().fromSeq());
  }

  @Test
  void refusalOfWhatWasNotSentOrIsReceiptedIsIgnored() {
    OutboundLane lane = after(outbound(5, 2), T, READY, sent(4));
    var ignored = List.<Effect>of(new Effect.AnswerIgnored());
    assertEquals(ignored, effects(lane, refused(Reason.INVALID, 2)));
    assertEquals(ignored, effects(lane, refused(Reason.INVALID, 5)));
    assertEquals(
        ignored, effects(lane, new Event.Refused(Reason.INVALID, 3, false, 0, digest("key"))));
  }

  @Test
  void aHelloEndsAPauseAtOnce() {
    OutboundLane lane = after(outbound(5, 2), T, READY, sent(5), refused(Reason.INVALID, 3));
    assertTrue(offer(lane).isEmpty());
    OutboundLane greeted = after(lane, T, new Event.LinkLost(), READY);
    assertEquals(3, offer(greeted).orElseThrow().fromSeq());
    assertEquals(0, greeted.trial().attempt());
  }

  @Test
  void aPauseEndsWithItsTick() {
    OutboundLane lane = after(outbound(5, 2), T, READY, sent(5), refused(Reason.INVALID, 3));
    Instant until = lane.wakeAt();
    assertEquals(lane, after(lane, until.minusMillis(1), new Event.Tick()));
    OutboundLane awake = after(lane, until, new Event.Tick());
    assertEquals(Instant.MAX, awake.wakeAt());
    assertTrue(awake.findOffer(until, POLICY).isPresent());
  }

  @Test
  void silenceIsFollowedByAnotherOffer() {
    OutboundLane lane = after(outbound(5, 2), T, READY, sent(5));
    Instant answerBy = T.plus(POLICY.retry().answerWait());
    assertEquals(answerBy, lane.wakeAt());
    assertEquals(lane, after(lane, answerBy.minusMillis(1), new Event.Tick()));
    OutboundLane again = after(lane, answerBy, new Event.Tick());
    assertEquals(2, again.offered());
    assertEquals(3, again.findOffer(again.wakeAt(), POLICY).orElseThrow().fromSeq());
  }

  @Test
  void progressRenewsTheTimeToAnswer() {
    OutboundLane lane = after(outbound(5, 2), T, READY, sent(4), sent(5));
    Instant later = T.plusSeconds(9);
    assertEquals(later.plus(POLICY.retry().answerWait()), after(lane, later, receipt(3)).wakeAt());
    assertEquals(Instant.MAX, after(lane, later, receipt(5)).wakeAt());
    assertEquals(T.plus(POLICY.retry().answerWait()), lane.wakeAt());
  }

  @Test
  void pausesGrowToFiveMinutes() {
    OutboundLane lane = after(outbound(5, 2), T, READY);
    Instant at = T;
    Duration longest = Duration.ZERO;
    for (int i = 0; i < 40; i++) {
      lane = after(lane, at, sent(5), refused(Reason.INVALID, 3));
      Duration pause = Duration.between(at, lane.wakeAt());
      assertTrue(pause.compareTo(Duration.ofSeconds(1)) >= 0);
      assertTrue(pause.compareTo(Duration.ofMinutes(5)) <= 0);
      longest = pause.compareTo(longest) > 0 ? pause : longest;
      at = lane.wakeAt();
    }
    assertTrue(longest.compareTo(Duration.ofMinutes(4)) > 0);
  }

  @Test
  void aGapIsResumedAndThenPaused() {
    OutboundLane lane = after(outbound(9, 2), T, READY, sent(4), sent(9));
    Event resume = new Event.ResumeFrom(6);
    assertTrue(effects(lane, resume).isEmpty());
    OutboundLane again = after(lane, T, resume);
    assertEquals(6, offer(again).orElseThrow().fromSeq());
    assertEquals(List.of(new OutboundLane.Flight(4, 4000)), again.trial().flights());
    assertTrue(pause(effects(after(again, T, sent(9)), resume)).isAfter(T));
  }

  @Test
  void resumeNeverSkipsNorGoesBelowAReceipt() {
    OutboundLane lane = after(outbound(9, 2), T, READY, sent(5));
    var ignored = List.<Effect>of(new Effect.AnswerIgnored());
    assertEquals(ignored, effects(lane, new Event.ResumeFrom(1)));
    assertEquals(ignored, effects(lane, new Event.ResumeFrom(2)));
    assertEquals(ignored, effects(lane, new Event.ResumeFrom(6)));
  }

  @Test
  void aRestoredPeerGetsAgainWhatItLost() {
    OutboundLane lane = after(outbound(9, 7), T, READY, sent(9));
    Event restored = new Event.PeerRestored(4);
    assertEquals(List.of(new Effect.UndoneByRestore(5, 7)), effects(lane, restored));
    OutboundLane again = after(lane, T, restored);
    assertEquals(4, again.receipted());
    assertEquals(5, offer(again).orElseThrow().fromSeq());
    assertEquals(
        List.of(new Effect.Delivered(5, 9)), effects(after(again, T, sent(9)), receipt(9)));
  }

  @Test
  void aPeerThatLostNothingGetsNothingAgain() {
    assertEquals(
        List.of(new Effect.AnswerIgnored()), effects(outbound(9, 7), new Event.PeerRestored(7)));
  }

  @Test
  void aGapInTheCommitsOrTheSendingIsABug() {
    OutboundLane lane = after(outbound(5, 2), T, READY, sent(4));
    for (Event wrong : List.of(new Event.Committed(place(7)), sent(4), sent(6))) {
      assertThrows(IllegalStateException.class, () -> after(lane, T, wrong));
    }
    assertThrows(IllegalStateException.class, () -> outbound(2, 3));
    assertThrows(IllegalStateException.class, () -> outbound(2, -1));
  }

  @Test
  void aTickWithoutReasonChangesNothing() {
    OutboundLane lane = after(outbound(5, 5), T, READY);
    assertEquals(lane, after(lane, T, new Event.Tick()));
    assertFalse(offer(lane).isPresent());
  }
}
