package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.util.Optional;
import org.vigilmesh.message.Texts;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.port.Preferences.Name;
import org.vigilmesh.value.Digest;

/** In and out. Whatever is wrong with a sign-in, the answer is the same sentence. */
final class SignInPages {
  private final DeskSettings settings;
  private final DeskPorts ports;
  private final WebSessions sessions;
  private final Guard guard;
  private final Pages pages;
  private final Entering entering;

  SignInPages(
      DeskSettings settings,
      DeskPorts ports,
      WebSessions sessions,
      Guard guard,
      Pages pages,
      Entering entering) {
    this.settings = settings;
    this.ports = ports;
    this.sessions = sessions;
    this.guard = guard;
    this.pages = pages;
    this.entering = entering;
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
    switch (entering.of(ctx, _ -> true)) {
      case Entering.Often() -> {
        ctx.status(429);
        show(ctx, "enter.often");
      }
      case Entering.Nobody() -> refuse(ctx);
      case Entering.Entered(Attending who) -> {
        sessions.end(guard.cookie(ctx), "signed in again");
        Optional<String> id = sessions.begin(who, pages.words(ctx).language());
        if (id.isPresent()) {
          guard.setCookie(ctx, id.get());
          ctx.redirect(Access.home(who.officer().role()));
        } else {
          refuse(ctx);
        }
      }
    }
  }

  private void refuse(Context ctx) {
    ctx.status(403);
    show(ctx, "enter.refused");
  }

  private void leave(Context ctx) {
    sessions.end(guard.cookie(ctx), "signed out");
    guard.dropCookie(ctx);
    ctx.redirect("/enter");
  }

  private void speak(Context ctx, WebSession session) {
    String language = Optional.ofNullable(ctx.formParam("language")).orElse("");
    if (Texts.LANGUAGES.contains(language)) {
      ports.preferences().keep(session.who(), Name.LANGUAGE, language);
      sessions.choose(session.who().officer().id(), ports.preferences().of(session.who()));
    }
    String back = Optional.ofNullable(ctx.formParam("back")).orElse("/");
    ctx.redirect(back(back));
  }

  /** An address of this desk to go back to; the first page for anything else. */
  static String back(String asked) {
    return asked.matches("/([A-Za-z0-9_][A-Za-z0-9/_-]{0,120})?([?]draft=[A-Za-z0-9-]{1,40})?")
            && !asked.contains("//")
        ? asked
        : "/";
  }
}
