package org.vigilmesh.adapter.desk;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.vigilmesh.identity.Officer;

/**
 * Every address of the desk with the one who may use it. What no row names is not there; what a row
 * gives to officers is asked for their web session before its own code runs.
 */
final class Routes {
  /** Who may use an address. */
  enum Access {
    ANYBODY,
    OFFICER,
    /** Officers with the role of a supervisor; to others it says so. */
    SUPERVISOR
  }

  /** One address; a POST is only ever heard from a page of this desk. */
  record Route(HandlerType method, String path, Access access, Handler handler) {}

  private final Guard guard;
  private final Pages pages;
  private final List<Route> all = new ArrayList<>();

  Routes(Guard guard, Pages pages) {
    this.guard = guard;
    this.pages = pages;
  }

  List<Route> all() {
    return List.copyOf(all);
  }

  /** A page or file for anybody. */
  void open(String path, Handler handler) {
    all.add(new Route(HandlerType.GET, path, Access.ANYBODY, handler));
  }

  /** A form that is sent before there is a web session. */
  void openForm(String path, Handler handler) {
    all.add(
        new Route(
            HandlerType.POST,
            path,
            Access.ANYBODY,
            ctx -> {
              if (guard.isOurs(ctx)) {
                handler.handle(ctx);
              } else {
                pages.say(ctx, 403, "say.foreign");
              }
            }));
  }

  /** A page for officers; others are sent to sign in. */
  void page(String path, BiConsumer<Context, WebSession> handler) {
    page(path, Access.OFFICER, handler);
  }

  /** A page for supervisors. */
  void supervisorPage(String path, BiConsumer<Context, WebSession> handler) {
    page(path, Access.SUPERVISOR, supervised(handler));
  }

  private BiConsumer<Context, WebSession> supervised(BiConsumer<Context, WebSession> handler) {
    return (ctx, session) -> {
      if (session.who().officer().role() == Officer.Role.SUPERVISOR) {
        handler.accept(ctx, session);
      } else {
        pages.say(ctx, 403, "say.supervisor");
      }
    };
  }

  private void page(String path, Access access, BiConsumer<Context, WebSession> handler) {
    all.add(
        new Route(
            HandlerType.GET,
            path,
            access,
            ctx -> {
              Optional<WebSession> session = guard.session(ctx, true);
              if (session.isPresent()) {
                handler.accept(ctx, session.get());
              } else {
                ctx.redirect("/enter");
              }
            }));
  }

  /** What a page asks by itself: no sign that its officer is there; 403 without a web session. */
  void quiet(String path, BiConsumer<Context, WebSession> handler) {
    all.add(
        new Route(
            HandlerType.GET,
            path,
            Access.OFFICER,
            ctx -> {
              Optional<WebSession> session = guard.session(ctx, false);
              if (session.isPresent()) {
                handler.accept(ctx, session.get());
              } else {
                ctx.status(403);
              }
            }));
  }

  /** A stream for officers. */
  void stream(String path, Handler handler) {
    all.add(
        new Route(
            HandlerType.GET,
            path,
            Access.OFFICER,
            ctx -> {
              if (guard.session(ctx, false).isPresent()) {
                handler.handle(ctx);
              } else {
                ctx.status(403);
              }
            }));
  }

  /** A form of an officer: from our page, with the session's token. */
  void form(String path, BiConsumer<Context, WebSession> handler) {
    form(path, Access.OFFICER, handler);
  }

  /** A form of a supervisor. */
  void supervisorForm(String path, BiConsumer<Context, WebSession> handler) {
    form(path, Access.SUPERVISOR, supervised(handler));
  }

  private void form(String path, Access access, BiConsumer<Context, WebSession> handler) {
    all.add(
        new Route(
            HandlerType.POST,
            path,
            access,
            ctx -> {
              Optional<WebSession> session = guard.session(ctx, true);
              if (!guard.isOurs(ctx)) {
                pages.say(ctx, 403, "say.foreign");
              } else if (session.isEmpty()) {
                pages.say(ctx, 403, "say.over");
              } else if (!Guard.hasToken(ctx, session.get())) {
                pages.say(ctx, 403, "say.foreign");
              } else {
                handler.accept(ctx, session.get());
              }
            }));
  }

  void register(RoutesConfig routes) {
    all.forEach(route -> routes.addHttpHandler(route.method(), route.path(), route.handler()));
  }
}
