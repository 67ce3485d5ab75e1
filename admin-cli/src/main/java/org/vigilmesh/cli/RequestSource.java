package org.vigilmesh.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.vigilmesh.request.Enclosures;
import org.vigilmesh.request.Reading;
import org.vigilmesh.request.RequestDraft;
import org.vigilmesh.request.RequestFile;
import org.vigilmesh.request.RequestTemplate;
import org.vigilmesh.value.Check;

/** Two officers of XA who sign the demo's request to XB anew as often as it is wanted. */
final class RequestSource implements AutoCloseable {
  private final Console console;
  private final RequestDraft draft;
  private final Signatories officers;

  /** Opens the officers' keys of {@code xa}, the first node of a local mesh. */
  RequestSource(Console console, DemoNode xa) {
    this.console = console;
    Instant now = console.around().clock().instant();
    Reading<RequestDraft> read =
        RequestFile.read(
            RequestTemplate.demo(now), Enclosures.NONE, now, RequestFile.Known.NOTHING);
    Check.that(read instanceof Reading.Signable<RequestDraft>, "the demo's request has no error");
    this.draft = ((Reading.Signable<RequestDraft>) read).draft();
    Path keys = Founding.officersOf(xa.layout());
    this.officers =
        Signatories.open(
            console,
            List.of(
                keys.resolve("j.morgan.key").toString(), keys.resolve("p.reyes.key").toString()),
            List.of(keys.resolve("passphrase")));
  }

  /** One more request, in a case of its own. */
  Acts.Signed sign(NodeLink link) {
    Acts acts = new Acts(console, link);
    return acts.request(
        draft, Requests.frame(console, draft, true), acts.fresh(), "sent many times", officers);
  }

  @Override
  public void close() {
    officers.close();
  }
}
