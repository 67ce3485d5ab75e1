package org.vigilmesh.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.NOW;
import static org.vigilmesh.message.MessageFixtures.XA;
import static org.vigilmesh.message.MessageFixtures.accepted;
import static org.vigilmesh.message.MessageFixtures.ack;
import static org.vigilmesh.message.MessageFixtures.act;
import static org.vigilmesh.message.MessageFixtures.bytes;
import static org.vigilmesh.message.MessageFixtures.channelTest;
import static org.vigilmesh.message.MessageFixtures.confirmation;
import static org.vigilmesh.message.MessageFixtures.digest;
import static org.vigilmesh.message.MessageFixtures.request;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Golden;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.message.Act.Purpose;
import org.vigilmesh.message.Act.Signer;
import org.vigilmesh.message.Decision.Reason;
import org.vigilmesh.message.EndorsementRules.Insufficient;
import org.vigilmesh.message.EndorsementRules.Proven;
import org.vigilmesh.message.EndorsementRules.Sufficient;
import org.vigilmesh.message.EndorsementRules.Verdict;
import org.vigilmesh.message.EndorsementRules.Why;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

final class EndorsementRulesTest {
  private static final Declarations CARD = new Declarations(List.of("UNCC"), false, 90, List.of());
  private static final Instant LONG_AGO = NOW.minusSeconds(30 * 86_400);
  private static final Officer MORGAN = officer("j.morgan", 1, Officer.Role.OFFICER, LONG_AGO);
  private static final Officer REYES = officer("p.reyes", 2, Officer.Role.SUPERVISOR, LONG_AGO);
  private static final Officer SEAT =
      officer("c.seat", 3, Officer.Role.CENTRAL_AUTHORITY, LONG_AGO);
  private static final Officer NEW =
      officer("n.new", 4, Officer.Role.OFFICER, NOW.minusSeconds(86_399));
  private static final Roster ROSTER =
      new Roster(
          XA,
          1,
          Digest.ZERO,
          LONG_AGO,
          NOW.plusSeconds(1),
          List.of(MORGAN, REYES, SEAT, NEW),
          List.of());

  private static Officer officer(String id, int key, Officer.Role role, Instant from) {
    return new Officer(
        new OfficerId(id), id, role, from, NOW.plusSeconds(86_400), List.of(passkey(key)));
  }

  private static Credential passkey(int key) {
    return new Credential(
        new CredentialId(bytes(key, 16)),
        Bytes.concat(bytes(4, 1), bytes(key, 64)),
        Credential.Algorithm.ES256,
        Credential.Kind.DEVICE_BOUND,
        "xa.example",
        List.of("https://xa.example"));
  }

  private static Proven proof(Officer officer) {
    return new Proven(officer.id(), officer.credentials().get(0).id());
  }

  private static Act signedBy(Content content, Officer author, Officer... others) {
    List<Signer> signers = new java.util.ArrayList<>();
    signers.add(new Signer(author.id(), Purpose.AUTHOR));
    for (Officer other : others) {
      signers.add(new Signer(other.id(), Purpose.AUTHORISER));
    }
    return with(act(content), "officers", signers);
  }

  private static Verdict judge(Act act, Proven... proven) {
    return EndorsementRules.judge(act, CARD, ROSTER, List.of(proven), NOW);
  }

  private static final Verdict GOOD = new Sufficient(List.of());

  private static Verdict bad(Rule rule, Why why) {
    return new Insufficient(rule, why);
  }

  @Test
  void aRequestNeedsTwoPersons() {
    assertEquals(GOOD, judge(signedBy(request(), MORGAN, REYES), proof(REYES), proof(MORGAN)));
    assertEquals(bad(Rule.V39, Why.TOO_FEW), judge(signedBy(request(), MORGAN), proof(MORGAN)));
  }

  @Test
  void aStateMayLetOneSignatureSendButNotInAnEmergency() {
    Declarations one = with(CARD, "capabilities", List.of("one_signature_sends"));
    Act act = signedBy(request(), MORGAN);
    List<Proven> proofs = List.of(proof(MORGAN));
    assertEquals(GOOD, EndorsementRules.judge(act, one, ROSTER, proofs, NOW));
    Act emergency = with(act, "urgency", Urgency.EMERGENCY);
    assertEquals(
        bad(Rule.V39, Why.TOO_FEW), EndorsementRules.judge(emergency, one, ROSTER, proofs, NOW));
  }

  @Test
  void oneOfficerAcknowledgesAcceptsAndConfirms() {
    for (Content content : List.of(ack(), accepted(), confirmation(), channelTest())) {
      assertEquals(GOOD, judge(signedBy(content, MORGAN), proof(MORGAN)));
    }
  }

  @Test
  void graveGroundsAndOverridesNeedTwoPersons() {
    Decision refused = with(accepted(), "value", Decision.Value.REFUSED);
    List<Decision> grave =
        List.of(
            with(refused, "reason", new Reason("R22", "", "x")),
            with(refused, "reason", new Reason("R21B", "", "x")),
            with(refused, "reason", new Reason("RHR", "R21B", "x")),
            with(
                accepted(),
                "outcomes",
                List.of(
                    new Decision.ItemOutcome(
                        "D2", Decision.Value.REFUSED, new Reason("R22", "", "x"), ""))),
            with(
                accepted(),
                "overrides",
                List.of(new RequestPart.RuleOverride("V50", "a.haddad", "x"))));
    for (Decision decision : grave) {
      assertEquals(bad(Rule.V39, Why.TOO_FEW), judge(signedBy(decision, MORGAN), proof(MORGAN)));
      assertEquals(GOOD, judge(signedBy(decision, MORGAN, REYES), proof(MORGAN), proof(REYES)));
    }
    assertEquals(
        GOOD,
        judge(
            signedBy(with(refused, "reason", new Reason("R21C", "", "x")), MORGAN), proof(MORGAN)));
  }

  @Test
  void onlyANoticeTypeGoesWithoutPersons() {
    Act test = with(act(channelTest()), "officers", List.of());
    assertEquals(GOOD, judge(test));
    assertEquals(bad(Rule.V39, Why.NO_PERSON), judge(test, proof(MORGAN)));
    assertEquals(bad(Rule.V39, Why.NO_PERSON), judge(with(act(accepted()), "officers", List.of())));
  }

  @Test
  void proofsAreThoseOfTheNamedOfficers() {
    Act act = signedBy(request(), MORGAN, REYES);
    assertEquals(bad(Rule.V38, Why.NOT_AS_NAMED), judge(act, proof(MORGAN)));
    assertEquals(bad(Rule.V38, Why.NOT_AS_NAMED), judge(act));
    assertEquals(bad(Rule.V38, Why.NOT_AS_NAMED), judge(act, proof(MORGAN), proof(NEW)));
  }

  @Test
  void twoPersonsAreTwoOfficersWithTwoKeys() {
    Act twice = signedBy(request(), MORGAN, MORGAN);
    assertEquals(bad(Rule.V39, Why.SAME_PERSON), judge(twice, proof(MORGAN)));
    Act act = signedBy(request(), MORGAN, REYES);
    assertEquals(bad(Rule.V39, Why.SAME_PERSON), judge(act, proof(MORGAN), proof(MORGAN)));
    Proven borrowed = new Proven(REYES.id(), proof(MORGAN).credential());
    assertEquals(bad(Rule.V39, Why.SAME_PERSON), judge(act, proof(MORGAN), borrowed));
  }

  @Test
  void thereIsOneAuthor() {
    Act act = with(signedBy(ack(), MORGAN), "officers[0].purpose", Purpose.AUTHORISER);
    assertEquals(bad(Rule.V39, Why.NO_AUTHOR), judge(act, proof(MORGAN)));
    Act two = with(signedBy(request(), MORGAN, REYES), "officers[1].purpose", Purpose.AUTHOR);
    assertEquals(bad(Rule.V39, Why.NO_AUTHOR), judge(two, proof(MORGAN), proof(REYES)));
  }

  @Test
  void whoIsGoneFromTheRosterNeedsACallBack() {
    Officer gone = officer("g.gone", 9, Officer.Role.OFFICER, LONG_AGO);
    Insufficient verdict = (Insufficient) judge(signedBy(ack(), gone), proof(gone));
    assertEquals(bad(Rule.V38, Why.NOT_ON_ROSTER), verdict);
    assertTrue(verdict.why().isConfirmable());
    assertFalse(Why.TOO_FEW.isConfirmable());
    Verdict tooEarly =
        EndorsementRules.judge(
            signedBy(ack(), MORGAN),
            CARD,
            ROSTER,
            List.of(proof(MORGAN)),
            LONG_AGO.minusSeconds(1));
    assertEquals(bad(Rule.V38, Why.NOT_ON_ROSTER), tooEarly);
  }

  @Test
  void anotherKeyThanTheRostersIsNoProof() {
    Proven stranger = new Proven(MORGAN.id(), new CredentialId(bytes(7, 16)));
    assertEquals(
        bad(Rule.V38, Why.CREDENTIAL_NOT_ON_ROSTER), judge(signedBy(ack(), MORGAN), stranger));
  }

  @Test
  void fileKeysCountInAnEmergencyOnlyAsExercise() {
    Officer file = with(MORGAN, "credentials", List.of(Credential.ofFileKey(bytes(5, 32))));
    Roster roster = with(ROSTER, "officers[0]", file);
    Act exercise = with(signedBy(ack(), file), "urgency", Urgency.EMERGENCY);
    List<Proven> proofs = List.of(proof(file));
    assertEquals(GOOD, EndorsementRules.judge(exercise, CARD, roster, proofs, NOW));
    Act real = with(exercise, "exercise", false);
    assertEquals(
        bad(Rule.V38, Why.FILE_KEY_IN_EMERGENCY),
        EndorsementRules.judge(real, CARD, roster, proofs, NOW));
    Act urgent = with(real, "urgency", Urgency.URGENT);
    assertEquals(GOOD, EndorsementRules.judge(urgent, CARD, roster, proofs, NOW));
  }

  @Test
  void aNewOfficerIsShownAndIsNotOneOfAnEmergencysTwo() {
    Act act = signedBy(request(), NEW, REYES);
    assertEquals(new Sufficient(List.of(NEW.id())), judge(act, proof(NEW), proof(REYES)));
    Act emergency = with(act, "urgency", Urgency.EMERGENCY);
    assertEquals(
        bad(Rule.V39, Why.NEW_OFFICER_IN_EMERGENCY), judge(emergency, proof(NEW), proof(REYES)));
    Verdict nextDay =
        EndorsementRules.judge(
            emergency, CARD, ROSTER, List.of(proof(NEW), proof(REYES)), NOW.plusSeconds(1));
    assertEquals(GOOD, nextDay);
    Act three = with(signedBy(request(), MORGAN, REYES, NEW), "urgency", Urgency.EMERGENCY);
    assertEquals(
        new Sufficient(List.of(NEW.id())), judge(three, proof(MORGAN), proof(REYES), proof(NEW)));
  }

  @Test
  void theCentralAuthoritySignsOnlyItsOwnAttestations() {
    assertEquals(bad(Rule.V40, Why.ROLE), judge(signedBy(ack(), SEAT), proof(SEAT)));
  }

  private static int needed(Content content) {
    return EndorsementRules.personsNeeded(with(act(content), "parents", List.of(digest(1))), CARD);
  }

  @Test
  void everyMessageHasItsNumberOfPersons() {
    StringBuilder table = new StringBuilder();
    for (ContentForm form : ContentForm.values()) {
      table.append("%s %d%n".formatted(form.code(), needed(DescribedRulesTest.valid(form))));
    }
    Golden.assertGolden("message-persons.txt", table.toString());
    assertEquals(1, needed(FullContents.traffic()));
    assertEquals(2, EndorsementRules.personsNeeded(act(FullContents.traffic()), CARD));
    Declarations alone = with(CARD, "capabilities", List.of("one_signature_sends"));
    assertEquals(2, EndorsementRules.personsNeeded(act(FullContents.emergency()), alone));
  }

  @Test
  void whatAMessageSaysMayAskForOneMorePerson() {
    Content plain = DescribedRulesTest.valid(ContentForm.CLARIFICATION_ANSWER);
    assertEquals(2, needed(with(plain, "amendedFields", List.of("data_items[0].period_to"))));
    Content report = DescribedRulesTest.valid(ContentForm.STATUS_REPORT);
    assertEquals(
        0, needed(with(with(report, "text", ""), "provisionalHold", null)), "it only restates");
    Content extension = DescribedRulesTest.valid(ContentForm.EXTENSION_DECISION);
    assertEquals(1, needed(with(extension, "reason.ground", "R21C")));
    Content release = DescribedRulesTest.valid(ContentForm.RELEASE_CONFIRMATION);
    assertEquals(1, needed(with(release, "cause", Holding.Cause.WITHDRAWAL)));
  }

  @Test
  void onlyTheCentralAuthorityAttests() {
    Content received = DescribedRulesTest.valid(ContentForm.MLA_RECEIVED);
    assertEquals(GOOD, judge(signedBy(received, SEAT), proof(SEAT)));
    assertEquals(bad(Rule.V40, Why.ROLE), judge(signedBy(received, MORGAN), proof(MORGAN)));
    Content announced = DescribedRulesTest.valid(ContentForm.MLA_ANNOUNCED);
    assertEquals(bad(Rule.V40, Why.ROLE), judge(signedBy(announced, SEAT), proof(SEAT)));
  }
}
