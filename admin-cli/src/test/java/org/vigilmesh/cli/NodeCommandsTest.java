package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.vigilmesh.Golden.assertGolden;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.vigilmesh.proto.v1.Failure;
import org.vigilmesh.proto.v1.GetPeerResponse;
import org.vigilmesh.proto.v1.KeyList;
import org.vigilmesh.proto.v1.KeyStatus;
import org.vigilmesh.proto.v1.KeyUse;
import org.vigilmesh.proto.v1.LaneStatus;
import org.vigilmesh.proto.v1.ListKeysResponse;
import org.vigilmesh.proto.v1.ListPeersResponse;
import org.vigilmesh.proto.v1.NodeStatus;
import org.vigilmesh.proto.v1.PeerList;
import org.vigilmesh.proto.v1.PeerReasonRequest;
import org.vigilmesh.proto.v1.PeerStatus;
import org.vigilmesh.proto.v1.PeerTrust;
import org.vigilmesh.proto.v1.RotateKeyRequest;
import org.vigilmesh.proto.v1.StatusResponse;
import org.vigilmesh.proto.v1.Urgency;
import org.vigilmesh.proto.v1.VerifyPeerRequest;

/** The commands that speak to a running node: what they ask, print and answer to the shell. */
final class NodeCommandsTest {
  private static final String DIGITS = "12345 67890 12345 67890 12345 67890 12345 67890";

  private final Scene scene = new Scene();
  private final ScriptedNode node = scene.node();

  @BeforeEach
  void ready() {
    node.done(17, "XB is VERIFIED");
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private Runs.Result run(String... words) {
    return scene.run(words);
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
    assertGolden(
        "output/peer.txt", scene.run(scene.script().typing(""), "peers", "show", "xb").out());
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
    Runs.Result result = scene.run(scene.script().typing(DIGITS + "\n"), "peers", "verify", "xb");

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
    assertEquals(2, scene.run(scene.script().typing("y\n"), "peers", "remove", "xb").code());
    assertEquals(List.of(), node.calls());

    assertEquals(0, run("peers", "revoke", "xb", "--reason", "lost", "--yes=XB").code());
    assertEquals(0, scene.run(scene.script().typing("xb\n"), "peers", "remove", "xb").code());
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
            "alarms test",
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

  static StatusResponse status(boolean readOnly) {
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
    node.answering(status(true)).answering(ResumeCommandsTest.witnesses());
    Runs.Result result = run("node", "status");

    assertEquals(9, result.code());
    assertEquals("read-only", result.field("mode"));
    assertTrue(result.err().contains("XA showed our statement 7"), result.err());
    assertTrue(result.out().contains("xa\tstatement\txb#1>xa#1/urgent@3/ab\t10"), result.out());
    assertTrue(result.err().contains("vigil node resume --dry-run"), result.err());
    assertEquals(0, scene.run(new ReplaceStatus().apply(), "node", "status").code());
  }

  /** Puts a healthy status in place of the other. */
  private final class ReplaceStatus {
    Runs apply() {
      node.answering(status(false));
      return scene.script();
    }
  }
}
