package org.vigilmesh.adapter.crypto;

import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.vigilmesh.value.Bytes;

/** AES-256-GCM of the JDK with a 16-byte tag at the end. */
final class AesGcm {
  static final int KEY_SIZE = 32;
  static final int NONCE_SIZE = 12;
  static final int TAG_SIZE = 16;

  private static final int TAG_BITS = 8 * TAG_SIZE;

  private AesGcm() {}

  static byte[] encrypt(byte[] key, byte[] nonce, Bytes clear, byte[] plain) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, key, nonce, clear).doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new CryptoException("AES-256-GCM of the JDK", e);
    }
  }

  /** The plaintext; empty when any of the four was altered. */
  static Optional<byte[]> decrypt(byte[] key, byte[] nonce, Bytes clear, byte[] encrypted) {
    if (encrypted.length < TAG_SIZE) {
      return Optional.empty();
    }
    try {
      return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce, clear).doFinal(encrypted));
    } catch (AEADBadTagException _) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new CryptoException("AES-256-GCM of the JDK", e);
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, Bytes clear)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(clear.toArray());
    return cipher;
  }
}
