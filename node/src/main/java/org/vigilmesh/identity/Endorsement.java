package org.vigilmesh.identity;

import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * One person's proof over the digest of exact bytes: {@code officer} signed with {@code
 * credential}. For a file key the proof is the 64-byte Ed25519 signature of the labelled digest,
 * for a passkey the bytes of a {@link PasskeyProof} with the labelled digest as its challenge. In a
 * roster's endorsements the officer is the authority's own name.
 */
public record Endorsement(OfficerId officer, CredentialId credential, Bytes proof) {
  public static final int PROOF_SIZE_MAX = 4 * 1024;

  public Endorsement {
    InvalidValue.unless(!proof.isEmpty() && proof.size() <= PROOF_SIZE_MAX, "proof size");
  }
}
