package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.envelope.IncarnationStart;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.proto.v1.Endorsement;
import org.vigilmesh.proto.v1.Failure;
import org.vigilmesh.proto.v1.KeptFork;
import org.vigilmesh.proto.v1.LaneWitness;
import org.vigilmesh.proto.v1.ListWitnessesRequest;
import org.vigilmesh.proto.v1.ListWitnessesResponse;
import org.vigilmesh.proto.v1.PeerReasonRequest;
import org.vigilmesh.proto.v1.PeerWitness;
import org.vigilmesh.proto.v1.PlanResumeResponse;
import org.vigilmesh.proto.v1.Presented;
import org.vigilmesh.proto.v1.ResumePlan;
import org.vigilmesh.proto.v1.ResumeRequest;
import org.vigilmesh.proto.v1.Urgency;
import org.vigilmesh.proto.v1.WitnessList;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** What an administrator reads and types to begin a new incarnation, here and at a peer. */
final class ResumeCommandsTest {
  private static final Incarnation ENDS = new Incarnation(3, Bytes.of(new byte[16]));
  private static final Digest CHALLENGE = Digest.sha256(Bytes.utf8("challenge"));

  private final Scene scene = new Scene();
  private final ScriptedNode node = scene.node();

  @BeforeEach
  void anAuthorityWithAKey() {
    scene.script().secret("phrase", Scene.PHRASE);
    Runs.Result made =
        scene
            .script()
            .run("roster", "authority", "a.key", "--for", "xb", "--passphrase-file", "phrase");
    assertEquals(0, made.code(), made.err());
  }

  @AfterEach
  void closed() {
    scene.close();
  }

  static PeerWitness witness() {
    return PeerWitness.newBuilder()
        .setNode("xa")
        .setHeardAt(Runs.NOW.toEpochMilli())
        .setOurIncarnation("3/ab")
        .setTheirIncarnation("1/cd")
        .addLanes(
            LaneWitness.newBuilder()
                .setLane(Urgency.URGENCY_URGENT)
                .setOutbound(true)
                .setIncarnation("3/ab")
                .setOurs(7)
                .setReceipted(5)
                .setTheirs(10))
        .addLanes(
            LaneWitness.newBuilder()
                .setLane(Urgency.URGENCY_ROUTINE)
                .setIncarnation("1/cd")
                .setOurs(4)
                .setReceipted(4))
        .addPresented(
            Presented.newBuilder()
                .setKind("STATEMENT")
                .setLane("xb#1>xa#1/urgent@3/ab")
                .setNumber(10)
                .setIncarnation("3/ab")
                .setHash(bytes(CHALLENGE))
                .setAt(Runs.NOW.toEpochMilli()))
        .addForks(
            KeptFork.newBuilder().setProof(bytes(CHALLENGE)).setKeptAt(Runs.NOW.toEpochMilli()))
        .setWaitingStart("2/ef")
        .build();
  }

  static ListWitnessesResponse witnesses() {
    return ListWitnessesResponse.newBuilder()
        .setWitnesses(WitnessList.newBuilder().addWitnesses(witness()))
        .build();
  }

  private static ByteString bytes(Digest digest) {
    return ByteString.copyFrom(digest.bytes().toArray());
  }

  private static PlanResumeResponse plan() {
    ResumePlan.Builder plan =
        ResumePlan.newBuilder()
            .setChallenge(bytes(CHALLENGE))
            .setNumber(4)
            .setWhy("XA showed our statement 10")
            .setSince(Runs.NOW.minusSeconds(60).toEpochMilli())
            .addPeers(witness())
            .addPeers(PeerWitness.newBuilder().setNode("xc"));
    plan.getNodeBuilder().setNode("xb").setEpoch(1);
    plan.getPreviousBuilder()
        .setNumber(ENDS.number())
        .setRandom(ByteString.copyFrom(ENDS.random().toArray()));
    return PlanResumeResponse.newBuilder().setPlan(plan).build();
  }

  private Runs.Result resume(String... more) {
    List<String> words =
        new java.util.ArrayList<>(
            List.of(
                "node",
                "resume",
                "--authority",
                "a.key",
                "--passphrase-file",
                "phrase",
                "--reason",
                "restored"));
    words.addAll(List.of(more));
    return scene.run(words.toArray(String[]::new));
  }

  @Test
  void thePlanTellsWhatEachPeerHasAndWhatIsLostHere() {
    node.answering(plan());
    Runs.Result result = scene.run("node", "resume", "--dry-run");

    assertEquals(0, result.code(), result.err());
    assertEquals("4", result.field("begins"));
    assertEquals("xa", result.field("heard"));
    assertEquals("xc", result.field("unheard"));
    assertTrue(result.out().contains("xa\turgent\tout\t3/ab\t7\t5\t10\t3\n"), result.out());
    assertTrue(result.out().contains("xa\troutine\tin\t1/cd\t4\t4\t-\t0\n"), result.out());
    assertTrue(result.err().contains("Not heard yet: xc"), result.err());
    assertEquals(1, node.calls().size(), "nothing is changed");
  }

  @Test
  void anAuthoritySignsExactlyThePlanThatWasShown() {
    node.answering(plan()).done(21, "4/0badcafe");
    Runs.Result result = resume("--yes=xb");

    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().contains("4/0badcafe"), result.err());
    ResumeRequest sent = (ResumeRequest) node.calls().getLast();
    assertEquals(bytes(CHALLENGE), sent.getChallenge());
    assertEquals("restored", sent.getReason());
    Bytes key = OfflineKeys.header(scene.home().resolve("a.key")).publicKeys().getFirst();
    Digest signed =
        IncarnationStart.endorsedDigest(new NodeRef(new NodeId("xb"), 1), ENDS, CHALLENGE);
    assertTrue(proves(key, signed, sent.getEndorsement()));
  }

  private static boolean proves(Bytes key, Digest signed, Endorsement endorsement) {
    return new Crypto(new SecureRandom())
        .verifier()
        .proves(Credential.ofFileKey(key), signed, Bytes.of(endorsement.getProof().toByteArray()));
  }

  @Test
  void nothingBeginsWithoutTheNodesNameOrTheRightKey() {
    node.answering(plan()).done(21);
    assertEquals(2, resume("--yes=xa").code());
    assertEquals(2, resume().code(), "nobody can be asked");
    Runs.Result wrong =
        scene.run(
            "node",
            "resume",
            "--yes=xb",
            "--reason",
            "x",
            "--authority",
            "none.key",
            "--passphrase-file",
            "phrase");
    assertEquals(Exit.NOT_FOUND.number(), wrong.code(), wrong.err());
    assertTrue(node.calls().stream().noneMatch(ResumeRequest.class::isInstance));
  }

  @Test
  void aNodeThatCannotResumeSaysWhyWithItsOwnExitCode() {
    node.answering(
        PlanResumeResponse.newBuilder()
            .setFailed(ScriptedNode.failed(Failure.FAILURE_UNREACHABLE, "E-RESUME-NO-PEER"))
            .build());
    Runs.Result result = resume("--yes=xb");

    assertEquals(Exit.UNREACHABLE.number(), result.code());
    assertTrue(result.err().contains("E-RESUME-NO-PEER"), result.err());
  }

  @Test
  void whatBothSidesRememberIsShownLaneByLane() {
    node.answering(witnesses());
    Runs.Result result = scene.run("peers", "witness", "XA");

    assertEquals(0, result.code(), result.err());
    assertEquals("xa", ((ListWitnessesRequest) node.calls().getFirst()).getNode());
    assertEquals("2/ef", result.field("waitingStart"));
    assertTrue(result.out().contains("xa\turgent\tout\t3/ab\t7\t5\t10\t3\n"), result.out());
    assertTrue(result.out().contains("xa\tstatement\t"), result.out());
    assertTrue(result.out().contains(CHALLENGE.hex() + "\t"), "the proof of its fork");
  }

  @Test
  void aSplitPeersStartIsConfirmedWithAReason() {
    node.done(9, "XA 2/ef");
    Runs.Result planned =
        scene.run("peers", "confirm-start", "xa", "--reason", "called", "--dry-run");
    assertEquals(0, planned.code(), planned.err());
    assertEquals(List.of(), node.calls());
    Runs.Result result = scene.run("peers", "confirm-start", "xa", "--reason", "called");

    assertEquals(0, result.code(), result.err());
    PeerReasonRequest sent = (PeerReasonRequest) node.calls().getFirst();
    assertEquals("xa called", sent.getNode() + " " + sent.getReason());
  }
}
