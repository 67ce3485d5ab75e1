package org.vigilmesh.adapter.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XA1;
import static org.vigilmesh.Fixtures.XB1;
import static org.vigilmesh.Fixtures.bytes;
import static org.vigilmesh.Fixtures.digest;
import static org.vigilmesh.Fixtures.lane;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.vigilmesh.message.ActId;
import org.vigilmesh.port.Queries.JournalVerdict;
import org.vigilmesh.port.Submissions.Fact;
import org.vigilmesh.port.Submissions.Progress;
import org.vigilmesh.port.Submissions.Submitted;
import org.vigilmesh.proto.v1.ActProgress;
import org.vigilmesh.proto.v1.AdminGrpc.AdminBlockingStub;
import org.vigilmesh.proto.v1.CaseChallengeRequest;
import org.vigilmesh.proto.v1.CaseEvidence;
import org.vigilmesh.proto.v1.ClearAlarmRequest;
import org.vigilmesh.proto.v1.DraftContextRequest;
import org.vigilmesh.proto.v1.ExportCardRequest;
import org.vigilmesh.proto.v1.ExportCaseRequest;
import org.vigilmesh.proto.v1.Failed;
import org.vigilmesh.proto.v1.Failure;
import org.vigilmesh.proto.v1.FollowRequest;
import org.vigilmesh.proto.v1.FollowResponse;
import org.vigilmesh.proto.v1.GetCaseRequest;
import org.vigilmesh.proto.v1.GetPeerRequest;
import org.vigilmesh.proto.v1.ListAlarmsRequest;
import org.vigilmesh.proto.v1.ListCasesRequest;
import org.vigilmesh.proto.v1.ListKeysRequest;
import org.vigilmesh.proto.v1.ListPeersRequest;
import org.vigilmesh.proto.v1.NodeStatus;
import org.vigilmesh.proto.v1.OpenCaseRequest;
import org.vigilmesh.proto.v1.PeerStatus;
import org.vigilmesh.proto.v1.PeerTrust;
import org.vigilmesh.proto.v1.ProgressRequest;
import org.vigilmesh.proto.v1.Stage;
import org.vigilmesh.proto.v1.StatusRequest;
import org.vigilmesh.proto.v1.SubmitRequest;
import org.vigilmesh.proto.v1.TailJournalRequest;
import org.vigilmesh.proto.v1.TailJournalResponse;
import org.vigilmesh.proto.v1.VerifyJournalRequest;
import org.vigilmesh.value.Urgency;

/** Every admin call that asks or follows, over a real socket. */
final class AdminQuestionsTest extends AdminSocket {
  @Test
  void statusCarriesEveryFact() {
    assertEquals(
        NodeStatus.newBuilder()
            .setNode("xa")
            .setEpoch(2)
            .setIncarnation("3/abcdef01")
            .setReadOnly(true)
            .setReason("rolled back")
            .setNow(T.toEpochMilli())
            .setStartedAt(T.minusSeconds(60).toEpochMilli())
            .setVersion("0.1.0")
            .setPeerPort(7401)
            .setJournalNumber(42)
            .setJournalHead(bs(digest("head").bytes()))
            .setCardVersion(5)
            .setRosterVersion(6)
            .setKeySetVersion(7)
            .setKeySetValidTo(T.plusSeconds(60).toEpochMilli())
            .setSince(T.minusSeconds(7).toEpochMilli())
            .build(),
        admin().status(StatusRequest.getDefaultInstance()).getStatus());
  }

  @Test
  void peersCarryTheirFactsAndLeaveOutWhatHasNotHappened() {
    AdminBlockingStub admin = admin();
    List<PeerStatus> peers =
        admin.listPeers(ListPeersRequest.getDefaultInstance()).getPeers().getPeersList();
    PeerStatus linked = peers.getFirst();
    assertEquals(
        linked, admin.getPeer(GetPeerRequest.newBuilder().setNode("xb").build()).getPeer());
    assertEquals(PeerTrust.PEER_TRUST_VERIFIED, linked.getTrust());
    assertEquals("X25519MLKEM768", linked.getGroup());
    assertEquals(12, linked.getRoundTripMillis());
    assertEquals(-1_500, linked.getClockSkewMillis());
    assertEquals(T.plusSeconds(5).toEpochMilli(), linked.getKeySetValidTo());
    assertEquals(4, linked.getHoldsKeySet());
    assertEquals(List.of("claims a newer card"), linked.getClaimsList());
    assertEquals(8, linked.getLanes(0).getReceipted());
    assertTrue(linked.getLanes(0).hasOldestWaiting());
    assertFalse(linked.getLanes(1).hasOldestWaiting());
    PeerStatus away = peers.get(1);
    assertFalse(away.hasLinkedSince() || away.hasRoundTripMillis() || away.hasKeySetValidTo());
    assertFalse(away.hasClockSkewMillis());
    assertEquals(
        Failure.FAILURE_NOT_FOUND,
        admin.getPeer(GetPeerRequest.newBuilder().setNode("xc").build()).getFailed().getFailure());
  }

  @Test
  void cardKeysAndAlarmsComeAsTheyAre() {
    AdminBlockingStub admin = admin();
    assertEquals(
        bs(bytes("card", 500)),
        admin.exportCard(ExportCardRequest.getDefaultInstance()).getSignedCard());
    var key = admin.listKeys(ListKeysRequest.getDefaultInstance()).getKeys().getKeys(0);
    assertEquals("sealing", key.getUse());
    assertEquals(List.of("xb"), key.getAwaitingList());
    var alarms =
        admin.listAlarms(ListAlarmsRequest.getDefaultInstance()).getAlarms().getAlarmsList();
    assertEquals("xb", alarms.get(0).getPeer());
    assertFalse(alarms.get(0).hasClearedAt());
    assertEquals("a.haddad", alarms.get(0).getOfficer());
    assertEquals(T.plusSeconds(1).toEpochMilli(), alarms.get(0).getAcknowledgedAt());
    assertFalse(alarms.get(1).hasOfficer());
    assertFalse(alarms.get(1).hasPeer());
    assertEquals(T.plusSeconds(2).toEpochMilli(), alarms.get(1).getClearedAt());
  }

  @Test
  void casesComeInPagesUntilTheLast() {
    AdminBlockingStub admin = admin();
    List<Long> changes = new ArrayList<>();
    var request = ListCasesRequest.newBuilder();
    boolean goesOn = true;
    while (goesOn) {
      var page = admin.listCases(request.build()).getCases();
      page.getCasesList().forEach(row -> changes.add(row.getChange()));
      goesOn = page.hasNext();
      request.setAfter(page.getNext());
    }
    assertEquals(250, changes.size());
    assertEquals(250, changes.getFirst());
    assertEquals(1, changes.getLast());
  }

  @Test
  void aCaseIsShownWithItsTimelineAndOpenedOnlyWithAKey() {
    AdminBlockingStub admin = admin();
    String id = PlainNode.CASE.toString();
    var shown = admin.getCase(GetCaseRequest.newBuilder().setCaseId(id).build()).getCase();
    assertEquals(id, shown.getSummary().getCaseId());
    assertEquals("DELIVERED", shown.getTimeline(0).getState());
    assertEquals(T.plusMillis(68).toEpochMilli(), shown.getTimeline(0).getDelivered());
    var standing = shown.getStanding();
    assertEquals("accepted", standing.getBase());
    assertEquals("provisional", standing.getHold());
    assertEquals(List.of("clarification"), standing.getOverlaysList());
    assertEquals(List.of("oral"), standing.getFlagsList());
    assertEquals("i1", standing.getItems(0).getId());
    assertEquals("peer", standing.getClocks(0).getWaitsFor());
    assertEquals(T.plusSeconds(7).toEpochMilli(), standing.getClocks(0).getNextBell());
    assertEquals(PlainNode.ACT.toString(), standing.getClocks(1).getAbout());
    assertFalse(standing.getClocks(1).hasNextBell());
    assertEquals("duplicate", shown.getLinks(0).getWhy());
    assertEquals("xc", shown.getLinks(0).getPeer());
    assertEquals(
        bs(digest("challenge").bytes()),
        admin
            .caseChallenge(CaseChallengeRequest.newBuilder().setCaseId(id).build())
            .getChallenge());
    var open = OpenCaseRequest.newBuilder().setCaseId(id);
    var opened =
        admin
            .openCase(open.setEndorsement(AdminForms.endorsement(PlainNode.by("j.morgan"))).build())
            .getOpened();
    assertEquals(bs(bytes("content", 99)), opened.getActs(0).getAct());
    assertEquals(
        PlainNode.by("j.morgan"), AdminForms.endorsement(opened.getActs(0).getEndorsements(0)));
    assertEquals("openCase " + id + " j.morgan " + USER, node.asked().getLast());
    var refused =
        admin
            .openCase(open.setEndorsement(AdminForms.endorsement(PlainNode.by("a.thief"))).build())
            .getFailed();
    assertEquals(Failure.FAILURE_NOT_PERMITTED, refused.getFailure());
    String other = org.vigilmesh.message.CaseId.of(T, bytes("other", 10)).toString();
    assertEquals(
        "E-NO-SUCH-CASE",
        admin.getCase(GetCaseRequest.newBuilder().setCaseId(other).build()).getFailed().getCode());
  }

  @Test
  void anExportCarriesContainersAndNamesTheCaller() {
    var ask = ExportCaseRequest.newBuilder().setCaseId(PlainNode.CASE.toString());
    CaseEvidence evidence = admin().exportCase(ask.build()).getEvidence();
    assertEquals("exportCase " + PlainNode.CASE + " " + USER, node.asked().getLast());
    assertEquals(18, evidence.getJournal());
    assertEquals(List.of(bs(bytes("card", 500))), evidence.getSignedCardsList());
    assertEquals(List.of(bs(bytes("roster", 600))), evidence.getEndorsedRostersList());
    assertEquals("xb", evidence.getNode().getNode());
    assertEquals(1, evidence.getNode().getEpoch());
    assertEquals(bs(bytes("header", 20)), evidence.getStatements(0).getSignedHeader());
    assertTrue(evidence.getStatements(0).getSignedReceipt().isEmpty());
    assertEquals(bs(bytes("receipt", 9)), evidence.getStatements(1).getSignedReceipt());
    assertEquals("DELIVERED", evidence.getStatements(1).getEntry().getState());
    String other = org.vigilmesh.message.CaseId.of(T, bytes("other", 10)).toString();
    Failed refused = admin().exportCase(ask.setCaseId(other).build()).getFailed();
    assertEquals("E-NO-SUCH-CASE", refused.getCode());
    assertEquals(Failure.FAILURE_NOT_FOUND, refused.getFailure());
  }

  @Test
  void aContextForANewActAndOneForAnOldCase() {
    AdminBlockingStub admin = admin();
    var fresh =
        admin
            .draftContext(DraftContextRequest.newBuilder().setRecipient("xb").build())
            .getContext();
    assertEquals("xa", fresh.getSelf().getNode());
    assertEquals(4, fresh.getRosterVersion());
    assertFalse(fresh.hasAbout());
    String id = PlainNode.CASE.toString();
    var old =
        admin
            .draftContext(DraftContextRequest.newBuilder().setRecipient("xb").setCaseId(id).build())
            .getContext();
    assertEquals(id, old.getAbout().getCaseId());
    assertEquals(PlainNode.ACT.toString(), old.getAbout().getOpening());
    assertEquals(2, old.getAbout().getLatestCount());
    assertEquals(
        "E-NO-CONTEXT",
        admin
            .draftContext(DraftContextRequest.newBuilder().setRecipient("xc").build())
            .getFailed()
            .getCode());
  }

  @Test
  void aSubmissionIsAnsweredWithWhatBecameOfIt() {
    AdminBlockingStub admin = admin();
    var request =
        SubmitRequest.newBuilder()
            .setAct(bs(bytes("act", 300)))
            .addEndorsements(AdminForms.endorsement(PlainNode.by("j.morgan")))
            .addAttachments(bs(bytes("attachment", 1_000)))
            .build();
    node.outcome(PlainNode.accepted());
    var accepted = admin.submit(request).getAccepted();
    assertEquals("submit " + bytes("act", 300) + " 1 1", node.asked().getFirst());
    assertEquals(PlainNode.ACT.toString(), accepted.getAct());
    assertEquals("xb", accepted.getLane().getTo().getNode());
    assertEquals(8, accepted.getJournal());
    node.outcome(new Submitted.AcceptedBefore(PlainNode.ACT, lane(XA1, XB1, Urgency.ROUTINE), 5));
    assertEquals(5, admin.submit(request).getAcceptedBefore().getSeq());
    node.outcome(
        new Submitted.Rejected(
            "E-REQUEST",
            List.of(new Submitted.Reason("offence", "missing", "name it", "art 29(2)(b)"))));
    var rejected = admin.submit(request).getRejected();
    assertEquals("E-REQUEST", rejected.getCode());
    assertEquals("name it", rejected.getReasons(0).getRemedy());
    assertEquals("art 29(2)(b)", rejected.getReasons(0).getCitation());
  }

  @Test
  void tooMuchInASubmissionIsRefusedBeforeTheNodeSeesIt() {
    var attachments =
        SubmitRequest.newBuilder().addAttachments(bs(bytes("a", 192 * 1024 + 1))).build();
    assertEquals("E-INPUT", admin().submit(attachments).getFailed().getCode());
    var many = SubmitRequest.newBuilder();
    for (int i = 0; i < 17; i++) {
      many.addEndorsements(AdminForms.endorsement(PlainNode.by("j.morgan")));
    }
    assertEquals("E-INPUT", admin().submit(many.build()).getFailed().getCode());
    assertEquals(List.of(), node.asked());
  }

  private static Progress progress(Optional<Fact> acknowledged) {
    return new Progress(
        PlainNode.ACT,
        PlainNode.CASE,
        Optional.of(T),
        Optional.of(T.plusMillis(68)),
        acknowledged,
        Optional.empty(),
        Optional.empty(),
        false);
  }

  @Test
  void theFiveFactsStayApart() {
    node.progress(progress(Optional.of(new Fact(T, "a.haddad", "in charge", true))));
    ActProgress progress =
        admin()
            .progress(ProgressRequest.newBuilder().setAct(PlainNode.ACT.toString()).build())
            .getProgress();
    assertEquals(T.plusMillis(68).toEpochMilli(), progress.getDelivered());
    assertEquals("a.haddad", progress.getAcknowledged().getOfficer());
    assertTrue(progress.getAcknowledged().getEndorsed());
    assertFalse(progress.hasDecided() || progress.hasPreserved());
    String other = ActId.of(T, bytes("other", 10)).toString();
    assertEquals(
        "E-NO-SUCH-ACT",
        admin().progress(ProgressRequest.newBuilder().setAct(other).build()).getFailed().getCode());
  }

  @Test
  void followingSendsEachChangeAndEndsAtTheStage() {
    node.progress(progress(Optional.empty()));
    Iterator<FollowResponse> answers =
        admin()
            .follow(
                FollowRequest.newBuilder()
                    .setAct(PlainNode.ACT.toString())
                    .setUntil(Stage.STAGE_ACKNOWLEDGED)
                    .build());
    assertFalse(answers.next().getProgress().hasAcknowledged());
    node.append(1);
    node.progress(progress(Optional.of(new Fact(T, "a.haddad", "in charge", true))));
    assertTrue(answers.next().getProgress().hasAcknowledged());
    assertFalse(answers.hasNext());
  }

  @Test
  void followingAnUnknownActEndsWithNotFound() {
    Iterator<FollowResponse> answers =
        admin().follow(FollowRequest.newBuilder().setAct(PlainNode.ACT.toString()).build());
    assertEquals("E-NO-SUCH-ACT", answers.next().getFailed().getCode());
    assertFalse(answers.hasNext());
  }

  @Test
  void theJournalComesWholeAndEndsWithoutFollow() {
    Iterator<TailJournalResponse> rows =
        admin().tailJournal(TailJournalRequest.getDefaultInstance());
    long next = 1;
    while (rows.hasNext()) {
      var entry = rows.next().getEntry();
      assertEquals(next, entry.getNumber());
      assertEquals(bs(digest("h" + next).bytes()), entry.getHead());
      next++;
    }
    assertEquals(2_501, next);
  }

  @Test
  void theJournalIsFollowedUntilTheCallerHangsUp() {
    Iterator<TailJournalResponse> rows =
        admin().tailJournal(TailJournalRequest.newBuilder().setFrom(2_499).setFollow(true).build());
    assertEquals(2_499, rows.next().getEntry().getNumber());
    assertEquals(2_500, rows.next().getEntry().getNumber());
    node.append(2);
    assertEquals(2_501, rows.next().getEntry().getNumber());
    assertEquals(2_502, rows.next().getEntry().getNumber());
  }

  @Test
  void aVerdictOnTheJournalIsIntactOrNamesTheEntry() {
    var intact = admin().verifyJournal(VerifyJournalRequest.getDefaultInstance()).getIntact();
    assertEquals(9, intact.getEntries());
    assertEquals(3, intact.getStatements());
    assertEquals(2, intact.getReceipts());
    node.verdict(new JournalVerdict.Broken(4, "the entry does not fit its digest"));
    var broken = admin().verifyJournal(VerifyJournalRequest.getDefaultInstance()).getBroken();
    assertEquals(4, broken.getNumber());
    assertEquals("the entry does not fit its digest", broken.getWhat());
  }

  @Test
  void manyConnectionsAtOnceEachKeepTheirCaller() throws InterruptedException {
    try (ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        users.execute(() -> admin().clearAlarm(ClearAlarmRequest.newBuilder().setKey("k").build()));
      }
    }
    assertEquals(20, node.asked().stream().filter(("clearAlarm k " + USER)::equals).count());
  }
}
