package org.vigilmesh.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.casework.Dossier.Q;
import static org.vigilmesh.casework.Dossier.R;
import static org.vigilmesh.casework.Dossier.ack;
import static org.vigilmesh.casework.Dossier.decision;
import static org.vigilmesh.casework.Dossier.held;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.casework.CaseEvent.Delivered;
import org.vigilmesh.casework.Dossier.Word;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision.Value;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.value.Urgency;

final class CaseFoldTest {
  private final Dossier dossier = new Dossier();

  @Test
  void noActsMakeNoCase() {
    CaseState empty = dossier.atQ();
    assertTrue(empty.caseId().isEmpty() && empty.base().isEmpty() && empty.opener().isEmpty());
    assertTrue(empty.timers().isEmpty());
  }

  @Test
  void aRequestIsSentUntilAReceiptCoversIt() {
    Word opening = dossier.say(Q, Dossier.request("D1"));
    assertEquals(Optional.of(Stage.SENT), dossier.atQ().base());
    assertEquals(Optional.of(Stage.DELIVERED), dossier.atR().base());
    dossier.delivered(opening);
    assertEquals(Optional.of(Stage.DELIVERED), dossier.atQ().base());
    assertEquals(Optional.of(Q.node()), dossier.atR().opener());
    assertEquals(Optional.of(R.node()), dossier.atR().requested());
  }

  @Test
  void theWholeWayIsTheSameOnBothSides() {
    Word ack = dossier.acknowledged("D1");
    assertEquals(Optional.of(Stage.ACKNOWLEDGED), dossier.atQ().base());
    Word decision = dossier.say(R, decision(Value.ACCEPTED, "D1"), ack);
    assertEquals(Optional.of(Stage.ACCEPTED), dossier.atQ().base());
    dossier.say(R, held("D1"), decision);
    assertEquals(Optional.of(Stage.PRESERVED), dossier.atQ().base());
    assertEquals(Hold.EFFECTIVE, dossier.atQ().hold());
    assertEquals(dossier.atQ(), dossier.atR());
  }

  @Test
  void theOrderOfArrivalHasNoPartInIt() {
    Word ack = dossier.acknowledged("D1", "D2", "D3");
    Word first = dossier.say(R, decision(Value.ACCEPTED, "D1", "D2"), ack);
    dossier.say(Q, Dossier.amendment(ack), ack);
    Word confirmed = dossier.say(R, held("D1"), first);
    dossier.say(R, decision(Value.REFUSED, "D3"), first);
    dossier.say(Q, ack(confirmed), confirmed);
    CaseState expected = dossier.atQ();
    List<CaseEvent> events = new ArrayList<>(dossier.events());
    long seed = Long.getLong("casework.seed", 20310304);
    Random random = new Random(seed);
    for (int run = 0; run < 500; run++) {
      Collections.shuffle(events, random);
      assertEquals(expected, CaseFold.fold(Q.node(), events), "-Dcasework.seed=" + seed);
    }
  }

  @Test
  void crossingMessagesEndTheSameOnBothSides() {
    Word opening = dossier.open("D1");
    dossier.say(Q, Dossier.amendment(opening), opening);
    dossier.say(R, ack(opening), opening);
    assertEquals(Optional.of(Stage.ACKNOWLEDGED), dossier.atQ().base());
    assertEquals(dossier.atQ(), dossier.atR());
    assertEquals(2, dossier.atQ().latest().size());
  }

  @Test
  void theSameActTwiceCountsOnce() {
    Word ack = dossier.acknowledged("D1");
    CaseState once = dossier.atQ();
    dossier.store(ack);
    assertEquals(once, dossier.atQ());
  }

  @Test
  void anActWithoutItsParentsIsShownAndWaits() {
    Word opening = dossier.open("D1");
    Word ack = dossier.draft(R, ack(opening), opening);
    Word decision = dossier.say(R, decision(Value.ACCEPTED, "D1"), ack);
    Word confirmed = dossier.say(R, held("D1"), decision);
    assertInstanceOf(Outcome.Waiting.class, dossier.outcome(decision));
    assertInstanceOf(Outcome.Waiting.class, dossier.outcome(confirmed));
    assertEquals(Set.of(ack.digest()), dossier.atQ().missing());
    assertEquals(Optional.of(Stage.DELIVERED), dossier.atQ().base());
    dossier.store(ack);
    assertEquals(Optional.of(Stage.PRESERVED), dossier.atQ().base());
    assertTrue(dossier.atQ().missing().isEmpty());
  }

  @Test
  void theNextActRefersToTheOpenEnds() {
    Word opening = dossier.open("D1");
    assertEquals(List.of(opening.digest()), dossier.atQ().latest());
    Word ack = dossier.say(R, ack(opening), opening);
    assertEquals(List.of(ack.digest()), dossier.atQ().latest());
  }

  @Test
  void whatHasNoEffectMovesNothing() {
    Word opening = dossier.open("D1");
    Word ack = dossier.storeWithoutEffect(dossier.draft(R, ack(opening), opening));
    assertEquals(Optional.of(Stage.DELIVERED), dossier.atQ().base());
    assertInstanceOf(Outcome.Recorded.class, dossier.outcome(ack));
    Word decision = dossier.say(R, decision(Value.ACCEPTED, "D1"), ack);
    assertInstanceOf(Outcome.Violation.class, dossier.outcome(decision));
  }

  @Test
  void anOpeningWithoutEffectOpensNothing() {
    Word opening = dossier.storeWithoutEffect(dossier.draft(Q, Dossier.request("D1")));
    Word ack = dossier.say(R, ack(opening), opening);
    assertTrue(dossier.atR().opener().isEmpty());
    assertInstanceOf(Outcome.Violation.class, dossier.outcome(ack));
  }

  @Test
  void aSecondOpeningIsRecorded() {
    Word ack = dossier.acknowledged("D1");
    Word again = dossier.say(Q, Dossier.request("D1", "D2"), ack);
    assertInstanceOf(Outcome.Recorded.class, dossier.outcome(again));
    assertEquals(Set.of("D1"), dossier.atQ().items().keySet());
  }

  @Test
  void anActOfTheOtherSideUnderTheSameIdTakesNothingAway() {
    Word opening = dossier.open("D1");
    Act ack = dossier.draft(R, ack(opening), opening).act();
    Act squatter = MessageFixtures.with(ack, "id", opening.id());
    Word squatting = dossier.store(new Word(squatter, Fixtures.digest("squatter")));
    assertInstanceOf(Outcome.Applied.class, dossier.outcome(opening));
    assertInstanceOf(Outcome.Applied.class, dossier.outcome(squatting));
    assertEquals(Optional.of(Stage.ACKNOWLEDGED), dossier.atQ().base());
  }

  @Test
  void aThirdStateHasNoWordInTheCase() {
    Word opening = dossier.open("D1");
    for (NodeRef recipient : List.of(Q, R)) {
      Act ack = dossier.draft(R, ack(opening), opening).act();
      Act foreign = MessageFixtures.with(ack, "sender", Fixtures.XC1);
      Act act = MessageFixtures.with(foreign, "recipient", recipient);
      Word word = dossier.store(new Word(act, Fixtures.digest("third to " + recipient)));
      assertInstanceOf(Outcome.Violation.class, dossier.outcome(word));
    }
    assertEquals(Optional.of(Stage.DELIVERED), dossier.atQ().base());
  }

  @Test
  void anExerciseNeverMovesARealCase() {
    Word opening = dossier.draft(Q, Dossier.request("D1"));
    Act real = MessageFixtures.with(opening.act(), "exercise", false);
    dossier.store(new Word(real, opening.digest()));
    Word ack = dossier.say(R, ack(opening), opening);
    assertEquals("exercise and real case are mixed", dossier.why(ack));
    assertTrue(dossier.atR().facts().acknowledged().isEmpty());
  }

  @Test
  void unknownContentIsRecorded() {
    Word opening = dossier.open("D1");
    Content unknown = new Content.UnknownContent("mla_announced", 1, Fixtures.bytes("x", 9));
    Word word = dossier.say(Q, unknown, opening);
    assertInstanceOf(Outcome.Recorded.class, dossier.outcome(word));
    assertEquals(List.of(word.digest()), dossier.atQ().latest());
  }

  @Test
  void aTestIsARecordThatIsOnlyAcknowledged() {
    Word test = dossier.say(Q, MessageFixtures.channelTest());
    assertTrue(dossier.atQ().base().isEmpty());
    Word own = dossier.say(Q, ack(test), test);
    assertInstanceOf(Outcome.Violation.class, dossier.outcome(own));
    Word decided = dossier.say(R, decision(Value.ACCEPTED, "D1"), test);
    assertInstanceOf(Outcome.Violation.class, dossier.outcome(decided));
    Word ack = dossier.say(R, ack(test), test);
    assertInstanceOf(Outcome.Applied.class, dossier.outcome(ack));
    assertEquals(ack.id(), dossier.atQ().facts().acknowledged().orElseThrow().act());
    assertTrue(dossier.atQ().timers().isEmpty());
  }

  @Test
  void aTestThatIsNoExerciseOpensNothing() {
    Word test = dossier.draft(Q, MessageFixtures.channelTest());
    dossier.store(new Word(MessageFixtures.with(test.act(), "exercise", false), test.digest()));
    assertTrue(dossier.atQ().opener().isEmpty());
  }

  @Test
  void aTestBelongsToNoCase() {
    Word opening = dossier.open("D1");
    Word test = dossier.say(R, MessageFixtures.channelTest(), opening);
    assertInstanceOf(Outcome.Violation.class, dossier.outcome(test));
  }

  @Test
  void theFirstReceiptCounts() {
    Word opening = dossier.open("D1");
    CaseState before = dossier.atQ();
    List<CaseEvent> events = new ArrayList<>(dossier.events());
    events.add(new Delivered(opening.digest(), MessageFixtures.NOW.plusSeconds(9999)));
    assertEquals(before, CaseFold.fold(Q.node(), events));
  }

  @Test
  void theUrgencyOfTheOpeningRunsTheClocks() {
    Word opening = dossier.draft(Q, Dossier.request("D1"));
    Act emergency = MessageFixtures.with(opening.act(), "urgency", Urgency.EMERGENCY);
    dossier.store(new Word(emergency, opening.digest()));
    Timer first = dossier.atQ().timers().getFirst();
    assertEquals(emergency.createdAt().plusSeconds(120), first.end());
  }
}
