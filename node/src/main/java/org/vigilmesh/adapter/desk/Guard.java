package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.value.Bytes;

/**
 * What stands before every page: the headers that keep a page to itself, the web session behind the
 * cookie, and for whatever changes something the proof that one of our own pages asks for it.
 */
final class Guard {
  private static final String VISIT = "visit";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";
  private static final String PERMISSIONS =
      "publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(),"
          + " geolocation=(), microphone=(), payment=(), usb=()";

  private final DeskSettings settings;
  private final WebSessions sessions;

  Guard(DeskSettings settings, WebSessions sessions) {
    this.settings = settings;
    this.sessions = sessions;
  }

  /** The headers of every answer, whatever becomes of the request. */
  void seal(Context ctx) {
    ctx.header("Content-Security-Policy", POLICY);
    ctx.header("Cross-Origin-Opener-Policy", "same-origin");
    ctx.header("Cross-Origin-Resource-Policy", "same-origin");
    ctx.header("Referrer-Policy", "no-referrer");
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Permissions-Policy", PERMISSIONS);
    ctx.header("Cache-Control", "no-store");
    if (settings.isSecure()) {
      ctx.header("Strict-Transport-Security", "max-age=31536000");
    }
  }

  /**
   * Whether a page of this desk sent the request. Without a referrer browsers name no origin in
   * forms; then they say themselves, out of any page's reach, that it is the same.
   */
  boolean isOurs(Context ctx) {
    String origin = ctx.header("Origin");
    return (origin == null || origin.equals("null"))
        ? "same-origin".equals(ctx.header("Sec-Fetch-Site"))
        : origin.equals(settings.origin());
  }

  /** Whether the form carries the token of this session. */
  static boolean hasToken(Context ctx, WebSession session) {
    String sent = ctx.formParam("token");
    return sent != null
        && MessageDigest.isEqual(Bytes.utf8(sent).toArray(), Bytes.utf8(session.token()).toArray());
  }

  /** Who asks. */
  sealed interface Visit {
    /** Nobody who is signed in. */
    record Stranger() implements Visit {}

    /** Somebody's browser, before which nobody has shown to be. */
    record Locked(WebSession session) implements Visit {}

    record Present(WebSession session) implements Visit {}
  }

  /** Who asks, looked up once; {@code isActive}: a person does, not a page on its own. */
  Visit visit(Context ctx, boolean isActive) {
    Visit known = ctx.attribute(VISIT);
    if (known != null) {
      return known;
    }
    Optional<WebSession> found = sessions.find(cookie(ctx), isActive);
    Visit visit =
        found.isEmpty()
            ? new Visit.Stranger()
            : found.get().isLocked()
                ? new Visit.Locked(found.get())
                : new Visit.Present(found.get());
    ctx.attribute(VISIT, visit);
    return visit;
  }

  /** The web session of this request, unless it is locked. */
  Optional<WebSession> session(Context ctx) {
    return visit(ctx, false) instanceof Visit.Present(WebSession session)
        ? Optional.of(session)
        : Optional.empty();
  }

  /** What the person behind this request has chosen, also while it is locked. */
  Optional<WebSession> known(Context ctx) {
    return switch (visit(ctx, false)) {
      case Visit.Stranger() -> Optional.empty();
      case Visit.Locked(WebSession session) -> Optional.of(session);
      case Visit.Present(WebSession session) -> Optional.of(session);
    };
  }

  WebSessions sessions() {
    return sessions;
  }

  @Nullable String cookie(Context ctx) {
    return ctx.cookie(settings.cookieName());
  }

  void setCookie(Context ctx, String id) {
    ctx.cookie(cookie(id, (int) WebSessions.LIFE_MAX.toSeconds()));
  }

  void dropCookie(Context ctx) {
    ctx.cookie(cookie("", 0));
  }

  private Cookie cookie(String value, int seconds) {
    return new Cookie(
        settings.cookieName(),
        value,
        "/",
        seconds,
        settings.isSecure(),
        true,
        null,
        SameSite.STRICT);
  }
}
