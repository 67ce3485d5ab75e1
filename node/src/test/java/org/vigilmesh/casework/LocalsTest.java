package org.vigilmesh.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.casework.Dossier.Q;
import static org.vigilmesh.casework.Dossier.R;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Golden;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.value.Urgency;

/** What people may do at their own node alone, and what it changes. */
final class LocalsTest {
  private static final List<OfficerId> TWO =
      List.of(new OfficerId("a.novak"), new OfficerId("k.brandt"));

  private static boolean may(Dossier dossier, NodeRef side, Deed deed, List<OfficerId> by) {
    return CaseRules.mayDo(side.node(), dossier.events(), deed, by, dossier.now()).isEmpty();
  }

  /** Each scene, each side: the deeds that two persons may do together. */
  @Test
  void inEachStateEachSideMayDoWhatTheTableSays() {
    String table =
        Scenes.all().entrySet().stream()
            .flatMap(
                scene ->
                    Stream.of(Q, R)
                        .map(
                            side ->
                                "%s %s: %s"
                                    .formatted(
                                        scene.getKey(),
                                        side.equals(Q) ? "Q" : "R",
                                        deeds(scene.getValue().get(), side))))
            .collect(Collectors.joining("\n", "", "\n"));
    Golden.assertGolden("casework-deeds.txt", table);
  }

  private static String deeds(Dossier dossier, NodeRef side) {
    return Arrays.stream(Deed.values())
        .filter(deed -> may(dossier, side, deed, TWO))
        .map(Deed::name)
        .collect(Collectors.joining(" "));
  }

  @Test
  void onlyTheClockActsWithoutAPerson() {
    Dossier dossier = Scenes.all().get("AU").get();
    for (Deed deed : Deed.values()) {
      assertEquals(deed == Deed.LAPSED, may(dossier, Q, deed, List.of()), deed.name());
    }
  }

  @Test
  void whatIsRecalledOrLapsesIsADraftAgainAndNoClockRuns() {
    for (String deed : List.of("RECALLED j.morgan", "LAPSED")) {
      for (String[] signed :
          List.of(
              new String[] {"DRAFTED j.morgan", "AUTHOR_SIGNED j.morgan", deed},
              new String[] {
                "DRAFTED j.morgan", "AUTHOR_SIGNED j.morgan", "AUTHORISER_SIGNED a.novak", deed
              })) {
        CaseState state = Scenes.play(signed).atQ();
        assertEquals(Optional.of(Stage.DRAFT), state.base());
        assertEquals(List.of(), state.timers());
      }
    }
    assertEquals(Optional.empty(), Scenes.play("LAPSED").atQ().base());
  }

  @Test
  void deedsOutOfOrderChangeNothing() {
    assertEquals(Optional.empty(), Scenes.play("AUTHOR_SIGNED j.morgan").atQ().base());
    assertEquals(
        Optional.of(Stage.DRAFT),
        Scenes.play("DRAFTED j.morgan", "AUTHORISER_SIGNED a.novak").atQ().base());
    assertEquals(
        Optional.of(Stage.AWAITING_AUTH),
        Scenes.play("DRAFTED j.morgan", "AUTHOR_SIGNED j.morgan", "DISCARDED j.morgan")
            .atQ()
            .base());
  }

  @Test
  void aDraftThatIsDiscardedIsClosed() {
    CaseState state = Scenes.play("DRAFTED j.morgan", "DISCARDED j.morgan").atQ();
    assertEquals(Optional.of(Stage.CLOSED), state.base());
  }

  @Test
  void anOralRequestRunsItsClockUntilAPersonClosesIt() {
    Dossier dossier = Scenes.play("ORAL_RECORDED k.brandt");
    assertEquals(
        List.of(Clock.ORAL_CONFIRM), dossier.atR().timers().stream().map(Timer::clock).toList());
    dossier.deed(Deed.ORAL_CLOSED);
    assertEquals(Optional.of(Stage.ORAL_PENDING_CONFIRMATION), dossier.atR().base());
    dossier.deed(Deed.ORAL_CLOSED, "k.brandt");
    assertEquals(Optional.of(Stage.CLOSED), dossier.atR().base());
    assertEquals(List.of(), dossier.atR().timers());
  }

  @Test
  void aHoldThatIsPlacedOnAnOralRequestIsShownAtOnce() {
    Dossier dossier = Scenes.play("ORAL_RECORDED k.brandt", "HOLD_PLACED k.brandt");
    assertEquals(Hold.PROVISIONAL, dossier.atR().hold());
    assertTrue(dossier.atR().timers().stream().anyMatch(t -> t.clock() == Clock.PROVISIONAL_HOLD));
  }

  @Test
  void aCaseIsPurgedByTwoPersonsWhenItsTimeIsOver() {
    Dossier dossier = Scenes.all().get("RL+put_away").get();
    assertFalse(may(dossier, Q, Deed.PURGED, TWO), "too early");
    dossier.pass(Clock.RETENTION.length(Urgency.ROUTINE));
    assertFalse(may(dossier, Q, Deed.PURGED, List.of(TWO.getFirst(), TWO.getFirst())), "one");
    assertTrue(may(dossier, Q, Deed.PURGED, TWO));
    assertFalse(may(Scenes.all().get("RL").get(), Q, Deed.PURGED, TWO), "not closed");
  }

  @Test
  void aRefusalIsClosedOnlyWhenNoHoldRunsAndTheTimeForAnObjectionIsOver() {
    String[] refused = {"Q request", "R ack_with_hold", "R decision_refused"};
    Dossier held = Scenes.play(refused);
    held.pass(Duration.ofDays(11));
    assertFalse(may(held, R, Deed.CLOSED, TWO), "the hold runs");
    Dossier free = Scenes.play("Q request", "R ack", "R decision_refused");
    assertFalse(may(free, R, Deed.CLOSED, TWO), "an objection may come");
    free.pass(Duration.ofDays(11));
    assertTrue(may(free, R, Deed.CLOSED, TWO));
  }

  @Test
  void aLegalHoldStopsThePurgeUntilAPersonLiftsIt() {
    Dossier dossier = Scenes.all().get("RL+put_away").get();
    assertFalse(may(dossier, Q, Deed.LEGAL_HOLD_LIFTED, TWO), "none stands");
    dossier.deed(Deed.LEGAL_HOLD_SET, "a.novak");
    dossier.pass(Clock.RETENTION.length(Urgency.ROUTINE).multipliedBy(10));
    assertEquals(
        Optional.of(Refusal.LEGAL_HOLD),
        CaseRules.mayDo(Q.node(), dossier.events(), Deed.PURGED, TWO, dossier.now())
            .map(CaseRules.Objection::refusal));
    assertFalse(retention(dossier).isDue(dossier.now()), "no time lifts it");
    assertEquals(List.of(new OfficerId("a.novak")), retention(dossier).holders());
    dossier.pass(Duration.ofSeconds(1));
    dossier.deed(Deed.LEGAL_HOLD_LIFTED, "k.brandt");
    assertTrue(may(dossier, Q, Deed.PURGED, TWO));
    assertTrue(retention(dossier).isDue(dossier.now()));
  }

  private static Retention retention(Dossier dossier) {
    return Retention.find(Q.node(), dossier.events()).orElseThrow();
  }

  @Test
  void howLongACopyIsStillKeptIsSaid() {
    Dossier dossier = Scenes.all().get("RL+put_away").get();
    assertEquals(
        Optional.of(retention(dossier).dueAt().toString()),
        CaseRules.mayDo(Q.node(), dossier.events(), Deed.PURGED, TWO, dossier.now())
            .map(objection -> objection.values().getFirst()));
    assertEquals(Optional.empty(), Retention.find(Q.node(), Scenes.all().get("RL").get().events()));
  }

  @Test
  void whatWasPurgedTakesNothingButAnotherPurge() {
    Dossier dossier = Scenes.all().get("RL+put_away").get();
    dossier.pass(Clock.RETENTION.length(Urgency.ROUTINE));
    dossier.deed(Deed.PURGED, "a.novak", "k.brandt");
    for (Deed deed : Deed.values()) {
      assertEquals(deed == Deed.PURGED, may(dossier, Q, deed, TWO), deed.name());
    }
    assertTrue(retention(dossier).purged());
  }

  @Test
  void whatWasNeverSentIsKeptAndPurgedLikeACase() {
    for (String[] ended :
        List.of(
            new String[] {"DRAFTED j.morgan", "DISCARDED j.morgan"},
            new String[] {"ORAL_RECORDED k.brandt", "ORAL_CLOSED k.brandt"})) {
      Dossier dossier = Scenes.play(ended);
      assertFalse(may(dossier, Q, Deed.PURGED, TWO), "too early");
      dossier.pass(Clock.RETENTION.length(Urgency.ROUTINE));
      assertTrue(may(dossier, Q, Deed.PURGED, TWO));
    }
  }
}
