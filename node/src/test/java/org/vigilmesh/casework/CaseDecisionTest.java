package org.vigilmesh.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.casework.Dossier.Q;
import static org.vigilmesh.casework.Dossier.R;
import static org.vigilmesh.casework.Dossier.decision;
import static org.vigilmesh.casework.Dossier.held;
import static org.vigilmesh.casework.Dossier.outcome;
import static org.vigilmesh.casework.Dossier.superseding;
import static org.vigilmesh.message.MessageFixtures.with;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Golden;
import org.vigilmesh.casework.Dossier.Word;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Decision.Value;

final class CaseDecisionTest {
  private final Dossier dossier = new Dossier();

  private Optional<Stage> base() {
    assertEquals(dossier.atQ().base(), dossier.atR().base());
    return dossier.atQ().base();
  }

  @Test
  void everyValueLeadsWhereTheTableSays() {
    Map<Value, Stage> expected =
        Map.of(
            Value.ACCEPTED, Stage.ACCEPTED,
            Value.PARTIALLY_ACCEPTED, Stage.ACCEPTED,
            Value.CONDITIONAL, Stage.ACCEPTED,
            Value.CLARIFICATION_NEEDED, Stage.ACKNOWLEDGED,
            Value.NOT_COMPETENT, Stage.NOT_COMPETENT,
            Value.POSTPONED, Stage.POSTPONED,
            Value.REFUSED, Stage.REFUSED,
            Value.NOT_LOCATED, Stage.NOT_LOCATED,
            Value.ALREADY_GONE, Stage.NOT_LOCATED);
    for (Value value : Value.values()) {
      Dossier fresh = new Dossier();
      Word ack = fresh.acknowledged("D1");
      if (value == Value.CONDITIONAL) {
        ack = fresh.consulted(ack);
      }
      fresh.say(R, decision(value), ack);
      assertEquals(Optional.ofNullable(expected.get(value)), fresh.atQ().base(), value.code());
    }
  }

  @Test
  void whichValueMayBeGivenWhereIsReadByAPerson() {
    StringBuilder text = new StringBuilder();
    for (Value value : Value.values()) {
      text.append(value.code()).append(':');
      for (Stage base : Stage.values()) {
        text.append(ContentRules.mayBecome(base, value) ? " " + base.code() : "");
      }
      text.append('\n');
    }
    Golden.assertGolden("casework-decisions.txt", text.toString());
  }

  @Test
  void oneSignatureDoesNotGrantEmergencyDataAndTwoDo() {
    Dossier both = Scenes.all().get("emergency AC").get();
    for (Value value : Value.values()) {
      boolean isGrant =
          Set.of(Value.ACCEPTED, Value.PARTIALLY_ACCEPTED, Value.CONDITIONAL).contains(value);
      Act signed = both.draft(R, decision(value), both.atR().latest()).act();
      Act alone = with(signed, "officers", signed.officers().subList(0, 1));
      Optional<String> code =
          CaseRules.maySign(R.node(), both.events(), alone).map(CaseRules.Objection::code);
      assertEquals(isGrant, code.equals(Optional.of("V39")), value.code());
      Optional<String> second =
          CaseRules.maySign(R.node(), both.events(), signed).map(CaseRules.Objection::code);
      assertTrue(!second.equals(Optional.of("V39")), value.code());
    }
    Word granted = both.draft(R, decision(Value.ACCEPTED), both.atR().latest());
    Act alone = with(granted.act(), "officers", granted.act().officers().subList(0, 1));
    Word word = both.store(new Word(alone, granted.digest()));
    assertInstanceOf(Outcome.Violation.class, both.outcome(word));
    assertEquals(Optional.of(Stage.ACKNOWLEDGED), both.atQ().base());
  }

  @Test
  void eachItemStandsForItself() {
    Word ack = dossier.acknowledged("D1", "D2", "D3");
    Decision partly = decision(Value.PARTIALLY_ACCEPTED, "D1");
    List<Decision.ItemOutcome> rest =
        List.of(outcome("D2", Value.REFUSED), outcome("D3", Value.NOT_LOCATED));
    Word decided = dossier.say(R, with(partly, "outcomes", rest), ack);
    assertEquals(
        Map.of("D1", Stage.ACCEPTED, "D2", Stage.REFUSED, "D3", Stage.NOT_LOCATED),
        dossier.atQ().items());
    assertEquals(Optional.of(Stage.PARTIAL), base());
    dossier.say(R, held("D1"), decided);
    assertEquals(Optional.of(Stage.PRESERVED), base());
    assertEquals(Stage.REFUSED, dossier.atQ().items().get("D2"));
  }

  @Test
  void theCaseIsWhereItsLeastAdvancedOpenItemIs() {
    Word ack = dossier.acknowledged("D1", "D2");
    Word first = dossier.say(R, decision(Value.ACCEPTED, "D1"), ack);
    assertEquals(Optional.of(Stage.ACKNOWLEDGED), base());
    Word both = dossier.say(R, superseding(first, decision(Value.ACCEPTED, "D2")), first);
    assertEquals(Optional.of(Stage.ACCEPTED), base());
    Word held = dossier.say(R, held("D1"), both);
    assertEquals(Optional.of(Stage.ACCEPTED), base());
    dossier.say(R, held("D2"), held);
    assertEquals(Optional.of(Stage.PRESERVED), base());
  }

  @Test
  void whenAllItemsEndedTheLastOneIsShown() {
    Word ack = dossier.acknowledged("D1", "D2");
    Decision refused = decision(Value.REFUSED, "D1");
    dossier.say(R, with(refused, "outcomes", List.of(outcome("D2", Value.NOT_LOCATED))), ack);
    assertTrue(dossier.atQ().items().values().stream().allMatch(Stage::hasEnded));
    assertTrue(Set.of(Stage.REFUSED, Stage.NOT_LOCATED).contains(base().orElseThrow()));
  }

  @Test
  void twoDecisionsFromOneSideAreAForkAndTheSecondHasNoEffect() {
    Word ack = dossier.acknowledged("D1");
    Word first = dossier.say(R, decision(Value.ACCEPTED, "D1"), ack);
    Word second = dossier.say(R, decision(Value.REFUSED, "D1"), ack);
    assertInstanceOf(Outcome.Applied.class, dossier.outcome(first));
    assertInstanceOf(Outcome.Violation.class, dossier.outcome(second));
    assertEquals(Optional.of(Stage.ACCEPTED), base());
    assertEquals(Set.of(first.digest()), dossier.atQ().decisions());
    assertEquals(2, dossier.atQ().latest().size());
  }

  @Test
  void aDecisionThatNamesTheOneInForceTakesItsPlace() {
    Word ack = dossier.acknowledged("D1");
    Word first = dossier.say(R, decision(Value.REFUSED, "D1"), ack);
    Word second = dossier.say(R, superseding(first, decision(Value.ACCEPTED, "D1")), first);
    assertEquals(Optional.of(Stage.ACCEPTED), base());
    assertEquals(Set.of(second.digest()), dossier.atQ().decisions());
    assertEquals(second.id(), dossier.atQ().facts().decided().orElseThrow().act());
  }

  @Test
  void twoThatSupersedeTheSameDecisionAreAFork() {
    Word ack = dossier.acknowledged("D1");
    Word first = dossier.say(R, decision(Value.ACCEPTED, "D1"), ack);
    dossier.say(R, superseding(first, decision(Value.ACCEPTED, "D1")), first);
    Word other = dossier.say(R, superseding(first, decision(Value.REFUSED, "D1")), first);
    assertInstanceOf(Outcome.Violation.class, dossier.outcome(other));
    assertEquals(Optional.of(Stage.ACCEPTED), base());
  }

  @Test
  void whatIsSupersededMustBeInThisCase() {
    Word ack = dossier.acknowledged("D1");
    Word elsewhere = new Dossier().draft(R, decision(Value.ACCEPTED, "D1"));
    Word decided = dossier.say(R, superseding(elsewhere, decision(Value.REFUSED, "D1")), ack);
    assertInstanceOf(Outcome.Violation.class, dossier.outcome(decided));
    assertEquals(Optional.of(Stage.ACKNOWLEDGED), base());
  }

  @Test
  void aPostponedMatterIsDecidedAgainWithoutMore() {
    Word ack = dossier.acknowledged("D1");
    Word postponed = dossier.say(R, decision(Value.POSTPONED, "D1"), ack);
    dossier.say(R, decision(Value.ACCEPTED, "D1"), postponed);
    assertEquals(Optional.of(Stage.ACCEPTED), base());
  }

  @Test
  void aClarificationMovesNothing() {
    Word ack = dossier.acknowledged("D1");
    Word postponed = dossier.say(R, decision(Value.POSTPONED, "D1"), ack);
    Word asked = dossier.say(R, decision(Value.CLARIFICATION_NEEDED), postponed);
    assertEquals(Optional.of(Stage.POSTPONED), base());
    assertEquals(Set.of(postponed.digest()), dossier.atQ().decisions());
    Word accepted = dossier.say(R, decision(Value.ACCEPTED, "D1"), asked);
    Word late = dossier.say(R, decision(Value.CLARIFICATION_NEEDED), accepted);
    assertInstanceOf(Outcome.Violation.class, dossier.outcome(late));
    assertEquals(Optional.of(Stage.ACCEPTED), base());
  }

  @Test
  void aDecisionNeverMovesWhatIsPreserved() {
    Word ack = dossier.acknowledged("D1", "D2");
    Word first = dossier.say(R, decision(Value.ACCEPTED, "D1", "D2"), ack);
    Word held = dossier.say(R, held("D1"), first);
    Word named = dossier.say(R, superseding(first, decision(Value.REFUSED, "D1")), held);
    assertInstanceOf(Outcome.Violation.class, dossier.outcome(named));
    dossier.say(R, superseding(first, decision(Value.REFUSED)), named);
    assertEquals(Map.of("D1", Stage.PRESERVED, "D2", Stage.REFUSED), dossier.atQ().items());
    assertEquals(Optional.of(Stage.PRESERVED), base());
  }

  @Test
  void aDecisionNamesOnlyItemsOfTheCase() {
    Word ack = dossier.acknowledged("D1");
    Word decided = dossier.say(R, decision(Value.ACCEPTED, "D9"), ack);
    assertEquals("item D9 is not in this case", dossier.why(decided));
    assertTrue(dossier.atQ().facts().decided().isEmpty());
  }

  @Test
  void aDecisionBeforeAnybodyTookChargeIsAViolation() {
    Word opening = dossier.open("D1");
    Word decided = dossier.say(R, decision(Value.ACCEPTED, "D1"), opening);
    assertInstanceOf(Outcome.Violation.class, dossier.outcome(decided));
  }

  @Test
  void theSideThatAsksDoesNotDecide() {
    Word ack = dossier.acknowledged("D1");
    Word decided = dossier.say(Q, decision(Value.ACCEPTED, "D1"), ack);
    assertInstanceOf(Outcome.Violation.class, dossier.outcome(decided));
    assertEquals(Optional.of(Stage.ACKNOWLEDGED), base());
  }

  @Test
  void aDecisionWhileItIsPreservedIsAViolation() {
    Word ack = dossier.acknowledged("D1");
    Word first = dossier.say(R, decision(Value.ACCEPTED, "D1"), ack);
    Word held = dossier.say(R, held("D1"), first);
    Word late = dossier.say(R, superseding(first, decision(Value.REFUSED, "D1")), held);
    assertInstanceOf(Outcome.Violation.class, dossier.outcome(late));
    assertEquals(Hold.EFFECTIVE, dossier.atQ().hold());
  }
}
