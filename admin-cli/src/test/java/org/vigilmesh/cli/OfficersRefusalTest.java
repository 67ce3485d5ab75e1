package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.proto.v1.AcceptedBefore;
import org.vigilmesh.proto.v1.Failure;
import org.vigilmesh.proto.v1.OpenCaseResponse;
import org.vigilmesh.proto.v1.Rejected;
import org.vigilmesh.proto.v1.RejectionReason;
import org.vigilmesh.proto.v1.SubmitRequest;
import org.vigilmesh.proto.v1.SubmitResponse;

/** Keys that do not serve, and acts that the node does not take. */
final class OfficersRefusalTest {
  private final OpenRequest request = new OpenRequest();

  @AfterEach
  void close() {
    request.close();
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
    request.scene.key("authority.key", KeyKind.AUTHORITY, Fixtures.XB1);
    request.scene.key("open.key", KeyKind.OFFICER, Fixtures.XB1);
    java.nio.file.Files.setPosixFilePermissions(
        request.scene.home().resolve("open.key"),
        java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    request.scene.script().secret("broken.key", "vigil-key: 1\nnonsense");
    request.scene.script().secret("other", "another passphrase\n");
    Runs.Result result =
        request.scene.run(
            "case",
            "acknowledge",
            OpenRequest.CASE,
            "--sign-with",
            key,
            "--passphrase-file",
            phrase);

    assertEquals(code, result.code(), result.err());
    assertTrue(result.err().contains("(" + error + ")"), result.err());
    assertFalse(result.err().contains(Scene.PHRASE), "a passphrase is never shown");
    assertEquals(List.of(), request.scene.node().calls());
  }

  @Test
  void aRejectedActIsInputAndEachReasonIsALine() {
    request
        .scene
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
    Runs.Result result = request.signed("case decide ID --accept");

    assertEquals(2, result.code());
    assertTrue(
        result.err().contains("- items: no such item; name one of the request [PRES-60]"),
        result.err());
    assertTrue(result.err().contains("- x: y; z\n"), result.err());
    assertEquals("", result.out());
  }

  @Test
  void aReadOnlyNodeTakesNoAct() {
    request
        .scene
        .node()
        .answering(
            SubmitResponse.newBuilder()
                .setRejected(Rejected.newBuilder().setCode("E-READ-ONLY"))
                .build());

    assertEquals(9, request.signed("case acknowledge ID").code());
  }

  @Test
  void anActThatWasAcceptedBeforeIsNoError() {
    request
        .scene
        .node()
        .answering(
            SubmitResponse.newBuilder()
                .setAcceptedBefore(AcceptedBefore.newBuilder().setAct("act-6").setSeq(6))
                .build());
    Runs.Result result = request.signed("case acknowledge ID");

    assertEquals(0, result.code(), result.err());
    assertEquals("accepted before", result.field("state"));
    assertEquals("6", result.field("seq"));
  }

  @Test
  void aKeyThatMayNotOpenTheCaseAnswersNothing() {
    request
        .scene
        .node()
        .answering(
            OpenCaseResponse.newBuilder()
                .setFailed(ScriptedNode.failed(Failure.FAILURE_NOT_PERMITTED, "E-CASE-NOT-OPENED"))
                .build());
    Runs.Result result = request.signed("case acknowledge ID");

    assertEquals(4, result.code());
    assertTrue(result.err().contains("(E-CASE-NOT-OPENED)"), result.err());
    assertTrue(request.scene.node().calls().stream().noneMatch(SubmitRequest.class::isInstance));
  }
}
