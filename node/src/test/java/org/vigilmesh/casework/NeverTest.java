package org.vigilmesh.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.casework.Dossier.Q;
import static org.vigilmesh.casework.Dossier.R;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.casework.Dossier.Word;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.Content;

/** The transitions that must fail, and the edge rules of a hold. */
final class NeverTest {
  private static final String[] HELD = {
    "Q request", "R ack", "R decision_accepted", "R confirmation"
  };

  private static Dossier held(String... more) {
    return Scenes.play(
        java.util.stream.Stream.concat(List.of(HELD).stream(), List.of(more).stream())
            .toArray(String[]::new));
  }

  private static Outcome said(Dossier dossier, org.vigilmesh.identity.NodeRef from, String name) {
    return dossier.outcome(Scenes.say(dossier, from, name));
  }

  @Test
  void aHoldNeverExpiresWhileAnAttestationStands() {
    Dossier dossier = held("R mla_received", "pass 400");
    assertInstanceOf(Outcome.Violation.class, said(dossier, R, "expiry_final"));
    assertEquals(Hold.EFFECTIVE, dossier.atQ().hold());
    assertTrue(dossier.atQ().timers().stream().noneMatch(t -> t.clock() == Clock.TREATY_FLOOR));
  }

  @Test
  void nothingIsDecidedOnAssistanceThatWasNotReceived() {
    assertInstanceOf(Outcome.Violation.class, said(held("Q mla_announced"), R, "mla_decided"));
  }

  @Test
  void aNodeKeyDecidesNothingAndEndsNothing() {
    Dossier dossier = Scenes.play("Q request", "R ack");
    Word decision =
        dossier.draft(
            R, Dossier.decision(org.vigilmesh.message.Decision.Value.ACCEPTED), List.of());
    dossier.store(Dossier.automatic(decision));
    assertInstanceOf(Outcome.Violation.class, dossier.outcome(decision));
    Dossier late = held("pass 61");
    Content end =
        Scenes.line("expiry_final").words().apply(new Lines.Sight(late.bookAt(R), late.now()));
    Word expiry = late.draft(R, end, late.atR().latest());
    late.store(Dossier.automatic(expiry));
    assertInstanceOf(Outcome.Violation.class, late.outcome(expiry));
    assertEquals(Hold.EFFECTIVE, late.atR().hold());
  }

  @Test
  void theRequestingSideNeverEndsAHold() {
    Dossier dossier = held("Q no_longer_needed");
    assertEquals(Hold.EFFECTIVE, dossier.atQ().hold());
    assertInstanceOf(Outcome.Violation.class, said(dossier, Q, "release_no_longer_needed"));
    assertEquals(Hold.EFFECTIVE, dossier.atQ().hold());
    assertInstanceOf(Outcome.Applied.class, said(dossier, R, "release_no_longer_needed"));
    assertEquals(Hold.ENDED, dossier.atQ().hold());
  }

  @Test
  void aHoldNeverEndsBeforeItsTime() {
    assertInstanceOf(Outcome.Violation.class, said(held("pass 59"), R, "expiry_final"));
    assertInstanceOf(Outcome.Applied.class, said(held("pass 61"), R, "expiry_final"));
  }

  @Test
  void aWithdrawalThatCrossesAnAcceptanceEndsNoHold() {
    Dossier dossier = Scenes.play("Q request", "R ack_with_hold");
    List<org.vigilmesh.value.Digest> seen = dossier.atQ().latest();
    Word withdrawn =
        dossier.draft(
            Q,
            Scenes.line("withdrawal")
                .words()
                .apply(new Lines.Sight(dossier.bookAt(Q), dossier.now())),
            seen);
    Word accepted =
        dossier.draft(
            R, Dossier.decision(org.vigilmesh.message.Decision.Value.ACCEPTED, "D1"), seen);
    dossier.store(withdrawn);
    dossier.store(accepted);
    assertInstanceOf(Outcome.Applied.class, dossier.outcome(withdrawn));
    assertInstanceOf(Outcome.Applied.class, dossier.outcome(accepted));
    assertEquals(Optional.of(Stage.ACCEPTED), dossier.atQ().base());
    assertEquals("release", dossier.atQ().shown());
    assertEquals(Hold.PROVISIONAL, dossier.atQ().hold());
  }

  @Test
  void onePersonIsNeverAuthorAndAuthoriser() {
    Dossier dossier = Scenes.play("DRAFTED j.morgan", "AUTHOR_SIGNED j.morgan");
    var same = List.of(new OfficerId("j.morgan"));
    assertEquals(
        "V39",
        CaseRules.mayDo(Q.node(), dossier.events(), Deed.AUTHORISER_SIGNED, same, dossier.now())
            .orElseThrow()
            .code());
    dossier.deed(Deed.AUTHORISER_SIGNED, "j.morgan");
    assertEquals(Optional.of(Stage.AWAITING_AUTH), dossier.atQ().base());
  }

  @Test
  void anExtensionThatNobodyAnsweredReleasesNothing() {
    Dossier dossier = held("Q extension_request", "pass 400");
    assertEquals(Hold.EFFECTIVE, dossier.atR().hold());
    assertEquals(Optional.of(Stage.PRESERVED), dossier.atR().base());
    assertTrue(
        Bell.due(dossier.atR().timers(), Clock.Side.REQUESTING, dossier.now()).stream()
            .anyMatch(b -> b.timer().clock() == Clock.EXTENSION_ANSWER));
  }

  @Test
  void aRefusalKeepsTheProvisionalHoldUntilTheObjectionIsOver() {
    String[] refused = {"Q request", "R ack_with_hold", "R decision_refused"};
    assertInstanceOf(
        Outcome.Recorded.class, said(Scenes.play(refused), R, "release_refusal_final"));
    Dossier later = Scenes.play(refused);
    later.pass(Duration.ofDays(11));
    assertEquals(Hold.PROVISIONAL, later.atR().hold());
    assertInstanceOf(Outcome.Applied.class, said(later, R, "release_refusal_final"));
  }

  @Test
  void theDutyCountsFromTheLatestMomentAndTheDeadlineFromTheEarliest() {
    Dossier dossier = Scenes.play("Q request", "R ack", "R decision_accepted");
    Content.PreservationConfirmation held =
        org.vigilmesh.message.MessageFixtures.with(
            Dossier.held("D1"), "confirmedAt", Dossier.HOLD_FROM.plus(Duration.ofDays(2)));
    dossier.store(dossier.draft(R, held, dossier.atR().latest()));
    Timer floor =
        dossier.atQ().timers().stream()
            .filter(t -> t.clock() == Clock.TREATY_FLOOR)
            .findFirst()
            .orElseThrow();
    assertEquals(Dossier.HOLD_TO, floor.end(Clock.Side.REQUESTING));
    assertEquals(Dossier.HOLD_TO.plus(Duration.ofDays(2)), floor.end(Clock.Side.REQUESTED));
  }

  @Test
  void aCopyThatWasClosedIsOpenAgainWhenTheCaseMoves() {
    Dossier dossier = Scenes.play("Q request", "R ack", "R decision_refused", "pass 11");
    dossier.deed(Deed.CLOSED, "j.morgan");
    assertEquals("closed", dossier.atQ().shown());
    Scenes.say(dossier, R, "decision_accepted");
    assertEquals("accepted", dossier.atQ().shown());
  }
}
