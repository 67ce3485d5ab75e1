package org.vigilmesh.adapter.crypto;

import java.io.IOException;
import java.security.PublicKey;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.Signatures;
import org.vigilmesh.port.Verifier.Verdict;
import org.vigilmesh.value.Bytes;

/** The public keys of a certificate pair, read once, with what signed attributes name it by. */
final class PublicPair {
  private final Bytes p256Key;
  private final Bytes mlDsaKey;
  private final ECPublicKeyParameters p256;
  private final PublicKey mlDsa;
  private final Claim.Names names;

  private PublicPair(
      CertificatePair certificates, SubjectPublicKeyInfo p256, SubjectPublicKeyInfo mlDsa)
      throws IOException {
    this.p256Key = Bytes.of(p256.getEncoded("DER"));
    this.mlDsaKey = Bytes.of(mlDsa.getEncoded("DER"));
    this.p256 = P256.publicKey(p256);
    this.mlDsa = MlDsa.publicKey(mlDsa);
    this.names = Claim.Names.of(certificates);
  }

  /** The border to foreign certificates: empty unless both parse and hold keys of suite 1. */
  static Optional<PublicPair> find(CertificatePair certificates) {
    try {
      return Optional.of(
          new PublicPair(
              certificates,
              Certificates.read(certificates.p256()).getSubjectPublicKeyInfo(),
              Certificates.read(certificates.mlDsa()).getSubjectPublicKeyInfo()));
    } catch (CryptoException e) {
      throw e;
    } catch (IOException | RuntimeException _) {
      return Optional.empty(); // the ASN.1 reader has no narrower type for hostile bytes
    }
  }

  boolean isOf(Bytes p256PublicKey, Bytes mlDsaPublicKey) {
    return p256Key.equals(p256PublicKey) && mlDsaKey.equals(mlDsaPublicKey);
  }

  Verdict judge(Claim claim, Signatures signatures) {
    boolean isP256Valid = P256.verifies(p256, claim.p256Message(names), signatures.p256());
    boolean isMlDsaValid = MlDsa.verifies(mlDsa, claim.mlDsaMessage(names), signatures.mlDsa());
    if (isP256Valid && isMlDsaValid) {
      return Verdict.VALID;
    }
    return isP256Valid || isMlDsaValid ? Verdict.INCOMPLETE : Verdict.INVALID;
  }

  @Override
  public String toString() {
    return "PublicPair[" + names + "]";
  }
}
