package org.vigilmesh.cli;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.vigilmesh.hostile.Letter;
import org.vigilmesh.message.ActId;
import org.vigilmesh.proto.v1.SubmitRequest;
import org.vigilmesh.proto.v1.SubmitResponse;

/**
 * Acts from one node to another, each handed over until the node has answered. The next one follows
 * when the peer's receipt is there, or after a while; both nodes may be killed meanwhile.
 */
final class Traffic implements AutoCloseable {
  /** A killed node takes longer; then acts gather, as they would with a peer that is away. */
  private static final long PACE_SECONDS = 3;

  private final String name;
  private final SteadyLinks links;
  private final Runnable sourceEnd;
  private final List<ActId> told = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> run;
  private volatile boolean isEnding;

  private Traffic(DemoNode from, DemoNode to, Runnable sourceEnd, Supplier<String> send) {
    this.name = from.shown() + " to " + to.shown();
    this.links = new SteadyLinks(from);
    this.sourceEnd = sourceEnd;
    this.run =
        CompletableFuture.runAsync(() -> send(send), task -> Thread.ofPlatform().start(task));
  }

  /** Channel tests, which need no person. */
  static Traffic between(DemoNode from, DemoNode to) {
    SteadyLinks links = new SteadyLinks(from);
    return new Traffic(from, to, links::close, () -> channelTest(links, from, to));
  }

  /** Requests of XA to XB, each signed by two officers, in a case of its own. */
  static Traffic requests(RealNodes nodes) {
    RequestSender sender = new RequestSender(nodes);
    return new Traffic(
        nodes.xa(),
        nodes.xb(),
        sender::close,
        () -> Acts.id(sender.submitThroughCrashes(sender.signThroughCrashes())));
  }

  private void send(Supplier<String> source) {
    while (!isEnding) {
      String act = source.get();
      told.add(ActId.typed(act));
      links.awaitDelivery(act, PACE_SECONDS);
    }
  }

  private static String channelTest(SteadyLinks links, DemoNode from, DemoNode to) {
    SubmitRequest request =
        SubmitRequest.newBuilder()
            .setAct(ByteString.copyFrom(Letter.channelTest(from.name(), to.name())))
            .build();
    return Acts.id(links.askThroughCrashes("an answer", over -> submit(over, request)));
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

  /** How many were accepted so far. */
  int accepted() {
    return told.size();
  }

  /**
   * Waits until two more are accepted, so one that was handed over after this call is delivered.
   */
  void awaitMore() {
    int before = told.size();
    RealNodes.until(
        "more from " + name,
        () -> {
          check();
          return told.size() >= before + 2 ? Optional.of(before) : Optional.empty();
        });
  }

  /** Throws the failure that ended it, if one has. */
  void check() {
    if (run.isCompletedExceptionally()) {
      end();
    }
  }

  /** After the act under way: everything that was told, each with its receipt. */
  List<ActId> end() {
    isEnding = true;
    try {
      run.join();
    } catch (CompletionException e) {
      throw new AssertionError(name, e.getCause());
    }
    told.forEach(act -> links.awaitDelivery(act.toString()));
    return List.copyOf(told);
  }

  @Override
  public void close() {
    isEnding = true;
    links.close();
    sourceEnd.run();
  }
}
