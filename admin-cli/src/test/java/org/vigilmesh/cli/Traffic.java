package org.vigilmesh.cli;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vigilmesh.hostile.Letter;
import org.vigilmesh.message.ActId;
import org.vigilmesh.proto.v1.SubmitRequest;
import org.vigilmesh.proto.v1.SubmitResponse;

/**
 * Channel tests from one node to another, one after the other, each handed over until the node has
 * answered and asked for until the peer's receipt is there. Both nodes may be killed meanwhile.
 */
final class Traffic implements AutoCloseable {
  private final DemoNode from;
  private final DemoNode to;
  private final SteadyLinks links;
  private final List<ActId> told = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> run;
  private volatile boolean isEnding;

  private Traffic(DemoNode from, DemoNode to) {
    this.from = from;
    this.to = to;
    this.links = new SteadyLinks(from);
    this.run = CompletableFuture.runAsync(this::send, task -> Thread.ofVirtual().start(task));
  }

  static Traffic between(DemoNode from, DemoNode to) {
    return new Traffic(from, to);
  }

  private void send() {
    while (!isEnding) {
      SubmitRequest request =
          SubmitRequest.newBuilder()
              .setAct(ByteString.copyFrom(Letter.channelTest(from.name(), to.name())))
              .build();
      String act = Acts.id(links.askThroughCrashes("an answer", over -> submit(over, request)));
      told.add(ActId.typed(act));
      links.awaitDelivery(act);
    }
  }

  private static SubmitResponse submit(NodeLink over, SubmitRequest request) {
    SubmitResponse response =
        over.ask(
            admin -> admin.submit(request), SubmitResponse::hasFailed, SubmitResponse::getFailed);
    if (response.hasRejected()) {
      throw new AssertionError(response.toString());
    }
    return response;
  }

  /**
   * Waits until two more are accepted, so one that was handed over after this call is delivered.
   */
  void awaitMore() {
    int before = told.size();
    RealNodes.until(
        "more from " + from.shown() + " to " + to.shown(),
        () -> {
          check();
          return told.size() >= before + 2 ? Optional.of(before) : Optional.empty();
        });
  }

  /** Whether it goes on; the failure that ended it is thrown. */
  void check() {
    if (run.isDone()) {
      end();
    }
  }

  /** After the act under way: everything that was told, each with its receipt. */
  List<String> end() {
    isEnding = true;
    try {
      run.join();
    } catch (CompletionException e) {
      throw new AssertionError(from.shown() + " to " + to.shown(), e.getCause());
    }
    return Ledger.told(told.stream());
  }

  @Override
  public void close() {
    isEnding = true;
    links.close();
  }
}
