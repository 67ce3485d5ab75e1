package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.proto.v1.CaseChallengeResponse;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.CaseSummary;
import org.vigilmesh.proto.v1.ConfirmActRequest;
import org.vigilmesh.proto.v1.Failure;
import org.vigilmesh.proto.v1.GetCaseResponse;
import org.vigilmesh.proto.v1.OpenCaseResponse;
import org.vigilmesh.proto.v1.OpenedAct;
import org.vigilmesh.proto.v1.OpenedCase;
import org.vigilmesh.proto.v1.TimelineEntry;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** {@code vigil case confirm}: what is signed, over which act, and what is sent. */
final class CaseConfirmTest {
  private static final String CASE = MessageFixtures.CASE_ID.toString();
  private static final String PHRASE = "correct horse battery";
  private static final Act ACT = MessageFixtures.act(MessageFixtures.request());
  private static final Bytes BYTES = IdentityFiles.CODEC.act().encode(ACT);

  @TempDir private Path home = Path.of("");
  private ScriptedNode node;

  CaseConfirmTest() throws IOException {
    this.node = new ScriptedNode(Files.createTempDirectory("vigil"));
  }

  @BeforeEach
  void aCaseWithAHeldRequest() {
    Runs.in(home).secret("phrase", PHRASE + "\n");
    List<String> words =
        List.of(
            "officer",
            "add",
            "a.haddad",
            "--name",
            "A. Haddad",
            "--for",
            "xb",
            "--file-key",
            "a.haddad.key",
            "--roster",
            "draft.yaml",
            "--passphrase-file",
            "phrase");
    assertEquals(0, Runs.in(home).run(words.toArray(String[]::new)).code());
    TimelineEntry held = entry("preservation_request", ACT.id().toString());
    node.answering(
        GetCaseResponse.newBuilder()
            .setCase(
                CaseStatus.newBuilder()
                    .setSummary(CaseSummary.newBuilder().setCaseId(CASE).setPeer("xa"))
                    .addTimeline(entry("channel_test", "0197a3c0-0000-7000-8000-000000000001"))
                    .addTimeline(held))
            .build());
    node.answering(
        CaseChallengeResponse.newBuilder().setChallenge(ByteString.copyFrom(new byte[32])).build());
    opens(OpenedAct.newBuilder().setEntry(held).setAct(bs(BYTES)).build());
    node.done(17, "applied");
  }

  private void opens(OpenedAct... acts) {
    node.answering(
        OpenCaseResponse.newBuilder()
            .setOpened(OpenedCase.newBuilder().addAllActs(List.of(acts)))
            .build());
  }

  private static TimelineEntry entry(String type, String act) {
    return TimelineEntry.newBuilder()
        .setBy("xa")
        .setKind("act")
        .setContentType(type)
        .setAct(act)
        .setState("HELD")
        .setReason("no longer on the roster: call back")
        .build();
  }

  private static ByteString bs(Bytes bytes) {
    return ByteString.copyFrom(bytes.toArray());
  }

  @AfterEach
  void close() {
    node.close();
  }

  private Runs.Result confirm(String number, String... more) {
    List<String> words =
        new ArrayList<>(List.of("case", "confirm", CASE, "--act", number, "--reason", "called"));
    words.addAll(List.of("--sign-with", "a.haddad.key", "--passphrase-file", "phrase"));
    words.addAll(List.of("--socket", node.socket()));
    words.addAll(List.of(more));
    return Runs.in(home).run(words.toArray(String[]::new));
  }

  private Bytes publicKey() {
    Crypto crypto = new Crypto(new SecureRandom());
    try (Crypto.KeyFiles files = crypto.keyFiles(Passphrases.fromFile(home.resolve("phrase")));
        Crypto.Key key = OfflineKeys.open(files, home.resolve("a.haddad.key"), KeyKind.OFFICER)) {
      return key.header().publicKeys().getFirst();
    }
  }

  private List<ConfirmActRequest> sent() {
    return node.calls().stream()
        .filter(ConfirmActRequest.class::isInstance)
        .map(ConfirmActRequest.class::cast)
        .toList();
  }

  @Test
  void theOfficerSignsTheActThatWasReadHere() {
    Runs.Result result = confirm("2");
    assertEquals(0, result.code(), result.err());
    assertTrue((result.out() + result.err()).contains("applied"), result.toString());
    ConfirmActRequest request = sent().getFirst();
    assertEquals("xa", request.getNode());
    assertEquals(ACT.id().toString(), request.getAct());
    assertEquals("called", request.getReason());
    assertEquals("a.haddad", request.getEndorsement().getOfficer());
    Digest signed = Act.confirmedDigest(Act.digest(BYTES), ACT.recipient(), "called");
    Bytes proof = Bytes.of(request.getEndorsement().getProof().toByteArray());
    Credential credential = Credential.ofFileKey(publicKey());
    assertTrue(new Crypto(new SecureRandom()).verifier().proves(credential, signed, proof));
  }

  @Test
  void aLineThatIsNotThereIsNamed() {
    for (String number : List.of("0", "3", "-1")) {
      Runs.Result result = confirm(number);
      assertEquals(3, result.code(), result.err());
      assertTrue(result.err().contains("(E-ACT-UNKNOWN)"), result.err());
    }
    assertEquals(List.of(), sent());
  }

  @Test
  void whatCannotBeReadCannotBeConfirmed() {
    Runs.Result result = confirm("1");
    assertEquals(3, result.code(), "the node shows no such act");
    opens(
        OpenedAct.newBuilder()
            .setEntry(entry("preservation_request", ACT.id().toString()))
            .setAct(ByteString.copyFromUtf8("no act"))
            .build());
    assertEquals(3, confirm("2").code());
    assertEquals(List.of(), sent());
  }

  @Test
  void aPlanSendsNothing() {
    Runs.Result result = confirm("2", "--dry-run");
    assertEquals(0, result.code(), result.err());
    assertTrue((result.out() + result.err()).contains("preservation_request"), result.out());
    assertEquals(List.of(), sent());
  }

  @Test
  void aPersonsKeyIsNeeded() {
    Runs.Result result =
        Runs.in(home)
            .run(
                "case",
                "confirm",
                CASE,
                "--act",
                "2",
                "--reason",
                "called",
                "--socket",
                node.socket());
    assertEquals(8, result.code());
    assertTrue(result.err().contains("(E-SIGN-NEEDED)"), result.err());
  }

  @Test
  void theNodesRefusalIsTold() {
    node.failing(Failure.FAILURE_NOT_PERMITTED, "E-CONFIRM-OFFICER");
    Runs.Result result = confirm("2");
    assertEquals(4, result.code());
    assertTrue(result.err().contains("(E-CONFIRM-OFFICER)"), result.err());
  }

  @Test
  void caseShowNumbersItsLines() {
    Runs.Result shown = Runs.in(home).run("case", "show", CASE, "--socket", node.socket());
    List<String> lines = shown.out().lines().filter(line -> line.contains("HELD")).toList();
    assertEquals(2, lines.size(), shown.out());
    assertTrue(lines.get(0).contains("1\t") && lines.get(0).contains("channel_test"), shown.out());
    assertTrue(lines.get(1).contains("2\t") && lines.get(1).contains("preserv"), shown.out());
  }
}
