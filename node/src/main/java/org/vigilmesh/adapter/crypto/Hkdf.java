package org.vigilmesh.adapter.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** HKDF-SHA256 (RFC 5869) of the JDK; the salt is a label that separates each use. */
final class Hkdf {
  private Hkdf() {}

  static byte[] derive(byte[] secret, String salt, String info, int size) {
    return derive(secret, utf8(salt), utf8(info), size);
  }

  static byte[] derive(byte[] secret, byte[] salt, byte[] info, int size) {
    try {
      return KDF.getInstance("HKDF-SHA256", "SunJCE")
          .deriveData(
              HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(salt).thenExpand(info, size));
    } catch (GeneralSecurityException e) {
      throw new CryptoException("HKDF-SHA256 of the JDK", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
