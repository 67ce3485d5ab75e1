package org.vigilmesh.adapter.grpc;

import io.grpc.stub.StreamObserver;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.proto.v1.DoneResponse;
import org.vigilmesh.proto.v1.Failed;
import org.vigilmesh.proto.v1.Failure;
import org.vigilmesh.value.InvalidValue;

/** How admin calls end: with their result or with a typed failure, never with an error's text. */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private Answers() {}

  /** Does {@code work} and answers with what it returns; input that is none becomes a failure. */
  static <R> void answer(StreamObserver<R> to, Function<Failed, R> failure, Supplier<R> work) {
    R response = guarded(failure, work);
    to.onNext(response);
    to.onCompleted();
  }

  /**
   * The border where a call's errors stop: what the caller wrote wrongly is the caller's to mend,
   * all else is logged here and told as one code.
   */
  static <R> R guarded(Function<Failed, R> failure, Supplier<R> work) {
    try {
      return work.get();
    } catch (InvalidValue e) {
      return failure.apply(invalid(e));
    } catch (RuntimeException e) {
      LOG.error("event=admin-call-failed", e);
      return failure.apply(
          failed(
              Failure.FAILURE_FAILED,
              "E-NODE-FAILED",
              "the node could not do it; its log says why",
              "vigil node status"));
    }
  }

  static Failed failed(Failure failure, String code, String why, String next) {
    return Failed.newBuilder().setFailure(failure).setCode(code).setWhy(why).setNext(next).build();
  }

  private static Failed invalid(InvalidValue e) {
    String why = e.getMessage();
    return failed(Failure.FAILURE_INPUT, "E-INPUT", why == null ? "not readable" : why, "");
  }

  static Failed notFound(String code, String what) {
    return failed(Failure.FAILURE_NOT_FOUND, code, what, "");
  }

  static DoneResponse done(Failed failed) {
    return DoneResponse.newBuilder().setFailed(failed).build();
  }

  static DoneResponse done(Done done) {
    return switch (done) {
      case Done.Ok(long journal, var lines) -> {
        var out = DoneResponse.newBuilder();
        out.getDoneBuilder().setJournal(journal).addAllLines(lines);
        yield out.build();
      }
      case Done.Failed failed -> done(failed(failed));
    };
  }

  static Failed failed(Done.Failed in) {
    Failed plain = failed(AdminForms.failure(in.failure()), in.code(), in.why(), in.next());
    return in.said()
        .map(said -> plain.toBuilder().setSaid(ActForms.said(said)).build())
        .orElse(plain);
  }
}
