package org.vigilmesh.identity;

import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * The two raw signatures of suite 1 over one object, both required: P-256 as r ‖ s (64 bytes) and
 * ML-DSA-65 (3,309 bytes). One valid of two is incomplete, never valid.
 */
public record Signatures(PairId signer, Bytes p256, Bytes mlDsa) {
  public static final int P256_SIZE = 64;
  public static final int ML_DSA_SIZE = 3309;

  public Signatures {
    InvalidValue.unless(p256.size() == P256_SIZE, "a P-256 signature has 64 bytes");
    InvalidValue.unless(mlDsa.size() == ML_DSA_SIZE, "an ML-DSA-65 signature has 3309 bytes");
  }
}
