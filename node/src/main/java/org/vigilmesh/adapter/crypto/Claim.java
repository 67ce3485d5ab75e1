package org.vigilmesh.adapter.crypto;

import java.io.IOException;
import java.time.Instant;
import org.bouncycastle.asn1.DERSet;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** What a pair of signatures says: these bytes, for this purpose, at this time. */
record Claim(Purpose purpose, Instant at, Bytes content) {
  /** The hashes of a pair's certificates, by which signed attributes name them. */
  record Names(Digest p256, Digest mlDsa) {
    static Names of(CertificatePair certificates) {
      return new Names(Digest.sha256(certificates.p256()), Digest.sha256(certificates.mlDsa()));
    }
  }

  /** The attributes under the P-256 signature; they hold SHA-256 of the content. */
  DERSet p256Attributes(Names names) {
    return SignedAttributes.of(
        purpose, at, Digest.sha256(content).bytes(), names.p256(), names.mlDsa());
  }

  /** The attributes under the ML-DSA-65 signature; they hold SHA-512 (RFC 9882). */
  DERSet mlDsaAttributes(Names names) {
    return SignedAttributes.of(purpose, at, Digest.sha512(content), names.mlDsa(), names.p256());
  }

  Bytes p256Message(Names names) {
    return encoded(p256Attributes(names));
  }

  Bytes mlDsaMessage(Names names) {
    return encoded(mlDsaAttributes(names));
  }

  private static Bytes encoded(DERSet attributes) {
    try {
      return Bytes.of(attributes.getEncoded("DER"));
    } catch (IOException e) {
      throw new CryptoException("writing signed attributes", e);
    }
  }
}
