package org.vigilmesh.identity;

import java.time.Instant;
import org.vigilmesh.value.InvalidValue;

/** A node's signing certificates and the time in which they may begin to be used. */
public record SigningPair(CertificatePair certificates, Instant from, Instant to) {
  public SigningPair {
    InvalidValue.unless(from.isBefore(to), "a pair's time ends after it begins");
  }

  public boolean servesAt(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  /** {@code at}, or the nearest whole second in which the pair serves: a clock may be far off. */
  public Instant nearest(Instant at) {
    if (at.isBefore(from)) {
      return from;
    }
    return at.isBefore(to) ? at : to.minusSeconds(1);
  }
}
