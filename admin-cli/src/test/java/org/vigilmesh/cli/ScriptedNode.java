package org.vigilmesh.cli;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vigilmesh.proto.v1.AcknowledgeAlarmRequest;
import org.vigilmesh.proto.v1.AddPeerRequest;
import org.vigilmesh.proto.v1.AdminGrpc;
import org.vigilmesh.proto.v1.CaseChallengeRequest;
import org.vigilmesh.proto.v1.CaseChallengeResponse;
import org.vigilmesh.proto.v1.CheckCasesRequest;
import org.vigilmesh.proto.v1.CheckCasesResponse;
import org.vigilmesh.proto.v1.ClearAlarmRequest;
import org.vigilmesh.proto.v1.ConfirmActRequest;
import org.vigilmesh.proto.v1.CountRequest;
import org.vigilmesh.proto.v1.CountResponse;
import org.vigilmesh.proto.v1.DismissOfficerRequest;
import org.vigilmesh.proto.v1.DoDeedRequest;
import org.vigilmesh.proto.v1.Done;
import org.vigilmesh.proto.v1.DoneResponse;
import org.vigilmesh.proto.v1.DraftContextRequest;
import org.vigilmesh.proto.v1.DraftContextResponse;
import org.vigilmesh.proto.v1.ExportCardRequest;
import org.vigilmesh.proto.v1.ExportCardResponse;
import org.vigilmesh.proto.v1.ExportCaseRequest;
import org.vigilmesh.proto.v1.ExportCaseResponse;
import org.vigilmesh.proto.v1.Failed;
import org.vigilmesh.proto.v1.Failure;
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
import org.vigilmesh.proto.v1.ListKeptRequest;
import org.vigilmesh.proto.v1.ListKeptResponse;
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
import org.vigilmesh.proto.v1.RegisterGrpc;
import org.vigilmesh.proto.v1.RemovePeerRequest;
import org.vigilmesh.proto.v1.ResumeRequest;
import org.vigilmesh.proto.v1.RotateKeyRequest;
import org.vigilmesh.proto.v1.ShowLawRequest;
import org.vigilmesh.proto.v1.ShowLawResponse;
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

/** A node's admin socket that gives the answers it was told to give, and remembers the calls. */
final class ScriptedNode extends AdminGrpc.AdminImplBase implements AutoCloseable {
  private final Path socket;
  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Server server;
  private final Map<Class<?>, List<Object>> answers = new HashMap<>();
  private final List<Object> calls = new ArrayList<>();
  private Status unanswered = Status.INTERNAL;

  ScriptedNode(Path directory) throws IOException {
    this.socket = directory.resolve("s");
    this.server =
        NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(socket))
            .channelType(NioServerDomainSocketChannel.class)
            .withChildOption(ChannelOption.SO_KEEPALIVE, null)
            .bossEventLoopGroup(loop)
            .workerEventLoopGroup(loop)
            .addService(this)
            .addService(new Registers())
            .build()
            .start();
  }

  /** The second service of a node, with answers of the same kind. */
  private final class Registers extends RegisterGrpc.RegisterImplBase {
    @Override
    public void showLaw(ShowLawRequest request, StreamObserver<ShowLawResponse> to) {
      answer(request, ShowLawResponse.class, to);
    }

    @Override
    public void listKept(ListKeptRequest request, StreamObserver<ListKeptResponse> to) {
      answer(request, ListKeptResponse.class, to);
    }

    @Override
    public void count(CountRequest request, StreamObserver<CountResponse> to) {
      answer(request, CountResponse.class, to);
    }
  }

  String socket() {
    return socket.toString();
  }

  /** What was asked, in order. */
  List<Object> calls() {
    return List.copyOf(calls);
  }

  /** From now on {@code response}s answer calls of their kind, all of them where many may come. */
  ScriptedNode answering(Object... responses) {
    answers.put(responses[0].getClass(), List.of(responses));
    return this;
  }

  /** What has no answer ends like this. */
  ScriptedNode ending(Status status) {
    unanswered = status;
    return this;
  }

  ScriptedNode done(long journal, String... lines) {
    return answering(
        DoneResponse.newBuilder()
            .setDone(Done.newBuilder().setJournal(journal).addAllLines(List.of(lines)))
            .build());
  }

  static Failed failed(Failure failure, String code) {
    return Failed.newBuilder()
        .setFailure(failure)
        .setCode(code)
        .setWhy("the reason it gave")
        .setNext("vigil peers list")
        .build();
  }

  ScriptedNode failing(Failure failure, String code) {
    return answering(DoneResponse.newBuilder().setFailed(failed(failure, code)).build());
  }

  private <R> void answer(Object request, Class<R> kind, StreamObserver<R> to) {
    calls.add(request);
    List<Object> told = answers.getOrDefault(kind, List.of());
    if (told.isEmpty()) {
      to.onError(unanswered.asRuntimeException());
      return;
    }
    told.forEach(response -> to.onNext(kind.cast(response)));
    to.onCompleted();
  }

  @Override
  public void status(StatusRequest request, StreamObserver<StatusResponse> to) {
    answer(request, StatusResponse.class, to);
  }

  @Override
  public void listPeers(ListPeersRequest request, StreamObserver<ListPeersResponse> to) {
    answer(request, ListPeersResponse.class, to);
  }

  @Override
  public void getPeer(GetPeerRequest request, StreamObserver<GetPeerResponse> to) {
    answer(request, GetPeerResponse.class, to);
  }

  @Override
  public void listWitnesses(
      ListWitnessesRequest request, StreamObserver<ListWitnessesResponse> to) {
    answer(request, ListWitnessesResponse.class, to);
  }

  @Override
  public void confirmStart(PeerReasonRequest request, StreamObserver<DoneResponse> to) {
    answer(request, DoneResponse.class, to);
  }

  @Override
  public void planResume(PlanResumeRequest request, StreamObserver<PlanResumeResponse> to) {
    answer(request, PlanResumeResponse.class, to);
  }

  @Override
  public void resume(ResumeRequest request, StreamObserver<DoneResponse> to) {
    answer(request, DoneResponse.class, to);
  }

  @Override
  public void addPeer(AddPeerRequest request, StreamObserver<DoneResponse> to) {
    answer(request, DoneResponse.class, to);
  }

  @Override
  public void verifyPeer(VerifyPeerRequest request, StreamObserver<DoneResponse> to) {
    answer(request, DoneResponse.class, to);
  }

  @Override
  public void suspendPeer(PeerReasonRequest request, StreamObserver<DoneResponse> to) {
    answer(request, DoneResponse.class, to);
  }

  @Override
  public void resumePeer(PeerReasonRequest request, StreamObserver<DoneResponse> to) {
    answer(request, DoneResponse.class, to);
  }

  @Override
  public void revokePeer(PeerReasonRequest request, StreamObserver<DoneResponse> to) {
    answer(request, DoneResponse.class, to);
  }

  @Override
  public void removePeer(RemovePeerRequest request, StreamObserver<DoneResponse> to) {
    answer(request, DoneResponse.class, to);
  }

  @Override
  public void ping(PingRequest request, StreamObserver<DoneResponse> to) {
    answer(request, DoneResponse.class, to);
  }

  @Override
  public void listKeys(ListKeysRequest request, StreamObserver<ListKeysResponse> to) {
    answer(request, ListKeysResponse.class, to);
  }

  @Override
  public void rotateKey(RotateKeyRequest request, StreamObserver<DoneResponse> to) {
    answer(request, DoneResponse.class, to);
  }

  @Override
  public void follow(FollowRequest request, StreamObserver<FollowResponse> to) {
    answer(request, FollowResponse.class, to);
  }

  @Override
  public void listCases(ListCasesRequest request, StreamObserver<ListCasesResponse> to) {
    answer(request, ListCasesResponse.class, to);
  }

  @Override
  public void checkCases(CheckCasesRequest request, StreamObserver<CheckCasesResponse> to) {
    answer(request, CheckCasesResponse.class, to);
  }

  @Override
  public void getCase(GetCaseRequest request, StreamObserver<GetCaseResponse> to) {
    answer(request, GetCaseResponse.class, to);
  }

  @Override
  public void tailJournal(TailJournalRequest request, StreamObserver<TailJournalResponse> to) {
    answer(request, TailJournalResponse.class, to);
  }

  @Override
  public void verifyJournal(
      VerifyJournalRequest request, StreamObserver<VerifyJournalResponse> to) {
    answer(request, VerifyJournalResponse.class, to);
  }

  @Override
  public void inviteOfficer(InviteOfficerRequest request, StreamObserver<DoneResponse> to) {
    answer(request, DoneResponse.class, to);
  }

  @Override
  public void dismissOfficer(DismissOfficerRequest request, StreamObserver<DoneResponse> to) {
    answer(request, DoneResponse.class, to);
  }

  @Override
  public void listEnrolments(
      ListEnrolmentsRequest request, StreamObserver<ListEnrolmentsResponse> to) {
    answer(request, ListEnrolmentsResponse.class, to);
  }

  @Override
  public void listAlarms(ListAlarmsRequest request, StreamObserver<ListAlarmsResponse> to) {
    answer(request, ListAlarmsResponse.class, to);
  }

  @Override
  public void caseChallenge(
      CaseChallengeRequest request, StreamObserver<CaseChallengeResponse> to) {
    answer(request, CaseChallengeResponse.class, to);
  }

  @Override
  public void openCase(OpenCaseRequest request, StreamObserver<OpenCaseResponse> to) {
    answer(request, OpenCaseResponse.class, to);
  }

  @Override
  public void confirmAct(ConfirmActRequest request, StreamObserver<DoneResponse> to) {
    answer(request, DoneResponse.class, to);
  }

  @Override
  public void doDeed(DoDeedRequest request, StreamObserver<DoneResponse> to) {
    answer(request, DoneResponse.class, to);
  }

  @Override
  public void acknowledgeAlarm(AcknowledgeAlarmRequest request, StreamObserver<DoneResponse> to) {
    answer(request, DoneResponse.class, to);
  }

  @Override
  public void testAlarms(TestAlarmsRequest request, StreamObserver<DoneResponse> to) {
    answer(request, DoneResponse.class, to);
  }

  @Override
  public void clearAlarm(ClearAlarmRequest request, StreamObserver<DoneResponse> to) {
    answer(request, DoneResponse.class, to);
  }

  @Override
  public void exportCase(ExportCaseRequest request, StreamObserver<ExportCaseResponse> to) {
    answer(request, ExportCaseResponse.class, to);
  }

  @Override
  public void submit(SubmitRequest request, StreamObserver<SubmitResponse> to) {
    answer(request, SubmitResponse.class, to);
  }

  @Override
  public void draftContext(DraftContextRequest request, StreamObserver<DraftContextResponse> to) {
    answer(request, DraftContextResponse.class, to);
  }

  @Override
  public void importCard(ImportCardRequest request, StreamObserver<DoneResponse> to) {
    answer(request, DoneResponse.class, to);
  }

  @Override
  public void importRoster(ImportRosterRequest request, StreamObserver<DoneResponse> to) {
    answer(request, DoneResponse.class, to);
  }

  @Override
  public void exportCard(ExportCardRequest request, StreamObserver<ExportCardResponse> to) {
    answer(request, ExportCardResponse.class, to);
  }

  @Override
  public void progress(ProgressRequest request, StreamObserver<ProgressResponse> to) {
    answer(request, ProgressResponse.class, to);
  }

  @Override
  public void stop(StopRequest request, StreamObserver<DoneResponse> to) {
    answer(request, DoneResponse.class, to);
  }

  @Override
  public void close() {
    server.shutdownNow();
    loop.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
  }
}
