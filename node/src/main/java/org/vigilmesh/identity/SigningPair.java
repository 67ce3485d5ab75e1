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
}
