package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.PreservationRequest;
import org.vigilmesh.proto.v1.AcceptedForSending;
import org.vigilmesh.proto.v1.ActContext;
import org.vigilmesh.proto.v1.ActFact;
import org.vigilmesh.proto.v1.ActProgress;
import org.vigilmesh.proto.v1.DraftContextRequest;
import org.vigilmesh.proto.v1.DraftContextResponse;
import org.vigilmesh.proto.v1.Failure;
import org.vigilmesh.proto.v1.FollowRequest;
import org.vigilmesh.proto.v1.FollowResponse;
import org.vigilmesh.proto.v1.Stage;
import org.vigilmesh.proto.v1.SubmitRequest;
import org.vigilmesh.proto.v1.SubmitResponse;
import org.vigilmesh.request.RequestTemplate;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** {@code vigil request submit}: what reaches the node, and waiting for what becomes of it. */
final class RequestSubmitTest {
  private static final String REQUEST = RequestTemplate.example(Runs.NOW);
  private static final long AT = Runs.NOW.toEpochMilli();

  private final Scene scene = new Scene();
  private final ScriptedNode node = scene.node();

  @BeforeEach
  void twoOfficersAndANodeThatTakesTheirAct() {
    scene.key("j.morgan.key", KeyKind.OFFICER, Fixtures.XA1);
    scene.key("p.reyes.key", KeyKind.OFFICER, Fixtures.XA1);
    scene.script().file("r.yaml", REQUEST);
    ActContext.Builder context = ActContext.newBuilder().setRosterVersion(1);
    context.getSelfBuilder().setNode("xa").setEpoch(1);
    context.getRecipientBuilder().setNode("xb").setEpoch(1);
    node.answering(DraftContextResponse.newBuilder().setContext(context).build());
    node.answering(
        SubmitResponse.newBuilder()
            .setAccepted(
                AcceptedForSending.newBuilder().setAct("act-1").setSeq(1).setAt(AT).setJournal(5))
            .build());
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private Runs.Result submit(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "request",
                "submit",
                "r.yaml",
                "--sign-with",
                "j.morgan.key",
                "--sign-with",
                "p.reyes.key",
                "--passphrase-file",
                "phrase"));
    words.addAll(List.of(more));
    return scene.run(words.toArray(String[]::new));
  }

  private SubmitRequest submitted() {
    return node.calls().stream()
        .filter(SubmitRequest.class::isInstance)
        .map(SubmitRequest.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private Act act() {
    Bytes bytes = Bytes.of(submitted().getAct().toByteArray());
    return IdentityFiles.CODEC.act().decode(bytes).find().orElseThrow();
  }

  @Test
  void theFileBecomesAnActOfTwoPersonsInANewCase() {
    Runs.Result result = submit();

    assertEquals(0, result.code(), result.err());
    PreservationRequest content = assertInstanceOf(PreservationRequest.class, act().content());
    assertEquals("XA-2031-0417", content.caseRefs().requesting());
    assertEquals(Fixtures.XA1, act().sender());
    assertEquals(Fixtures.XB1, act().recipient());
    assertEquals(
        List.of(Act.Purpose.AUTHOR, Act.Purpose.AUTHORISER),
        act().officers().stream().map(Act.Signer::purpose).toList());
    assertEquals(List.of(), act().parents());
    assertEquals("5", result.field("journal"));
    assertFalse(((DraftContextRequest) node.calls().getFirst()).hasCaseId(), "it opens a case");
  }

  @Test
  void twoSubmissionsOfOneFileAreTwoCases() {
    submit();
    Act first = act();
    submit();
    List<SubmitRequest> sent =
        node.calls().stream()
            .filter(SubmitRequest.class::isInstance)
            .map(SubmitRequest.class::cast)
            .toList();
    Act second =
        IdentityFiles.CODEC
            .act()
            .decode(Bytes.of(sent.getLast().getAct().toByteArray()))
            .find()
            .orElseThrow();

    assertFalse(first.caseId().equals(second.caseId()));
    assertFalse(first.id().equals(second.id()));
    assertFalse(first.random().equals(second.random()));
  }

  @Test
  void theOptionMakesAnExerciseOfAnyRequest() {
    scene.script().file("real.yaml", REQUEST.replace("exercise: true", "exercise: false"));
    Runs.Result real =
        scene.run(
            "request",
            "submit",
            "real.yaml",
            "--sign-with",
            "j.morgan.key",
            "--passphrase-file",
            "phrase",
            "--dry-run");
    assertFalse(real.err().contains("EXERCISE"), real.err());

    assertTrue(submit("--exercise", "--dry-run").err().contains("EXERCISE"));
  }

  @Test
  void anAttachmentIsSentAndItsDigestIsInTheAct() throws IOException {
    Files.writeString(scene.home().resolve("order.pdf"), "%PDF-order");
    scene
        .script()
        .file(
            "r.yaml",
            REQUEST
                + "attachments: [{file: order.pdf, media_type: application/pdf, size: 10,"
                + " purpose: order}]\n");
    Runs.Result result = submit();

    assertEquals(0, result.code(), result.err());
    assertEquals("%PDF-order", submitted().getAttachments(0).toStringUtf8());
    assertEquals(List.of(Digest.sha256(Bytes.utf8("%PDF-order"))), act().attachmentDigests());
  }

  @Test
  void aRequestOfAnotherStateIsNotSentByThisNode() {
    scene
        .script()
        .file("r.yaml", REQUEST.replaceFirst("(?m)^requesting_state: .*$", "requesting_state: xc"));
    Runs.Result result = submit();

    assertEquals(2, result.code());
    assertTrue(result.err().contains("(E-REQUEST-SENDER)"), result.err());
    assertTrue(node.calls().stream().noneMatch(SubmitRequest.class::isInstance));
  }

  @Test
  void aPeerThatCannotBeWrittenToEndsBeforeAnybodySigns() {
    node.answering(
        DraftContextResponse.newBuilder()
            .setFailed(ScriptedNode.failed(Failure.FAILURE_NOT_FOUND, "E-NO-CONTEXT"))
            .build());
    Runs.Result result = submit();

    assertEquals(3, result.code());
    assertTrue(result.err().contains("(E-NO-CONTEXT)"), result.err());
  }

  @Test
  void everyErrorOfTheFileIsALineOfTheRefusal() {
    scene.script().file("r.yaml", REQUEST.replace("duration_requested_days: 60", "durations: 9"));
    Runs.Result result = submit("--lang", "fr");

    assertEquals(2, result.code());
    assertTrue(result.err().contains("    - ligne "), result.err());
    assertTrue(result.err().contains("(E-REQUEST)"), result.err());
    assertEquals(List.of(), node.calls());
  }

  private static ActProgress.Builder progress() {
    return ActProgress.newBuilder().setAct("act-1").setAccepted(AT);
  }

  private static ActFact fact(String what) {
    return ActFact.newBuilder().setAt(AT).setOfficer("a.haddad").setWhat(what).build();
  }

  private void following(ActProgress.Builder... seen) {
    Object[] answers = new Object[seen.length];
    for (int i = 0; i < seen.length; i++) {
      answers[i] = FollowResponse.newBuilder().setProgress(seen[i]).build();
    }
    node.answering(answers);
  }

  @ParameterizedTest
  @CsvSource({
    "delivered, STAGE_DELIVERED",
    "acknowledged, STAGE_ACKNOWLEDGED",
    "DECIDED, STAGE_DECIDED"
  })
  void waitingAsksForTheStageThatIsWanted(String word, Stage stage) {
    following(progress().setDelivered(AT).setAcknowledged(fact("")).setDecided(fact("accepted")));
    Runs.Result result = submit("--wait", word);

    assertEquals(0, result.code(), result.err());
    FollowRequest asked = assertInstanceOf(FollowRequest.class, node.calls().getLast());
    assertEquals("act-1", asked.getAct());
    assertEquals(stage, asked.getUntil());
  }

  @Test
  void eachFactIsToldOnceInItsOrder() {
    following(
        progress(),
        progress().setDelivered(AT),
        progress().setDelivered(AT).setAcknowledged(fact("")),
        progress().setDelivered(AT).setAcknowledged(fact("")).setDecided(fact("accepted")));
    List<String> told =
        submit("--wait", "decided").err().lines().filter(line -> line.matches("[○●◐■].*")).toList();

    assertEquals(
        List.of(
            "○ delivered to the node at 2027-01-15T08:30:00Z",
            "● acknowledged at 2027-01-15T08:30:00Z by a.haddad ",
            "◐ decided at 2027-01-15T08:30:00Z by a.haddad: accepted"),
        told);
  }

  @Test
  void aReceiptIsNeverAnAcknowledgement() {
    following(progress().setDelivered(AT));
    Runs.Result result = submit("--wait", "acknowledged", "--timeout", "5s");

    assertEquals(8, result.code(), "delivered: a person is what is missing");
    assertTrue(result.err().contains("(E-WAIT-PERSON)"), result.err());
  }

  @Test
  void withoutAReceiptTheWaitEndsUnreachable() {
    following(progress());
    Runs.Result result = submit("--wait", "delivered", "--timeout", "5s");

    assertEquals(7, result.code());
    assertTrue(result.err().contains("(E-WAIT-DELIVERY)"), result.err());
    assertEquals("act-1", result.field("act"), "what was accepted is told before");
  }

  @Test
  void whatIsNotDeliveredInItsTimeFails() {
    following(progress().setUndelivered(true));
    Runs.Result result = submit("--wait", "delivered");

    assertEquals(1, result.code());
    assertTrue(result.err().contains("(E-UNDELIVERED)"), result.err());
  }

  @Test
  void aWaitThatTheNodeRefusesKeepsItsCode() {
    node.answering(
        FollowResponse.newBuilder()
            .setFailed(ScriptedNode.failed(Failure.FAILURE_UNREACHABLE, "E-NODE-BUSY"))
            .build());

    assertEquals(7, submit("--wait", "delivered").code());
  }

  @ParameterizedTest
  @CsvSource({"emergency, P1D", "urgent, P7D", "routine, P30D"})
  void anActThatNamesNoEndHasTheUsualOneOfItsUrgency(String urgency, Duration usual) {
    assertEquals(
        usual,
        org.vigilmesh.message.Act.usualLife(
            org.vigilmesh.value.Urgency.valueOf(urgency.toUpperCase(java.util.Locale.ROOT))));
  }
}
