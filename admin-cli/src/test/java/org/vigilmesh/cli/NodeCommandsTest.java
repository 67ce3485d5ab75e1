package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.vigilmesh.Golden.assertGolden;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.proto.v1.AlarmList;
import org.vigilmesh.proto.v1.AlarmStatus;
import org.vigilmesh.proto.v1.CaseList;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.CaseSummary;
import org.vigilmesh.proto.v1.Failure;
import org.vigilmesh.proto.v1.GetCaseRequest;
import org.vigilmesh.proto.v1.GetCaseResponse;
import org.vigilmesh.proto.v1.GetPeerResponse;
import org.vigilmesh.proto.v1.JournalBroken;
import org.vigilmesh.proto.v1.JournalIntact;
import org.vigilmesh.proto.v1.KeyList;
import org.vigilmesh.proto.v1.KeyStatus;
import org.vigilmesh.proto.v1.KeyUse;
import org.vigilmesh.proto.v1.LaneStatus;
import org.vigilmesh.proto.v1.ListAlarmsResponse;
import org.vigilmesh.proto.v1.ListCasesResponse;
import org.vigilmesh.proto.v1.ListKeysResponse;
import org.vigilmesh.proto.v1.ListPeersResponse;
import org.vigilmesh.proto.v1.NodeStatus;
import org.vigilmesh.proto.v1.PeerList;
import org.vigilmesh.proto.v1.PeerReasonRequest;
import org.vigilmesh.proto.v1.PeerStatus;
import org.vigilmesh.proto.v1.PeerTrust;
import org.vigilmesh.proto.v1.RotateKeyRequest;
import org.vigilmesh.proto.v1.StatusResponse;
import org.vigilmesh.proto.v1.TailJournalResponse;
import org.vigilmesh.proto.v1.TimelineEntry;
import org.vigilmesh.proto.v1.Urgency;
import org.vigilmesh.proto.v1.VerifyJournalResponse;
import org.vigilmesh.proto.v1.VerifyPeerRequest;

/** The commands that speak to a running node: what they ask, print and answer to the shell. */
final class NodeCommandsTest {
  private static final String DIGITS = "12345 67890 12345 67890 12345 67890 12345 67890";
  private static final String CASE = "0197a3c0-0000-7000-8000-00000000abcd";

  @TempDir private Path home = Path.of("");
  private ScriptedNode node;

  NodeCommandsTest() throws IOException {
    this.node = new ScriptedNode(java.nio.file.Files.createTempDirectory("vigil"));
  }

  @BeforeEach
  void ready() {
    node.done(17, "XB is VERIFIED");
  }

  @AfterEach
  void close() {
    node.close();
  }

  private Runs.Result run(String... words) {
    return run(Runs.in(home), words);
  }

  private Runs.Result run(Runs runs, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--socket", node.socket()));
    return runs.run(all.toArray(String[]::new));
  }

  private static PeerStatus peer() {
    return PeerStatus.newBuilder()
        .setNode("xb")
        .setName("Borduria")
        .setTrust(PeerTrust.PEER_TRUST_VERIFIED)
        .setTrustSince(Runs.NOW.minusSeconds(3600).toEpochMilli())
        .addDutyPhones("+999 555 0100")
        .setLinked(true)
        .setLinkedSince(Runs.NOW.minusSeconds(60).toEpochMilli())
        .setProtocol("TLSv1.3")
        .setGroup("X25519MLKEM768")
        .setCipherSuite("TLS_AES_256_GCM_SHA384")
        .setRoundTripMillis(3)
        .setCardVersion(1)
        .setCardValidTo(Runs.NOW.plusSeconds(86400 * 100).toEpochMilli())
        .setKeySetVersion(4)
        .setHoldsKeySet(2)
        .addLanes(
            LaneStatus.newBuilder()
                .setLane(Urgency.URGENCY_URGENT)
                .setOutbound(true)
                .setLast(5)
                .setReceipted(3)
                .setState("open")
                .setIncarnation("1/abcd"))
        .build();
  }

  @Test
  void peersAreListedWithWhatWaitsForThem() {
    node.answering(
        ListPeersResponse.newBuilder().setPeers(PeerList.newBuilder().addPeers(peer())).build());

    assertEquals(
        "xb\tBorduria\tverified\tup\t3\t2\t2027-04-25T08:30:00Z\n", run("peers", "list").out());
    assertTrue(
        run("peers", "list", "-o", "json").out().contains("\"roundTripMillis\":3,\"waiting\":2"));
  }

  @Test
  void noPeersIsAnEmptyListAndNoError() {
    node.answering(ListPeersResponse.newBuilder().setPeers(PeerList.getDefaultInstance()).build());
    Runs.Result result = run("peers", "list", "-o", "json");

    assertEquals(0, result.code());
    assertEquals("{\"apiVersion\":\"v1\",\"kind\":\"PeerList\",\"items\":[]}\n", result.out());
  }

  @Test
  void peerIsShownWithItsKeyExchangeAndNeverItsFingerprint() {
    node.answering(GetPeerResponse.newBuilder().setPeer(peer()).build());
    Runs.Result result = run("peers", "show", "XB");

    assertEquals("X25519MLKEM768", result.field("group"));
    assertFalse(result.out().matches("(?s).*\\d{5} \\d{5}.*"), result.out());
    assertGolden("output/peer.txt", run(Runs.in(home).typing(""), "peers", "show", "xb").out());
  }

  @Test
  void fingerprintThatWasTypedGoesToTheNodeAsItIs() {
    Runs.Result result = run("peers", "verify", "XB", "--fingerprint", DIGITS);

    assertEquals(0, result.code(), result.err());
    VerifyPeerRequest asked = (VerifyPeerRequest) node.calls().getFirst();
    assertEquals("xb", asked.getNode());
    assertEquals(DIGITS, asked.getTypedFingerprint());
    assertTrue(result.err().contains("journal entry 17"), result.err());
  }

  @Test
  void fingerprintIsAskedOfAPersonWithoutShowingOne() {
    Runs.Result result = run(Runs.in(home).typing(DIGITS + "\n"), "peers", "verify", "xb");

    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().contains("independent source"), result.err());
    assertFalse((result.err() + result.out()).contains("12345"), "never shown");
  }

  @Test
  void fingerprintThatIsNoneIsRefusedBeforeTheNodeHearsOfIt() {
    Runs.Result result = run("peers", "verify", "xb", "--fingerprint", "12345 67890");

    assertEquals(6, result.code());
    assertEquals(List.of(), node.calls());
  }

  @Test
  void fingerprintThatDiffersIsANegativeVerification() {
    node.failing(Failure.FAILURE_NEGATIVE, "E-FINGERPRINT-MISMATCH");
    Runs.Result result = run("peers", "verify", "xb", "--fingerprint", DIGITS);

    assertEquals(6, result.code());
    assertGolden("errors/fingerprint.txt", result.err());
  }

  @TestFactory
  Stream<DynamicTest> failureHasItsExitCode() {
    return Map.of(
            Failure.FAILURE_FAILED, 1,
            Failure.FAILURE_INPUT, 2,
            Failure.FAILURE_NOT_FOUND, 3,
            Failure.FAILURE_NOT_PERMITTED, 4,
            Failure.FAILURE_CHANGED_MEANWHILE, 5,
            Failure.FAILURE_NEGATIVE, 6,
            Failure.FAILURE_UNREACHABLE, 7,
            Failure.FAILURE_WAITING_FOR_PERSON, 8,
            Failure.FAILURE_READ_ONLY, 9)
        .entrySet()
        .stream()
        .map(
            row ->
                dynamicTest(
                    row.getKey().name(),
                    () -> {
                      node.failing(row.getKey(), "E-NEW-ONE");
                      Runs.Result result = run("peers", "ping", "xb");
                      assertEquals(row.getValue(), result.code());
                      assertTrue(result.err().contains("(E-NEW-ONE)"), result.err());
                      assertTrue(result.err().contains("the reason it gave"), result.err());
                    }));
  }

  @Test
  void suspensionNeedsAReasonAndNoConfirmation() {
    assertEquals(2, run("peers", "suspend", "xb").code());
    assertEquals(0, run("peers", "suspend", "xb", "--reason", "keys in doubt").code());
    assertEquals("keys in doubt", ((PeerReasonRequest) node.calls().getFirst()).getReason());
    assertEquals(0, run("peers", "resume", "xb", "--reason", "called").code());
  }

  @Test
  void whatCannotBeTakenBackMustBeConfirmedByName() {
    assertEquals(2, run("peers", "revoke", "xb", "--reason", "lost").code());
    assertEquals(2, run("peers", "revoke", "xb", "--reason", "lost", "--yes=xc").code());
    assertEquals(2, run(Runs.in(home).typing("y\n"), "peers", "remove", "xb").code());
    assertEquals(List.of(), node.calls());

    assertEquals(0, run("peers", "revoke", "xb", "--reason", "lost", "--yes=XB").code());
    assertEquals(0, run(Runs.in(home).typing("xb\n"), "peers", "remove", "xb").code());
    assertEquals(2, node.calls().size());
  }

  @Test
  void dryRunAsksTheNodeNothing() {
    for (String words :
        List.of(
            "peers suspend xb --reason r",
            "peers remove xb",
            "peers revoke xb --reason r",
            "peers verify xb",
            "alarms clear k",
            "peers resume xb --reason r")) {
      List<String> all = new ArrayList<>(List.of(words.split(" ")));
      all.add("--dry-run");
      Runs.Result result = run(all.toArray(String[]::new));
      assertEquals(0, result.code(), words + result.err());
      assertTrue(result.err().startsWith("would: "), words);
    }
    assertEquals(List.of(), node.calls());
  }

  @Test
  void changeInJsonNamesItsJournalPosition() {
    assertEquals(
        "{\"apiVersion\":\"v1\",\"kind\":\"Done\",\"journal\":17,\"lines\":[\"XB is VERIFIED\"]}\n",
        run("peers", "suspend", "xb", "--reason", "r", "-o", "json").out());
  }

  @Test
  void keysAreListedWithWhoLacksThem() {
    node.answering(
        ListKeysResponse.newBuilder()
            .setKeys(
                KeyList.newBuilder()
                    .addKeys(
                        KeyStatus.newBuilder()
                            .setUse("transport")
                            .setId("ab12")
                            .setFrom(Runs.NOW.toEpochMilli())
                            .setTo(Runs.NOW.plusSeconds(60).toEpochMilli())
                            .setState("next")
                            .addAwaiting("xb")
                            .addAwaiting("xc")))
            .build());

    assertEquals(
        "transport\tab12\t2027-01-15T08:30:00Z\t2027-01-15T08:31:00Z\tnext\txb, xc\n",
        run("keys", "list").out());
  }

  @Test
  void rotationIsPlannedOrBegun() {
    run("keys", "rotate", "--use", "sealing", "--plan");
    run("keys", "rotate", "--use", "TRANSPORT");
    run("keys", "rotate", "--use", "signing", "--plan");

    assertEquals(
        List.of(
            rotation(KeyUse.KEY_USE_SEALING, true),
            rotation(KeyUse.KEY_USE_TRANSPORT, false),
            rotation(KeyUse.KEY_USE_SIGNING, true)),
        node.calls());
    assertEquals(2, run("keys", "rotate", "--use", "nonsense").code());
  }

  private static RotateKeyRequest rotation(KeyUse use, boolean plan) {
    return RotateKeyRequest.newBuilder().setUse(use).setPlanOnly(plan).build();
  }

  private static StatusResponse status(boolean readOnly) {
    return StatusResponse.newBuilder()
        .setStatus(
            NodeStatus.newBuilder()
                .setNode("xb")
                .setEpoch(1)
                .setReadOnly(readOnly)
                .setReason(readOnly ? "XA showed our statement 7" : "")
                .setNow(Runs.NOW.toEpochMilli())
                .setStartedAt(Runs.NOW.minusSeconds(90).toEpochMilli())
                .setJournalNumber(42)
                .setJournalHead(ByteString.copyFrom(new byte[32])))
        .build();
  }

  @Test
  void statusOfAReadOnlyNodeIsShownAndEndsWithNine() {
    node.answering(status(true));
    Runs.Result result = run("node", "status");

    assertEquals(9, result.code());
    assertEquals("read-only", result.field("mode"));
    assertTrue(result.err().contains("XA showed our statement 7"), result.err());
    assertEquals(0, run(new ReplaceStatus().apply(), "node", "status").code());
  }

  /** Puts a healthy status in place of the other. */
  private final class ReplaceStatus {
    Runs apply() {
      node.answering(status(false));
      return Runs.in(home);
    }
  }

  private static TailJournalResponse row(long number) {
    JournalEntry entry =
        JournalEntry.of(JournalKind.PEER_ADDED, Runs.NOW, "root")
            .withPeer("xb")
            .withDetail("pending");
    return TailJournalResponse.newBuilder()
        .setEntry(
            org.vigilmesh.proto.v1.JournalEntry.newBuilder()
                .setNumber(number)
                .setEntry(ByteString.copyFrom(entry.encode().toArray()))
                .setEntryDigest(ByteString.copyFrom(new byte[32]))
                .setHead(ByteString.copyFrom(new byte[32])))
        .build();
  }

  @Test
  void journalEntriesAreReadHere() {
    node.answering(status(false)).answering(row(41), row(42));

    assertEquals(
        "41\t2027-01-15T08:30:00Z\tpeer_added\troot\txb\t-\t0\tpending\n",
        run("journal", "tail").out().lines().findFirst().orElseThrow() + "\n");
    assertEquals(2, run("journal", "tail", "-o", "ndjson").out().lines().count());
    assertEquals("peer_added", run("journal", "show", "41").field("event"));
    assertEquals(3, run("journal", "show", "43").code());
    assertEquals("42", run("journal", "head").field("number"));
  }

  @Test
  void anEntryThatDoesNotReadIsABrokenJournal() {
    TailJournalResponse broken =
        row(1).toBuilder()
            .setEntry(row(1).getEntry().toBuilder().setEntry(ByteString.copyFromUtf8("x")))
            .build();
    node.answering(status(false)).answering(broken);

    assertEquals(6, run("journal", "tail").code());
  }

  @Test
  void verificationSaysWhatWasCheckedAndWhatWasNot() {
    node.answering(
        VerifyJournalResponse.newBuilder()
            .setIntact(JournalIntact.newBuilder().setEntries(42).setStatements(3).setReceipts(2))
            .build());
    Runs.Result result = run("journal", "verify");

    assertEquals(0, result.code());
    assertEquals("intact", result.field("verdict"));
    assertTrue(result.err().contains("checked: ") && result.err().contains("not checked: "));
  }

  @Test
  void brokenJournalNamesItsEntry() {
    node.answering(
        VerifyJournalResponse.newBuilder()
            .setBroken(JournalBroken.newBuilder().setNumber(12).setWhat("the chain does not fit"))
            .build());
    Runs.Result result = run("journal", "verify");

    assertEquals(6, result.code());
    assertGolden("errors/journal.txt", result.err());
    assertEquals("", result.out());
  }

  @Test
  void alarmsAreListedAndCleared() {
    node.answering(
        ListAlarmsResponse.newBuilder()
            .setAlarms(
                AlarmList.newBuilder()
                    .addAlarms(
                        AlarmStatus.newBuilder()
                            .setKey("silent/xb")
                            .setCode("E-PEER-SILENT")
                            .setPeer("xb")
                            .setRaisedAt(Runs.NOW.toEpochMilli())
                            .setCount(2)
                            .setDetail("bell\u0007")))
            .build());

    assertEquals(
        "silent/xb\tE-PEER-SILENT\txb\t2027-01-15T08:30:00Z\t2\tbell\ufffd\n",
        run("alarms", "list").out());
    assertEquals(0, run("alarms", "clear", "silent/xb").code());
  }

  private static CaseSummary summary(String id) {
    return CaseSummary.newBuilder()
        .setCaseId(id)
        .setPeer("xa")
        .setContentType("preservation_request")
        .setUrgency(Urgency.URGENCY_URGENT)
        .setExercise(true)
        .setState("DE")
        .addMarks("new officer")
        .setDeadline(Runs.NOW.plusSeconds(3600).toEpochMilli())
        .setChangedAt(Runs.NOW.toEpochMilli())
        .build();
  }

  private void cases(String... ids) {
    CaseList.Builder list = CaseList.newBuilder();
    for (String id : ids) {
      list.addCases(summary(id));
    }
    node.answering(ListCasesResponse.newBuilder().setCases(list).build());
    node.answering(
        GetCaseResponse.newBuilder()
            .setCase(
                CaseStatus.newBuilder()
                    .setSummary(summary(CASE))
                    .addTimeline(
                        TimelineEntry.newBuilder()
                            .setAt(Runs.NOW.toEpochMilli())
                            .setBy("xa")
                            .setKind("act")
                            .setContentType("preservation_request")
                            .addOfficers("j.morgan")
                            .setState("APPLIED")
                            .setLane("urgent")
                            .setSeq(1)))
            .build());
  }

  @Test
  void casesAreListedWithoutContent() {
    cases(CASE);

    assertEquals(
        CASE
            + "\tin\txa\tpreservation_request\turgent\tyes\tDE\tnew officer"
            + "\t2027-01-15T09:30:00Z\t2027-01-15T08:30:00Z\n",
        run("case", "list").out());
    assertEquals("", run("case", "list", "--state", "AC").out());
    assertEquals(1, run("case", "list", "--state", "de").out().lines().count());
  }

  @Test
  void caseIsNamedByAnyPartThatOnlyItHas() {
    cases(CASE, CASE.replace("abcd", "ef01"));

    assertEquals(CASE, run("case", "show", "ABCD").field("case"));
    assertEquals(
        CASE, ((GetCaseRequest) node.calls().getLast()).getCaseId(), "the whole id is asked for");
    assertEquals(2, run("case", "show", "0197").code());
    assertEquals(3, run("case", "show", "9999").code());
  }

  @Test
  void caseStaysClosedWithoutAnOfficersKey() {
    cases(CASE);
    Runs.Result result = run("case", "show", CASE);

    assertTrue(result.err().contains("content stays closed"), result.err());
    assertTrue(result.out().contains("j.morgan"), result.out());
    assertEquals(8, run("case", "acknowledge", CASE).code());
    assertTrue(run("case", "acknowledge", CASE).err().contains("(E-SIGN-NEEDED)"));
  }

  @Test
  void decisionIsOneOfThreeForms() {
    assertEquals(2, run("case", "decide", CASE).code());
    assertEquals(2, run("case", "decide", CASE, "--accept", "--refuse", "R21B").code());
    assertEquals(8, run("case", "decide", CASE, "--accept").code());
  }
}
