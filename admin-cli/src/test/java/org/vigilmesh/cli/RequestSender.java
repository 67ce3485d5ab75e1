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
import org.vigilmesh.proto.v1.SubmitResponse;

/**
 * Officers of XA who send requests to XB, each thread over a connection of its own until it breaks.
 */
final class RequestSender implements AutoCloseable {
  private final Console console;
  private final DemoNode node;
  private final RequestSource source;
  private final Map<Thread, NodeLink> links = new ConcurrentHashMap<>();

  RequestSender(RealNodes nodes) {
    this.console = nodes.console();
    this.node = nodes.xa();
    this.source = new RequestSource(console, node);
  }

  /** Asks the node over the connection that is there, or over a new one after a failure. */
  private <T> T ask(Function<NodeLink, T> question) {
    NodeLink link =
        links.computeIfAbsent(Thread.currentThread(), _ -> NodeLink.to(Path.of(node.socket())));
    try {
      return question.apply(link);
    } catch (CliException e) {
      if (e.code().startsWith("E-NODE-")) {
        links.remove(Thread.currentThread());
        link.close();
      }
      throw e;
    }
  }

  /** One more request, in a case of its own; the node must be up. */
  Acts.Signed sign() {
    return ask(source::sign);
  }

  SubmitResponse submit(Acts.Signed act) {
    return ask(over -> new Acts(console, over).submit(act));
  }

  /** Hands the same bytes over until the node, which may be killed meanwhile, says what became. */
  SubmitResponse submitThroughCrashes(Acts.Signed act) {
    return RealNodes.until("an answer to act " + act.id(), () -> attempt(() -> submit(act)));
  }

  /** Empty while the node is not there. */
  private static <T> Optional<T> attempt(Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (CliException e) {
      if (e.code().startsWith("E-NODE-")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  ActProgress progress(Acts.Signed act) {
    ProgressRequest request = ProgressRequest.newBuilder().setAct(act.id().toString()).build();
    return ask(
        over ->
            over.ask(
                    admin -> admin.progress(request),
                    ProgressResponse::hasFailed,
                    ProgressResponse::getFailed)
                .getProgress());
  }

  ActProgress awaitDelivery(Acts.Signed act) {
    return RealNodes.until(
        "delivery of act " + act.id(),
        () -> attempt(() -> progress(act)).filter(ActProgress::hasDelivered));
  }

  @Override
  public void close() {
    links.values().forEach(NodeLink::close);
    source.close();
  }
}
