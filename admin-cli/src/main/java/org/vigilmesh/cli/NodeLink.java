package org.vigilmesh.cli;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.vigilmesh.proto.v1.AdminGrpc;
import org.vigilmesh.proto.v1.AdminGrpc.AdminBlockingStub;
import org.vigilmesh.proto.v1.Done;
import org.vigilmesh.proto.v1.DoneResponse;
import org.vigilmesh.proto.v1.Failed;
import org.vigilmesh.proto.v1.RegisterGrpc;
import org.vigilmesh.proto.v1.RegisterGrpc.RegisterBlockingStub;

/** A conversation with the running node over its admin socket; each failure has its exit code. */
final class NodeLink implements AutoCloseable {
  /** No answer of a living node takes longer, but the walk through a long journal. */
  private static final long PATIENCE_SECONDS = 120;

  private final Path socket;
  private final AdminChannel channel;

  private NodeLink(Path socket) {
    this.socket = socket;
    this.channel = AdminChannel.open(socket);
  }

  static NodeLink to(Options options) {
    return to(options.adminSocket());
  }

  static NodeLink to(Path socket) {
    if (Files.notExists(socket)) {
      throw CliException.of(Exit.UNREACHABLE, "E-NODE-DOWN", socket);
    }
    if (!Files.isWritable(socket)) {
      throw CliException.of(Exit.NOT_PERMITTED, "E-NODE-DENIED", socket);
    }
    return new NodeLink(socket);
  }

  /** One call; a response that holds a failure becomes an error with the code it names. */
  <R> R ask(
      Function<AdminBlockingStub, R> call, Predicate<R> hasFailed, Function<R, Failed> failed) {
    return answer(
        () ->
            call.apply(
                AdminGrpc.newBlockingStub(channel.channel())
                    .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)),
        hasFailed,
        failed);
  }

  /** The same of the service that answers across cases and cards. */
  <R> R look(
      Function<RegisterBlockingStub, R> call, Predicate<R> hasFailed, Function<R, Failed> failed) {
    return answer(
        () ->
            call.apply(
                RegisterGrpc.newBlockingStub(channel.channel())
                    .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)),
        hasFailed,
        failed);
  }

  private <R> R answer(Supplier<R> call, Predicate<R> hasFailed, Function<R, Failed> failed) {
    try {
      R response = call.get();
      if (hasFailed.test(response)) {
        throw failure(failed.apply(response));
      }
      return response;
    } catch (StatusRuntimeException e) {
      throw broken(e);
    }
  }

  /** A call that answers whether a change was made. */
  Done change(Function<AdminBlockingStub, DoneResponse> call) {
    return ask(call, DoneResponse::hasFailed, DoneResponse::getFailed).getDone();
  }

  /**
   * A call that answers again and again; {@code each} says whether to go on. False when {@code
   * until} passed first.
   */
  <R> boolean follow(
      Function<AdminBlockingStub, Iterator<R>> call, Optional<Long> millisMax, Predicate<R> each) {
    AdminBlockingStub stub = AdminGrpc.newBlockingStub(channel.channel());
    if (millisMax.isPresent()) {
      stub = stub.withDeadlineAfter(millisMax.get(), TimeUnit.MILLISECONDS);
    }
    try {
      Iterator<R> answers = call.apply(stub);
      while (answers.hasNext()) {
        if (!each.test(answers.next())) {
          return true;
        }
      }
      return true;
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED) {
        return false;
      }
      throw broken(e);
    }
  }

  /** Throws what a response of a followed call says has failed. */
  static <R> Consumer<R> refuse(Predicate<R> hasFailed, Function<R, Failed> failed) {
    return response -> {
      if (hasFailed.test(response)) {
        throw failure(failed.apply(response));
      }
    };
  }

  private static CliException failure(Failed failed) {
    CliException said =
        CliException.said(exit(failed), failed.getCode(), failed.getWhy(), failed.getNext());
    return failed.hasSaid() ? said.withSaying(failed.getSaid()) : said;
  }

  private static Exit exit(Failed failed) {
    return switch (failed.getFailure()) {
      case FAILURE_INPUT -> Exit.INPUT;
      case FAILURE_NOT_FOUND -> Exit.NOT_FOUND;
      case FAILURE_NOT_PERMITTED -> Exit.NOT_PERMITTED;
      case FAILURE_CHANGED_MEANWHILE -> Exit.CHANGED_MEANWHILE;
      case FAILURE_NEGATIVE -> Exit.NEGATIVE;
      case FAILURE_UNREACHABLE -> Exit.UNREACHABLE;
      case FAILURE_WAITING_FOR_PERSON -> Exit.WAITING_FOR_PERSON;
      case FAILURE_READ_ONLY -> Exit.READ_ONLY;
      case FAILURE_FAILED, FAILURE_UNSPECIFIED, UNRECOGNIZED -> Exit.FAILED;
    };
  }

  private CliException broken(StatusRuntimeException e) {
    Status status = e.getStatus();
    return switch (status.getCode()) {
      case UNAVAILABLE -> CliException.of(Exit.UNREACHABLE, "E-NODE-DOWN", socket);
      case PERMISSION_DENIED -> CliException.of(Exit.NOT_PERMITTED, "E-NODE-DENIED", socket);
      case DEADLINE_EXCEEDED -> CliException.of(Exit.UNREACHABLE, "E-NODE-SLOW", PATIENCE_SECONDS);
      case UNIMPLEMENTED -> CliException.of(Exit.FAILED, "E-NODE-OLDER", Version.ours());
      default -> CliException.of(Exit.FAILED, "E-NODE-CUT", status.getCode());
    };
  }

  /** A time of the admin interface. */
  static Instant at(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  /** A time that may not have happened. */
  static Optional<Instant> at(boolean happened, long millis) {
    return happened ? Optional.of(at(millis)) : Optional.empty();
  }

  @Override
  public void close() {
    channel.close();
  }
}
