package org.vigilmesh.adapter.desk;

import java.time.Instant;
import java.util.Optional;
import org.vigilmesh.sheet.Clocks;
import org.vigilmesh.sheet.Words;

/**
 * What every page shows around its own content.
 *
 * @param token of the web session, for forms; empty before sign-in
 * @param officer empty before sign-in
 * @param readOnly why the node is READ-ONLY; empty when it is not
 * @param assets the folder of scripts and styles
 * @param here the address of this page, for the choice of a language
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
    String assets,
    String here) {
  /** The officer who is signed in. */
  record Person(String id, String name, String role) {}

  /** The time in UTC to the minute. */
  String clock() {
    return Clocks.minute(now);
  }
}
