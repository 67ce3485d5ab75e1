package org.vigilmesh.adapter.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.adapter.crypto.Sample.ANCHOR;
import static org.vigilmesh.adapter.crypto.Sample.AT;
import static org.vigilmesh.adapter.crypto.Sample.CRYPTO;
import static org.vigilmesh.adapter.crypto.Sample.PAIR;
import static org.vigilmesh.adapter.crypto.Sample.SIGNING;
import static org.vigilmesh.adapter.crypto.Sample.XA;
import static org.vigilmesh.adapter.crypto.Sample.XB;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigilmesh.identity.Anchor;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.port.TransportIdentity;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

final class CertificatesTest {
  static X509Certificate jdk(Bytes der) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509", "SUN")
              .generateCertificate(new ByteArrayInputStream(der.toArray()));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anchorSignsItself() throws GeneralSecurityException {
    Anchor anchor = CRYPTO.anchor(ANCHOR);
    X509Certificate p256 = jdk(anchor.certificates().p256());
    X509Certificate mlDsa = jdk(anchor.certificates().mlDsa());
    p256.verify(p256.getPublicKey());
    mlDsa.verify(mlDsa.getPublicKey());
    assertArrayEquals(anchor.p256Key().toArray(), p256.getPublicKey().getEncoded());
    assertArrayEquals(anchor.mlDsaKey().toArray(), mlDsa.getPublicKey().getEncoded());
    assertTrue(p256.getKeyUsage()[5], "may certify");
    assertEquals(0, p256.getBasicConstraints());
  }

  @Test
  void anchorMadeAgainIsTheSame() {
    assertEquals(CRYPTO.anchor(ANCHOR), CRYPTO.anchor(ANCHOR));
    assertEquals(PAIR, CRYPTO.certify(ANCHOR, SIGNING.header(), AT, AT.plus(Duration.ofDays(400))));
    assertNotEquals(
        PAIR, CRYPTO.certify(ANCHOR, SIGNING.header(), AT, AT.plus(Duration.ofDays(401))));
  }

  @Test
  void signingPairIsCertifiedByTheAnchorLikeByLike() throws GeneralSecurityException {
    CertificatePair anchor = CRYPTO.anchor(ANCHOR).certificates();
    X509Certificate p256 = jdk(PAIR.p256());
    p256.verify(jdk(anchor.p256()).getPublicKey());
    jdk(PAIR.mlDsa()).verify(jdk(anchor.mlDsa()).getPublicKey());
    assertEquals("CN=vigil:xa, C=XA", p256.getSubjectX500Principal().toString());
    assertEquals(jdk(anchor.p256()).getSubjectX500Principal(), p256.getIssuerX500Principal());
    assertEquals(AT, p256.getNotBefore().toInstant());
    assertEquals(-1, p256.getBasicConstraints());
    assertTrue(PAIR.mlDsa().size() < CertificatePair.CERTIFICATE_SIZE_MAX);
  }

  @Test
  void anchorCertifiesItsOwnSigningPairsOnly() {
    Crypto.Key stranger = CRYPTO.newKey(KeyKind.SIGNING, XB, AT);
    assertThrows(
        IllegalStateException.class,
        () -> CRYPTO.certify(ANCHOR, stranger.header(), AT, AT.plusSeconds(1)));
    assertThrows(
        IllegalStateException.class,
        () -> CRYPTO.certify(ANCHOR, ANCHOR.header(), AT, AT.plusSeconds(1)));
    assertThrows(
        IllegalStateException.class,
        () -> CRYPTO.certify(SIGNING, SIGNING.header(), AT, AT.plusSeconds(1)));
  }

  @Test
  void transportIdentityNamesTheNodeForSevenDays() throws GeneralSecurityException {
    Crypto.Key key = CRYPTO.newKey(KeyKind.TRANSPORT, XA, AT);
    TransportIdentity identity = CRYPTO.transport(key, AT.plusMillis(300));
    X509Certificate shown = identity.certificate();
    shown.verify(shown.getPublicKey());
    shown.checkValidity(Date.from(AT));
    assertEquals(
        Duration.ofDays(7),
        Duration.between(shown.getNotBefore().toInstant(), shown.getNotAfter().toInstant()));
    assertEquals(List.of(List.of(6, "vigil:xa")), List.copyOf(shown.getSubjectAlternativeNames()));
    assertEquals(List.of("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"), shown.getExtendedKeyUsage());
    assertEquals(identity.pin(), Crypto.spkiPin(shown));
    assertEquals(identity.pin(), key.header().id());
    assertEquals(Digest.sha256(Bytes.of(shown.getPublicKey().getEncoded())), identity.pin());
  }

  @Test
  void transportKeyIsTheCertificates() throws GeneralSecurityException {
    TransportIdentity identity = CRYPTO.transport(CRYPTO.newKey(KeyKind.TRANSPORT, XA, AT), AT);
    Signature signature = Signature.getInstance("SHA256withECDSA", "SunEC");
    signature.initSign(identity.key());
    signature.update(new byte[] {1, 2, 3});
    byte[] signed = signature.sign();
    signature.initVerify(identity.certificate());
    signature.update(new byte[] {1, 2, 3});
    assertTrue(signature.verify(signed));
  }

  @Test
  void datesBeyond2049AreWritten() {
    Crypto.Key late = CRYPTO.newKey(KeyKind.ANCHOR, XA, AT.plus(Duration.ofDays(20 * 365)));
    X509Certificate certificate = jdk(CRYPTO.anchor(late).certificates().p256());
    assertEquals(
        late.header().created().plus(Duration.ofDays(30 * 365)),
        certificate.getNotAfter().toInstant());
  }
}
