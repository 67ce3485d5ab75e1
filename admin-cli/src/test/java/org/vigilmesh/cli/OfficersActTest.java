package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.proto.v1.AcceptedBefore;
import org.vigilmesh.proto.v1.AcceptedForSending;
import org.vigilmesh.proto.v1.ActContext;
import org.vigilmesh.proto.v1.CaseContext;
import org.vigilmesh.proto.v1.Endorsement;
import org.vigilmesh.proto.v1.Failure;
import org.vigilmesh.proto.v1.LaneName;
import org.vigilmesh.proto.v1.OpenCaseRequest;
import org.vigilmesh.proto.v1.OpenCaseResponse;
import org.vigilmesh.proto.v1.Rejected;
import org.vigilmesh.proto.v1.RejectionReason;
import org.vigilmesh.proto.v1.SubmitRequest;
import org.vigilmesh.proto.v1.SubmitResponse;
import org.vigilmesh.proto.v1.Urgency;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** What officers answer to a request: the act that reaches the node, byte by byte, and refusals. */
final class OfficersActTest {
  private static final String CASE = MessageFixtures.CASE_ID.toString();
  private static final Act OPENING = MessageFixtures.act(MessageFixtures.request());
  private static final Bytes OPENING_BYTES = IdentityFiles.CODEC.act().encode(OPENING);
  private static final Digest LATEST = Fixtures.digest("latest");
  private static final Crypto CRYPTO = new Crypto(new java.security.SecureRandom());

  private final Scene scene = new Scene();
  private Bytes officerKey = Bytes.EMPTY;

  @BeforeEach
  void aRequestThatWaitsForAnOfficer() {
    officerKey = scene.key("a.haddad.key", KeyKind.OFFICER, Fixtures.XB1);
    scene.holding(
        CASE, List.of(new Scene.Opened(OPENING_BYTES, Bytes.utf8("body"))), context("urgent"));
    scene
        .node()
        .answering(
            SubmitResponse.newBuilder()
                .setAccepted(
                    AcceptedForSending.newBuilder()
                        .setAct("act-7")
                        .setLane(LaneName.newBuilder().setUrgency(Urgency.URGENCY_URGENT))
                        .setSeq(7)
                        .setAt(Runs.NOW.toEpochMilli())
                        .setJournal(99))
                .build());
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private static ActContext context(String urgency) {
    return Scene.context(
        "xb",
        "xa",
        CaseContext.newBuilder()
            .setCaseId(CASE)
            .setExercise(true)
            .setUrgency(urgency)
            .setOpening(OPENING.id().toString())
            .setOpeningDigest(Scene.wire(Digest.sha256(OPENING_BYTES).bytes()))
            .addLatest(Scene.wire(LATEST.bytes()))
            .build());
  }

  private Runs.Result signed(String words, String... more) {
    List<String> all = new ArrayList<>(List.of(words.replace("ID", CASE).split(" ")));
    all.addAll(List.of(more));
    all.addAll(List.of("--sign-with", "a.haddad.key", "--passphrase-file", "phrase"));
    return scene.run(all.toArray(String[]::new));
  }

  private SubmitRequest submitted() {
    return assertInstanceOf(SubmitRequest.class, scene.node().calls().getLast());
  }

  private Act act() {
    Bytes bytes = Bytes.of(submitted().getAct().toByteArray());
    return IdentityFiles.CODEC.act().decode(bytes).find().orElseThrow();
  }

  private <T> T content(Class<T> kind) {
    return assertInstanceOf(kind, act().content());
  }

  @Test
  void anAcknowledgementNamesTheOfficerAndTheRequest() {
    Runs.Result result = signed("case acknowledge ID --role supervisor --file-number XB-9");

    assertEquals(0, result.code(), result.err());
    Content.HumanAck ack = content(Content.HumanAck.class);
    assertEquals(OPENING.id(), ack.inReplyTo());
    assertEquals(new Content.CaseRefs("XA-2031-0417", "XB-9"), ack.caseRefs());
    assertEquals(
        List.of(
            new Act.Signer(new org.vigilmesh.identity.OfficerId("a.haddad"), Act.Purpose.AUTHOR)),
        act().officers());
  }

  @Test
  void anAnswerStandsInItsCaseAndQuotesWhatWasSeen() {
    signed("case acknowledge ID");
    Act act = act();

    assertEquals(CaseId.typed(CASE), act.caseId());
    assertEquals(Fixtures.XB1, act.sender());
    assertEquals(Fixtures.XA1, act.recipient());
    assertEquals(List.of(LATEST), act.parents());
    assertEquals(List.of(Digest.sha256(OPENING_BYTES)), act.answers());
    assertTrue(act.exercise(), "an answer in an exercise is one");
    assertEquals(Runs.NOW, act.createdAt());
  }

  @ParameterizedTest
  @CsvSource({"emergency, P1D", "urgent, P7D", "routine, P30D"})
  void anAnswerHasTheUrgencyOfItsCaseAndTheUsualTime(String urgency, Duration usual) {
    scene.holding(
        CASE, List.of(new Scene.Opened(OPENING_BYTES, Bytes.utf8("body"))), context(urgency));
    signed("case acknowledge ID");

    assertEquals(urgency, act().urgency().code());
    assertEquals(Runs.NOW.plus(usual), act().notAfter());
  }

  @Test
  void theProofIsOverExactlyTheBytesThatAreSent() {
    signed("case acknowledge ID");
    SubmitRequest sent = submitted();
    Endorsement endorsement = sent.getEndorsements(0);
    Digest digest = Act.endorsedDigest(Bytes.of(sent.getAct().toByteArray()));

    assertEquals(1, sent.getEndorsementsCount());
    assertEquals("a.haddad", endorsement.getOfficer());
    assertTrue(
        CRYPTO
            .verifier()
            .proves(
                Credential.ofFileKey(officerKey),
                digest,
                Bytes.of(endorsement.getProof().toByteArray())));
  }

  @Test
  void theChallengeIsSignedByTheSameOfficer() {
    signed("case acknowledge ID");
    OpenCaseRequest opened =
        scene.node().calls().stream()
            .filter(OpenCaseRequest.class::isInstance)
            .map(OpenCaseRequest.class::cast)
            .findFirst()
            .orElseThrow();

    assertTrue(
        CRYPTO
            .verifier()
            .proves(
                Credential.ofFileKey(officerKey),
                Digest.ZERO,
                Bytes.of(opened.getEndorsement().getProof().toByteArray())));
  }

  @Test
  void whatIsSignedIsSaidBeforeAndItsPlaceAfter() {
    Runs.Result result = signed("case acknowledge ID");

    assertTrue(result.err().startsWith("You acknowledge to XA, in case " + CASE), result.err());
    assertTrue(result.err().contains("EXERCISE"), result.err());
    assertEquals("act-7", result.field("act"));
    assertEquals("urgent", result.field("lane"));
    assertEquals("7", result.field("seq"));
    assertEquals("99", result.field("journal"));
    assertEquals(
        Digest.sha256(Bytes.utf8(result.err().lines().findFirst().orElseThrow())),
        act().reviewTextDigest(),
        "the act has the digest of the sentence that was read");
  }

  @Test
  void aDryRunReadsTheCaseAndSubmitsNothing() {
    Runs.Result result = signed("case acknowledge ID --dry-run");

    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().startsWith("would: You acknowledge to XA"), result.err());
    assertTrue(scene.node().calls().stream().noneMatch(SubmitRequest.class::isInstance));
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
    Runs.Result result = signed("case decide ID " + option);

    assertEquals(0, result.code(), result.err());
    Decision decision = content(Decision.class);
    assertEquals(value, decision.value());
    assertEquals(OPENING.id(), decision.inReplyTo());
    assertEquals(List.of("D1"), decision.itemIds(), "all of them when none is named");
  }

  @Test
  void aDecisionCarriesWhatWasTyped() {
    signed(
        "case decide ID --refuse R21B --item D1 --decision-ref K-17 --decision-date 2027-01-14",
        "--reason",
        "it would prejudice an inquiry",
        "--authority",
        "Court of Borduria");
    Decision decision = content(Decision.class);

    assertEquals(
        new Decision.Reason("R21B", "", "it would prejudice an inquiry"), decision.reason());
    assertEquals(
        new Decision.DomesticDecision("Court of Borduria", "K-17", LocalDate.parse("2027-01-14")),
        decision.domesticDecision());
    assertEquals("en", act().language());
  }

  @Test
  void aDecisionThatIsNoneIsRefusedAndNothingIsSent() {
    Runs.Result result = signed("case decide ID --as maybe");

    assertEquals(2, result.code());
    assertTrue(result.err().contains("(E-DECISION-VALUE)"), result.err());
    assertTrue(scene.node().calls().stream().noneMatch(SubmitRequest.class::isInstance));
  }

  @Test
  void aConfirmationCarriesHolderReferenceAndDates() {
    Runs.Result result =
        signed(
            "case preserved ID --reference R-1 --effective 2027-01-15 --until 2027-04-15"
                + " --order K-17 --order-date 2027-01-14 --order-ends 2027-05-01"
                + " --gag-ends 2027-09-01");

    assertEquals(0, result.code(), result.err());
    Content.PreservationConfirmation held = content(Content.PreservationConfirmation.class);
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
    signed(
        "case preserved ID --reference R-1 --effective 2027-01-15 --until 2027-04-15 --item D1",
        "--custodian",
        "Other Hosting");

    assertEquals("Other Hosting", content(Content.PreservationConfirmation.class).custodian());
  }

  @Test
  void theNewestRequestOfTheCaseIsTheOneThatIsAnswered() {
    Act amended =
        MessageFixtures.act(
            MessageFixtures.with(
                MessageFixtures.request(), "caseRefs", new Content.CaseRefs("XA-2031-0418", "")));
    scene.holding(
        CASE,
        List.of(
            new Scene.Opened(OPENING_BYTES, Bytes.utf8("1")),
            new Scene.Opened(IdentityFiles.CODEC.act().encode(amended), Bytes.utf8("2"))),
        context("urgent"));
    signed("case acknowledge ID");

    assertEquals("XA-2031-0418", content(Content.HumanAck.class).caseRefs().requesting());
  }

  @Test
  void aCaseWithoutARequestCannotBeAnswered() {
    Act test = MessageFixtures.act(MessageFixtures.channelTest());
    scene.holding(
        CASE,
        List.of(
            new Scene.Opened(IdentityFiles.CODEC.act().encode(test), Bytes.EMPTY),
            new Scene.Opened(Bytes.utf8("not an act"), Bytes.EMPTY)),
        context("urgent"));
    Runs.Result result = signed("case acknowledge ID");

    assertEquals(3, result.code());
    assertTrue(result.err().contains("(E-CASE-NO-REQUEST)"), result.err());
  }

  @Test
  void aSecondPersonReleasesWhatTheFirstWrote() {
    Bytes second = scene.key("s.tan.key", KeyKind.OFFICER, Fixtures.XB1);
    signed("case decide ID --refuse R21B --sign-with", "a.haddad.key", "--sign-with", "s.tan.key");
    List<Act.Signer> signers = act().officers();

    assertEquals(
        List.of(Act.Purpose.AUTHOR, Act.Purpose.AUTHORISER, Act.Purpose.AUTHORISER),
        signers.stream().map(Act.Signer::purpose).toList());
    assertEquals("s.tan", signers.get(1).officer().text());
    assertTrue(
        CRYPTO
            .verifier()
            .proves(
                Credential.ofFileKey(second),
                Act.endorsedDigest(Bytes.of(submitted().getAct().toByteArray())),
                Bytes.of(submitted().getEndorsements(1).getProof().toByteArray())));
  }

  @Test
  void anOfficerMayBeNamedBesideTheKey() {
    Runs.Result result =
        scene.run(
            "case",
            "acknowledge",
            CASE,
            "--sign-with",
            "h.other=a.haddad.key",
            "--passphrase-file",
            "phrase");

    assertEquals(0, result.code(), result.err());
    assertEquals("h.other", submitted().getEndorsements(0).getOfficer());
  }

  @ParameterizedTest
  @CsvSource({
    "a.haddad.key, other, 4, E-PASSPHRASE-WRONG",
    "missing.key, phrase, 3, E-FILE-MISSING",
    "authority.key, phrase, 2, E-KEY-KIND",
    "broken.key, phrase, 2, E-FILE-BROKEN",
    "open.key, phrase, 4, E-FILE-MODE",
    "A HADDAD=a.haddad.key, phrase, 2, E-SIGN-OFFICER",
    "a.haddad.key, nophrase, 3, E-FILE-MISSING"
  })
  void aKeyThatDoesNotServeIsNamedAndNothingIsAsked(
      String key, String phrase, int code, String error) throws java.io.IOException {
    scene.key("authority.key", KeyKind.AUTHORITY, Fixtures.XB1);
    scene.key("open.key", KeyKind.OFFICER, Fixtures.XB1);
    java.nio.file.Files.setPosixFilePermissions(
        scene.home().resolve("open.key"),
        java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    scene.script().secret("broken.key", "vigil-key: 1\nnonsense");
    scene.script().secret("other", "another passphrase\n");
    Runs.Result result =
        scene.run("case", "acknowledge", CASE, "--sign-with", key, "--passphrase-file", phrase);

    assertEquals(code, result.code(), result.err());
    assertTrue(result.err().contains("(" + error + ")"), result.err());
    assertFalse(result.err().contains(Scene.PHRASE), "a passphrase is never shown");
    assertEquals(List.of(), scene.node().calls());
  }

  @Test
  void aRejectedActIsInputAndEachReasonIsALine() {
    scene
        .node()
        .answering(
            SubmitResponse.newBuilder()
                .setRejected(
                    Rejected.newBuilder()
                        .setCode("E-ACT-REFUSED")
                        .addReasons(
                            RejectionReason.newBuilder()
                                .setField("items")
                                .setWhat("no such item")
                                .setRemedy("name one of the request")
                                .setCitation("PRES-60"))
                        .addReasons(
                            RejectionReason.newBuilder().setField("x").setWhat("y").setRemedy("z")))
                .build());
    Runs.Result result = signed("case decide ID --accept");

    assertEquals(2, result.code());
    assertTrue(
        result.err().contains("- items: no such item; name one of the request [PRES-60]"),
        result.err());
    assertTrue(result.err().contains("- x: y; z\n"), result.err());
    assertEquals("", result.out());
  }

  @Test
  void aReadOnlyNodeTakesNoAct() {
    scene
        .node()
        .answering(
            SubmitResponse.newBuilder()
                .setRejected(Rejected.newBuilder().setCode("E-READ-ONLY"))
                .build());

    assertEquals(9, signed("case acknowledge ID").code());
  }

  @Test
  void anActThatWasAcceptedBeforeIsNoError() {
    scene
        .node()
        .answering(
            SubmitResponse.newBuilder()
                .setAcceptedBefore(AcceptedBefore.newBuilder().setAct("act-6").setSeq(6))
                .build());
    Runs.Result result = signed("case acknowledge ID");

    assertEquals(0, result.code(), result.err());
    assertEquals("accepted before", result.field("state"));
    assertEquals("6", result.field("seq"));
  }

  @Test
  void aKeyThatMayNotOpenTheCaseAnswersNothing() {
    scene
        .node()
        .answering(
            OpenCaseResponse.newBuilder()
                .setFailed(ScriptedNode.failed(Failure.FAILURE_NOT_PERMITTED, "E-CASE-NOT-OPENED"))
                .build());
    Runs.Result result = signed("case acknowledge ID");

    assertEquals(4, result.code());
    assertTrue(result.err().contains("(E-CASE-NOT-OPENED)"), result.err());
    assertTrue(scene.node().calls().stream().noneMatch(SubmitRequest.class::isInstance));
  }

  @Test
  void anOfficerSeesTheContentAndAnAdministratorDoesNot() {
    Runs.Result opened = signed("case show ID");
    Runs.Result closed = scene.run("case", "show", CASE);

    assertTrue(opened.out().contains("A cloned bank site took"), opened.out());
    assertFalse(closed.out().contains("cloned"), closed.out());
    String json = signed("case show ID -o json").out();
    assertTrue(Scene.json(json).toString().contains("A cloned bank site took"), json);
  }
}
