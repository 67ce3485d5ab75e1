package org.vigilmesh.adapter.crypto;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.vigilmesh.identity.Anchor;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.port.TransportIdentity;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/**
 * Makes the few X.509 certificates of this design. Each is a function of its keys, name and time:
 * made again it is the same, byte for byte, so none has to be kept beside its key.
 */
final class Certificates {
  /** An anchor changes once in years; its end is decided by people, not by this date. */
  private static final Duration ANCHOR_LIFE = Duration.ofDays(30 * 365);

  private static final Duration TRANSPORT_LIFE = Duration.ofDays(7);

  /** For peers whose clock is behind. */
  private static final Duration EARLY = Duration.ofHours(1);

  private static final int SERIAL_SIZE = 16;

  private Certificates() {}

  /** Reads a foreign certificate: DER, nothing behind it. */
  static Certificate read(Bytes der) throws IOException {
    Certificate parsed = Certificate.getInstance(ASN1Primitive.fromByteArray(der.toArray()));
    InvalidValue.unless(Bytes.of(parsed.getEncoded("DER")).equals(der), "a certificate is DER");
    return parsed;
  }

  static Anchor anchor(HeldKey key) {
    KeyHeader header = key.header();
    X500Name name = anchorName(header.node());
    Subject subject =
        new Subject(name, name, header.created(), header.created().plus(ANCHOR_LIFE), Use.ANCHOR);
    return new Anchor(
        header.node(),
        pair(key, subject, header.publicKeys().get(0), header.publicKeys().get(1)),
        header.publicKeys().get(0),
        header.publicKeys().get(1));
  }

  /** The anchor's certificates of a signing pair, whose public keys are {@code signing}'s. */
  static CertificatePair signing(HeldKey anchor, KeyHeader signing, Instant from, Instant to) {
    Subject subject =
        new Subject(
            anchorName(anchor.header().node()),
            builder(signing.node().node()).build(),
            from,
            to,
            Use.SIGNING);
    return pair(anchor, subject, signing.publicKeys().get(0), signing.publicKeys().get(1));
  }

  static TransportIdentity transport(HeldKey key, Instant from) {
    NodeId node = key.header().node().node();
    X500Name name = builder(node).build();
    Instant begin = from.minus(EARLY);
    Subject subject =
        new Subject(name, name, begin, begin.plus(TRANSPORT_LIFE), new Use.Transport(node));
    Bytes publicKey = key.header().publicKeys().getFirst();
    Bytes certificate = byP256(key.use(0, P256::privateKey), subject, publicKey);
    return new TransportIdentity(
        jdk(certificate), key.use(0, P256::jdkPrivateKey), key.header().id());
  }

  private static X500Name anchorName(NodeRef node) {
    return builder(node.node()).addRDN(BCStyle.OU, "anchor " + node.epoch()).build();
  }

  private static X500NameBuilder builder(NodeId node) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.C, node.state())
        .addRDN(BCStyle.CN, uri(node));
  }

  private static String uri(NodeId node) {
    return "vigil:" + node.text();
  }

  private static CertificatePair pair(
      HeldKey issuer, Subject subject, Bytes p256PublicKey, Bytes mlDsaPublicKey) {
    return new CertificatePair(
        byP256(issuer.use(0, P256::privateKey), subject, p256PublicKey),
        byMlDsa(issuer.use(1, MlDsa::expanded), subject, mlDsaPublicKey));
  }

  private static Bytes byP256(ECPrivateKeyParameters issuer, Subject subject, Bytes publicKey) {
    try {
      TBSCertificate content = subject.content(publicKey, P256.SIGNATURE);
      Bytes signature = P256.sign(issuer, Bytes.of(content.getEncoded("DER")));
      return certificate(content, P256.SIGNATURE, P256.sequence(signature).getEncoded("DER"));
    } catch (IOException e) {
      throw new CryptoException("writing a certificate", e);
    }
  }

  private static Bytes byMlDsa(MLDSAPrivateKeyParameters issuer, Subject subject, Bytes publicKey) {
    try {
      TBSCertificate content = subject.content(publicKey, MlDsa.ALGORITHM);
      Bytes signature = MlDsa.signSame(issuer, Bytes.of(content.getEncoded("DER")));
      return certificate(content, MlDsa.ALGORITHM, signature.toArray());
    } catch (IOException e) {
      throw new CryptoException("writing a certificate", e);
    }
  }

  private static Bytes certificate(
      TBSCertificate content, AlgorithmIdentifier algorithm, byte[] signature) throws IOException {
    ASN1Encodable[] parts = {content, algorithm, new DERBitString(signature)};
    return Bytes.of(new DERSequence(parts).getEncoded("DER"));
  }

  private static X509Certificate jdk(Bytes certificate) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509", "SUN")
              .generateCertificate(new ByteArrayInputStream(certificate.toArray()));
    } catch (GeneralSecurityException e) {
      throw new CryptoException("reading our own certificate", e);
    }
  }

  /** What a certificate lets its key do. */
  private sealed interface Use {
    Use ANCHOR = new Anchoring();
    Use SIGNING = new Signing();

    record Anchoring() implements Use {}

    record Signing() implements Use {}

    /** TLS on both sides, under the node's name. */
    record Transport(NodeId node) implements Use {}

    default ExtensionsGenerator extensions() throws IOException {
      ExtensionsGenerator extensions = new ExtensionsGenerator();
      boolean isAnchor = this instanceof Anchoring;
      extensions.addExtension(
          Extension.basicConstraints,
          true,
          isAnchor ? new BasicConstraints(0) : new BasicConstraints(false));
      int usage =
          switch (this) {
            case Anchoring _ -> KeyUsage.keyCertSign | KeyUsage.digitalSignature;
            case Signing _ -> KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
            case Transport _ -> KeyUsage.digitalSignature;
          };
      extensions.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
      if (this instanceof Transport(NodeId node)) {
        KeyPurposeId[] both = {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
        extensions.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(both));
        GeneralName name = new GeneralName(GeneralName.uniformResourceIdentifier, uri(node));
        extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(name));
      }
      return extensions;
    }
  }

  /** All of a certificate but its keys. */
  private record Subject(X500Name issuer, X500Name name, Instant from, Instant to, Use use) {
    TBSCertificate content(Bytes publicKey, AlgorithmIdentifier algorithm) throws IOException {
      V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
      generator.setSerialNumber(new ASN1Integer(serial(publicKey)));
      generator.setSignature(algorithm);
      generator.setIssuer(issuer);
      generator.setStartDate(Time.getInstance(SignedAttributes.time(from)));
      generator.setEndDate(Time.getInstance(SignedAttributes.time(to)));
      generator.setSubject(name);
      generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(publicKey.toArray()));
      generator.setExtensions(use.extensions().generate());
      return generator.generateTBSCertificate();
    }

    /** Unforeseeable to nobody, and it need not be: every hash here is collision-resistant. */
    private BigInteger serial(Bytes publicKey) {
      Digest digest =
          Digest.sha256(
              publicKey, Bytes.u64(from.getEpochSecond()), Bytes.u64(to.getEpochSecond()));
      byte[] serial = digest.bytes().slice(0, SERIAL_SIZE).toArray();
      serial[0] = (byte) ((serial[0] & 0x7f) | 0x40);
      return new BigInteger(serial);
    }
  }
}
