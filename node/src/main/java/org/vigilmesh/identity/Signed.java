package org.vigilmesh.identity;

import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * A value together with the exact bytes that were signed and the signatures over them. The bytes
 * are carried and stored as they came; {@code value} is what a codec read from them. Holding one
 * says nothing about validity: that is what a verifier answers.
 */
public record Signed<T>(T value, Bytes bytes, Signatures signatures) {
  /** SHA-256 of the signed bytes: how chains, receipts and proofs name this object. */
  public Digest hash() {
    return Digest.sha256(bytes);
  }
}
