package org.vigilmesh.adapter.desk;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vigilmesh.identity.Officer.Role;

/** Whom an address of the desk serves: the one table, in which what has no row serves nobody. */
enum Access {
  ANYBODY,
  /** Whoever is signed in. */
  EVERYONE,
  /** Who reads cases. */
  READERS,
  /** Who acts in them; the central authority only attests. */
  OFFICERS,
  SUPERVISORS,
  /** Who sees that the channels work. */
  KEEPERS,
  AUDITORS,
  /** Who takes out what proves a case without its content. */
  PROVERS,
  NOBODY();

  /**
   * Method, address, whom it serves, and more where that is so: {@code quiet}, asked by pages on
   * their own, which is no sign that a person is there; {@code locked}, open also while the session
   * is locked.
   */
  private static final String TABLE =
      """
      GET  /assets/{folder}/{name}   ANYBODY locked
      GET  /enter                    ANYBODY
      POST /enter                    ANYBODY
      GET  /enrol                    ANYBODY
      POST /enrol                    ANYBODY
      POST /enrol/passkey            ANYBODY
      GET  /shift/ended              ANYBODY
      GET  /verify                   ANYBODY
      POST /verify                   ANYBODY
      POST /unlock                   ANYBODY locked
      POST /leave                    EVERYONE locked
      GET  /lock                     EVERYONE
      POST /lock                     EVERYONE
      POST /awake                    EVERYONE
      GET  /idle                     EVERYONE quiet
      GET  /live                     EVERYONE quiet,locked
      POST /language                 EVERYONE
      GET  /settings                 EVERYONE
      POST /settings                 EVERYONE
      POST /settings/passkey         EVERYONE
      POST /settings/label           EVERYONE
      POST /settings/end             EVERYONE
      POST /settings/others          EVERYONE
      GET  /health                   EVERYONE
      POST /health/try               KEEPERS
      GET  /                         READERS
      GET  /waiting                  READERS
      GET  /sent                     READERS
      GET  /expiring                 READERS
      GET  /all                      READERS
      POST /search                   READERS
      GET  /now                      READERS quiet,locked
      GET  /calendar                 READERS
      GET  /calendar.ics             READERS
      GET  /cases/{id}               READERS
      GET  /cases/{id}/now           READERS quiet
      POST /cases/{id}/shown         READERS quiet
      GET  /cases/{id}/form.pdf      READERS
      GET  /cases/{id}/timeline.pdf  READERS
      GET  /cases/{id}/evidence      READERS
      GET  /cases/{id}/case.evidence READERS
      GET  /cases/{id}/signatures.evidence PROVERS
      GET  /cases/{id}/say           READERS
      GET  /cases/{id}/say/{form}    READERS
      POST /cases/{id}/say/{form}    READERS
      POST /cases/{id}/acknowledge   OFFICERS
      POST /sign/{draft}             READERS
      GET  /compose                  OFFICERS
      POST /compose                  OFFICERS
      GET  /drafts                   READERS
      GET  /drafts/{id}              READERS
      POST /drafts/{id}/drop         READERS
      POST /drafts/{id}/back         READERS
      GET  /release                  SUPERVISORS
      GET  /release/{id}             SUPERVISORS
      POST /release/{id}             SUPERVISORS
      POST /release/{id}/return      SUPERVISORS
      GET  /shift                    OFFICERS
      POST /shift/begin              OFFICERS
      POST /shift/end                OFFICERS
      GET  /journal                  AUDITORS
      POST /journal/verify           AUDITORS
      """;

  /**
   * A row of the table.
   *
   * @param isQuiet asked by pages on their own
   * @param isForLocked open also while the session is locked
   */
  record Rule(Access access, boolean isQuiet, boolean isForLocked) {
    private static final Rule NONE = new Rule(NOBODY, false, false);
  }

  private static final Map<String, Rule> RULES = rules();

  private static Map<String, Rule> rules() {
    Map<String, Rule> rules = new LinkedHashMap<>();
    for (String line : TABLE.strip().split("\n", -1)) {
      String[] row = line.split(" +", 4);
      String more = row.length == 4 ? row[3] : "";
      rules.put(
          row[0] + " " + row[1],
          new Rule(Access.valueOf(row[2]), more.contains("quiet"), more.contains("locked")));
    }
    return rules;
  }

  /** The rule for a method and an address with its placeholders; nobody where there is none. */
  static Rule of(String method, String path) {
    return RULES.getOrDefault(method + " " + path, Rule.NONE);
  }

  boolean serves(Role role) {
    return switch (this) {
      case ANYBODY, EVERYONE -> true;
      case READERS -> !role.isLocal();
      case OFFICERS -> role == Role.OFFICER || role == Role.SUPERVISOR;
      case SUPERVISORS -> role == Role.SUPERVISOR;
      case KEEPERS -> OFFICERS.serves(role) || role == Role.ADMINISTRATOR;
      case AUDITORS -> role == Role.AUDITOR;
      case PROVERS -> READERS.serves(role) || role == Role.AUDITOR;
      case NOBODY -> false;
    };
  }

  /** Where somebody begins who has this role. */
  static String home(Role role) {
    return switch (role) {
      case OFFICER, SUPERVISOR, CENTRAL_AUTHORITY -> "/";
      case ADMINISTRATOR -> "/health";
      case AUDITOR -> "/journal";
    };
  }
}
