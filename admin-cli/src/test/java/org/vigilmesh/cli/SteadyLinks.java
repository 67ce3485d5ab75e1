package org.vigilmesh.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.vigilmesh.proto.v1.ActProgress;
import org.vigilmesh.proto.v1.ProgressRequest;
import org.vigilmesh.proto.v1.ProgressResponse;

/** Connections to one node, one of each thread, made anew after the node was not there. */
final class SteadyLinks implements AutoCloseable {
  private final DemoNode node;
  private final Map<Thread, NodeLink> links = new ConcurrentHashMap<>();

  SteadyLinks(DemoNode node) {
    this.node = node;
  }

  /** Asks the node over the connection that is there, or over a new one after a failure. */
  <T> T ask(Function<NodeLink, T> question) {
    NodeLink link =
        links.computeIfAbsent(Thread.currentThread(), _ -> NodeLink.to(Path.of(node.socket())));
    try {
      return question.apply(link);
    } catch (CliException e) {
      if (isAway(e)) {
        links.remove(Thread.currentThread());
        link.close();
      }
      throw e;
    }
  }

  /** Asks until the node, which may be away meanwhile, has answered. */
  <T> T askThroughCrashes(String what, Function<NodeLink, T> question) {
    return RealNodes.until(what, () -> attempt(() -> ask(question)));
  }

  /** Empty while the node is not there. */
  private static <T> Optional<T> attempt(Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (CliException e) {
      if (isAway(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean isAway(CliException e) {
    return e.code().startsWith("E-NODE-");
  }

  ActProgress progress(String act) {
    ProgressRequest request = ProgressRequest.newBuilder().setAct(act).build();
    return ask(
        over ->
            over.ask(
                    admin -> admin.progress(request),
                    ProgressResponse::hasFailed,
                    ProgressResponse::getFailed)
                .getProgress());
  }

  ActProgress awaitDelivery(String act) {
    return awaitDelivery(act, RealNodes.PATIENCE_SECONDS)
        .orElseThrow(() -> new AssertionError(node.shown() + ": no delivery of act " + act));
  }

  /** Empty when it was not delivered within that time. */
  Optional<ActProgress> awaitDelivery(String act, long seconds) {
    return RealNodes.within(
        seconds, () -> attempt(() -> progress(act)).filter(ActProgress::hasDelivered));
  }

  @Override
  public void close() {
    links.values().forEach(NodeLink::close);
  }
}
