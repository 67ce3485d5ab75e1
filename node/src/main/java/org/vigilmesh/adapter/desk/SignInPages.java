package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.util.Optional;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.Texts;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/** In and out. Whatever is wrong with a sign-in, the answer is the same sentence. */
final class SignInPages {
  private final DeskSettings settings;
  private final DeskPorts ports;
  private final WebSessions sessions;
  private final Guard guard;
  private final Pages pages;
  private final Attempts attempts;

  SignInPages(
      DeskSettings settings, DeskPorts ports, WebSessions sessions, Guard guard, Pages pages) {
    this.settings = settings;
    this.ports = ports;
    this.sessions = sessions;
    this.guard = guard;
    this.pages = pages;
    this.attempts = new Attempts(ports.clock());
  }

  void add(Routes routes) {
    routes.open("/enter", ctx -> show(ctx, ""));
    routes.openForm("/enter", this::enter);
    routes.form("/leave", (ctx, _) -> leave(ctx));
    routes.form("/language", this::speak);
  }

  /**
   * What the sign-in page needs.
   *
   * @param problem key of a sentence; empty when nothing went wrong
   */
  record Entrance(Frame frame, Digest challenge, String relyingParty, String problem)
      implements Pages.Model {
    String challengeText() {
      return Assertions.text(challenge.bytes());
    }
  }

  private void show(Context ctx, String problem) {
    pages.show(
        ctx,
        "enter",
        new Entrance(
            pages.frame(ctx), ports.attendance().challenge(), settings.relyingParty(), problem));
  }

  private void enter(Context ctx) {
    if (!attempts.allows(ctx.ip())) {
      ctx.status(429);
      show(ctx, "enter.often");
      return;
    }
    Optional<Attending> who = attending(ctx);
    Optional<String> id = who.flatMap(found -> sessions.begin(found, pages.words(ctx).language()));
    if (id.isEmpty()) {
      ctx.status(403);
      show(ctx, "enter.refused");
      return;
    }
    guard.setCookie(ctx, id.get());
    ctx.redirect("/");
  }

  private Optional<Attending> attending(Context ctx) {
    try {
      Digest challenge = new Digest(Assertions.bytes(ctx, "challenge"));
      Endorsement word =
          new Endorsement(
              new OfficerId(Assertions.bytes(ctx, "officer").text()),
              new CredentialId(Assertions.bytes(ctx, "credential")),
              Assertions.proof(ctx));
      return ports.attendance().signIn(challenge, word);
    } catch (InvalidValue _) {
      return Optional.empty();
    }
  }

  private void leave(Context ctx) {
    sessions.end(guard.cookie(ctx), "signed out");
    guard.dropCookie(ctx);
    ctx.redirect("/enter");
  }

  private void speak(Context ctx, WebSession session) {
    String language = Optional.ofNullable(ctx.formParam("language")).orElse("");
    if (Texts.LANGUAGES.contains(language)) {
      session.speak(language);
    }
    String back = Optional.ofNullable(ctx.formParam("back")).orElse("/");
    ctx.redirect(back.matches("/[a-z0-9/-]{0,80}") && !back.startsWith("//") ? back : "/");
  }
}
