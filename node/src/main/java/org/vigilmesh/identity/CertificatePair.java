package org.vigilmesh.identity;

import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/**
 * The two certificates of one suite 1 key pair, DER: ECDSA P-256 and ML-DSA-65. Every signed object
 * names its signer by the {@link #id}, so there is no trial verification (PROTOCOL, "Who speaks").
 */
public record CertificatePair(Bytes p256, Bytes mlDsa) {
  /** Larger than any certificate that this format makes; checked before parsing. */
  public static final int CERTIFICATE_SIZE_MAX = 8 * 1024;

  public CertificatePair {
    InvalidValue.unless(
        !p256.isEmpty() && p256.size() <= CERTIFICATE_SIZE_MAX, "P-256 certificate size");
    InvalidValue.unless(
        !mlDsa.isEmpty() && mlDsa.size() <= CERTIFICATE_SIZE_MAX, "ML-DSA certificate size");
  }

  /** SHA-256 over both certificates, P-256 first. */
  public PairId id() {
    return new PairId(Digest.sha256(p256, mlDsa));
  }
}
