package org.vigilmesh.adapter.crypto;

import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** Ed25519 over a 32-byte digest, by Bouncy Castle: what officers' and authorities' files do. */
final class FileSignature {
  private FileSignature() {}

  static Bytes publicKey(byte[] seed) {
    return Bytes.of(new Ed25519PrivateKeyParameters(seed, 0).generatePublicKey().getEncoded());
  }

  static Bytes sign(byte[] seed, Digest digest) {
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    new Ed25519PrivateKeyParameters(seed, 0)
        .sign(
            Ed25519.Algorithm.Ed25519,
            null,
            digest.bytes().toArray(),
            0,
            Digest.SIZE,
            signature,
            0);
    return Bytes.of(signature);
  }

  /** False also for public keys outside the prime-order group, under which anybody signs. */
  static boolean verifies(Bytes publicKey, Digest digest, Bytes signature) {
    if (publicKey.size() != Ed25519.PUBLIC_KEY_SIZE
        || signature.size() != Ed25519.SIGNATURE_SIZE
        || !Ed25519.validatePublicKeyFull(publicKey.toArray(), 0)) {
      return false;
    }
    return new Ed25519PublicKeyParameters(publicKey.toArray(), 0)
        .verify(
            Ed25519.Algorithm.Ed25519,
            null,
            digest.bytes().toArray(),
            0,
            Digest.SIZE,
            signature.toArray(),
            0);
  }
}
