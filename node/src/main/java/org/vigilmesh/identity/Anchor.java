package org.vigilmesh.identity;

import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * The State's long-term key pair as others see it: self-signed certificates and their public keys
 * (SubjectPublicKeyInfo, DER). Whoever holds an anchor from a file must compare its {@link
 * Fingerprint} by voice before anything it signed is believed. That the keys are the certificates'
 * own is checked by the verifier.
 */
public record Anchor(NodeRef node, CertificatePair certificates, Bytes p256Key, Bytes mlDsaKey) {
  public Anchor {
    InvalidValue.unless(!p256Key.isEmpty() && p256Key.size() <= 256, "P-256 key size");
    InvalidValue.unless(!mlDsaKey.isEmpty() && mlDsaKey.size() <= 4096, "ML-DSA key size");
  }

  public Fingerprint fingerprint() {
    return Fingerprint.of(this);
  }
}
