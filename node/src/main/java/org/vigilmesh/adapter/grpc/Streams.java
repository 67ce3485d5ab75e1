package org.vigilmesh.adapter.grpc;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.message.ActId;
import org.vigilmesh.port.Rows.JournalRow;
import org.vigilmesh.port.Submissions;
import org.vigilmesh.proto.v1.Failed;
import org.vigilmesh.proto.v1.Failure;
import org.vigilmesh.proto.v1.FollowRequest;
import org.vigilmesh.proto.v1.FollowResponse;
import org.vigilmesh.proto.v1.Stage;
import org.vigilmesh.proto.v1.TailJournalRequest;
import org.vigilmesh.proto.v1.TailJournalResponse;

/** The two calls that go on: each on a thread of its own that waits for the next change. */
final class Streams {
  /** A few people and scripts; each costs a waiting thread. */
  private static final int STREAMS_MAX = 64;

  /** How long one wait lasts before looking whether the caller is still there. */
  private static final long PATIENCE_MILLIS = 1_000;

  private static final int ROWS = 1_000;

  private final AdminPorts ports;
  private final Executor calls;
  private final Semaphore free = new Semaphore(STREAMS_MAX);

  Streams(AdminPorts ports, Executor calls) {
    this.ports = ports;
    this.calls = calls;
  }

  /** What a stream does next, given the number of the last change it has seen. */
  private interface Step {
    /** False when the stream is complete. */
    boolean go() throws InterruptedException;
  }

  void follow(FollowRequest request, StreamObserver<FollowResponse> to) {
    Function<Failed, FollowResponse> failure =
        failed -> FollowResponse.newBuilder().setFailed(failed).build();
    run(to, failure, out -> new Following(request, out));
  }

  void tail(TailJournalRequest request, StreamObserver<TailJournalResponse> to) {
    Function<Failed, TailJournalResponse> failure =
        failed -> TailJournalResponse.newBuilder().setFailed(failed).build();
    run(to, failure, out -> new Tailing(request, out));
  }

  private <R> void run(
      StreamObserver<R> to, Function<Failed, R> failure, Function<Outlet<R>, Step> begin) {
    if (!free.tryAcquire()) {
      to.onNext(
          failure.apply(
              Answers.failed(
                  Failure.FAILURE_UNREACHABLE,
                  "E-NODE-BUSY",
                  "too many calls follow something already",
                  "")));
      to.onCompleted();
      return;
    }
    Outlet<R> outlet = new Outlet<>((ServerCallStreamObserver<R>) to);
    calls.execute(Context.current().wrap(() -> serve(outlet, failure, begin)));
  }

  private <R> void serve(
      Outlet<R> outlet, Function<Failed, R> failure, Function<Outlet<R>, Step> begin) {
    try {
      Optional<R> failed =
          Answers.guarded(
              wrong -> Optional.of(failure.apply(wrong)),
              () -> {
                walk(outlet, begin.apply(outlet));
                return Optional.empty();
              });
      if (!outlet.isGone()) {
        failed.ifPresent(outlet.to::onNext);
        outlet.to.onCompleted();
      }
    } finally {
      free.release();
    }
  }

  private <R> void walk(Outlet<R> outlet, Step step) {
    try {
      long seen = ports.submissions().awaitChange(0, 0);
      while (!outlet.isGone() && step.go()) {
        seen = ports.submissions().awaitChange(seen, PATIENCE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where answers go, at the caller's pace. */
  private static final class Outlet<R> {
    private final ServerCallStreamObserver<R> to;
    private final Semaphore room = new Semaphore(0);

    Outlet(ServerCallStreamObserver<R> to) {
      this.to = to;
      to.setOnReadyHandler(room::release);
      to.setOnCancelHandler(room::release);
    }

    boolean isGone() {
      return to.isCancelled();
    }

    /** Waits until the caller has read enough of what went before; false when it is gone. */
    boolean put(R answer) throws InterruptedException {
      while (!to.isReady() && !isGone()) {
        var _ = room.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      }
      if (isGone()) {
        return false;
      }
      to.onNext(answer);
      return true;
    }
  }

  /** Sends an act's progress when it has changed. */
  private final class Following implements Step {
    private final ActId act;
    private final Stage until;
    private final Outlet<FollowResponse> outlet;
    private Submissions.@Nullable Progress last;

    Following(FollowRequest request, Outlet<FollowResponse> outlet) {
      act = ActId.typed(request.getAct());
      until = request.getUntil();
      this.outlet = outlet;
    }

    @Override
    public boolean go() throws InterruptedException {
      Optional<Submissions.Progress> now = ports.submissions().progress(act);
      if (now.isEmpty()) {
        Failed failed = Answers.notFound("E-NO-SUCH-ACT", "there is no act " + act);
        outlet.put(FollowResponse.newBuilder().setFailed(failed).build());
        return false;
      }
      if (!now.get().equals(last)) {
        last = now.get();
        var answer = FollowResponse.newBuilder().setProgress(ActForms.progress(last)).build();
        return outlet.put(answer) && !isReached(last);
      }
      return true;
    }

    private boolean isReached(Submissions.Progress now) {
      return switch (until) {
        case STAGE_ACCEPTED -> now.accepted().isPresent();
        case STAGE_DELIVERED -> now.delivered().isPresent();
        case STAGE_ACKNOWLEDGED -> now.acknowledged().isPresent();
        case STAGE_DECIDED -> now.decided().isPresent();
        case STAGE_PRESERVED -> now.preserved().isPresent();
        case STAGE_UNSPECIFIED, UNRECOGNIZED -> false;
      };
    }
  }

  /** Sends journal rows as they come. */
  private final class Tailing implements Step {
    private final boolean isFollowing;
    private final Outlet<TailJournalResponse> outlet;
    private long from;

    Tailing(TailJournalRequest request, Outlet<TailJournalResponse> outlet) {
      from = Math.max(1, Scalars.count(request.getFrom()));
      isFollowing = request.getFollow();
      this.outlet = outlet;
    }

    @Override
    public boolean go() throws InterruptedException {
      List<JournalRow> rows = ports.queries().journal(from, ROWS);
      while (!rows.isEmpty()) {
        for (JournalRow row : rows) {
          var entry = TailJournalResponse.newBuilder().setEntry(AdminForms.journal(row)).build();
          if (!outlet.put(entry)) {
            return false;
          }
        }
        from = rows.getLast().number() + 1;
        rows = ports.queries().journal(from, ROWS);
      }
      return isFollowing;
    }
  }
}
