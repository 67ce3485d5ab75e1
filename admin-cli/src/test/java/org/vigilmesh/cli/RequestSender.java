package org.vigilmesh.cli;

import org.vigilmesh.proto.v1.ActProgress;
import org.vigilmesh.proto.v1.SubmitResponse;

/**
 * Officers of XA who send requests to XB, each thread over a connection of its own until it breaks.
 */
final class RequestSender implements AutoCloseable {
  private final Console console;
  private final SteadyLinks links;
  private final RequestSource source;

  RequestSender(RealNodes nodes) {
    this.console = nodes.console();
    this.links = new SteadyLinks(nodes.xa());
    this.source = new RequestSource(console, nodes.xa());
  }

  /** One more request, in a case of its own; the node must be up. */
  Acts.Signed sign() {
    return links.ask(source::sign);
  }

  /** The same with a node that may be killed meanwhile. */
  Acts.Signed signThroughCrashes() {
    return links.askThroughCrashes("what an act needs to know", source::sign);
  }

  SubmitResponse submit(Acts.Signed act) {
    return links.ask(over -> new Acts(console, over).submit(act));
  }

  /** Hands the same bytes over until the node, which may be killed meanwhile, says what became. */
  SubmitResponse submitThroughCrashes(Acts.Signed act) {
    return links.askThroughCrashes(
        "an answer to act " + act.id(), over -> new Acts(console, over).submit(act));
  }

  ActProgress progress(Acts.Signed act) {
    return links.progress(act.id().toString());
  }

  ActProgress awaitDelivery(Acts.Signed act) {
    return links.awaitDelivery(act.id().toString());
  }

  @Override
  public void close() {
    links.close();
    source.close();
  }
}
