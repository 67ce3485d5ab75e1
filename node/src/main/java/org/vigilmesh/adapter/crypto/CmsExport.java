package org.vigilmesh.adapter.crypto;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.Signatures;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * The two detached CAdES files (CMS SignedData, DER) that say what a pair of raw signatures says.
 * Always both: one of them alone is half of the evidence.
 */
public record CmsExport(Bytes p256, Bytes mlDsa) {
  private static final AlgorithmIdentifier SHA256 =
      new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
  private static final AlgorithmIdentifier SHA512 =
      new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha512);

  /** {@link InvalidValue} when the certificates are none; nothing is verified or signed here. */
  static CmsExport of(Claim claim, Signatures signatures, CertificatePair certificates) {
    Claim.Names names = Claim.Names.of(certificates);
    try {
      return new CmsExport(
          file(
              certificates.p256(),
              SHA256,
              claim.p256Attributes(names),
              P256.SIGNATURE,
              P256.sequence(signatures.p256()).getEncoded("DER")),
          file(
              certificates.mlDsa(),
              SHA512,
              claim.mlDsaAttributes(names),
              MlDsa.ALGORITHM,
              signatures.mlDsa().toArray()));
    } catch (IOException e) {
      throw new InvalidValue("not a certificate", e);
    }
  }

  /** RFC 5652: ContentInfo { SignedData v1 { one SignerInfo v1, its certificate, no content } }. */
  private static Bytes file(
      Bytes certificateBytes,
      AlgorithmIdentifier digest,
      DERSet attributes,
      AlgorithmIdentifier algorithm,
      byte[] signature)
      throws IOException {
    Certificate certificate = Certificates.read(certificateBytes);
    ASN1Encodable[] signer = {
      new ASN1Integer(1),
      new IssuerAndSerialNumber(certificate),
      digest,
      new DERTaggedObject(false, 0, attributes),
      algorithm,
      new DEROctetString(signature)
    };
    ASN1Encodable[] signed = {
      new ASN1Integer(1),
      new DERSet(digest),
      new DERSequence(CMSObjectIdentifiers.data),
      new DERTaggedObject(false, 0, new DERSet(certificate)),
      new DERSet(new DERSequence(signer))
    };
    ASN1Encodable[] outer = {
      CMSObjectIdentifiers.signedData, new DERTaggedObject(true, 0, new DERSequence(signed))
    };
    return Bytes.of(new DERSequence(outer).getEncoded("DER"));
  }
}
