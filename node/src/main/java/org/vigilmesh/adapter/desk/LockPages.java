package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigilmesh.identity.Officer.Role;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.sheet.Clocks;
import org.vigilmesh.value.Digest;

/**
 * A session before which nobody sits: every address shows the same page, with clocks and without
 * content, until its owner touches their passkey. What was typed is there again afterwards.
 */
final class LockPages {
  private static final int LOOKED_AT_MAX = 500;

  /** What one form holds of text; more than that is no answer of a person. */
  private static final int TYPED_MAX = 64 * 1024;

  private static final String TYPED = "typed.";

  private final DeskSettings settings;
  private final DeskPorts ports;
  private final Guard guard;
  private final Pages pages;
  private final Entering entering;

  LockPages(DeskSettings settings, DeskPorts ports, Guard guard, Pages pages, Entering entering) {
    this.settings = settings;
    this.ports = ports;
    this.guard = guard;
    this.pages = pages;
    this.entering = entering;
  }

  void add(Routes routes) {
    routes.page("/lock", (ctx, session) -> ctx.redirect(home(session)));
    routes.form("/lock", this::lock);
    routes.form("/awake", (ctx, _) -> ctx.status(204));
    routes.quiet("/idle", this::left);
    routes.openForm("/unlock", this::unlock);
  }

  /**
   * The page that stands before everything.
   *
   * @param rings what the sound goes on for; empty for whom that is nothing
   * @param waiting how many requests nobody has acknowledged; -1 for whom that is nothing
   * @param next how long the most urgent of them has; empty where none waits
   * @param token with which the session can be ended
   */
  record LockedPage(
      Frame frame,
      String name,
      Optional<Ringing> rings,
      long waiting,
      String next,
      boolean isOver,
      String back,
      String problem,
      String token,
      Digest challenge,
      String relyingParty)
      implements Pages.Model {
    String challengeText() {
      return Assertions.text(challenge.bytes());
    }
  }

  /** What a locked session gets, whatever it asked for. */
  void show(Context ctx, WebSession session) {
    ctx.status(403);
    show(ctx, session, "");
  }

  private void show(Context ctx, WebSession session, String problem) {
    Frame frame = pages.frame(ctx);
    Role role = session.who().officer().role();
    List<CaseRow> waiting = Access.READERS.serves(role) ? waiting() : List.of();
    Optional<Instant> next = waiting.stream().flatMap(row -> row.deadline().stream()).findFirst();
    pages.show(
        ctx,
        "lock",
        new LockedPage(
            frame,
            session.who().officer().name(),
            Access.READERS.serves(role)
                ? Optional.of(Ringing.of(ports.queries()))
                : Optional.empty(),
            Access.READERS.serves(role) ? waiting.size() : -1,
            next.map(at -> Clocks.left(frame.words(), frame.now(), at)).orElse(""),
            next.filter(at -> at.isBefore(frame.now())).isPresent(),
            back(ctx),
            problem,
            session.token(),
            ports.attendance().challenge(),
            settings.relyingParty()));
  }

  private List<CaseRow> waiting() {
    CaseQuery query = CaseQuery.by(CaseQuery.Order.DEADLINE).inState("delivered");
    return ports.queries().cases(query, LOOKED_AT_MAX).stream().filter(row -> !row.ours()).toList();
  }

  /** Where to go on: what a script says, or the page itself that was asked for. */
  private static String back(Context ctx) {
    String asked =
        Optional.ofNullable(ctx.formParam("back"))
            .or(() -> Optional.ofNullable(ctx.queryParam("back")))
            .orElse(ctx.method().name().equals("GET") ? ctx.path() : "/");
    String back = SignInPages.back(asked);
    return back.matches("/(lock|unlock|enter|enrol.*|assets.*)") ? "/" : back;
  }

  private static String home(WebSession session) {
    return Access.home(session.who().officer().role());
  }

  /** A page locks itself, and hands over what was typed into it. */
  private void lock(Context ctx, WebSession session) {
    Map<String, List<String>> typed = new TreeMap<>();
    int size = 0;
    for (Map.Entry<String, List<String>> one : ctx.formParamMap().entrySet()) {
      if (one.getKey().startsWith(TYPED)) {
        typed.put(one.getKey().substring(TYPED.length()), List.copyOf(one.getValue()));
        size += one.getValue().stream().mapToInt(String::length).sum() + one.getKey().length();
      }
    }
    String back = back(ctx);
    session.lock(back, size <= TYPED_MAX ? Map.copyOf(typed) : Map.of());
    ctx.redirect("/lock?back=" + back);
  }

  /** Seconds until the lock; what a page asks that thinks that nobody is there. */
  private void left(Context ctx, WebSession session) {
    ctx.contentType("text/plain; charset=utf-8");
    ctx.result(Long.toString(session.left(ports.clock().instant()).toSeconds()));
  }

  private void unlock(Context ctx) {
    switch (guard.visit(ctx, false)) {
      case Guard.Visit.Stranger() -> ctx.redirect("/enter");
      case Guard.Visit.Present(WebSession session) -> ctx.redirect(after(ctx, session));
      case Guard.Visit.Locked(WebSession session) -> unlock(ctx, session);
    }
  }

  private void unlock(Context ctx, WebSession session) {
    switch (entering.of(ctx, session.who().officer().id()::equals)) {
      case Entering.Often() -> {
        ctx.status(429);
        show(ctx, session, "enter.often");
      }
      case Entering.Nobody() -> {
        ctx.status(403);
        show(ctx, session, "enter.refused");
      }
      case Entering.Entered(Attending who) -> {
        session.unlock(who, ports.clock().instant());
        ctx.redirect(after(ctx, session));
      }
    }
  }

  private static String after(Context ctx, WebSession session) {
    String back = back(ctx);
    return back.equals("/") ? home(session) : back;
  }
}
