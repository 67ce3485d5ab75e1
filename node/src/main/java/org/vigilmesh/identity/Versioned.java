package org.vigilmesh.identity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/**
 * An object of which one version at a time is in force: card, roster, key set. Version 1 names 32
 * zero bytes as its predecessor; n+1 names the hash of n. Times are whole seconds.
 */
public sealed interface Versioned permits Card, Roster, KeySet {
  NodeRef node();

  long version();

  Digest previous();

  Instant issuedAt();

  /** The instant from which the object is no longer in force. */
  Instant validTo();

  /** The rules that all three share; called from their constructors. */
  static void check(long version, Instant issuedAt, Instant validTo) {
    InvalidValue.unless(version >= 1, "versions count from 1");
    InvalidValue.unless(
        isWholeSecond(issuedAt) && isWholeSecond(validTo), "signed objects hold whole seconds");
    InvalidValue.unless(issuedAt.isBefore(validTo), "validity ends after it begins");
  }

  private static boolean isWholeSecond(Instant at) {
    return at.equals(at.truncatedTo(ChronoUnit.SECONDS));
  }
}
