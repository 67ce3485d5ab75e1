package org.vigilmesh.adapter.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * Who is signed in at which browser. A session is known by the digest of a random id that only the
 * browser has; it ends after fifteen minutes without a request, after twelve hours, and in the
 * moment in which officer or credential counts no more.
 */
final class WebSessions {
  static final Duration IDLE_MAX = Duration.ofMinutes(15);
  static final Duration LIFE_MAX = Duration.ofHours(12);
  private static final int SESSIONS_MAX = 500;
  private static final int ID_SIZE = 32;

  private final DeskPorts ports;
  private final Map<Digest, WebSession> sessions = new ConcurrentHashMap<>();

  WebSessions(DeskPorts ports) {
    this.ports = ports;
  }

  /** A new session's id, for the cookie; empty when there are too many. */
  Optional<String> begin(Attending who, String language) {
    Instant now = ports.clock().instant();
    sessions.values().removeIf(session -> isOver(session, now));
    if (sessions.size() >= SESSIONS_MAX) {
      return Optional.empty();
    }
    String id = secret();
    sessions.put(key(id), new WebSession(secret(), who, now, language));
    return Optional.of(id);
  }

  /** The live session behind a cookie; {@code isActive}: it is an act of a person, not a stream. */
  Optional<WebSession> find(@Nullable String id, boolean isActive) {
    if (id == null || id.length() > 2 * ID_SIZE) {
      return Optional.empty();
    }
    Digest key = key(id);
    Instant now = ports.clock().instant();
    Optional<WebSession> session = Optional.ofNullable(sessions.get(key));
    Optional<Attending> who =
        session
            .filter(found -> !isOver(found, now))
            .map(WebSession::who)
            .flatMap(a -> ports.attendance().find(a.officer().id(), a.credential()));
    if (who.isEmpty()) {
      sessions.remove(key);
      return Optional.empty();
    }
    session.ifPresent(found -> found.seen(who.get(), isActive ? now : found.seenAt()));
    return session;
  }

  void end(@Nullable String id, String why) {
    if (id != null) {
      Optional.ofNullable(sessions.remove(key(id)))
          .ifPresent(session -> ports.attendance().signOut(session.who(), why));
    }
  }

  private static boolean isOver(WebSession session, Instant now) {
    return !now.isBefore(session.seenAt().plus(IDLE_MAX))
        || !now.isBefore(session.begunAt().plus(LIFE_MAX));
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
