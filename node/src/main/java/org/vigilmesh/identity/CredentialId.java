package org.vigilmesh.identity;

import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/**
 * The name of a credential: for a file key SHA-256 of its public key, for a passkey the id it gave.
 */
public record CredentialId(Bytes bytes) {
  /** WebAuthn's own bound for a credential id. */
  public static final int SIZE_MAX = 1023;

  public CredentialId {
    InvalidValue.unless(!bytes.isEmpty() && bytes.size() <= SIZE_MAX, "credential id size");
  }

  public static CredentialId ofFileKey(Bytes publicKey) {
    return new CredentialId(Digest.sha256(publicKey).bytes());
  }

  @Override
  public String toString() {
    return bytes.toString();
  }
}
