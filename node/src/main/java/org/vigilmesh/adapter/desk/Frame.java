package org.vigilmesh.adapter.desk;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.identity.Officer.Role;
import org.vigilmesh.message.CodeNames;
import org.vigilmesh.port.Duty.Shift;
import org.vigilmesh.port.Duty.Standing;
import org.vigilmesh.port.Preferences.Chosen;
import org.vigilmesh.port.Preferences.Name;
import org.vigilmesh.sheet.Clocks;
import org.vigilmesh.sheet.Words;

/**
 * What every page shows around its own content.
 *
 * @param token of the web session, for forms; empty before sign-in
 * @param officer empty before sign-in
 * @param readOnly why the node is READ-ONLY; empty when it is not
 * @param duty who is on duty; nobody before sign-in
 * @param rings what the sound is for; nothing before sign-in
 * @param assets the folder of scripts and styles
 * @param here the address of this page, for the choice of a language
 * @param chosen how its reader wants the desk
 */
record Frame(
    Words words,
    String country,
    Optional<Person> officer,
    String token,
    Instant now,
    int peersUp,
    int peersKnown,
    String readOnly,
    Standing duty,
    Ringing rings,
    String assets,
    String here,
    Chosen chosen) {
  /** Who is signed in. */
  record Person(String id, String name, Role role) {}

  /** Whether the reader's role opens a page. */
  boolean may(String path) {
    return officer.filter(who -> Access.of("GET", path).access().serves(who.role())).isPresent();
  }

  /** Where the reader begins. */
  String home() {
    return officer.map(who -> Access.home(who.role())).orElse("/");
  }

  /** The role in the reader's language. */
  String role() {
    return officer
        .map(who -> CodeNames.of("officer_role", who.role().name(), words.language()))
        .orElse("");
  }

  /** In the small letters of attributes: {@code theme} is auto, dark or light. */
  String wants(String name) {
    return chosen.of(Name.valueOf(name.toUpperCase(Locale.ROOT)));
  }

  /** Seconds without a person until this page locks itself, a little before the server would. */
  long idleMax() {
    return WebSessions.IDLE_MAX.minusSeconds(5).toSeconds();
  }

  /**
   * The single keys in the order of the sheet that lists them; each with the end of its text's key.
   */
  private static final Map<String, String> KEYS = keys();

  private static Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("j", "down");
    keys.put("k", "back");
    keys.put("a", "acknowledge");
    keys.put("r", "respond");
    keys.put("i", "ask");
    keys.put("p", "paper");
    keys.put("x", "mark");
    keys.put("n", "new");
    keys.put("/", "search");
    keys.put("g i", "inbox");
    keys.put("g o", "sent");
    keys.put("g e", "expiring");
    keys.put("?", "sheet");
    return keys;
  }

  Map<String, String> shortcuts() {
    return KEYS;
  }

  /** "until 08:00 UTC". */
  String until(Shift shift) {
    return words.of("frame.duty.until", Clocks.time(shift.until()));
  }

  /** The time in UTC to the minute. */
  String clock() {
    return Clocks.minute(now);
  }
}
