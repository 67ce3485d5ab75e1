package org.vigilmesh.adapter.desk;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.port.Duty.Standing;
import org.vigilmesh.port.Preferences.Chosen;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Queries.PeerStatus;
import org.vigilmesh.sheet.Words;

/** Pages from their models: every value is escaped for the place where it stands. */
final class Pages {
  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(null, ContentType.Html, null, Pages.class.getPackageName());
  private final DeskPorts ports;
  private final Guard guard;
  private final Assets assets;

  Pages(DeskPorts ports, Guard guard, Assets assets) {
    this.ports = ports;
    this.guard = guard;
    this.assets = assets;
  }

  /** A page's model: it has a frame, and its template is named after it. */
  interface Model {
    Frame frame();
  }

  void show(Context ctx, String template, Model model) {
    StringOutput page = new StringOutput();
    engine.render(template + ".jte", model, page);
    ctx.html(page.toString());
  }

  /** The reader's words: as chosen in the session, else as the browser asks. */
  Words words(Context ctx) {
    return guard
        .known(ctx)
        .map(session -> Words.in(session.language()))
        .orElseGet(
            () -> Words.asked(Optional.ofNullable(ctx.header("Accept-Language")).orElse("")));
  }

  Frame frame(Context ctx) {
    Queries.NodeStatus status = ports.queries().status();
    List<PeerStatus> peers = ports.queries().peers();
    Optional<WebSession> session = guard.session(ctx);
    return new Frame(
        words(ctx),
        status.node().shown(),
        session.map(Pages::person),
        session.map(WebSession::token).orElse(""),
        status.now(),
        (int) peers.stream().filter(PeerStatus::linked).count(),
        peers.size(),
        status.readOnly() ? status.reason() : "",
        session.isPresent()
            ? ports.duty().standing()
            : new Standing(status.now(), List.of(), false),
        session.isPresent() ? Ringing.of(ports.queries()) : new Ringing(0, 0),
        assets.folder(),
        ctx.path(),
        guard.known(ctx).map(WebSession::chosen).orElse(Chosen.USUAL));
  }

  private static Frame.Person person(WebSession session) {
    var officer = session.who().officer();
    return new Frame.Person(officer.id().text(), officer.name(), officer.role());
  }

  /** One sentence instead of a page. */
  void say(Context ctx, int status, String key) {
    ctx.status(status);
    show(ctx, "sentence", new Sentence(frame(ctx), key));
  }

  /** A page that is one sentence, and what to do. */
  record Sentence(Frame frame, String key) implements Model {
    String what() {
      return frame.words().of(key);
    }

    String next() {
      return frame.words().of(key + ".do");
    }
  }
}
