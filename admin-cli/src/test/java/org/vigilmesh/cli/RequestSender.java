package org.vigilmesh.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.vigilmesh.proto.v1.ActProgress;
import org.vigilmesh.proto.v1.ProgressRequest;
import org.vigilmesh.proto.v1.ProgressResponse;
import org.vigilmesh.proto.v1.SubmitResponse;

/** Officers of XA who send requests to XB, each over a connection of its own. */
final class RequestSender implements AutoCloseable {
  private final Console console;
  private final DemoNode node;
  private final RequestSource source;

  RequestSender(RealNodes nodes) {
    this.console = nodes.console();
    this.node = nodes.xa();
    this.source = new RequestSource(console, node);
  }

  private NodeLink link() {
    return NodeLink.to(Path.of(node.socket()));
  }

  /** One more request, in a case of its own; the node must be up. */
  Acts.Signed sign() {
    try (NodeLink link = link()) {
      return source.sign(link);
    }
  }

  SubmitResponse submit(Acts.Signed act) {
    try (NodeLink link = link()) {
      return new Acts(console, link).submit(act);
    }
  }

  /** Hands the same bytes over until the node, which may be killed meanwhile, says what became. */
  SubmitResponse submitThroughCrashes(Acts.Signed act) {
    return RealNodes.until("an answer to act " + act.id(), () -> attempt(act));
  }

  private Optional<SubmitResponse> attempt(Acts.Signed act) {
    try {
      return Optional.of(submit(act));
    } catch (CliException e) {
      if (e.code().startsWith("E-NODE-")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  ActProgress progress(Acts.Signed act) {
    try (NodeLink link = link()) {
      return link.ask(
              admin ->
                  admin.progress(ProgressRequest.newBuilder().setAct(act.id().toString()).build()),
              ProgressResponse::hasFailed,
              ProgressResponse::getFailed)
          .getProgress();
    }
  }

  ActProgress awaitDelivery(Acts.Signed act) {
    return RealNodes.until(
        "delivery of act " + act.id(),
        () -> Optional.of(progress(act)).filter(ActProgress::hasDelivered));
  }

  @Override
  public void close() {
    source.close();
  }
}
