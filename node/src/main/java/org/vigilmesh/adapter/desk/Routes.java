package org.vigilmesh.adapter.desk;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.vigilmesh.identity.Officer.Role;

/**
 * Every address of the desk. Whom each serves stands in {@link Access} alone and is asked before an
 * address runs any code of its own: for its web session, whether that is locked, the role, and for
 * a form whether a page of this desk sent it.
 */
final class Routes {
  /** One address. */
  record Route(HandlerType method, String path, Access.Rule rule, Handler handler) {}

  private final Guard guard;
  private final Pages pages;
  private final BiConsumer<Context, WebSession> locked;
  private final List<Route> all = new ArrayList<>();

  /**
   * @param locked what a locked session gets instead of every other page
   */
  Routes(Guard guard, Pages pages, BiConsumer<Context, WebSession> locked) {
    this.guard = guard;
    this.pages = pages;
    this.locked = locked;
  }

  List<Route> all() {
    return List.copyOf(all);
  }

  /** A page or file for anybody. */
  void open(String path, Consumer<Context> handler) {
    Access.Rule rule = Access.of("GET", path);
    add(HandlerType.GET, path, ctx -> openly(ctx, rule, handler));
  }

  /** A form that is sent before there is a web session. */
  void openForm(String path, Consumer<Context> handler) {
    Access.Rule rule = Access.of("POST", path);
    add(
        HandlerType.POST,
        path,
        ctx -> {
          if (guard.isOurs(ctx)) {
            openly(ctx, rule, handler);
          } else {
            pages.say(ctx, 403, "say.foreign");
          }
        });
  }

  private void openly(Context ctx, Access.Rule rule, Consumer<Context> handler) {
    if (rule.access() != Access.ANYBODY) {
      pages.say(ctx, 403, "say.role");
    } else if (!rule.isForLocked()
        && guard.visit(ctx, false) instanceof Guard.Visit.Locked(WebSession session)) {
      locked.accept(ctx, session);
    } else {
      handler.accept(ctx);
    }
  }

  /** A page for those who are signed in; others are sent to do so. */
  void page(String path, BiConsumer<Context, WebSession> handler) {
    Access.Rule rule = Access.of("GET", path);
    add(
        HandlerType.GET,
        path,
        ctx -> {
          switch (guard.visit(ctx, !rule.isQuiet())) {
            case Guard.Visit.Stranger() -> ctx.redirect("/enter");
            case Guard.Visit.Locked(WebSession session) -> locked.accept(ctx, session);
            case Guard.Visit.Present(WebSession session) -> serve(ctx, rule, session, handler);
          }
        });
  }

  private void serve(
      Context ctx, Access.Rule rule, WebSession session, BiConsumer<Context, WebSession> handler) {
    Role role = session.who().officer().role();
    if (rule.access().serves(role)) {
      handler.accept(ctx, session);
    } else {
      boolean isNear = rule.access() == Access.SUPERVISORS && !role.isLocal();
      pages.say(ctx, 403, isNear ? "say.supervisor" : "say.role");
    }
  }

  /** What a page asks by itself: never another page for an answer. */
  void quiet(String path, BiConsumer<Context, WebSession> handler) {
    Access.Rule rule = Access.of("GET", path);
    add(
        HandlerType.GET,
        path,
        ctx -> {
          Optional<WebSession> asking =
              switch (guard.visit(ctx, false)) {
                case Guard.Visit.Stranger() -> Optional.empty();
                case Guard.Visit.Locked(WebSession session) ->
                    rule.isForLocked() ? Optional.of(session) : Optional.empty();
                case Guard.Visit.Present(WebSession session) -> Optional.of(session);
              };
          asking
              .filter(session -> rule.access().serves(session.who().officer().role()))
              .ifPresentOrElse(session -> handler.accept(ctx, session), () -> ctx.status(403));
        });
  }

  /** A form of somebody who is signed in: from our page, with the session's token. */
  void form(String path, BiConsumer<Context, WebSession> handler) {
    Access.Rule rule = Access.of("POST", path);
    add(
        HandlerType.POST,
        path,
        ctx -> {
          if (!guard.isOurs(ctx)) {
            pages.say(ctx, 403, "say.foreign");
            return;
          }
          switch (guard.visit(ctx, !rule.isQuiet())) {
            case Guard.Visit.Stranger() -> pages.say(ctx, 403, "say.over");
            case Guard.Visit.Locked(WebSession session) -> {
              if (rule.isForLocked() && Guard.hasToken(ctx, session)) {
                handler.accept(ctx, session);
              } else {
                locked.accept(ctx, session);
              }
            }
            case Guard.Visit.Present(WebSession session) -> {
              if (Guard.hasToken(ctx, session)) {
                serve(ctx, rule, session, handler);
              } else {
                pages.say(ctx, 403, "say.foreign");
              }
            }
          }
        });
  }

  private void add(HandlerType method, String path, Handler handler) {
    all.add(new Route(method, path, Access.of(method.name(), path), handler));
  }

  void register(RoutesConfig routes) {
    all.forEach(route -> routes.addHttpHandler(route.method(), route.path(), route.handler()));
  }
}
