package org.vigilmesh.envelope;

import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/**
 * A place in a lane: a sequence number and the hash of the header there; 0 with zeros is before the
 * first.
 */
public record Position(long seq, Digest hash) {
  public static final Position START = new Position(0, Digest.ZERO);

  public Position {
    InvalidValue.unless(seq >= 0, "a position is not negative");
  }
}
