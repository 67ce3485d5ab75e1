package org.vigilmesh.hostile;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KEM;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Sealing of suite 1: X-Wing, HPKE base mode, HKDF and AES-256-GCM, from the JDK's primitives. */
final class Sealing {
  private static final byte[] NONE = new byte[0];
  private static final byte[] SUITE = Proto.join(utf8("HPKE"), Der.hex("647a00010002"));
  private static final byte[] X_WING_LABEL = Der.hex("5c2e2f2f5e5c");
  private static final byte[] ML_KEM_HEAD = Der.hex("308204b2300b0609608648016503040402038204a100");
  private static final byte[] X25519_HEAD = Der.hex("302a300506032b656e032100");
  private static final int ML_KEM_PUBLIC = 1184;

  private Sealing() {}

  private static byte[] utf8(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /** A public key that looks and works like one; nobody keeps the private half. */
  static byte[] publicKey() {
    byte[] mlKem = PairKey.key("ML-KEM-768").getPublic().getEncoded();
    byte[] x25519 = PairKey.key("X25519").getPublic().getEncoded();
    return Proto.join(
        Arrays.copyOfRange(mlKem, mlKem.length - ML_KEM_PUBLIC, mlKem.length),
        Arrays.copyOfRange(x25519, x25519.length - 32, x25519.length));
  }

  /** What may be bent between sealing right and sealing wrong. */
  record Parts(byte[] header, byte[] commitment, byte[] stanza, byte[] ciphertext) {
    byte[] sealed() {
      return Proto.of()
          .bytes(1, header)
          .bytes(2, commitment)
          .bytes(3, stanza)
          .bytes(4, ciphertext)
          .done();
    }
  }

  static Parts seal(byte[] publicKey, byte[] header, byte[] padded) {
    try {
      byte[] cek = PairKey.random(32);
      byte[] key = hkdf(cek, utf8("vigil/cek/v1"), utf8("key"), 32);
      byte[] commitment = hkdf(cek, utf8("vigil/cek/v1"), utf8("commit"), 32);
      byte[] ciphertext = gcm(key, new byte[12], Proto.join(header, commitment), padded);
      byte[] info = Proto.join(utf8("vigil/seal/v1"), header);
      byte[] aad = PairKey.sha256(header, commitment, ciphertext);
      return new Parts(header, commitment, hpke(publicKey, info, aad, cek), ciphertext);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The least of PROTOCOL's padding classes that holds {@code message} and its length. */
  static byte[] pad(byte[] message) {
    int size = 8 * 1024;
    while (size < message.length + 4) {
      size = size < 64 * 1024 ? size * 2 : size + size * 12 / 100;
    }
    byte[] length = Arrays.copyOfRange(Proto.u64(message.length), 4, 8);
    return Arrays.copyOf(Proto.join(length, message), size);
  }

  private static byte[] hpke(byte[] publicKey, byte[] info, byte[] aad, byte[] plain)
      throws GeneralSecurityException {
    KeyPair own = PairKey.key("X25519");
    byte[] theirs = Arrays.copyOfRange(publicKey, ML_KEM_PUBLIC, publicKey.length);
    KEM.Encapsulated mlKem =
        KEM.getInstance("ML-KEM-768")
            .newEncapsulator(
                key("ML-KEM-768", ML_KEM_HEAD, Arrays.copyOf(publicKey, ML_KEM_PUBLIC)))
            .encapsulate();
    KeyAgreement x25519 = KeyAgreement.getInstance("X25519");
    x25519.init(own.getPrivate());
    x25519.doPhase(key("X25519", X25519_HEAD, theirs), true);
    byte[] encoded = own.getPublic().getEncoded();
    byte[] ours = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    byte[] shared =
        PairKey.hash(
            "SHA3-256",
            mlKem.key().getEncoded(),
            x25519.generateSecret(),
            ours,
            theirs,
            X_WING_LABEL);
    byte[] context =
        Proto.join(
            new byte[1], extract(NONE, "psk_id_hash", NONE), extract(NONE, "info_hash", info));
    byte[] secret = extract(shared, "secret", NONE);
    byte[] key = expand(secret, "key", context, 32);
    byte[] nonce = expand(secret, "base_nonce", context, 12);
    return Proto.join(mlKem.encapsulation(), ours, gcm(key, nonce, aad, plain));
  }

  private static PublicKey key(String algorithm, byte[] head, byte[] raw)
      throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm)
        .generatePublic(new X509EncodedKeySpec(Proto.join(head, raw)));
  }

  private static byte[] extract(byte[] salt, String label, byte[] secret)
      throws GeneralSecurityException {
    return hmac(
        salt.length == 0 ? new byte[32] : salt,
        Proto.join(utf8("HPKE-v1"), SUITE, utf8(label), secret));
  }

  private static byte[] expand(byte[] secret, String label, byte[] info, int size)
      throws GeneralSecurityException {
    byte[] length = {0, (byte) size};
    byte[] labelled = Proto.join(length, utf8("HPKE-v1"), SUITE, utf8(label), info);
    return Arrays.copyOf(hmac(secret, Proto.join(labelled, new byte[] {1})), size);
  }

  private static byte[] hkdf(byte[] secret, byte[] salt, byte[] info, int size)
      throws GeneralSecurityException {
    byte[] first = hmac(hmac(salt, secret), Proto.join(info, new byte[] {1}));
    return Arrays.copyOf(first, size);
  }

  private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }

  private static byte[] gcm(byte[] key, byte[] nonce, byte[] aad, byte[] plain)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(aad);
    return cipher.doFinal(plain);
  }
}
