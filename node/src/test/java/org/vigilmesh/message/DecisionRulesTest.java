package org.vigilmesh.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.ACT_ID;
import static org.vigilmesh.message.MessageFixtures.NOW;
import static org.vigilmesh.message.MessageFixtures.accepted;
import static org.vigilmesh.message.MessageFixtures.act;
import static org.vigilmesh.message.MessageFixtures.digest;
import static org.vigilmesh.message.MessageFixtures.request;
import static org.vigilmesh.message.MessageFixtures.with;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.message.Decision.ItemOutcome;
import org.vigilmesh.message.Decision.Reason;
import org.vigilmesh.message.Decision.Value;
import org.vigilmesh.message.Validation.Cover;
import org.vigilmesh.message.Validation.Finding;
import org.vigilmesh.message.Validation.Parties;
import org.vigilmesh.message.Validation.SoFar;

final class DecisionRulesTest {
  private static final Declarations PLAIN =
      new Declarations(List.of("UNCC", "BUD"), false, 90, List.of());
  private static final Parties PARTIES = new Parties(PLAIN, PLAIN, List.of());
  private static final SoFar WAITING = SoFar.opened(request());

  private static List<String> found(Decision decision, Parties parties, SoFar soFar) {
    Cover cover = Cover.of(act(decision), List.of());
    return Validation.check(decision, cover, parties, soFar, NOW).stream()
        .map(f -> f.rule() + " " + f.field())
        .toList();
  }

  private static List<String> found(Decision decision) {
    return found(decision, PARTIES, WAITING);
  }

  private static Decision refused(String ground, String via) {
    Decision decision = with(accepted(), "value", Value.REFUSED);
    decision = with(decision, "consultation", ACT_ID);
    return with(decision, "reason", new Reason(ground, via, "The law bars it."));
  }

  @Test
  void anAcceptanceNamesItemsAndTheNationalDecision() {
    assertEquals(List.of(), found(accepted()));
    assertEquals(List.of("V02 item_ids"), found(with(accepted(), "itemIds", List.of())));
    assertEquals(
        List.of("V02 domestic_decision"), found(with(accepted(), "domesticDecision", null)));
    for (String field : List.of("authority", "reference")) {
      assertEquals(
          List.of("V02 domestic_decision"),
          found(with(accepted(), "domesticDecision." + field, "")));
    }
    assertEquals(
        List.of("V02 domestic_decision"), found(with(accepted(), "domesticDecision.date", null)));
  }

  @ParameterizedTest
  @CsvSource({
    "PARTIALLY_ACCEPTED, V02 outcomes",
    "CONDITIONAL, V55 conditions",
    "CLARIFICATION_NEEDED, V02 clarification",
    "NOT_COMPETENT, V02 forwarded_to",
    "NOT_LOCATED, V02 technical_failure",
    "ALREADY_GONE, V02 technical_failure",
    "POSTPONED, V57 review_at;V49 reason.ground;V49 reason.text;V54 consultation",
    "REFUSED, V49 reason.ground;V49 reason.text;V54 consultation"
  })
  void eachValueNeedsItsFields(Value value, String findings) {
    assertEquals(List.of(findings.split(";")), found(with(accepted(), "value", value)));
  }

  @Test
  void eachValueIsGoodWithItsFields() {
    assertEquals(List.of(), found(refused("R21B", "")));
    Decision postponed = with(refused("PPOST", ""), "value", Value.POSTPONED);
    assertEquals(List.of(), found(with(postponed, "reviewAt", NOW.plusSeconds(86_400))));
    Decision gone = with(accepted(), "value", Value.ALREADY_GONE);
    assertEquals(List.of(), found(with(gone, "technicalFailure", "data_expired")));
    assertEquals(
        List.of("V02 technical_failure"), found(with(gone, "technicalFailure", "unknown_account")));
    Decision lost = with(accepted(), "value", Value.NOT_LOCATED);
    assertEquals(List.of(), found(with(lost, "technicalFailure", "unknown_account")));
    Decision forwarded = with(accepted(), "value", Value.NOT_COMPETENT);
    assertEquals(List.of(), found(with(forwarded, "forwardedTo", "Navy")));
    Decision unclear = with(accepted(), "value", Value.CLARIFICATION_NEEDED);
    assertEquals(List.of(), found(with(unclear, "clarification", ACT_ID)));
  }

  @Test
  void conditionsAreThoseThatWereAccepted() {
    Decision decision = with(accepted(), "value", Value.CONDITIONAL);
    decision = with(decision, "conditions", List.of("a", "b"));
    SoFar agreed = with(WAITING, "acceptedConditions", List.of("b", "a"));
    assertEquals(List.of(), found(decision, PARTIES, agreed));
    assertEquals(
        List.of("V55 conditions"), found(with(decision, "conditions[1]", "c"), PARTIES, agreed));
  }

  @Test
  void itemsThatAreRefusedNeedGroundAndReasonsToo() {
    Decision decision = with(accepted(), "value", Value.PARTIALLY_ACCEPTED);
    decision = with(decision, "consultationWaived", true);
    Reason ground = new Reason("R21C", "", "The law bars it.");
    decision =
        with(decision, "outcomes", List.of(new ItemOutcome("D2", Value.REFUSED, ground, "")));
    assertEquals(List.of(), found(decision));
    assertEquals(
        List.of(
            "V02 outcomes[0].item_id",
            "V49 outcomes[0].reason.ground",
            "V49 outcomes[0].reason.text"),
        found(with(decision, "outcomes[0]", new ItemOutcome("", Value.REFUSED, Reason.NONE, ""))));
    assertEquals(
        List.of("V02 outcomes[0].technical_failure"),
        found(
            with(
                decision,
                "outcomes[0]",
                new ItemOutcome("D2", Value.NOT_LOCATED, Reason.NONE, "gremlins"))));
  }

  @ParameterizedTest(name = "{0} via {1} on {2}")
  @CsvSource({
    "R21A, '', UNCC, V56 reason.ground;V50 reason.ground",
    "R21D, '', UNCC, V50 reason.ground",
    "R22, '', UNCC, ''",
    "R22, '', BUD, V52 reason.via",
    "R22, R21B, BUD, ''",
    "RPOL, '', UNCC, V50 reason.ground",
    "RPOL, '', BUD, ''",
    "RSCOPE, '', UNCC, ''",
    "RSCOPE, '', BUD, V50 reason.ground",
    "RPD, '', UNCC, V50 reason.ground",
    "RHR, '', UNCC, V52 reason.via",
    "RHR, R21C, UNCC, V52 reason.via",
    "RHR, R22, UNCC, ''",
    "XFISC, '', UNCC, V51 reason.ground",
    "XBANK, '', UNCC, V51 reason.ground",
    "RDC, '', UNCC, V53 reason.ground",
    "PPOST, '', UNCC, V49 reason.ground",
    "RXX, '', UNCC, V49 reason.ground",
    "R21C, '', BUD, V50 reason.ground",
    "R21D, '', BILATERAL, ''"
  })
  void groundsAreThoseOfTheTreaty(String ground, String via, String basis, String findings) {
    SoFar soFar = SoFar.opened(with(request(), "filing.bases[0].code", basis));
    List<String> expected = findings.isEmpty() ? List.of() : List.of(findings.split(";"));
    assertEquals(expected, found(refused(ground, via), PARTIES, soFar));
  }

  @Test
  void dualCriminalityNeedsAReservationAndAnOffenceOutsideTheTreaty() {
    Parties reserved = with(PARTIES, "sender", with(PLAIN, "dualCriminalityReservation", true));
    SoFar serious = SoFar.opened(with(request(), "matter.offences[0].code", "SERIOUS"));
    assertEquals(List.of(), found(refused("RDC", ""), reserved, serious));
    assertEquals(List.of("V53 reason.ground"), found(refused("RDC", ""), PARTIES, serious));
    assertEquals(List.of("V53 reason.ground"), found(refused("RDC", ""), reserved, WAITING));
    PreservationRequest budapest = with(request(), "filing.bases[0].code", "BUD");
    budapest = with(budapest, "matter.offences[0].code", "BU08");
    assertEquals(
        List.of("V53 reason.ground"), found(refused("RDC", ""), reserved, SoFar.opened(budapest)));
  }

  @Test
  void anUnavailableGroundNeedsANamedOverride() {
    Decision decision = refused("R21D", "");
    Cover cover = Cover.of(act(decision), List.of());
    List<Finding> open = Validation.check(decision, cover, PARTIES, WAITING, NOW);
    assertTrue(open.get(0).blocks());
    assertFalse(blocks(decision, cover, "j.morgan", "Supreme court ruling"));
    assertFalse(blocks(decision, with(cover, "signers", null), "a.haddad", "not yet signed"));
    assertTrue(blocks(decision, cover, "a.haddad", "who does not sign"));
    assertTrue(blocks(decision, cover, "j.morgan", " "));
    assertTrue(blocks(decision, cover, "", "nobody"));
  }

  private static boolean blocks(Decision refusal, Cover cover, String by, String reason) {
    List<RequestPart.RuleOverride> overrides =
        List.of(new RequestPart.RuleOverride("V50", by, reason));
    Decision decision = with(refusal, "overrides", overrides);
    return Validation.check(decision, cover, PARTIES, WAITING, NOW).getFirst().blocks();
  }

  @Test
  void aSecondDecisionSaysWhatItReplaces() {
    SoFar decided = with(WAITING, "decided", true);
    assertEquals(List.of("V48 supersedes"), found(accepted(), PARTIES, decided));
    assertEquals(List.of(), found(with(accepted(), "supersedes", digest(1)), PARTIES, decided));
  }

  @Test
  void aDecisionAnswersAnOpenRequest() {
    assertEquals(List.of("V47 in_reply_to"), found(accepted(), PARTIES, SoFar.NOTHING));
  }

  @Test
  void openQuestionsAreAwaitedBeforeARefusal() {
    SoFar asking = with(WAITING, "questionOpen", true);
    assertEquals(List.of("V54 consultation"), found(refused("R21B", ""), PARTIES, asking));
    Decision unconsulted = with(refused("R21B", ""), "consultation", null);
    assertEquals(List.of("V54 consultation"), found(unconsulted));
    assertEquals(List.of(), found(with(unconsulted, "consultationWaived", true)));
    assertEquals(List.of(), found(unconsulted, PARTIES, with(WAITING, "consulted", true)));
  }
}
