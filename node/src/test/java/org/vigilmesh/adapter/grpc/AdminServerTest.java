package org.vigilmesh.adapter.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.bytes;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.port.Administration;
import org.vigilmesh.proto.v1.AcknowledgeAlarmRequest;
import org.vigilmesh.proto.v1.AddPeerRequest;
import org.vigilmesh.proto.v1.AdminGrpc;
import org.vigilmesh.proto.v1.AdminGrpc.AdminBlockingStub;
import org.vigilmesh.proto.v1.CaseChallengeRequest;
import org.vigilmesh.proto.v1.ClearAlarmRequest;
import org.vigilmesh.proto.v1.ConfirmActRequest;
import org.vigilmesh.proto.v1.DoDeedRequest;
import org.vigilmesh.proto.v1.Done;
import org.vigilmesh.proto.v1.DraftContextRequest;
import org.vigilmesh.proto.v1.Failed;
import org.vigilmesh.proto.v1.Failure;
import org.vigilmesh.proto.v1.FollowRequest;
import org.vigilmesh.proto.v1.GetCaseRequest;
import org.vigilmesh.proto.v1.GetPeerRequest;
import org.vigilmesh.proto.v1.ImportCardRequest;
import org.vigilmesh.proto.v1.ImportRosterRequest;
import org.vigilmesh.proto.v1.KeyUse;
import org.vigilmesh.proto.v1.ListCasesRequest;
import org.vigilmesh.proto.v1.OpenCaseRequest;
import org.vigilmesh.proto.v1.PeerReasonRequest;
import org.vigilmesh.proto.v1.PingRequest;
import org.vigilmesh.proto.v1.ProgressRequest;
import org.vigilmesh.proto.v1.RemovePeerRequest;
import org.vigilmesh.proto.v1.RotateKeyRequest;
import org.vigilmesh.proto.v1.StatusRequest;
import org.vigilmesh.proto.v1.StopRequest;
import org.vigilmesh.proto.v1.SubmitRequest;
import org.vigilmesh.proto.v1.SubmitResponse;
import org.vigilmesh.proto.v1.TailJournalRequest;
import org.vigilmesh.proto.v1.VerifyPeerRequest;

/** The socket itself, and every admin call that changes something. */
final class AdminServerTest extends AdminSocket {
  @Test
  void onlyItsOwnerMayOpenTheSocket() throws IOException {
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
    assertEquals(List.of(socket), Files.list(folder).toList());
  }

  @Test
  void theSocketIsGoneAfterTheEnd() {
    server.close();
    assertFalse(Files.exists(socket));
    StatusRuntimeException gone =
        assertThrows(
            StatusRuntimeException.class, () -> admin().status(StatusRequest.getDefaultInstance()));
    assertEquals(Status.Code.UNAVAILABLE, gone.getStatus().getCode());
  }

  @Test
  void aSecondNodeDoesNotTakeALiveSocket() {
    GrpcException taken = assertThrows(GrpcException.class, this::listen);
    assertTrue(String.valueOf(taken.getMessage()).contains("a running node answers"));
    assertEquals("xa", admin().status(StatusRequest.getDefaultInstance()).getStatus().getNode());
  }

  @Test
  void aSocketThatNobodyAnswersOnIsReplaced() throws IOException {
    server.close();
    ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    dead.bind(UnixDomainSocketAddress.of(socket));
    dead.close();
    assertTrue(Files.exists(socket));
    server = listen();
    assertEquals("xa", admin().status(StatusRequest.getDefaultInstance()).getStatus().getNode());
  }

  @Test
  void whatACrashLeftInTheStagingFolderIsInNobodysWay() throws IOException {
    server.close();
    Path staging = new SocketFile(socket).staging();
    Files.createDirectory(staging.getParent());
    Files.writeString(staging, "left");
    server = listen();
    assertTrue(Files.exists(socket));
  }

  @Test
  void aFileInTheSocketsPlaceIsNeverRemoved() throws IOException {
    Path file = folder.resolve("file");
    Files.writeString(file, "precious");
    GrpcException refused =
        assertThrows(
            GrpcException.class,
            () ->
                Grpc.admin(
                    file,
                    new AdminPorts(node, node, node, enrolment, node, "https://desk.example"),
                    calls));
    assertTrue(String.valueOf(refused.getMessage()).contains("is no socket"));
    assertEquals("precious", Files.readString(file));
  }

  @Test
  void aPathThatTheSystemCannotHoldIsToldWithItsBound() {
    GrpcException refused =
        assertThrows(GrpcException.class, () -> new SocketFile(Path.of("/tmp/" + "x".repeat(96))));
    assertTrue(String.valueOf(refused.getMessage()).contains("101 bytes"), refused.getMessage());
    assertTrue(
        new SocketFile(Path.of("/tmp/" + "x".repeat(95))).staging().toString().length() < 108);
  }

  /** The configuration makes it relative where only that form is short enough. */
  @Test
  void aRelativePathStaysRelative() {
    assertEquals(
        Path.of("xb", ".admin.sock.new", "s"),
        new SocketFile(Path.of("xb", "admin.sock")).staging());
  }

  @Test
  void theHealthServiceSaysServing() {
    var health = HealthGrpc.newBlockingStub(channel());
    for (String service : List.of("", AdminGrpc.SERVICE_NAME)) {
      assertEquals(
          ServingStatus.SERVING,
          health.check(HealthCheckRequest.newBuilder().setService(service).build()).getStatus());
    }
  }

  private void assertDone(org.vigilmesh.proto.v1.DoneResponse response, String asked) {
    assertEquals(
        Done.newBuilder().setJournal(17).addLines("first").addLines("second").build(),
        response.getDone());
    assertEquals(asked, node.asked().getLast());
  }

  @Test
  void changesOfPeersReachThePortWithTheCallersName() {
    AdminBlockingStub admin = admin();
    var card = bytes("card", 20);
    assertDone(
        admin.addPeer(AddPeerRequest.newBuilder().setSignedCard(bs(card)).build()),
        "addPeer " + card + " " + USER);
    assertDone(
        admin.verifyPeer(
            VerifyPeerRequest.newBuilder().setNode("xb").setTypedFingerprint("12 34").build()),
        "verifyPeer xb 12 34 " + USER);
    var reason = PeerReasonRequest.newBuilder().setNode("xb").setReason("call").build();
    assertDone(admin.suspendPeer(reason), "suspendPeer xb call " + USER);
    assertDone(admin.resumePeer(reason), "resumePeer xb call " + USER);
    assertDone(admin.revokePeer(reason), "revokePeer xb call " + USER);
    assertDone(
        admin.removePeer(RemovePeerRequest.newBuilder().setNode("xb").build()),
        "removePeer xb " + USER);
    assertDone(admin.ping(PingRequest.newBuilder().setNode("xb").build()), "ping xb");
  }

  @Test
  void changesOfOurOwnReachThePortWithTheCallersName() {
    AdminBlockingStub admin = admin();
    var object = bytes("object", 20);
    assertDone(
        admin.importCard(ImportCardRequest.newBuilder().setSignedCard(bs(object)).build()),
        "importCard " + object + " " + USER);
    assertDone(
        admin.importRoster(ImportRosterRequest.newBuilder().setEndorsedRoster(bs(object)).build()),
        "importRoster " + object + " " + USER);
    for (var use :
        List.of(KeyUse.KEY_USE_SEALING, KeyUse.KEY_USE_TRANSPORT, KeyUse.KEY_USE_SIGNING)) {
      assertDone(
          admin.rotateKey(RotateKeyRequest.newBuilder().setUse(use).setPlanOnly(true).build()),
          "rotate " + use.name().substring("KEY_USE_".length()) + " true " + USER);
    }
    assertDone(
        admin.confirmAct(
            ConfirmActRequest.newBuilder()
                .setNode("xa")
                .setAct(MessageFixtures.ACT_ID.toString())
                .setReason("called")
                .setEndorsement(AdminForms.endorsement(PlainNode.by("a.haddad")))
                .build()),
        "confirmAct xa " + MessageFixtures.ACT_ID + " called a.haddad " + USER);
    assertDone(
        admin.doDeed(
            DoDeedRequest.newBuilder()
                .setCaseId(MessageFixtures.CASE_ID.toString())
                .setNode("xa")
                .setUrgency(org.vigilmesh.proto.v1.Urgency.URGENCY_URGENT)
                .setDeed("noted")
                .setUntil(Fixtures.T.toEpochMilli())
                .setWords("phoned")
                .addEndorsements(AdminForms.endorsement(PlainNode.by("a.haddad")))
                .build()),
        "doDeed " + MessageFixtures.CASE_ID + " NOTED " + Fixtures.T + " phoned a.haddad " + USER);
    assertDone(
        admin.acknowledgeAlarm(
            AcknowledgeAlarmRequest.newBuilder()
                .setKey("k1")
                .setRaisedAt(T.toEpochMilli())
                .setCount(3)
                .setEndorsement(AdminForms.endorsement(PlainNode.by("a.haddad")))
                .build()),
        "acknowledgeAlarm k1 " + T + " 3 a.haddad " + USER);
    assertDone(
        admin.clearAlarm(ClearAlarmRequest.newBuilder().setKey("k1").build()),
        "clearAlarm k1 " + USER);
  }

  @Test
  void stopAnswersAndThenAsksTheNodeToEnd() throws InterruptedException {
    assertTrue(admin().stop(StopRequest.newBuilder().setDrain(true).build()).hasDone());
    while (node.asked().isEmpty()) {
      Thread.onSpinWait();
    }
    assertEquals(List.of("stop true " + USER), node.asked());
  }

  @Test
  void everyKindOfFailureKeepsItsKind() {
    AdminBlockingStub admin = admin();
    for (Administration.Failure failure : Administration.Failure.values()) {
      node.done(new Administration.Done.Failed(failure, "E-TEST", "why", "next"));
      Failed failed = admin.ping(PingRequest.newBuilder().setNode("xb").build()).getFailed();
      assertEquals("FAILURE_" + failure.name(), failed.getFailure().name());
      assertEquals("E-TEST", failed.getCode());
      assertEquals("why", failed.getWhy());
      assertEquals("next", failed.getNext());
    }
  }

  @Test
  void inputThatIsNoneIsAnInputFailure() {
    AdminBlockingStub admin = admin();
    List<Failed> failures =
        List.of(
            admin.ping(PingRequest.newBuilder().setNode("XB!").build()).getFailed(),
            admin.getPeer(GetPeerRequest.getDefaultInstance()).getFailed(),
            admin.rotateKey(RotateKeyRequest.getDefaultInstance()).getFailed(),
            admin.progress(ProgressRequest.newBuilder().setAct("x").build()).getFailed(),
            admin.getCase(GetCaseRequest.newBuilder().setCaseId("1-2").build()).getFailed(),
            admin.caseChallenge(CaseChallengeRequest.getDefaultInstance()).getFailed(),
            admin.openCase(OpenCaseRequest.getDefaultInstance()).getFailed(),
            admin.confirmAct(ConfirmActRequest.getDefaultInstance()).getFailed(),
            admin.doDeed(DoDeedRequest.getDefaultInstance()).getFailed(),
            admin.acknowledgeAlarm(AcknowledgeAlarmRequest.getDefaultInstance()).getFailed(),
            admin.listCases(ListCasesRequest.newBuilder().setLimit(501).build()).getFailed(),
            admin.draftContext(DraftContextRequest.getDefaultInstance()).getFailed(),
            admin.follow(FollowRequest.newBuilder().setAct("?").build()).next().getFailed(),
            admin
                .tailJournal(TailJournalRequest.newBuilder().setFrom(-1).build())
                .next()
                .getFailed());
    for (Failed failed : failures) {
      assertEquals(Failure.FAILURE_INPUT, failed.getFailure(), failed::toString);
      assertEquals("E-INPUT", failed.getCode());
      assertFalse(failed.getWhy().isEmpty());
    }
    assertEquals(List.of(), node.asked());
  }

  @Test
  void whatBreaksInsideIsToldAsOneCodeWithoutItsText() {
    node.breakDown();
    Failed failed = admin().status(StatusRequest.getDefaultInstance()).getFailed();
    assertEquals("E-NODE-FAILED", failed.getCode());
    assertEquals(Failure.FAILURE_FAILED, failed.getFailure());
    assertFalse(failed.toString().contains("secret"));
    SubmitResponse submitted = admin().submit(SubmitRequest.getDefaultInstance());
    assertEquals("E-NODE-FAILED", submitted.getFailed().getCode());
  }
}
