package org.vigilmesh.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.cli.request.RequestDraft;
import org.vigilmesh.cli.request.RequestFile;
import org.vigilmesh.cli.request.RequestTemplate;
import org.vigilmesh.proto.v1.ActProgress;
import org.vigilmesh.proto.v1.ProgressRequest;
import org.vigilmesh.proto.v1.ProgressResponse;
import org.vigilmesh.proto.v1.SubmitResponse;

/** Two officers of XA with one request to XB, which they sign anew as often as a test needs. */
final class RequestSender implements AutoCloseable {
  private final Console console;
  private final DemoNode node;
  private final RequestDraft draft;
  private final Signatories officers;

  RequestSender(RealNodes nodes) {
    this.console = nodes.console();
    this.node = nodes.xa();
    String text = RequestTemplate.demo(console.around().clock().instant());
    this.draft =
        switch (RequestFile.read(
            text, nodes.home(), console.around().clock().instant(), RequestFile.Known.NOTHING)) {
          case RequestFile.Readable readable -> readable.draft();
          case RequestFile.Broken broken -> throw new AssertionError(broken.problems());
        };
    Path keys = Founding.officersOf(node.layout());
    this.officers =
        Signatories.open(
            console,
            List.of(
                keys.resolve("j.morgan.key").toString(), keys.resolve("p.reyes.key").toString()),
            List.of(keys.resolve("passphrase")));
  }

  /** One more request, in a case of its own; the node must be up. */
  Acts.Signed sign() {
    try (NodeLink link = NodeLink.to(Path.of(node.socket()))) {
      return new Acts(console, link)
          .request(draft, Requests.frame(console, draft, true), "a test", officers);
    }
  }

  SubmitResponse submit(Acts.Signed act) {
    try (NodeLink link = NodeLink.to(Path.of(node.socket()))) {
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
    try (NodeLink link = NodeLink.to(Path.of(node.socket()))) {
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
    officers.close();
  }
}
