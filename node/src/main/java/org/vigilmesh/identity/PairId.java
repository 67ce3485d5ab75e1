package org.vigilmesh.identity;

import org.vigilmesh.value.Digest;

/** The name of a suite 1 key pair: SHA-256 over its two certificates. */
public record PairId(Digest digest) {
  @Override
  public String toString() {
    return digest.brief();
  }
}
