package org.vigilmesh.adapter.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.port.Preferences.Chosen;
import org.vigilmesh.port.Preferences.Name;

/** One person at one browser. What it holds is gone when it ends. */
final class WebSession {
  /** Acts that were shown for signing and are not signed yet. */
  private static final int OPEN_MAX = 16;

  private final String handle;
  private final String token;
  private final Instant begunAt;
  private final String asked;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private Map<String, List<String>> typed = Map.of();
  private String typedAt = "";
  private Attending who;
  private Instant seenAt;
  private boolean isLocked;
  private Chosen chosen;

  /**
   * @param handle what its owner's list of sessions calls it: no secret
   * @param asked the language that the browser asks for
   */
  WebSession(String handle, String token, Attending who, Instant at, String asked, Chosen chosen) {
    this.handle = handle;
    this.token = token;
    this.who = who;
    this.begunAt = at;
    this.seenAt = at;
    this.asked = asked;
    this.chosen = chosen;
  }

  String handle() {
    return handle;
  }

  /** What every form of this session carries, so that no other page can post for it. */
  String token() {
    return token;
  }

  Instant begunAt() {
    return begunAt;
  }

  synchronized Instant seenAt() {
    return seenAt;
  }

  synchronized Attending who() {
    return who;
  }

  /** The officer as the roster has them now; an active one moves the lock on, if it is open. */
  synchronized void seen(Attending now, Instant at, boolean isActive) {
    who = now;
    isLocked = isLocked || left(at).isZero();
    if (isActive && !isLocked) {
      seenAt = at;
    }
  }

  /** How long it stays open without a person. */
  synchronized Duration left(Instant at) {
    Duration left = Duration.between(at, seenAt.plus(WebSessions.IDLE_MAX));
    return left.isNegative() ? Duration.ZERO : left;
  }

  synchronized boolean isLocked() {
    return isLocked;
  }

  /** What was typed at {@code path} and is sent nowhere yet comes back after the lock. */
  synchronized void lock(String path, Map<String, List<String>> fields) {
    isLocked = true;
    typedAt = path;
    typed = fields;
  }

  synchronized void unlock(Attending now, Instant at) {
    who = now;
    isLocked = false;
    seenAt = at;
  }

  /** What was typed there before the lock, once. */
  synchronized Map<String, List<String>> takeTyped(String path) {
    if (!path.equals(typedAt)) {
      return Map.of();
    }
    Map<String, List<String>> found = typed;
    typed = Map.of();
    typedAt = "";
    return found;
  }

  synchronized Chosen chosen() {
    return chosen;
  }

  synchronized void choose(Chosen now) {
    chosen = now;
  }

  /** As its owner has chosen, else as the browser asks. */
  String language() {
    String wanted = chosen().of(Name.LANGUAGE);
    return wanted.isEmpty() ? asked : wanted;
  }

  synchronized void keep(Draft draft) {
    while (drafts.size() >= OPEN_MAX) {
      drafts.remove(drafts.keySet().iterator().next());
    }
    drafts.put(draft.id(), draft);
  }

  /** The draft, once: a second signature for it finds nothing. */
  synchronized Optional<Draft> take(String id) {
    return Optional.ofNullable(drafts.remove(id));
  }

  @Override
  public String toString() {
    return "WebSession of " + who().officer().id();
  }
}
