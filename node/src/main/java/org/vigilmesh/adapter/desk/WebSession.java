package org.vigilmesh.adapter.desk;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.port.Attendance.Attending;

/** One officer at one browser. What it holds is gone when it ends: nothing of a case is in it. */
final class WebSession {
  /** Acts that were shown for signing and are not signed yet. */
  private static final int OPEN_MAX = 16;

  private final String token;
  private final Instant begunAt;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private Attending who;
  private Instant seenAt;
  private String language;

  WebSession(String token, Attending who, Instant at, String language) {
    this.token = token;
    this.who = who;
    this.begunAt = at;
    this.seenAt = at;
    this.language = language;
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

  /** The officer as the roster has them now. */
  synchronized void seen(Attending now, Instant at) {
    who = now;
    seenAt = at;
  }

  synchronized String language() {
    return language;
  }

  synchronized void speak(String next) {
    language = next;
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
