package org.vigilmesh.adapter.crypto;

import java.time.Instant;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.value.Bytes;

/** What this adapter computes on the way, for the test vectors. */
public final class Inside {
  private Inside() {}

  /** The signed attributes under the P-256 signature. */
  public static Bytes p256Attributes(
      Purpose purpose, Instant at, Bytes content, CertificatePair certificates) {
    return new Claim(purpose, at, content).p256Message(Claim.Names.of(certificates));
  }

  /** The signed attributes under the ML-DSA-65 signature. */
  public static Bytes mlDsaAttributes(
      Purpose purpose, Instant at, Bytes content, CertificatePair certificates) {
    return new Claim(purpose, at, content).mlDsaMessage(Claim.Names.of(certificates));
  }

  public static String identifier(Purpose purpose) {
    return SignedAttributes.identifier(purpose).getId();
  }

  public static Bytes commitment(Bytes contentKey) {
    try (ContentKey key = new ContentKey(contentKey.toArray())) {
      return key.commitment();
    }
  }
}
