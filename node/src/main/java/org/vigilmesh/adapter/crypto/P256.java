package org.vigilmesh.adapter.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;
import org.vigilmesh.identity.Signatures;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/** ECDSA over P-256 with SHA-256 and deterministic nonces (RFC 6979), by Bouncy Castle. */
final class P256 {
  static final AlgorithmIdentifier SIGNATURE =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

  private static final AlgorithmIdentifier KEY =
      new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1);

  private static final ECNamedDomainParameters DOMAIN =
      new ECNamedDomainParameters(
          SECObjectIdentifiers.secp256r1,
          CustomNamedCurves.getByOID(SECObjectIdentifiers.secp256r1));

  /** A point written as 04 ‖ x ‖ y. */
  private static final int POINT_SIZE = 65;

  private static final int NUMBER_SIZE = 32;

  /** 384 bits reduced modulo a 256-bit order: a bias below 2^-128 (FIPS 186-5, A.2.1). */
  private static final int WIDE_SIZE = 48;

  private P256() {}

  /** The private key that {@code seed} stands for: 1 + HKDF(seed) mod (n - 1). */
  static ECPrivateKeyParameters privateKey(byte[] seed) {
    byte[] wide = Hkdf.derive(seed, "vigil/p256/v1", "scalar", WIDE_SIZE);
    BigInteger scalar =
        new BigInteger(1, wide).mod(DOMAIN.getN().subtract(BigInteger.ONE)).add(BigInteger.ONE);
    Arrays.fill(wide, (byte) 0);
    return new ECPrivateKeyParameters(scalar, DOMAIN);
  }

  /** The same private key for the JDK, whose TLS engines take no other. */
  static PrivateKey jdkPrivateKey(byte[] seed) {
    try {
      byte[] encoded =
          PrivateKeyInfoFactory.createPrivateKeyInfo(privateKey(seed)).getEncoded("DER");
      return KeyFactory.getInstance("EC", "SunEC")
          .generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new CryptoException("P-256 key for the JDK", e);
    }
  }

  static SubjectPublicKeyInfo publicKey(ECPrivateKeyParameters key) {
    byte[] point =
        new FixedPointCombMultiplier().multiply(DOMAIN.getG(), key.getD()).getEncoded(false);
    return new SubjectPublicKeyInfo(KEY, point);
  }

  /** The key whose uncompressed point this is; empty unless it lies on the curve. */
  static Optional<ECPublicKeyParameters> findPublicKey(Bytes point) {
    if (point.size() != POINT_SIZE || point.at(0) != 4) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ECPublicKeyParameters(DOMAIN.getCurve().decodePoint(point.toArray()), DOMAIN));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // how the library says: not on the curve
    }
  }

  /** Reads a foreign key; {@link InvalidValue} unless it is an uncompressed point of P-256. */
  static ECPublicKeyParameters publicKey(SubjectPublicKeyInfo key) {
    byte[] point = key.getPublicKeyData().getOctets();
    InvalidValue.unless(key.getAlgorithm().equals(KEY), "no P-256 key");
    InvalidValue.unless(point.length == POINT_SIZE && point[0] == 4, "no uncompressed point");
    return new ECPublicKeyParameters(DOMAIN.getCurve().decodePoint(point), DOMAIN);
  }

  /** r ‖ s over SHA-256 of {@code message}. */
  static Bytes sign(ECPrivateKeyParameters key, Bytes message) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, key);
    BigInteger[] pair = signer.generateSignature(hash(message));
    return Bytes.concat(number(pair[0]), number(pair[1]));
  }

  /** Whether r and s lie in 1..n-1 and r ‖ s is {@code key}'s signature of {@code message}. */
  static boolean verifies(ECPublicKeyParameters key, Bytes message, Bytes signature) {
    if (signature.size() != Signatures.P256_SIZE) {
      return false;
    }
    BigInteger r = new BigInteger(1, signature.slice(0, NUMBER_SIZE).toArray());
    BigInteger s = new BigInteger(1, signature.slice(NUMBER_SIZE, 2 * NUMBER_SIZE).toArray());
    if (!isScalar(r) || !isScalar(s)) {
      return false;
    }
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, key);
    return signer.verifySignature(hash(message), r, s);
  }

  private static boolean isScalar(BigInteger number) {
    return number.signum() > 0 && number.compareTo(DOMAIN.getN()) < 0;
  }

  /** The form that certificates and CMS hold: SEQUENCE of two INTEGERs. */
  static DERSequence sequence(Bytes signature) {
    BigInteger r = new BigInteger(1, signature.slice(0, NUMBER_SIZE).toArray());
    BigInteger s = new BigInteger(1, signature.slice(NUMBER_SIZE, 2 * NUMBER_SIZE).toArray());
    return new DERSequence(new ASN1Integer(r), new ASN1Integer(s));
  }

  private static byte[] hash(Bytes message) {
    return Digest.sha256(message).bytes().toArray();
  }

  private static Bytes number(BigInteger number) {
    return Bytes.of(BigIntegers.asUnsignedByteArray(NUMBER_SIZE, number));
  }
}
