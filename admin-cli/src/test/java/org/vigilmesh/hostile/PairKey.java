package org.vigilmesh.hostile;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;

/** A pair of signature keys of suite 1 with its certificates: PROTOCOL, section 2. */
public final class PairKey {
  static final String ARC = "2.25.45470696067320007025690678187103987671";
  private static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";
  private static final String ML_DSA_65 = "2.16.840.1.101.3.4.3.18";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final KeyPair p256;
  private final KeyPair mlDsa;
  private final byte[] p256Certificate;
  private final byte[] mlDsaCertificate;

  PairKey(String node, Instant from) {
    this.p256 = p256();
    this.mlDsa = key("ML-DSA-65");
    this.p256Certificate = certificate(node, p256, from, new byte[0]);
    this.mlDsaCertificate = certificate(node, mlDsa, from, new byte[0]);
  }

  /** Both signatures over the attributes of {@code content}, and what names the signer. */
  public record Signed(byte[] content, byte[] pair, byte[] p256, byte[] mlDsa) {
    public byte[] container() {
      return Proto.of().bytes(1, content).bytes(2, pair).bytes(3, p256).bytes(4, mlDsa).done();
    }
  }

  static KeyPair p256() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyPair key(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  static byte[] hash(String algorithm, byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] sha256(byte[]... parts) {
    return hash("SHA-256", parts);
  }

  static byte[] sign(String algorithm, PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] id() {
    return sha256(p256Certificate, mlDsaCertificate);
  }

  byte[] p256Public() {
    return p256.getPublic().getEncoded();
  }

  byte[] mlDsaPublic() {
    return mlDsa.getPublic().getEncoded();
  }

  /** CertificatePair of {@code common.proto}. */
  Proto certificates() {
    return Proto.of().bytes(1, p256Certificate).bytes(2, mlDsaCertificate);
  }

  /** Signs for purpose number {@code purpose} at {@code seconds}, as PROTOCOL's table has it. */
  public Signed sign(int purpose, long seconds, byte[] content) {
    byte[] own = sha256(p256Certificate);
    byte[] other = sha256(mlDsaCertificate);
    byte[] classical = attributes(purpose, seconds, sha256(content), own, other);
    byte[] quantum = attributes(purpose, seconds, hash("SHA-512", content), other, own);
    return new Signed(
        content,
        id(),
        sign("SHA256withECDSAinP1363Format", p256.getPrivate(), classical),
        sign("ML-DSA-65", mlDsa.getPrivate(), quantum));
  }

  private static byte[] attributes(
      int purpose, long seconds, byte[] digest, byte[] own, byte[] other) {
    return Der.set(
        attribute("1.2.840.113549.1.9.3", Der.oid("1.2.840.113549.1.7.1")),
        attribute("1.2.840.113549.1.9.5", Der.time(Instant.ofEpochSecond(seconds))),
        attribute("1.2.840.113549.1.9.4", Der.octets(digest)),
        attribute(
            "1.2.840.113549.1.9.16.2.47",
            Der.sequence(Der.sequence(Der.sequence(Der.octets(own))))),
        attribute(
            ARC + ".1",
            Der.sequence(
                Der.oid(ARC + ".2." + purpose), Der.integer(BigInteger.ONE), Der.octets(other))));
  }

  private static byte[] attribute(String type, byte[] value) {
    return Der.sequence(Der.oid(type), Der.set(value));
  }

  /** A self-signed certificate; {@code extensions} is empty or a SEQUENCE of them. */
  static byte[] certificate(String node, KeyPair key, Instant from, byte[] extensions) {
    boolean isClassical = key.getPrivate().getAlgorithm().equals("EC");
    byte[] algorithm = Der.sequence(Der.oid(isClassical ? ECDSA_SHA256 : ML_DSA_65));
    byte[] name =
        Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.utf8("vigil:" + node))));
    byte[] content =
        Der.sequence(
            Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
            Der.integer(new BigInteger(63, RANDOM).setBit(62)),
            algorithm,
            name,
            Der.sequence(Der.time(from), Der.time(from.plus(Duration.ofDays(30)))),
            name,
            key.getPublic().getEncoded(),
            extensions.length == 0 ? extensions : Der.tagged(0xa3, extensions));
    byte[] signature =
        sign(isClassical ? "SHA256withECDSA" : "ML-DSA-65", key.getPrivate(), content);
    return Der.sequence(content, algorithm, Der.bits(signature));
  }
}
