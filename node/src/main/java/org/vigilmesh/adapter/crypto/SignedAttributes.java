package org.vigilmesh.adapter.crypto;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Seconds;

/**
 * What a signature is made over: the DER SET OF of CMS signed attributes (RFC 5652, RFC 5035),
 * rebuilt at both ends and never sent. It binds purpose, time, content and both certificates.
 * Through 2049 they have 253 bytes under P-256 and 286 under ML-DSA-65.
 */
final class SignedAttributes {
  /** 2.25 and a fixed UUID: an arc that needs nobody's registration (X.667). */
  static final ASN1ObjectIdentifier ARC =
      new ASN1ObjectIdentifier("2.25.45470696067320007025690678187103987671");

  static final ASN1ObjectIdentifier PURPOSE_ATTRIBUTE = ARC.branch("1");

  private static final ASN1ObjectIdentifier PURPOSES = ARC.branch("2");
  private static final Instant FIRST = Instant.parse("1950-01-01T00:00:00Z");
  private static final Instant GENERALIZED = Instant.parse("2050-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");
  private static final DateTimeFormatter TWO_DIGIT_YEAR = form("uuMMddHHmmss'Z'");
  private static final DateTimeFormatter FOUR_DIGIT_YEAR = form("uuuuMMddHHmmss'Z'");

  private SignedAttributes() {}

  private static DateTimeFormatter form(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  static ASN1ObjectIdentifier identifier(Purpose purpose) {
    return PURPOSES.branch(Integer.toString(purpose.arc()));
  }

  /** Whether ASN.1 can write {@code at}, in whole seconds. */
  static boolean canHold(Instant at) {
    return Seconds.isWhole(at) && !at.isBefore(FIRST) && !at.isAfter(END);
  }

  /**
   * The attributes of one of the two signatures: {@code own} and {@code other} are the hashes of
   * its certificate and of the other signature's.
   */
  static DERSet of(Purpose purpose, Instant at, Bytes contentDigest, Digest own, Digest other) {
    return new DERSet(
        new ASN1Encodable[] {
          attribute(PKCSObjectIdentifiers.pkcs_9_at_contentType, PKCSObjectIdentifiers.data),
          attribute(PKCSObjectIdentifiers.pkcs_9_at_signingTime, time(at)),
          attribute(PKCSObjectIdentifiers.pkcs_9_at_messageDigest, octets(contentDigest)),
          attribute(
              PKCSObjectIdentifiers.id_aa_signingCertificateV2,
              new DERSequence(new DERSequence(new DERSequence(octets(own.bytes()))))),
          attribute(
              PURPOSE_ATTRIBUTE,
              new DERSequence(
                  new ASN1Encodable[] {
                    identifier(purpose), new ASN1Integer(Format.SUITE), octets(other.bytes())
                  }))
        });
  }

  /** UTCTime through 2049, then GeneralizedTime, as CMS and X.509 both ask. */
  static ASN1Primitive time(Instant at) {
    return at.isBefore(GENERALIZED)
        ? new DERUTCTime(TWO_DIGIT_YEAR.format(at))
        : new DERGeneralizedTime(FOUR_DIGIT_YEAR.format(at));
  }

  private static DERSequence attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
    return new DERSequence(type, new DERSet(value));
  }

  private static DEROctetString octets(Bytes bytes) {
    return new DEROctetString(bytes.toArray());
  }
}
