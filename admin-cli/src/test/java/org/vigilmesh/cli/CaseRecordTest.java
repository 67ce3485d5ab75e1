package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.casework.CaseEvent.Local;
import org.vigilmesh.casework.Refusal;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.proto.v1.CaseContext;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.CaseSummary;
import org.vigilmesh.proto.v1.DoDeedRequest;
import org.vigilmesh.proto.v1.DoneResponse;
import org.vigilmesh.proto.v1.Failed;
import org.vigilmesh.proto.v1.Failure;
import org.vigilmesh.proto.v1.GetCaseResponse;
import org.vigilmesh.proto.v1.NodeStatus;
import org.vigilmesh.proto.v1.OpenCaseResponse;
import org.vigilmesh.proto.v1.OpenedCase;
import org.vigilmesh.proto.v1.OpenedDeed;
import org.vigilmesh.proto.v1.Said;
import org.vigilmesh.proto.v1.StatusResponse;
import org.vigilmesh.proto.v1.TimelineEntry;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** {@code vigil case record}, {@code begin} and {@code timeline}: what is signed and sent. */
final class CaseRecordTest {
  private static final CaseId CASE = MessageFixtures.CASE_ID;
  private static final NodeRef SELF = new NodeRef(Fixtures.XB, 1);
  private static final Act ACT = MessageFixtures.act(MessageFixtures.request());
  private static final Bytes BYTES = IdentityFiles.CODEC.act().encode(ACT);

  private final Scene scene = new Scene();
  private Bytes publicKey = Bytes.EMPTY;

  @BeforeEach
  void aCaseWithAnActAndANote() {
    publicKey = scene.key("a.haddad.key", KeyKind.OFFICER, SELF);
    scene.holding(
        CASE.toString(),
        List.of(new Scene.Opened(BYTES, Bytes.EMPTY)),
        Scene.context("xb", "xa", CaseContext.getDefaultInstance()));
    TimelineEntry act =
        TimelineEntry.newBuilder()
            .setBy(ACT.sender().node().text())
            .setKind("act")
            .setContentType("preservation_request")
            .setAct(ACT.id().toString())
            .build();
    TimelineEntry noted =
        TimelineEntry.newBuilder()
            .setBy("xb")
            .setKind("deed")
            .setContentType("noted")
            .addOfficers("a.haddad")
            .setSeq(17)
            .build();
    scene
        .node()
        .answering(
            GetCaseResponse.newBuilder()
                .setCase(
                    CaseStatus.newBuilder()
                        .setSummary(
                            CaseSummary.newBuilder()
                                .setCaseId(CASE.toString())
                                .setPeer("xa")
                                .setUrgency(org.vigilmesh.proto.v1.Urgency.URGENCY_URGENT))
                        .addTimeline(act)
                        .addTimeline(noted))
                .build());
    scene
        .node()
        .answering(
            OpenCaseResponse.newBuilder()
                .setOpened(
                    OpenedCase.newBuilder()
                        .addActs(
                            org.vigilmesh.proto.v1.OpenedAct.newBuilder().setAct(Scene.wire(BYTES)))
                        .addDeeds(
                            OpenedDeed.newBuilder()
                                .setEntry(noted)
                                .setWords("phoned the custodian")))
                .build());
    scene
        .node()
        .answering(
            StatusResponse.newBuilder()
                .setStatus(NodeStatus.newBuilder().setNode("xb").setEpoch(1))
                .build());
    scene.node().done(18, "delivered");
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private Runs.Result signed(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--sign-with", "a.haddad.key", "--passphrase-file", "phrase"));
    return scene.run(all.toArray(String[]::new));
  }

  private List<DoDeedRequest> sent() {
    return scene.node().calls().stream()
        .filter(DoDeedRequest.class::isInstance)
        .map(DoDeedRequest.class::cast)
        .toList();
  }

  private boolean isSigned(DoDeedRequest sent, Digest digest) {
    return new Crypto(new SecureRandom())
        .verifier()
        .proves(
            Credential.ofFileKey(publicKey),
            digest,
            Bytes.of(sent.getEndorsements(0).getProof().toByteArray()));
  }

  @Test
  void theOfficerSignsWhatIsDoneWhatWasSeenAndEachWord() {
    Runs.Result result =
        signed("case", "record", CASE.toString(), "hold", "--until", "2027-04-15", "--words", "w");
    assertEquals(0, result.code(), result.err());
    DoDeedRequest sent = sent().getFirst();
    Instant until = Instant.parse("2027-04-15T00:00:00Z");
    assertEquals("hold_placed", sent.getDeed());
    assertEquals("xa", sent.getNode());
    assertEquals(until.toEpochMilli(), sent.getUntil());
    List<Digest> seen = List.of(Act.digest(BYTES));
    assertTrue(
        isSigned(sent, Local.endorsedDigest(CASE, SELF, Deed.HOLD_PLACED, until, seen, "w")));
    assertTrue(result.err().contains("The other side is not told"), result.err());
  }

  @Test
  void aHoldHasAnEndAndWhatIsLetGoOnIsNamed() {
    assertEquals(2, signed("case", "record", CASE.toString(), "hold").code());
    assertEquals(2, signed("case", "record", CASE.toString(), "proceed").code());
    assertEquals(3, signed("case", "record", CASE.toString(), "proceed", "--act", "3").code());
    assertEquals(
        3, signed("case", "record", CASE.toString(), "proceed", "--act", "2").code(), "a note");
    assertEquals(List.of(), sent());
    assertEquals(0, signed("case", "record", CASE.toString(), "proceed", "--act", "1").code());
    assertEquals("went_on", sent().getFirst().getDeed());
    assertEquals(Scene.wire(Act.digest(BYTES).bytes()), sent().getFirst().getSeen(0));
  }

  @Test
  void aRefusalIsSaidInTheLanguageOfWhoReadsIt() {
    Failed refused =
        ScriptedNode.failed(Failure.FAILURE_NOT_PERMITTED, "E-NOT-IN-THIS-STATE").toBuilder()
            .setSaid(Said.newBuilder().setKey("PURGE_BY_ONE"))
            .build();
    scene.node().answering(DoneResponse.newBuilder().setFailed(refused).build());
    for (String language : Texts.LANGUAGES) {
      Runs.Result result = signed("case", "record", CASE.toString(), "purge", "--lang", language);
      assertEquals(4, result.code(), result.err());
      String said = Refusal.PURGE_BY_ONE.what(language, List.of());
      assertTrue(result.err().contains(said), language + ": " + result.err());
      assertTrue(result.err().contains(Refusal.PURGE_BY_ONE.remedy(language)), result.err());
    }
  }

  @Test
  void aPlanSendsNothing() {
    assertEquals(0, signed("case", "record", CASE.toString(), "close", "--dry-run").code());
    assertEquals(0, signed("case", "begin", "xa", "oral", "--dry-run").code());
    assertEquals(List.of(), sent());
  }

  @Test
  void aCaseBeginsWithAFreshIdThatIsPrinted() {
    Runs.Result result =
        signed("case", "begin", "xa", "oral", "--urgency", "emergency", "-o", "json");
    assertEquals(0, result.code(), result.err());
    DoDeedRequest sent = sent().getFirst();
    assertEquals("oral_recorded", sent.getDeed());
    assertEquals(org.vigilmesh.proto.v1.Urgency.URGENCY_EMERGENCY, sent.getUrgency());
    assertEquals(sent.getCaseId(), Scene.json(result.out()).get("case"));
    CaseId fresh = CaseId.typed(sent.getCaseId());
    assertTrue(
        isSigned(
            sent,
            Local.endorsedDigest(fresh, SELF, Deed.ORAL_RECORDED, Local.NO_END, List.of(), "")));
  }

  @Test
  void aTimelineShowsWhatWasWrittenDownToAnOfficerOnly() {
    Runs.Result closed = scene.run("case", "timeline", CASE.toString());
    assertEquals(0, closed.code(), closed.err());
    assertTrue(closed.out().contains("noted"), closed.out());
    assertTrue(!closed.out().contains("phoned"), closed.out());
    Runs.Result opened = signed("case", "timeline", CASE.toString());
    assertTrue(opened.out().contains("phoned the custodian"), opened.out());
  }

  @Test
  void aLinkIsSignedWithTheOtherCaseAndTheReason() {
    String other = CASE.toString();
    Runs.Result result =
        signed("case", "link", other, other, "--reason", "third_state", "--words", "XC has it");
    assertEquals(0, result.code(), result.err());
    DoDeedRequest sent = sent().getFirst();
    assertEquals("linked", sent.getDeed());
    String words = other + " third_state\nXC has it";
    assertEquals(words, sent.getWords());
    assertTrue(
        isSigned(
            sent, Local.endorsedDigest(CASE, SELF, Deed.LINKED, Local.NO_END, List.of(), words)));
    assertEquals(0, signed("case", "unlink", other, other).code());
    assertEquals("unlinked", sent().getLast().getDeed());
    assertEquals(2, signed("case", "link", other, other).code(), "a reason is needed");
    assertEquals(2, signed("case", "link", other, other, "--reason", "because").code());
    assertEquals(0, signed("case", "link", other, other, "--reason=other", "--dry-run").code());
    assertEquals(2, sent().size());
  }

  @Test
  void aLegalHoldIsNotSetWithoutAReason() {
    assertEquals(2, signed("case", "record", CASE.toString(), "keep").code());
    assertEquals(2, signed("case", "record", CASE.toString(), "unkeep", "--words", " ").code());
    assertEquals(List.of(), sent());
    assertEquals(0, signed("case", "record", CASE.toString(), "keep", "--words", "trial").code());
    assertEquals("legal_hold_set", sent().getFirst().getDeed());
  }

  @Test
  void whatAnActDidIsSaidInTheLanguageOfWhoReadsIt() {
    TimelineEntry late =
        TimelineEntry.newBuilder()
            .setBy("xa")
            .setKind("act")
            .setContentType("withdrawal")
            .setState("APPLIED")
            .setReason("violation: too late for withdrawal")
            .setSaid(Said.newBuilder().setKey("TOO_LATE").addValues("withdrawal"))
            .build();
    CaseStatus found =
        CaseStatus.newBuilder()
            .setSummary(CaseSummary.newBuilder().setCaseId(CASE.toString()).setPeer("xa"))
            .addTimeline(late)
            .build();
    scene.node().answering(GetCaseResponse.newBuilder().setCase(found).build());
    for (String language : Texts.LANGUAGES) {
      String said = Refusal.TOO_LATE.what(language, List.of("withdrawal"));
      for (String command : List.of("timeline", "show")) {
        String shown = scene.run("case", command, CASE.toString(), "--lang", language).out();
        assertTrue(shown.contains(said), language + ": " + shown);
        assertTrue(
            shown.contains(new Texts(language).of("timeline.violation", said)),
            language + ": " + shown);
      }
    }
  }
}
