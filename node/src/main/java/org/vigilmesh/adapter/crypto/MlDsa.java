package org.vigilmesh.adapter.crypto;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.vigilmesh.identity.Signatures;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * ML-DSA-65, pure, with empty context (FIPS 204). Bouncy Castle expands the seed, the JDK signs and
 * verifies; the expanded key exists in memory only.
 */
final class MlDsa {
  static final AlgorithmIdentifier ALGORITHM =
      new AlgorithmIdentifier(NISTObjectIdentifiers.id_ml_dsa_65);

  private static final String NAME = "ML-DSA-65";
  private static final String PROVIDER = "SUN";
  private static final int PUBLIC_KEY_SIZE = 1952;

  private MlDsa() {}

  static MLDSAPrivateKeyParameters expanded(byte[] seed) {
    return new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_65, seed);
  }

  static SubjectPublicKeyInfo publicKey(MLDSAPrivateKeyParameters key) {
    return new SubjectPublicKeyInfo(ALGORITHM, key.getPublicKey());
  }

  static PrivateKey privateKey(byte[] seed) {
    byte[] expanded = expanded(seed).getEncoded();
    try {
      byte[] encoded =
          new PrivateKeyInfo(ALGORITHM, new DEROctetString(expanded)).getEncoded("DER");
      PrivateKey key =
          KeyFactory.getInstance(NAME, PROVIDER).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      Arrays.fill(encoded, (byte) 0);
      return key;
    } catch (GeneralSecurityException | IOException e) {
      throw broken(e);
    } finally {
      Arrays.fill(expanded, (byte) 0);
    }
  }

  /** Reads a foreign key; {@link InvalidValue} unless it is one of ML-DSA-65. */
  static PublicKey publicKey(SubjectPublicKeyInfo key) {
    InvalidValue.unless(key.getAlgorithm().equals(ALGORITHM), "no ML-DSA-65 key");
    InvalidValue.unless(
        key.getPublicKeyData().getOctets().length == PUBLIC_KEY_SIZE, "no ML-DSA-65 key");
    try {
      return KeyFactory.getInstance(NAME, PROVIDER)
          .generatePublic(new X509EncodedKeySpec(key.getEncoded("DER")));
    } catch (java.security.spec.InvalidKeySpecException | IOException e) {
      throw new InvalidValue("no ML-DSA-65 key", e);
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  /** A hedged signature: two of one message differ. */
  static Bytes sign(PrivateKey key, Bytes message, Entropy entropy) {
    try {
      Signature signature = Signature.getInstance(NAME, PROVIDER);
      signature.initSign(key, entropy.source());
      signature.update(message.toArray());
      return Bytes.of(signature.sign());
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  /** The deterministic variant, for certificates: the same key always makes the same one. */
  static Bytes signSame(MLDSAPrivateKeyParameters key, Bytes message) {
    MLDSASigner signer = new MLDSASigner();
    signer.init(true, key);
    signer.update(message.toArray(), 0, message.size());
    try {
      return Bytes.of(signer.generateSignature());
    } catch (org.bouncycastle.crypto.CryptoException e) {
      throw broken(e);
    }
  }

  static boolean verifies(PublicKey key, Bytes message, Bytes signature) {
    if (signature.size() != Signatures.ML_DSA_SIZE || isZero(signature)) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance(NAME, PROVIDER);
      verifier.initVerify(key);
      verifier.update(message.toArray());
      return verifier.verify(signature.toArray());
    } catch (SignatureException _) {
      return false; // what the JDK says to hints that are not in order
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  private static boolean isZero(Bytes bytes) {
    return bytes.equals(Bytes.of(new byte[bytes.size()]));
  }

  private static CryptoException broken(Throwable cause) {
    return new CryptoException("ML-DSA-65", cause);
  }
}
