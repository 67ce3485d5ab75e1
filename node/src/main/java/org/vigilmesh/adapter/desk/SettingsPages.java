package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.port.Enrolment.Redeemed;
import org.vigilmesh.port.Preferences;
import org.vigilmesh.port.Preferences.Name;
import org.vigilmesh.port.Preferences.OwnPasskey;
import org.vigilmesh.sheet.Clocks;
import org.vigilmesh.value.InvalidValue;

/** How somebody wants the desk, with which passkeys they come, and where they are signed in. */
final class SettingsPages {
  private final DeskSettings settings;
  private final DeskPorts ports;
  private final WebSessions sessions;
  private final Pages pages;

  SettingsPages(DeskSettings settings, DeskPorts ports, WebSessions sessions, Pages pages) {
    this.settings = settings;
    this.ports = ports;
    this.sessions = sessions;
    this.pages = pages;
  }

  void add(Routes routes) {
    routes.page("/settings", (ctx, session) -> show(ctx, session, ""));
    routes.form("/settings", this::choose);
    routes.form("/settings/passkey", this::another);
    routes.form("/settings/label", this::label);
    routes.form("/settings/end", this::end);
    routes.form("/settings/others", this::endOthers);
  }

  /**
   * The page.
   *
   * @param said key of a sentence about what was done; empty where nothing was
   */
  record Settings(Frame frame, List<Choice> choices, List<Key> keys, List<At> sessions, String said)
      implements Pages.Model {}

  /** Something to choose: its name and values in small letters, and the value that is so now. */
  record Choice(String name, List<String> values, String now) {}

  /** A passkey; times in words, empty where they are not known. */
  record Key(String id, String label, String kind, String added, String used, String state) {}

  /** A session of this person. */
  record At(String handle, String since, String seen, boolean isThis, boolean isLocked) {}

  private void show(Context ctx, WebSession session, String said) {
    Frame frame = pages.frame(ctx);
    List<Choice> choices =
        List.of(Name.values()).stream()
            .map(name -> new Choice(small(name), name.choices(), session.chosen().of(name)))
            .toList();
    List<Key> keys = ports.preferences().passkeys(session.who()).stream().map(this::key).toList();
    List<At> all =
        sessions.of(session.who().officer().id()).stream().map(one -> at(one, session)).toList();
    pages.show(ctx, "settings", new Settings(frame, choices, keys, all, said));
  }

  private Key key(OwnPasskey key) {
    return new Key(
        Assertions.text(key.id().bytes()),
        key.label(),
        small(key.kind()),
        minute(key.added()),
        minute(key.used()),
        small(key.state()));
  }

  private static String minute(Optional<Instant> at) {
    return at.map(Clocks::minute).orElse("");
  }

  private static String small(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static At at(WebSession one, WebSession here) {
    return new At(
        one.handle(),
        Clocks.minute(one.begunAt()),
        Clocks.minute(one.seenAt()),
        one.handle().equals(here.handle()),
        one.isLocked());
  }

  private void choose(Context ctx, WebSession session) {
    Attending who = session.who();
    for (Name name : Name.values()) {
      Optional.ofNullable(ctx.formParam(small(name)))
          .ifPresent(value -> ports.preferences().keep(who, name, value));
    }
    sessions.choose(who.officer().id(), ports.preferences().of(who));
    if ("/".equals(ctx.formParam("back"))) {
      ctx.redirect("/");
    } else {
      show(ctx, session, "settings.kept");
    }
  }

  /** The page on which the browser makes one more key: never one that it has made before. */
  private void another(Context ctx, WebSession session) {
    Optional<Redeemed.Welcome> welcome = ports.enrolment().another(session.who());
    if (welcome.isEmpty()) {
      pages.say(ctx, 403, "say.over");
      return;
    }
    List<CredentialId> known =
        ports.preferences().passkeys(session.who()).stream().map(OwnPasskey::id).toList();
    pages.show(
        ctx,
        "enrol",
        new EnrolPages.Welcomed(pages.frame(ctx), welcome.get(), settings.relyingParty(), known));
  }

  private void label(Context ctx, WebSession session) {
    String label = Optional.ofNullable(ctx.formParam("label")).orElse("").strip();
    try {
      CredentialId id = new CredentialId(Assertions.bytes(ctx, "passkey"));
      boolean isKept =
          ports
              .preferences()
              .label(
                  session.who(),
                  id,
                  label.substring(0, Math.min(label.length(), Preferences.LABEL_MAX)));
      show(ctx, session, isKept ? "settings.kept" : "");
    } catch (InvalidValue _) {
      pages.say(ctx, 422, "say.missing");
    }
  }

  private void end(Context ctx, WebSession session) {
    String handle = Optional.ofNullable(ctx.formParam("session")).orElse("");
    sessions.end(session.who().officer().id(), handle, "ended by its owner");
    if (handle.equals(session.handle())) {
      ctx.redirect("/enter");
    } else {
      show(ctx, session, "settings.ended");
    }
  }

  private void endOthers(Context ctx, WebSession session) {
    OfficerId me = session.who().officer().id();
    sessions.of(me).stream()
        .map(WebSession::handle)
        .filter(handle -> !handle.equals(session.handle()))
        .forEach(handle -> sessions.end(me, handle, "ended by its owner"));
    show(ctx, session, "settings.ended");
  }
}
