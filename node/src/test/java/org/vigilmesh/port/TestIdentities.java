package org.vigilmesh.port;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.vigilmesh.Fixtures;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** Transport identities with fresh P-256 keys, good ones and bad ones. */
public final class TestIdentities {
  private TestIdentities() {}

  /** A good one at {@link Fixtures#T}. */
  public static TransportIdentity of(NodeId node) {
    return of(Fixtures.T.minusSeconds(60), Fixtures.T.plusSeconds(604_800), "vigil:" + node);
  }

  /** One that names these URIs and is valid in this time. */
  public static TransportIdentity of(Instant from, Instant to, String... uris) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      X500Name name = new X500Name("CN=test");
      var builder =
          new JcaX509v3CertificateBuilder(
              name, BigInteger.ONE, Date.from(from), Date.from(to), name, keys.getPublic());
      if (uris.length > 0) {
        GeneralName[] names =
            Arrays.stream(uris)
                .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
                .toArray(GeneralName[]::new);
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      }
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
      X509Certificate certificate =
          new JcaX509CertificateConverter().getCertificate(builder.build(signer));
      Digest pin = Digest.sha256(Bytes.of(keys.getPublic().getEncoded()));
      return new TransportIdentity(certificate, keys.getPrivate(), pin);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
