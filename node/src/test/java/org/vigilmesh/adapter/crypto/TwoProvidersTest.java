package org.vigilmesh.adapter.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.KEM;
import javax.crypto.KeyAgreement;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMGenerator;
import org.bouncycastle.pqc.crypto.xwing.XWingPublicKeyParameters;
import org.junit.jupiter.api.Test;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** Each primitive done by one provider and checked by the other. */
final class TwoProvidersTest {
  private static final Bytes MESSAGE = Sample.random(999);
  private static final byte[] SEED = Sample.random(32).toArray();
  private static final byte[] X_WING_LABEL = Bytes.fromHex("5c2e2f2f5e5c").toArray();

  private static PublicKey jdkKey(String algorithm, Bytes spki) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(spki.toArray()));
  }

  private static Bytes spki(AlgorithmIdentifier algorithm, byte[] key) throws Exception {
    return Bytes.of(new SubjectPublicKeyInfo(algorithm, key).getEncoded("DER"));
  }

  private static PrivateKey jdkPrivateKey(String name, AlgorithmIdentifier algorithm, byte[] key)
      throws Exception {
    byte[] encoded = new PrivateKeyInfo(algorithm, new DEROctetString(key)).getEncoded("DER");
    return KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  @Test
  void p256OfBouncyCastleVerifiesInTheJdk() throws Exception {
    Bytes signed = P256.sign(P256.privateKey(SEED), MESSAGE);
    Signature jdk = Signature.getInstance("SHA256withECDSAinP1363Format", "SunEC");
    Bytes key = Bytes.of(P256.publicKey(P256.privateKey(SEED)).getEncoded("DER"));
    jdk.initVerify(jdkKey("EC", key));
    jdk.update(MESSAGE.toArray());
    assertTrue(jdk.verify(signed.toArray()));
  }

  @Test
  void p256OfTheJdkVerifiesInBouncyCastle() throws Exception {
    Signature jdk = Signature.getInstance("SHA256withECDSAinP1363Format", "SunEC");
    jdk.initSign(P256.jdkPrivateKey(SEED));
    jdk.update(MESSAGE.toArray());
    Bytes signed = Bytes.of(jdk.sign());
    SubjectPublicKeyInfo key = P256.publicKey(P256.privateKey(SEED));
    assertTrue(P256.verifies(P256.publicKey(key), MESSAGE, signed));
    assertFalse(P256.verifies(P256.publicKey(key), Bytes.EMPTY, signed));
  }

  @Test
  void mlDsaOfTheJdkVerifiesInBouncyCastle() {
    Bytes signed = MlDsa.sign(MlDsa.privateKey(SEED), MESSAGE, new Entropy(new SecureRandom()));
    MLDSASigner verifier = new MLDSASigner();
    verifier.init(
        false,
        new MLDSAPublicKeyParameters(
            MLDSAParameters.ml_dsa_65, MlDsa.expanded(SEED).getPublicKey()));
    verifier.update(MESSAGE.toArray(), 0, MESSAGE.size());
    assertTrue(verifier.verifySignature(signed.toArray()));
  }

  @Test
  void mlDsaOfBouncyCastleVerifiesInTheJdk() {
    Bytes signed = MlDsa.signSame(MlDsa.expanded(SEED), MESSAGE);
    PublicKey key = MlDsa.publicKey(MlDsa.publicKey(MlDsa.expanded(SEED)));
    assertTrue(MlDsa.verifies(key, MESSAGE, signed));
    assertFalse(MlDsa.verifies(key, Bytes.EMPTY, signed));
    assertEquals(signed, MlDsa.signSame(MlDsa.expanded(SEED), MESSAGE));
  }

  @Test
  void ed25519AgreesBothWays() throws Exception {
    AlgorithmIdentifier algorithm = new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);
    Digest digest = Digest.sha256(MESSAGE);
    Signature jdk = Signature.getInstance("Ed25519", "SunEC");
    Bytes publicKey = FileSignature.publicKey(SEED);
    jdk.initVerify(jdkKey("Ed25519", spki(algorithm, publicKey.toArray())));
    jdk.update(digest.bytes().toArray());
    assertTrue(jdk.verify(FileSignature.sign(SEED, digest).toArray()));
    jdk.initSign(jdkPrivateKey("Ed25519", algorithm, SEED));
    jdk.update(digest.bytes().toArray());
    assertTrue(FileSignature.verifies(publicKey, digest, Bytes.of(jdk.sign())));
  }

  /** X-Wing composed of the JDK's ML-KEM-768 and X25519, as the draft writes it. */
  @Test
  void xWingSecretIsWhatTheJdksPartsGive() throws Exception {
    Bytes publicKey = XWing.publicKey(SEED);
    SecretWithEncapsulation made =
        new XWingKEMGenerator(new SecureRandom())
            .generateEncapsulated(new XWingPublicKeyParameters(publicKey.toArray()));
    byte[] encapsulation = made.getEncapsulation();
    byte[] parts = new byte[96];
    SHAKEDigest shake = new SHAKEDigest(256);
    shake.update(SEED, 0, SEED.length);
    shake.doFinal(parts, 0, parts.length);

    byte[] kemKey =
        new MLKEMPrivateKeyParameters(MLKEMParameters.ml_kem_768, Arrays.copyOf(parts, 64))
            .getEncoded();
    PrivateKey mlKem =
        jdkPrivateKey(
            "ML-KEM", new AlgorithmIdentifier(NISTObjectIdentifiers.id_alg_ml_kem_768), kemKey);
    byte[] mlKemSecret =
        KEM.getInstance("ML-KEM", "SunJCE")
            .newDecapsulator(mlKem)
            .decapsulate(Arrays.copyOf(encapsulation, 1088))
            .getEncoded();

    AlgorithmIdentifier x25519 = new AlgorithmIdentifier(EdECObjectIdentifiers.id_X25519);
    byte[] peer = Arrays.copyOfRange(encapsulation, 1088, 1120);
    byte[] own = Arrays.copyOfRange(parts, 64, 96);
    KeyAgreement agreement = KeyAgreement.getInstance("X25519", "SunEC");
    agreement.init(jdkPrivateKey("X25519", x25519, own));
    agreement.doPhase(jdkKey("X25519", spki(x25519, peer)), true);

    SHA3Digest combiner = new SHA3Digest(256);
    byte[] ownPublic = publicKey.slice(1184, 1216).toArray();
    for (byte[] part :
        new byte[][] {mlKemSecret, agreement.generateSecret(), peer, ownPublic, X_WING_LABEL}) {
      combiner.update(part, 0, part.length);
    }
    byte[] secret = new byte[32];
    combiner.doFinal(secret, 0);
    assertArrayEquals(made.getSecret(), secret);
  }

  @Test
  void aesGcmAgreesBothWays() throws Exception {
    byte[] nonce = Sample.random(12).toArray();
    Bytes clear = Sample.random(55);
    byte[] ours = AesGcm.encrypt(SEED, nonce, clear, MESSAGE.toArray());
    AEADParameters parameters =
        new AEADParameters(new KeyParameter(SEED), 128, nonce, clear.toArray());
    GCMModeCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
    cipher.init(true, parameters);
    byte[] theirs = new byte[cipher.getOutputSize(MESSAGE.size())];
    int done = cipher.processBytes(MESSAGE.toArray(), 0, MESSAGE.size(), theirs, 0);
    cipher.doFinal(theirs, done);
    assertArrayEquals(theirs, ours);
    assertArrayEquals(MESSAGE.toArray(), AesGcm.decrypt(SEED, nonce, clear, theirs).orElseThrow());
  }

  @Test
  void sha2Agrees() {
    byte[] sha256 = new byte[32];
    SHA256Digest short1 = new SHA256Digest();
    short1.update(MESSAGE.toArray(), 0, MESSAGE.size());
    short1.doFinal(sha256, 0);
    assertEquals(Bytes.of(sha256), Digest.sha256(MESSAGE).bytes());
    byte[] sha512 = new byte[64];
    SHA512Digest long1 = new SHA512Digest();
    long1.update(MESSAGE.toArray(), 0, MESSAGE.size());
    long1.doFinal(sha512, 0);
    assertEquals(Bytes.of(sha512), Digest.sha512(MESSAGE));
  }

  @Test
  void hkdfAgrees() {
    HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
    byte[] salt = "salt".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] info = "info".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    generator.init(new HKDFParameters(SEED, salt, info));
    byte[] theirs = new byte[80];
    generator.generateBytes(theirs, 0, theirs.length);
    assertArrayEquals(theirs, Hkdf.derive(SEED, "salt", "info", 80));
  }
}
