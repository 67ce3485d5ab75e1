package org.vigilmesh.adapter.grpc;

import static org.vigilmesh.adapter.grpc.Answers.answer;
import static org.vigilmesh.adapter.grpc.Answers.done;
import static org.vigilmesh.adapter.grpc.Answers.notFound;

import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Administration;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Submissions.Submitted;
import org.vigilmesh.proto.v1.AcknowledgeAlarmRequest;
import org.vigilmesh.proto.v1.AddPeerRequest;
import org.vigilmesh.proto.v1.AdminGrpc;
import org.vigilmesh.proto.v1.CaseChallengeRequest;
import org.vigilmesh.proto.v1.CaseChallengeResponse;
import org.vigilmesh.proto.v1.CheckCasesRequest;
import org.vigilmesh.proto.v1.CheckCasesResponse;
import org.vigilmesh.proto.v1.ClearAlarmRequest;
import org.vigilmesh.proto.v1.ConfirmActRequest;
import org.vigilmesh.proto.v1.DismissOfficerRequest;
import org.vigilmesh.proto.v1.DoDeedRequest;
import org.vigilmesh.proto.v1.DoneResponse;
import org.vigilmesh.proto.v1.DraftContextRequest;
import org.vigilmesh.proto.v1.DraftContextResponse;
import org.vigilmesh.proto.v1.ExportCardRequest;
import org.vigilmesh.proto.v1.ExportCardResponse;
import org.vigilmesh.proto.v1.ExportCaseRequest;
import org.vigilmesh.proto.v1.ExportCaseResponse;
import org.vigilmesh.proto.v1.Failed;
import org.vigilmesh.proto.v1.FollowRequest;
import org.vigilmesh.proto.v1.FollowResponse;
import org.vigilmesh.proto.v1.GetCaseRequest;
import org.vigilmesh.proto.v1.GetCaseResponse;
import org.vigilmesh.proto.v1.GetPeerRequest;
import org.vigilmesh.proto.v1.GetPeerResponse;
import org.vigilmesh.proto.v1.ImportCardRequest;
import org.vigilmesh.proto.v1.ImportRosterRequest;
import org.vigilmesh.proto.v1.InviteOfficerRequest;
import org.vigilmesh.proto.v1.ListAlarmsRequest;
import org.vigilmesh.proto.v1.ListAlarmsResponse;
import org.vigilmesh.proto.v1.ListCasesRequest;
import org.vigilmesh.proto.v1.ListCasesResponse;
import org.vigilmesh.proto.v1.ListEnrolmentsRequest;
import org.vigilmesh.proto.v1.ListEnrolmentsResponse;
import org.vigilmesh.proto.v1.ListKeysRequest;
import org.vigilmesh.proto.v1.ListKeysResponse;
import org.vigilmesh.proto.v1.ListPeersRequest;
import org.vigilmesh.proto.v1.ListPeersResponse;
import org.vigilmesh.proto.v1.ListWitnessesRequest;
import org.vigilmesh.proto.v1.ListWitnessesResponse;
import org.vigilmesh.proto.v1.OpenCaseRequest;
import org.vigilmesh.proto.v1.OpenCaseResponse;
import org.vigilmesh.proto.v1.PeerReasonRequest;
import org.vigilmesh.proto.v1.PingRequest;
import org.vigilmesh.proto.v1.PlanResumeRequest;
import org.vigilmesh.proto.v1.PlanResumeResponse;
import org.vigilmesh.proto.v1.ProgressRequest;
import org.vigilmesh.proto.v1.ProgressResponse;
import org.vigilmesh.proto.v1.RemovePeerRequest;
import org.vigilmesh.proto.v1.ResumeRequest;
import org.vigilmesh.proto.v1.RotateKeyRequest;
import org.vigilmesh.proto.v1.StatusRequest;
import org.vigilmesh.proto.v1.StatusResponse;
import org.vigilmesh.proto.v1.StopRequest;
import org.vigilmesh.proto.v1.SubmitRequest;
import org.vigilmesh.proto.v1.SubmitResponse;
import org.vigilmesh.proto.v1.TailJournalRequest;
import org.vigilmesh.proto.v1.TailJournalResponse;
import org.vigilmesh.proto.v1.TestAlarmsRequest;
import org.vigilmesh.proto.v1.VerifyJournalRequest;
import org.vigilmesh.proto.v1.VerifyJournalResponse;
import org.vigilmesh.proto.v1.VerifyPeerRequest;

/** The admin calls: reads what came, asks the port, writes what it answers. */
final class AdminCalls extends AdminGrpc.AdminImplBase {
  private final AdminPorts ports;
  private final Administration administration;
  private final Queries queries;
  private final CaseCalls cases;
  private final Streams streams;

  AdminCalls(AdminPorts ports, Executor calls) {
    this.ports = ports;
    this.administration = ports.administration();
    this.queries = ports.queries();
    this.cases = new CaseCalls(ports.queries());
    this.streams = new Streams(ports, calls);
  }

  private static String caller() {
    return java.util.Objects.requireNonNull(Callers.CALLER.get(), "the interceptor names it");
  }

  private static void change(StreamObserver<DoneResponse> to, Supplier<Administration.Done> work) {
    answer(to, Answers::done, () -> done(work.get()));
  }

  @Override
  public void status(StatusRequest request, StreamObserver<StatusResponse> to) {
    answer(
        to,
        failed -> StatusResponse.newBuilder().setFailed(failed).build(),
        () -> StatusResponse.newBuilder().setStatus(AdminForms.status(queries.status())).build());
  }

  /** Answers before it asks for the end, so that the answer still leaves. */
  @Override
  public void stop(StopRequest request, StreamObserver<DoneResponse> to) {
    change(to, () -> new Administration.Done.Ok(0, List.of()));
    ports.stop().stop(request.getDrain(), caller());
  }

  @Override
  public void listPeers(ListPeersRequest request, StreamObserver<ListPeersResponse> to) {
    answer(
        to,
        failed -> ListPeersResponse.newBuilder().setFailed(failed).build(),
        () -> AdminForms.peers(queries.peers()));
  }

  @Override
  public void getPeer(GetPeerRequest request, StreamObserver<GetPeerResponse> to) {
    Function<Failed, GetPeerResponse> failure =
        failed -> GetPeerResponse.newBuilder().setFailed(failed).build();
    answer(
        to,
        failure,
        () ->
            queries
                .peer(new NodeId(request.getNode()))
                .map(peer -> GetPeerResponse.newBuilder().setPeer(AdminForms.peer(peer)).build())
                .orElseGet(
                    () -> failure.apply(notFound("E-NO-SUCH-PEER", "no card of it is here"))));
  }

  @Override
  public void addPeer(AddPeerRequest request, StreamObserver<DoneResponse> to) {
    change(to, () -> administration.addPeer(Scalars.bytes(request.getSignedCard()), caller()));
  }

  @Override
  public void verifyPeer(VerifyPeerRequest request, StreamObserver<DoneResponse> to) {
    change(
        to,
        () ->
            administration.verifyPeer(
                new NodeId(request.getNode()), request.getTypedFingerprint(), caller()));
  }

  @Override
  public void suspendPeer(PeerReasonRequest request, StreamObserver<DoneResponse> to) {
    String reason = request.getReason();
    change(to, () -> administration.suspendPeer(new NodeId(request.getNode()), reason, caller()));
  }

  @Override
  public void resumePeer(PeerReasonRequest request, StreamObserver<DoneResponse> to) {
    String reason = request.getReason();
    change(to, () -> administration.resumePeer(new NodeId(request.getNode()), reason, caller()));
  }

  @Override
  public void revokePeer(PeerReasonRequest request, StreamObserver<DoneResponse> to) {
    String reason = request.getReason();
    change(to, () -> administration.revokePeer(new NodeId(request.getNode()), reason, caller()));
  }

  @Override
  public void removePeer(RemovePeerRequest request, StreamObserver<DoneResponse> to) {
    change(to, () -> administration.removePeer(new NodeId(request.getNode()), caller()));
  }

  @Override
  public void listWitnesses(
      ListWitnessesRequest request, StreamObserver<ListWitnessesResponse> to) {
    answer(to, ResumeCalls::witnessesFailed, () -> ResumeCalls.witnesses(queries, request));
  }

  @Override
  public void confirmStart(PeerReasonRequest request, StreamObserver<DoneResponse> to) {
    String reason = request.getReason();
    change(to, () -> administration.confirmStart(new NodeId(request.getNode()), reason, caller()));
  }

  @Override
  public void planResume(PlanResumeRequest request, StreamObserver<PlanResumeResponse> to) {
    answer(to, ResumeCalls::planFailed, () -> ResumeCalls.plan(administration));
  }

  @Override
  public void resume(ResumeRequest request, StreamObserver<DoneResponse> to) {
    change(to, () -> administration.resume(ResumeCalls.resumption(request), caller()));
  }

  @Override
  public void ping(PingRequest request, StreamObserver<DoneResponse> to) {
    change(to, () -> administration.ping(new NodeId(request.getNode())));
  }

  @Override
  public void importCard(ImportCardRequest request, StreamObserver<DoneResponse> to) {
    change(to, () -> administration.importCard(Scalars.bytes(request.getSignedCard()), caller()));
  }

  @Override
  public void importRoster(ImportRosterRequest request, StreamObserver<DoneResponse> to) {
    change(
        to,
        () -> administration.importRoster(Scalars.bytes(request.getEndorsedRoster()), caller()));
  }

  @Override
  public void exportCard(ExportCardRequest request, StreamObserver<ExportCardResponse> to) {
    answer(
        to,
        failed -> ExportCardResponse.newBuilder().setFailed(failed).build(),
        () -> ExportCardResponse.newBuilder().setSignedCard(Scalars.bytes(queries.card())).build());
  }

  @Override
  public void listKeys(ListKeysRequest request, StreamObserver<ListKeysResponse> to) {
    answer(
        to,
        failed -> ListKeysResponse.newBuilder().setFailed(failed).build(),
        () -> {
          var out = ListKeysResponse.newBuilder();
          out.getKeysBuilder().addAllKeys(queries.keys().stream().map(AdminForms::key).toList());
          return out.build();
        });
  }

  @Override
  public void rotateKey(RotateKeyRequest request, StreamObserver<DoneResponse> to) {
    change(
        to,
        () ->
            administration.rotate(
                AdminForms.use(request.getUse()), request.getPlanOnly(), caller()));
  }

  @Override
  public void draftContext(DraftContextRequest request, StreamObserver<DraftContextResponse> to) {
    Function<Failed, DraftContextResponse> failure =
        failed -> DraftContextResponse.newBuilder().setFailed(failed).build();
    answer(
        to,
        failure,
        () ->
            ports
                .submissions()
                .draftContext(
                    new NodeId(request.getRecipient()),
                    request.hasCaseId() ? CaseId.typed(request.getCaseId()) : null)
                .map(ActForms::context)
                .map(context -> DraftContextResponse.newBuilder().setContext(context).build())
                .orElseGet(
                    () ->
                        failure.apply(
                            notFound(
                                "E-NO-CONTEXT",
                                "no such verified peer, or no such case with it"))));
  }

  /** The engine answers later, from its own thread; what it cannot read is answered here. */
  @Override
  public void submit(SubmitRequest request, StreamObserver<SubmitResponse> to) {
    Function<Failed, SubmitResponse> failure =
        failed -> SubmitResponse.newBuilder().setFailed(failed).build();
    Optional<SubmitResponse> failed =
        Answers.guarded(
            wrong -> Optional.of(failure.apply(wrong)),
            () -> {
              ports
                  .submissions()
                  .submit(ActForms.submission(request), outcome -> finish(to, outcome));
              return Optional.empty();
            });
    if (failed.isPresent()) {
      to.onNext(failed.get());
      to.onCompleted();
    }
  }

  private static void finish(StreamObserver<SubmitResponse> to, Submitted outcome) {
    to.onNext(ActForms.submitted(outcome));
    to.onCompleted();
  }

  @Override
  public void progress(ProgressRequest request, StreamObserver<ProgressResponse> to) {
    answer(to, ActForms::progressFailed, () -> ActForms.progress(ports.submissions(), request));
  }

  @Override
  public void follow(FollowRequest request, StreamObserver<FollowResponse> to) {
    streams.follow(request, to);
  }

  @Override
  public void listCases(ListCasesRequest request, StreamObserver<ListCasesResponse> to) {
    answer(to, CaseCalls::listFailed, () -> cases.list(request));
  }

  @Override
  public void checkCases(CheckCasesRequest request, StreamObserver<CheckCasesResponse> to) {
    answer(to, CaseCalls::checkFailed, cases::check);
  }

  @Override
  public void getCase(GetCaseRequest request, StreamObserver<GetCaseResponse> to) {
    answer(to, CaseCalls::getFailed, () -> cases.get(request));
  }

  @Override
  public void caseChallenge(
      CaseChallengeRequest request, StreamObserver<CaseChallengeResponse> to) {
    answer(to, CaseCalls::challengeFailed, () -> cases.challenge(request));
  }

  @Override
  public void openCase(OpenCaseRequest request, StreamObserver<OpenCaseResponse> to) {
    answer(to, CaseCalls::openFailed, () -> cases.open(request, caller()));
  }

  @Override
  public void exportCase(ExportCaseRequest request, StreamObserver<ExportCaseResponse> to) {
    answer(to, CaseCalls::exportFailed, () -> cases.export(request, caller()));
  }

  @Override
  public void confirmAct(ConfirmActRequest request, StreamObserver<DoneResponse> to) {
    change(to, () -> administration.confirmAct(ActForms.confirmation(request), caller()));
  }

  @Override
  public void doDeed(DoDeedRequest request, StreamObserver<DoneResponse> to) {
    change(to, () -> administration.doDeed(ActForms.deed(request), caller()));
  }

  @Override
  public void tailJournal(TailJournalRequest request, StreamObserver<TailJournalResponse> to) {
    streams.tail(request, to);
  }

  @Override
  public void verifyJournal(
      VerifyJournalRequest request, StreamObserver<VerifyJournalResponse> to) {
    answer(
        to,
        failed -> VerifyJournalResponse.newBuilder().setFailed(failed).build(),
        () -> AdminForms.verdict(queries.verifyJournal()));
  }

  @Override
  public void listAlarms(ListAlarmsRequest request, StreamObserver<ListAlarmsResponse> to) {
    answer(to, AlarmCalls::listFailed, () -> AlarmCalls.list(queries));
  }

  @Override
  public void testAlarms(TestAlarmsRequest request, StreamObserver<DoneResponse> to) {
    change(to, () -> administration.testAlarms(caller()));
  }

  @Override
  public void acknowledgeAlarm(AcknowledgeAlarmRequest request, StreamObserver<DoneResponse> to) {
    change(
        to, () -> administration.acknowledgeAlarm(AdminForms.acknowledgement(request), caller()));
  }

  @Override
  public void inviteOfficer(InviteOfficerRequest request, StreamObserver<DoneResponse> to) {
    change(to, () -> OfficerCalls.invite(ports, request, caller()));
  }

  @Override
  public void dismissOfficer(DismissOfficerRequest request, StreamObserver<DoneResponse> to) {
    change(to, () -> OfficerCalls.dismiss(ports.enrolment(), request, caller()));
  }

  @Override
  public void listEnrolments(
      ListEnrolmentsRequest request, StreamObserver<ListEnrolmentsResponse> to) {
    answer(to, OfficerCalls::listFailed, () -> OfficerCalls.list(ports.enrolment()));
  }

  @Override
  public void clearAlarm(ClearAlarmRequest request, StreamObserver<DoneResponse> to) {
    change(to, () -> administration.clearAlarm(request.getKey(), caller()));
  }
}
