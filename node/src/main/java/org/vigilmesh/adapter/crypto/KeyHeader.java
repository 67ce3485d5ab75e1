package org.vigilmesh.adapter.crypto;

import java.time.Instant;
import java.util.List;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Seconds;

/**
 * All that a key file tells in clear. The public keys are: for pairs both SubjectPublicKeyInfo
 * (P-256 first), for transport keys one; raw X-Wing or Ed25519 bytes; for a vault a 32-byte name
 * that tells master keys apart. In a file that was not opened they are a claim.
 */
public record KeyHeader(KeyKind kind, NodeRef node, Instant created, List<Bytes> publicKeys) {
  public KeyHeader {
    publicKeys = List.copyOf(publicKeys);
    InvalidValue.unless(Seconds.isWhole(created), "whole seconds");
    InvalidValue.unless(publicKeys.size() == kind.seeds(), "one public key for each seed");
  }

  /**
   * SHA-256 of the public keys: a transport key's pin, a sealing key's id, and the credential id of
   * an officer or authority.
   */
  public Digest id() {
    return Digest.sha256(publicKeys.toArray(Bytes[]::new));
  }
}
