package org.vigilmesh.adapter.crypto;

import java.util.Optional;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * HPKE base mode (RFC 9180) with X-Wing (0x647A), HKDF-SHA256 and AES-256-GCM, one message each, by
 * Bouncy Castle.
 */
final class XWing {
  static final int ENCAPSULATION_SIZE = 1120;

  /** The randomness of one encapsulation: 32 bytes each for ML-KEM and X25519. */
  static final int ENCAPSULATION_SEED_SIZE = 64;

  private XWing() {}

  private static HPKE suite() {
    return new HPKE(HPKE.mode_base, HPKE.kem_X_WING, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }

  static AsymmetricCipherKeyPair keyPair(byte[] seed) {
    return suite().deserializePrivateKey(seed.clone(), null);
  }

  static Bytes publicKey(byte[] seed) {
    return Bytes.of(suite().serializePublicKey(keyPair(seed).getPublic()));
  }

  /**
   * Encapsulation and ciphertext, one after the other. {@link InvalidValue} when {@code publicKey}
   * is none: its owner published nonsense.
   */
  static Bytes seal(Bytes publicKey, Bytes info, Bytes clear, byte[] plain, byte[] randomness) {
    HPKE suite = suite();
    HPKEContextWithEncapsulation context;
    try {
      context =
          suite.setupBaseS(
              suite.deserializePublicKey(publicKey.toArray()), info.toArray(), randomness);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new InvalidValue("no X-Wing public key", e);
    }
    try {
      return Bytes.concat(
          Bytes.of(context.getEncapsulation()), Bytes.of(context.seal(clear.toArray(), plain)));
    } catch (InvalidCipherTextException e) {
      throw new CryptoException("HPKE", e);
    }
  }

  /** The plaintext; empty when anything was altered or made for another key. */
  static Optional<byte[]> open(AsymmetricCipherKeyPair key, Bytes stanza, Bytes info, Bytes clear) {
    if (stanza.size() <= ENCAPSULATION_SIZE) {
      return Optional.empty();
    }
    byte[] encapsulation = stanza.slice(0, ENCAPSULATION_SIZE).toArray();
    byte[] encrypted = stanza.slice(ENCAPSULATION_SIZE, stanza.size()).toArray();
    try {
      return Optional.of(
          suite().setupBaseR(encapsulation, key, info.toArray()).open(clear.toArray(), encrypted));
    } catch (InvalidCipherTextException | IllegalArgumentException | IllegalStateException _) {
      return Optional.empty();
    }
  }
}
