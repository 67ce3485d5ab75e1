package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.message.RequestPart;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.CaseSummary;
import org.vigilmesh.proto.v1.Endorsement;
import org.vigilmesh.proto.v1.GetCaseResponse;
import org.vigilmesh.proto.v1.OpenCaseRequest;
import org.vigilmesh.proto.v1.SubmitRequest;
import org.vigilmesh.proto.v1.TimelineEntry;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** What officers answer to a request: the act that reaches the node, byte by byte. */
final class OfficersActTest {
  private final OpenRequest request = new OpenRequest();

  @AfterEach
  void close() {
    request.close();
  }

  @Test
  void anAcknowledgementNamesTheOfficerAndTheRequest() {
    Runs.Result result = request.signed("case acknowledge ID --role supervisor --file-number XB-9");

    assertEquals(0, result.code(), result.err());
    Content.HumanAck ack = request.content(Content.HumanAck.class);
    assertEquals(OpenRequest.OPENING.id(), ack.inReplyTo());
    assertEquals(new Content.CaseRefs("XA-2031-0417", "XB-9"), ack.caseRefs());
    assertEquals(
        List.of(
            new Act.Signer(new org.vigilmesh.identity.OfficerId("a.haddad"), Act.Purpose.AUTHOR)),
        request.act().officers());
  }

  @Test
  void anAnswerStandsInItsCaseAndQuotesWhatWasSeen() {
    request.signed("case acknowledge ID");
    Act act = request.act();

    assertEquals(CaseId.typed(OpenRequest.CASE), act.caseId());
    assertEquals(Fixtures.XB1, act.sender());
    assertEquals(Fixtures.XA1, act.recipient());
    assertEquals(List.of(OpenRequest.LATEST), act.parents());
    assertEquals(List.of(Digest.sha256(OpenRequest.OPENING_BYTES)), act.answers());
    assertTrue(act.exercise(), "an answer in an exercise is one");
    assertEquals(Runs.NOW, act.createdAt());
  }

  @ParameterizedTest
  @CsvSource({"emergency, P1D", "urgent, P7D", "routine, P30D"})
  void anAnswerHasTheUrgencyOfItsCaseAndTheUsualTime(String urgency, Duration usual) {
    request.scene.holding(
        OpenRequest.CASE,
        List.of(new Scene.Opened(OpenRequest.OPENING_BYTES, Bytes.utf8("body"))),
        OpenRequest.context(urgency));
    request.signed("case acknowledge ID");

    assertEquals(urgency, request.act().urgency().code());
    assertEquals(Runs.NOW.plus(usual), request.act().notAfter());
  }

  @Test
  void theProofIsOverExactlyTheBytesThatAreSent() {
    request.signed("case acknowledge ID");
    SubmitRequest sent = request.submitted();
    Endorsement endorsement = sent.getEndorsements(0);
    Digest digest = Act.endorsedDigest(Bytes.of(sent.getAct().toByteArray()));

    assertEquals(1, sent.getEndorsementsCount());
    assertEquals("a.haddad", endorsement.getOfficer());
    assertTrue(
        OpenRequest.CRYPTO
            .verifier()
            .proves(
                Credential.ofFileKey(request.officerKey),
                digest,
                Bytes.of(endorsement.getProof().toByteArray())));
  }

  @Test
  void theChallengeIsSignedByTheSameOfficer() {
    request.signed("case acknowledge ID");
    OpenCaseRequest opened =
        request.scene.node().calls().stream()
            .filter(OpenCaseRequest.class::isInstance)
            .map(OpenCaseRequest.class::cast)
            .findFirst()
            .orElseThrow();

    assertTrue(
        OpenRequest.CRYPTO
            .verifier()
            .proves(
                Credential.ofFileKey(request.officerKey),
                Digest.ZERO,
                Bytes.of(opened.getEndorsement().getProof().toByteArray())));
  }

  @Test
  void whatIsSignedIsSaidBeforeAndItsPlaceAfter() {
    Runs.Result result = request.signed("case acknowledge ID");

    assertTrue(
        result.err().startsWith("You acknowledge to XA, in case " + OpenRequest.CASE),
        result.err());
    assertTrue(result.err().contains("EXERCISE"), result.err());
    assertEquals("act-7", result.field("act"));
    assertEquals("urgent", result.field("lane"));
    assertEquals("7", result.field("seq"));
    assertEquals("99", result.field("journal"));
    assertEquals(
        Digest.sha256(Bytes.utf8(result.err().lines().findFirst().orElseThrow())),
        request.act().reviewTextDigest(),
        "the act has the digest of the sentence that was read");
  }

  @Test
  void aDryRunReadsTheCaseAndSubmitsNothing() {
    Runs.Result result = request.signed("case acknowledge ID --dry-run");

    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().startsWith("would: You acknowledge to XA"), result.err());
    assertTrue(request.scene.node().calls().stream().noneMatch(SubmitRequest.class::isInstance));
  }

  @ParameterizedTest
  @CsvSource({
    "--accept, ACCEPTED",
    "--refuse R21B, REFUSED",
    "--as partially_accepted, PARTIALLY_ACCEPTED",
    "--as conditional, CONDITIONAL",
    "--as clarification_needed, CLARIFICATION_NEEDED",
    "--as not_competent, NOT_COMPETENT",
    "--as postponed, POSTPONED",
    "--as not_located, NOT_LOCATED",
    "--as already_gone, ALREADY_GONE"
  })
  void aDecisionIsOneOfNine(String option, Decision.Value value) {
    Runs.Result result = request.signed("case decide ID " + option);

    assertEquals(0, result.code(), result.err());
    Decision decision = request.content(Decision.class);
    assertEquals(value, decision.value());
    assertEquals(OpenRequest.OPENING.id(), decision.inReplyTo());
    assertEquals(List.of("D1"), decision.itemIds(), "all of them when none is named");
  }

  @Test
  void aDecisionCarriesWhatWasTyped() {
    request.signed(
        "case decide ID --refuse R21B --item D1 --decision-ref K-17 --decision-date 2027-01-14",
        "--reason",
        "it would prejudice an inquiry",
        "--authority",
        "Court of Borduria");
    Decision decision = request.content(Decision.class);

    assertEquals(
        new Decision.Reason("R21B", "", "it would prejudice an inquiry"), decision.reason());
    assertEquals(
        new Decision.DomesticDecision("Court of Borduria", "K-17", LocalDate.parse("2027-01-14")),
        decision.domesticDecision());
    assertEquals("en", request.act().language());
  }

  @Test
  void aDecisionNamesTheOneThatItReplacesByItsNumber() {
    TimelineEntry line =
        TimelineEntry.newBuilder()
            .setBy(OpenRequest.OPENING.sender().node().text())
            .setAct(OpenRequest.OPENING.id().toString())
            .build();
    CaseSummary summary =
        CaseSummary.newBuilder().setCaseId(OpenRequest.CASE).setPeer("xa").build();
    CaseStatus.Builder found = CaseStatus.newBuilder().setSummary(summary).addTimeline(line);
    request.scene.node().answering(GetCaseResponse.newBuilder().setCase(found).build());
    request.signed("case decide ID --accept --supersedes 1");
    assertEquals(
        Act.digest(OpenRequest.OPENING_BYTES), request.content(Decision.class).supersedes());
    assertEquals(3, request.signed("case decide ID --accept --supersedes 2").code(), "no such act");
  }

  @Test
  void whoWritesSetsWarningsAsideByName() {
    request.signed(
        "case decide ID --refuse RHR --via R22 --consultation-waived",
        "--override",
        "V50=Supreme court ruling",
        "--override",
        "V54= agreed by phone ");
    Decision decision = request.content(Decision.class);
    String author = request.act().officers().getFirst().officer().text();

    assertEquals(
        List.of(
            new RequestPart.RuleOverride("V50", author, "Supreme court ruling"),
            new RequestPart.RuleOverride("V54", author, "agreed by phone")),
        decision.overrides());
    assertEquals("R22", decision.reason().via());
    assertTrue(decision.consultationWaived());
  }

  @ParameterizedTest
  @ValueSource(strings = {"V50", "V50=", "V49=because", "V99=because", "=because"})
  void onlyAWarningIsSetAsideAndOnlyWithAReason(String override) {
    Runs.Result result = request.signed("case decide ID --refuse R21D", "--override", override);

    assertEquals(2, result.code());
    assertTrue(result.err().contains("(E-OVERRIDE)"), result.err());
    assertTrue(result.err().contains("V16 V20 V22 V50 V54 V56"), result.err());
    assertTrue(request.scene.node().calls().stream().noneMatch(SubmitRequest.class::isInstance));
  }

  @Test
  void whatIsPostponedIsSoForTheOneGroundThereIs() {
    request.signed("case decide ID --as postponed --review-at 2027-02-15T00:00:00Z");

    assertEquals("PPOST", request.content(Decision.class).reason().ground());
  }

  @Test
  void aDecisionThatIsNoneIsRefusedAndNothingIsSent() {
    Runs.Result result = request.signed("case decide ID --as maybe");

    assertEquals(2, result.code());
    assertTrue(result.err().contains("(E-DECISION-VALUE)"), result.err());
    assertTrue(request.scene.node().calls().stream().noneMatch(SubmitRequest.class::isInstance));
  }

  @Test
  void aConfirmationCarriesHolderReferenceAndDates() {
    Runs.Result result =
        request.signed(
            "case preserved ID --reference R-1 --effective 2027-01-15 --until 2027-04-15"
                + " --order K-17 --order-date 2027-01-14 --order-ends 2027-05-01"
                + " --gag-ends 2027-09-01");

    assertEquals(0, result.code(), result.err());
    Content.PreservationConfirmation held = request.content(Content.PreservationConfirmation.class);
    assertEquals("R-1", held.custodianRef());
    assertEquals("Example Hosting", held.custodian(), "as the request names it");
    assertEquals(Instant.parse("2027-01-15T00:00:00Z"), held.effectiveAt());
    assertEquals(Instant.parse("2027-04-15T00:00:00Z"), held.preservedUntil());
    assertEquals(
        new Content.DomesticOrder(
            "K-17", LocalDate.parse("2027-01-14"), LocalDate.parse("2027-05-01")),
        held.domesticOrder());
    assertEquals(LocalDate.parse("2027-09-01"), held.gagExpires());
  }

  @Test
  void anotherCustodianMayHoldTheData() {
    request.signed(
        "case preserved ID --reference R-1 --effective 2027-01-15 --until 2027-04-15 --item D1",
        "--custodian",
        "Other Hosting");

    assertEquals(
        "Other Hosting", request.content(Content.PreservationConfirmation.class).custodian());
  }

  @Test
  void theNewestRequestOfTheCaseIsTheOneThatIsAnswered() {
    Act amended =
        MessageFixtures.act(
            MessageFixtures.with(
                MessageFixtures.request(), "caseRefs", new Content.CaseRefs("XA-2031-0418", "")));
    request.scene.holding(
        OpenRequest.CASE,
        List.of(
            new Scene.Opened(OpenRequest.OPENING_BYTES, Bytes.utf8("1")),
            new Scene.Opened(IdentityFiles.CODEC.act().encode(amended), Bytes.utf8("2"))),
        OpenRequest.context("urgent"));
    request.signed("case acknowledge ID");

    assertEquals("XA-2031-0418", request.content(Content.HumanAck.class).caseRefs().requesting());
  }

  @Test
  void aCaseWithoutARequestCannotBeDecided() {
    Act test = MessageFixtures.act(MessageFixtures.channelTest());
    request.scene.holding(
        OpenRequest.CASE,
        List.of(
            new Scene.Opened(IdentityFiles.CODEC.act().encode(test), Bytes.EMPTY),
            new Scene.Opened(Bytes.utf8("not an act"), Bytes.EMPTY)),
        OpenRequest.context("urgent"));
    Runs.Result result = request.signed("case decide ID --accept");

    assertEquals(3, result.code());
    assertTrue(result.err().contains("(E-CASE-NO-REQUEST)"), result.err());
  }

  @Test
  void aSecondPersonReleasesWhatTheFirstWrote() {
    Bytes second = request.scene.key("s.tan.key", KeyKind.OFFICER, Fixtures.XB1);
    request.signed(
        "case decide ID --refuse R21B --sign-with", "a.haddad.key", "--sign-with", "s.tan.key");
    List<Act.Signer> signers = request.act().officers();

    assertEquals(
        List.of(Act.Purpose.AUTHOR, Act.Purpose.AUTHORISER, Act.Purpose.AUTHORISER),
        signers.stream().map(Act.Signer::purpose).toList());
    assertEquals("s.tan", signers.get(1).officer().text());
    assertTrue(
        OpenRequest.CRYPTO
            .verifier()
            .proves(
                Credential.ofFileKey(second),
                Act.endorsedDigest(Bytes.of(request.submitted().getAct().toByteArray())),
                Bytes.of(request.submitted().getEndorsements(1).getProof().toByteArray())));
  }

  @Test
  void anOfficerMayBeNamedBesideTheKey() {
    Runs.Result result =
        request.scene.run(
            "case",
            "acknowledge",
            OpenRequest.CASE,
            "--sign-with",
            "h.other=a.haddad.key",
            "--passphrase-file",
            "phrase");

    assertEquals(0, result.code(), result.err());
    assertEquals("h.other", request.submitted().getEndorsements(0).getOfficer());
  }

  @Test
  void anOfficerSeesTheContentAndAnAdministratorDoesNot() {
    Runs.Result opened = request.signed("case show ID");
    Runs.Result closed = request.scene.run("case", "show", OpenRequest.CASE);

    assertTrue(opened.out().contains("A cloned bank site took"), opened.out());
    assertFalse(closed.out().contains("cloned"), closed.out());
    String json = request.signed("case show ID -o json").out();
    assertTrue(Scene.json(json).toString().contains("A cloned bank site took"), json);
  }
}
