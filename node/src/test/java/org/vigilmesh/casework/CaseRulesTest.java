package org.vigilmesh.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.vigilmesh.casework.Dossier.Q;
import static org.vigilmesh.casework.Dossier.R;
import static org.vigilmesh.casework.Dossier.ack;
import static org.vigilmesh.casework.Dossier.decision;
import static org.vigilmesh.casework.Dossier.held;
import static org.vigilmesh.casework.Dossier.heldUntil;
import static org.vigilmesh.message.MessageFixtures.with;

import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.casework.Dossier.Word;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Decision.Value;
import org.vigilmesh.message.MessageFixtures;

/** What a node refuses to sign, and under which rule. */
final class CaseRulesTest {
  private final Dossier dossier = new Dossier();

  private String atQ(Act act) {
    return CaseRules.maySign(Q.node(), dossier.events(), act)
        .map(CaseRules.Objection::code)
        .orElse("may");
  }

  private String atR(Act act) {
    return CaseRules.maySign(R.node(), dossier.events(), act)
        .map(CaseRules.Objection::code)
        .orElse("may");
  }

  @Test
  void aRequestOpensACase() {
    assertEquals("may", atQ(dossier.draft(Q, Dossier.request("D1")).act()));
  }

  @Test
  void aNodeSignsOnlyItsOwnState() {
    assertEquals("V17", atQ(dossier.draft(R, Dossier.request("D1")).act()));
  }

  @Test
  void whatAnswersNeedsACase() {
    Word nothing = dossier.draft(Q, Dossier.request("D1"));
    assertEquals("V47", atR(dossier.draft(R, ack(nothing)).act()));
    assertEquals("V47", atR(dossier.draft(R, decision(Value.ACCEPTED, "D1")).act()));
    assertEquals("V47", atQ(dossier.draft(Q, Dossier.amendment(nothing)).act()));
  }

  @Test
  void aTestIsAlwaysAnExercise() {
    Act test = dossier.draft(Q, MessageFixtures.channelTest()).act();
    assertEquals("may", atQ(test));
    assertEquals("V44", atQ(with(test, "exercise", false)));
  }

  @Test
  void aTestIsAcknowledgedByTheOtherSideAlone() {
    Word test = dossier.say(Q, MessageFixtures.channelTest());
    assertEquals("may", atR(dossier.draft(R, ack(test), test).act()));
    assertEquals("V45", atQ(dossier.draft(Q, ack(test), test).act()));
    assertEquals("V45", atR(dossier.draft(R, decision(Value.ACCEPTED, "D1"), test).act()));
    assertEquals("V45", atQ(dossier.draft(Q, MessageFixtures.channelTest(), test).act()));
  }

  @Test
  void aCaseHasTwoSides() {
    Word opening = dossier.open("D1");
    Act ack = dossier.draft(R, ack(opening), opening).act();
    assertEquals("V17", atR(with(ack, "recipient", Fixtures.XC1)));
  }

  @Test
  void theOtherSidesWordIsNotOurs() {
    Word ack = dossier.acknowledged("D1");
    assertEquals("V45", atQ(dossier.draft(Q, decision(Value.ACCEPTED, "D1"), ack).act()));
    assertEquals("V45", atQ(dossier.draft(Q, held("D1"), ack).act()));
    assertEquals("V45", atR(dossier.draft(R, Dossier.amendment(ack), ack).act()));
  }

  @Test
  void exerciseAndRealCaseAreNotMixed() {
    Word opening = dossier.open("D1");
    Act ack = dossier.draft(R, ack(opening), opening).act();
    assertEquals("may", atR(ack));
    assertEquals("V44", atR(with(ack, "exercise", false)));
  }

  @Test
  void nobodyDecidesBeforeSomebodyTookCharge() {
    Word opening = dossier.open("D1");
    assertEquals("V45", atR(dossier.draft(R, decision(Value.ACCEPTED, "D1"), opening).act()));
    Word ack = dossier.say(R, ack(opening), opening);
    assertEquals("may", atR(dossier.draft(R, decision(Value.ACCEPTED, "D1"), ack).act()));
  }

  @Test
  void aSecondDecisionNamesTheFirst() {
    Word ack = dossier.acknowledged("D1");
    Word first = dossier.say(R, decision(Value.ACCEPTED, "D1"), ack);
    assertEquals("V48", atR(dossier.draft(R, decision(Value.REFUSED, "D1"), first).act()));
    assertEquals(
        "V48",
        atR(dossier.draft(R, Dossier.superseding(ack, decision(Value.REFUSED)), first).act()));
    assertEquals(
        "may",
        atR(dossier.draft(R, Dossier.superseding(first, decision(Value.REFUSED)), first).act()));
  }

  @Test
  void aValueThatDoesNotFollowIsNotSigned() {
    Word ack = dossier.acknowledged("D1");
    Word first = dossier.say(R, decision(Value.ACCEPTED, "D1"), ack);
    for (Value value : new Value[] {Value.CONDITIONAL, Value.NOT_COMPETENT}) {
      Act act = dossier.draft(R, Dossier.superseding(first, decision(value)), first).act();
      assertEquals("V45", atR(act), value.code());
    }
  }

  @Test
  void aHoldNeedsReferenceAcceptedItemsAndSixtyDays() {
    Word ack = dossier.acknowledged("D1");
    assertEquals("V45", atR(dossier.draft(R, held("D1"), ack).act()));
    Word decided = dossier.say(R, decision(Value.ACCEPTED, "D1"), ack);
    assertEquals("may", atR(dossier.draft(R, held("D1"), decided).act()));
    assertEquals("V58", atR(dossier.draft(R, with(held("D1"), "custodianRef", ""), ack).act()));
    assertEquals("V58", atR(dossier.draft(R, held(), decided).act()));
    assertEquals(
        "V59",
        atR(dossier.draft(R, heldUntil(Dossier.HOLD_TO.minusSeconds(1), "D1"), decided).act()));
    assertEquals("V45", atR(dossier.draft(R, held("D7"), decided).act()));
  }

  @Test
  void aRefusedRequestIsNotAmended() {
    Word ack = dossier.acknowledged("D1");
    assertEquals("may", atQ(dossier.draft(Q, Dossier.amendment(ack), ack).act()));
    Word refused = dossier.say(R, decision(Value.REFUSED, "D1"), ack);
    assertEquals("V45", atQ(dossier.draft(Q, Dossier.amendment(ack), refused).act()));
  }
}
