package org.vigilmesh.adapter.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.port.Preferences.Chosen;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * Who is signed in at which browser. A session is known by the digest of a random id that only the
 * browser has. It locks after fifteen minutes without a person; it ends after twelve hours, and in
 * the moment in which officer or credential counts no more.
 */
final class WebSessions {
  static final Duration IDLE_MAX = Duration.ofMinutes(15);
  static final Duration LIFE_MAX = Duration.ofHours(12);
  private static final int SESSIONS_MAX = 500;

  /** More browsers than one person sits at; the oldest session gives way. */
  private static final int OF_ONE_MAX = 10;

  private static final int ID_SIZE = 32;

  private final DeskPorts ports;
  private final Map<Digest, WebSession> sessions = new ConcurrentHashMap<>();

  WebSessions(DeskPorts ports) {
    this.ports = ports;
  }

  /** A new session's id, for the cookie; empty when there are too many. */
  Optional<String> begin(Attending who, String language) {
    Instant now = ports.clock().instant();
    sessions.forEach(
        (key, session) -> {
          if (isOver(session, now)) {
            end(key, "twelve hours");
          }
        });
    List<WebSession> own = of(who.officer().id());
    if (own.size() >= OF_ONE_MAX) {
      end(who.officer().id(), own.getFirst().handle(), "too many sessions");
    }
    if (sessions.size() >= SESSIONS_MAX) {
      return Optional.empty();
    }
    String id = secret();
    Digest key = key(id);
    sessions.put(
        key,
        new WebSession(
            key.bytes().hex().substring(0, 16),
            secret(),
            who,
            now,
            language,
            ports.preferences().of(who)));
    return Optional.of(id);
  }

  /**
   * The session behind a cookie, whether locked or not; {@code isActive}: a person asks, not a page
   * on its own.
   */
  Optional<WebSession> find(@Nullable String id, boolean isActive) {
    if (id == null || id.length() > 2 * ID_SIZE) {
      return Optional.empty();
    }
    Digest key = key(id);
    Instant now = ports.clock().instant();
    Optional<WebSession> session = Optional.ofNullable(sessions.get(key));
    if (session.isEmpty()) {
      return Optional.empty();
    }
    if (isOver(session.get(), now)) {
      end(key, "twelve hours");
      return Optional.empty();
    }
    Attending known = session.get().who();
    Optional<Attending> who = ports.attendance().find(known.officer().id(), known.credential());
    if (who.isEmpty()) {
      end(key, "counts no more");
      return Optional.empty();
    }
    session.get().seen(who.get(), now, isActive);
    return session;
  }

  private void end(Digest key, String why) {
    Optional.ofNullable(sessions.remove(key))
        .ifPresent(session -> ports.attendance().signOut(session.who(), why));
  }

  void end(@Nullable String id, String why) {
    if (id != null) {
      end(key(id), why);
    }
  }

  /** Every session of one person, the oldest first. */
  List<WebSession> of(OfficerId officer) {
    return sessions.values().stream()
        .filter(session -> session.who().officer().id().equals(officer))
        .sorted(Comparator.comparing(WebSession::begunAt).thenComparing(WebSession::handle))
        .toList();
  }

  /** Ends a session of {@code officer} by the name that their list shows. */
  void end(OfficerId officer, String handle, String why) {
    sessions.forEach(
        (key, session) -> {
          if (session.handle().equals(handle) && session.who().officer().id().equals(officer)) {
            end(key, why);
          }
        });
  }

  /** What {@code officer} has chosen now, for all their sessions. */
  void choose(OfficerId officer, Chosen chosen) {
    of(officer).forEach(session -> session.choose(chosen));
  }

  private static boolean isOver(WebSession session, Instant now) {
    return !now.isBefore(session.begunAt().plus(LIFE_MAX));
  }

  private String secret() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(ports.entropy().take(ID_SIZE).toArray());
  }

  private static Digest key(String id) {
    return Digest.sha256(Bytes.utf8(id));
  }
}
