package org.vigilmesh.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.casework.Dossier.HOLD_FROM;
import static org.vigilmesh.casework.Dossier.HOLD_TO;
import static org.vigilmesh.casework.Dossier.Q;
import static org.vigilmesh.casework.Dossier.R;
import static org.vigilmesh.casework.Dossier.ack;
import static org.vigilmesh.casework.Dossier.decision;
import static org.vigilmesh.casework.Dossier.held;
import static org.vigilmesh.casework.Dossier.heldUntil;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.casework.CaseState.Facts;
import org.vigilmesh.casework.Dossier.Word;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision.Value;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.value.Urgency;

/** The acknowledgements that are never merged, the hold, and the clocks that ring. */
final class CaseFactsTest {
  private final Dossier dossier = new Dossier();

  private Facts facts() {
    return dossier.atQ().facts();
  }

  @Test
  void deliveredNeverMeansAcknowledged() {
    dossier.open("D1");
    assertTrue(facts().delivered().isPresent());
    assertTrue(facts().acknowledged().isEmpty() && facts().decided().isEmpty());
    assertTrue(facts().preserved().isEmpty() && facts().preservedUntil().isEmpty());
  }

  @Test
  void acknowledgedNeverMeansDeliveredOrDecided() {
    Word opening = dossier.say(Q, Dossier.request("D1"));
    dossier.say(R, ack(opening), opening);
    assertTrue(facts().acknowledged().isPresent());
    assertTrue(facts().delivered().isEmpty(), "only a receipt delivers");
    assertTrue(facts().decided().isEmpty() && facts().preserved().isEmpty());
  }

  @Test
  void decidedNeverMeansPreserved() {
    Word ack = dossier.acknowledged("D1");
    dossier.say(R, decision(Value.ACCEPTED, "D1"), ack);
    assertTrue(facts().decided().isPresent());
    assertTrue(facts().preserved().isEmpty());
    assertEquals(Hold.NONE, dossier.atQ().hold());
  }

  @Test
  void preservedNeverMeansAcknowledgedOrDecided() {
    Word opening = dossier.open("D1");
    Word held = dossier.say(R, held("D1"), opening);
    assertInstanceOf(Outcome.Violation.class, dossier.outcome(held));
    assertEquals(Facts.NONE.preserved(), facts().preserved());
    assertTrue(facts().acknowledged().isEmpty() && facts().decided().isEmpty());
  }

  @Test
  void eachFactNamesTheActThatMadeIt() {
    Word opening = dossier.open("D1");
    Word ack = dossier.say(R, ack(opening), opening);
    Word decided = dossier.say(R, decision(Value.ACCEPTED, "D1"), ack);
    Word held = dossier.say(R, held("D1"), decided);
    assertEquals(opening.id(), facts().delivered().orElseThrow().act());
    assertEquals(ack.id(), facts().acknowledged().orElseThrow().act());
    assertEquals(decided.id(), facts().decided().orElseThrow().act());
    assertEquals(held.id(), facts().preserved().orElseThrow().act());
    assertEquals(Optional.of(HOLD_TO), facts().preservedUntil());
  }

  @Test
  void theFirstToTakeChargeStays() {
    Word opening = dossier.open("D1");
    Word first = dossier.say(R, ack(opening), opening);
    dossier.say(R, ack(opening), first);
    assertEquals(first.id(), facts().acknowledged().orElseThrow().act());
  }

  @Test
  void anAckOfAnotherMessageTakesNoCharge() {
    Word opening = dossier.open("D1");
    Word amendment = dossier.say(Q, Dossier.amendment(opening), opening);
    Word ack = dossier.say(R, ack(amendment), amendment);
    assertInstanceOf(Outcome.Applied.class, dossier.outcome(ack));
    assertTrue(facts().acknowledged().isEmpty());
    assertEquals(Optional.of(Stage.DELIVERED), dossier.atQ().base());
  }

  @Test
  void theSideThatAsksCannotAcknowledgeItself() {
    Word opening = dossier.open("D1");
    dossier.say(Q, ack(opening), opening);
    assertTrue(facts().acknowledged().isEmpty());
    assertEquals(Optional.of(Stage.DELIVERED), dossier.atQ().base());
  }

  @Test
  void aProvisionalHoldIsShownBesideTheBase() {
    Word opening = dossier.open("D1");
    dossier.say(R, Dossier.ackWithHold(opening), opening);
    assertEquals(Hold.PROVISIONAL, dossier.atQ().hold());
    assertTrue(facts().preserved().isEmpty());
  }

  @Test
  void theSideThatAsksPlacesNoHold() {
    Word ack = dossier.acknowledged("D1");
    dossier.say(Q, Dossier.ackWithHold(ack), ack);
    assertEquals(Hold.NONE, dossier.atQ().hold());
  }

  @Test
  void aRefusalEndsNoProvisionalHold() {
    Word opening = dossier.open("D1");
    Word ack = dossier.say(R, Dossier.ackWithHold(opening), opening);
    dossier.say(R, decision(Value.REFUSED, "D1"), ack);
    assertEquals(Hold.PROVISIONAL, dossier.atQ().hold());
  }

  @Test
  void preservedNeedsReferenceItemsAndSixtyDays() {
    Word ack = dossier.acknowledged("D1", "D2");
    Word decided = dossier.say(R, decision(Value.ACCEPTED, "D1"), ack);
    dossier.say(R, Dossier.superseding(decided, decision(Value.REFUSED, "D2")), decided);
    List<Content.PreservationConfirmation> wrong =
        List.of(
            with(held("D1"), "custodianRef", ""),
            held(),
            heldUntil(HOLD_TO.minusSeconds(1), "D1"),
            held("D2"),
            held("D9"));
    for (Content.PreservationConfirmation one : wrong) {
      Word said = dossier.say(R, one, decided);
      assertInstanceOf(Outcome.Violation.class, dossier.outcome(said));
    }
    assertEquals(Hold.NONE, dossier.atQ().hold());
    assertTrue(facts().preserved().isEmpty());
    dossier.say(R, heldUntil(HOLD_FROM.plus(Duration.ofDays(60)), "D1"), decided);
    assertEquals(Hold.EFFECTIVE, dossier.atQ().hold());
  }

  @Test
  void aRenewalNeverShortensTheHold() {
    Word ack = dossier.acknowledged("D1");
    Word decided = dossier.say(R, decision(Value.ACCEPTED, "D1"), ack);
    Instant longer = HOLD_TO.plus(Duration.ofDays(30));
    Word first = dossier.say(R, heldUntil(longer, "D1"), decided);
    Word second = dossier.say(R, held("D1"), first);
    assertInstanceOf(Outcome.Applied.class, dossier.outcome(second));
    assertEquals(Optional.of(longer), facts().preservedUntil());
    assertEquals(first.id(), facts().preserved().orElseThrow().act());
  }

  @Test
  void emergenciesRunShorter() {
    assertEquals(Duration.ofMinutes(30), Clock.ACKNOWLEDGEMENT.length(Urgency.EMERGENCY));
    assertEquals(Duration.ofHours(8), Clock.ACKNOWLEDGEMENT.length(Urgency.URGENT));
    assertEquals(Duration.ofHours(24), Clock.ACKNOWLEDGEMENT.length(Urgency.ROUTINE));
    assertEquals(Duration.ofHours(72), Clock.DECISION.length(Urgency.ROUTINE));
    assertEquals(Duration.ofHours(1), Clock.CUSTODIAN.length(Urgency.EMERGENCY));
    for (Clock clock : List.of(Clock.DELIVERY, Clock.ACKNOWLEDGEMENT, Clock.DECISION)) {
      Duration emergency = clock.length(Urgency.EMERGENCY);
      assertTrue(emergency.compareTo(clock.length(Urgency.ROUTINE)) < 0);
      assertFalse(emergency.isZero());
    }
  }

  @Test
  void aHoldThatWasNotPlacedIsNone() {
    Word opening = dossier.open("D1");
    Content.ProvisionalHold refused = new Content.ProvisionalHold(false, null, "");
    dossier.say(R, with(ack(opening), "provisionalHold", refused), opening);
    assertEquals(Hold.NONE, dossier.atQ().hold());
    dossier.say(R, Dossier.ackWithHold(opening), opening);
    assertEquals(Hold.PROVISIONAL, dossier.atQ().hold());
  }

  @Test
  void anAckOfAnotherActTakesChargeOfNothing() {
    Word opening = dossier.open("D1");
    Word amendment = dossier.say(Q, Dossier.amendment(opening), opening);
    dossier.say(R, ack(amendment), amendment);
    assertTrue(dossier.atQ().facts().acknowledged().isEmpty());
    assertEquals(Optional.of(Stage.DELIVERED), dossier.atQ().base());
  }

  @Test
  void theAskingSidesAckMovesNothing() {
    Word opening = dossier.open("D1");
    Word own = dossier.say(Q, ack(opening), opening);
    assertInstanceOf(Outcome.Applied.class, dossier.outcome(own));
    assertTrue(dossier.atQ().facts().acknowledged().isEmpty());
  }

  @Test
  void anAckAfterTheDecisionDoesNotTakeItBack() {
    Word opening = dossier.open("D1");
    Word first = dossier.say(R, ack(opening), opening);
    Word decided = dossier.say(R, decision(Value.ACCEPTED, "D1"), first);
    dossier.say(R, ack(opening), decided);
    assertEquals(Optional.of(Stage.ACCEPTED), dossier.atQ().base());
    assertEquals(first.id(), dossier.atQ().facts().acknowledged().orElseThrow().act());
  }

  @Test
  void aTestInAnotherTestsRecordOpensNoSecondOne() {
    Word test = dossier.say(Q, MessageFixtures.channelTest());
    Word again = dossier.say(Q, MessageFixtures.channelTest(), test);
    assertInstanceOf(Outcome.Violation.class, dossier.outcome(again));
    assertInstanceOf(Outcome.Applied.class, dossier.outcome(test));
  }
}
