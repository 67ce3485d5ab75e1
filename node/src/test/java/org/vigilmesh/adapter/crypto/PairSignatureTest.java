package org.vigilmesh.adapter.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.adapter.crypto.Sample.AT;
import static org.vigilmesh.adapter.crypto.Sample.CRYPTO;
import static org.vigilmesh.adapter.crypto.Sample.PAIR;
import static org.vigilmesh.adapter.crypto.Sample.SIGNER;
import static org.vigilmesh.adapter.crypto.Sample.XA;
import static org.vigilmesh.adapter.crypto.Sample.flipped;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.identity.Anchor;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.PairId;
import org.vigilmesh.identity.Signatures;
import org.vigilmesh.port.Verifier;
import org.vigilmesh.port.Verifier.Verdict;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

@Tag("bulk")
final class PairSignatureTest {
  private static final Bytes CONTENT = Bytes.utf8("a statement's header");
  private static final Verifier VERIFIER = CRYPTO.verifier();
  private static final Signatures GOOD = SIGNER.sign(Purpose.STATEMENT, AT, CONTENT);
  private static final String ORDER =
      "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

  private static Verdict judged(Signatures signatures) {
    return VERIFIER.verify(Purpose.STATEMENT, AT, CONTENT, signatures, PAIR);
  }

  private static Signatures with(Bytes p256, Bytes mlDsa) {
    return new Signatures(PAIR.id(), p256, mlDsa);
  }

  @Test
  void bothSignaturesTogetherAreValid() {
    assertEquals(Verdict.VALID, judged(GOOD));
    assertEquals(PAIR, SIGNER.certificates());
  }

  @Test
  void anchorSignsAsItself() {
    Anchor anchor = CRYPTO.anchor(Sample.ANCHOR);
    Signatures signed = CRYPTO.signer(Sample.ANCHOR).sign(Purpose.CARD, AT, CONTENT);
    assertEquals(
        Verdict.VALID, VERIFIER.verify(Purpose.CARD, AT, CONTENT, signed, anchor.certificates()));
  }

  @Test
  void oneOfTwoIsIncomplete() {
    assertEquals(Verdict.INCOMPLETE, judged(with(GOOD.p256(), flipped(GOOD.mlDsa(), 77))));
    assertEquals(Verdict.INCOMPLETE, judged(with(flipped(GOOD.p256(), 77), GOOD.mlDsa())));
    assertEquals(
        Verdict.INVALID, judged(with(flipped(GOOD.p256(), 77), flipped(GOOD.mlDsa(), 77))));
  }

  @Test
  void everyFlippedBitOfEitherSignatureIsRefused() {
    IntStream.range(0, 8 * Signatures.P256_SIZE)
        .forEach(
            bit ->
                assertEquals(
                    Verdict.INCOMPLETE,
                    judged(with(flipped(GOOD.p256(), bit), GOOD.mlDsa())),
                    () -> "P-256 bit " + bit));
    IntStream.range(0, 8 * Signatures.ML_DSA_SIZE)
        .parallel()
        .forEach(
            bit ->
                assertEquals(
                    Verdict.INCOMPLETE,
                    judged(with(GOOD.p256(), flipped(GOOD.mlDsa(), bit))),
                    () -> "ML-DSA bit " + bit));
  }

  @Test
  void numbersOutsideTheGroupAreRefusedBeforeTheLibrary() {
    Bytes r = GOOD.p256().slice(0, 32);
    Bytes s = GOOD.p256().slice(32, 64);
    Bytes zero = Digest.ZERO.bytes();
    Bytes order = Bytes.fromHex(ORDER);
    Bytes all = Bytes.fromHex("ff".repeat(32));
    for (Bytes bad :
        List.of(
            Bytes.concat(zero, zero),
            Bytes.concat(r, zero),
            Bytes.concat(zero, s),
            Bytes.concat(order, s),
            Bytes.concat(r, order),
            Bytes.concat(all, all))) {
      assertEquals(Verdict.INCOMPLETE, judged(with(bad, GOOD.mlDsa())), bad.hex());
    }
    assertEquals(
        Verdict.INCOMPLETE, judged(with(GOOD.p256(), Bytes.of(new byte[Signatures.ML_DSA_SIZE]))));
  }

  @Test
  void emptyAndShortSignaturesAreRefusedByThePrimitives() {
    PublicKeys keys = PublicKeys.of();
    for (int size : new int[] {0, 1, 32, 63, 65, 72, 128}) {
      assertFalse(P256.verifies(keys.p256, CONTENT, Sample.random(size)));
    }
    for (int size : new int[] {0, 1, 3308, 3310, 6618}) {
      assertFalse(MlDsa.verifies(keys.mlDsa, CONTENT, Sample.random(size)));
    }
  }

  private record PublicKeys(
      org.bouncycastle.crypto.params.ECPublicKeyParameters p256, java.security.PublicKey mlDsa) {
    static PublicKeys of() {
      List<Bytes> keys = Sample.SIGNING.header().publicKeys();
      return new PublicKeys(
          P256.publicKey(
              org.bouncycastle.asn1.x509.SubjectPublicKeyInfo.getInstance(keys.get(0).toArray())),
          MlDsa.publicKey(
              org.bouncycastle.asn1.x509.SubjectPublicKeyInfo.getInstance(keys.get(1).toArray())));
    }
  }

  @Test
  void signatureServesOnePurposeOnly() {
    for (Purpose purpose : Purpose.values()) {
      assertEquals(
          purpose == Purpose.STATEMENT ? Verdict.VALID : Verdict.INVALID,
          VERIFIER.verify(purpose, AT, CONTENT, GOOD, PAIR));
    }
  }

  @Test
  void timeAndContentAreSigned() {
    assertEquals(
        Verdict.INVALID,
        VERIFIER.verify(Purpose.STATEMENT, AT.plusSeconds(1), CONTENT, GOOD, PAIR));
    assertEquals(
        Verdict.INVALID, VERIFIER.verify(Purpose.STATEMENT, AT, flipped(CONTENT, 3), GOOD, PAIR));
    assertEquals(Verdict.INVALID, VERIFIER.verify(Purpose.STATEMENT, AT, Bytes.EMPTY, GOOD, PAIR));
  }

  @Test
  void timesThatNoAttributeHoldsAreInvalid() {
    for (Instant at :
        List.of(
            AT.plusMillis(1),
            Instant.MIN,
            Instant.MAX,
            Instant.parse("1949-12-31T23:59:59Z"),
            Instant.parse("+10000-01-01T00:00:00Z"))) {
      assertEquals(Verdict.INVALID, VERIFIER.verify(Purpose.STATEMENT, at, CONTENT, GOOD, PAIR));
      assertThrows(IllegalStateException.class, () -> SIGNER.sign(Purpose.STATEMENT, at, CONTENT));
    }
  }

  @Test
  void timesBeyond2049AreSignedToo() {
    Instant late = Instant.parse("2050-01-01T00:00:00Z");
    Signatures signed = SIGNER.sign(Purpose.RECEIPT, late, CONTENT);
    assertEquals(Verdict.VALID, VERIFIER.verify(Purpose.RECEIPT, late, CONTENT, signed, PAIR));
  }

  @Test
  void signaturesOfAnotherPairAreInvalid() {
    Crypto.Key other = CRYPTO.newKey(KeyKind.SIGNING, XA, AT);
    CertificatePair certificates =
        CRYPTO.certify(Sample.ANCHOR, other.header(), AT, AT.plus(Duration.ofDays(1)));
    assertEquals(
        Verdict.INVALID, VERIFIER.verify(Purpose.STATEMENT, AT, CONTENT, GOOD, certificates));
    assertEquals(
        Verdict.INVALID,
        VERIFIER.verify(
            Purpose.STATEMENT,
            AT,
            CONTENT,
            new Signatures(certificates.id(), GOOD.p256(), GOOD.mlDsa()),
            certificates));
    assertEquals(
        Verdict.INVALID,
        judged(new Signatures(new PairId(Digest.ZERO), GOOD.p256(), GOOD.mlDsa())));
  }

  @Test
  void halvesOfTwoPairsDoNotCombine() {
    Crypto.Key other = CRYPTO.newKey(KeyKind.SIGNING, XA, AT);
    CertificatePair certificates =
        CRYPTO.certify(Sample.ANCHOR, other.header(), AT, AT.plus(Duration.ofDays(1)));
    CertificatePair mixed = new CertificatePair(PAIR.p256(), certificates.mlDsa());
    Signatures theirs = CRYPTO.signer(other, certificates).sign(Purpose.STATEMENT, AT, CONTENT);
    assertEquals(
        Verdict.INVALID,
        VERIFIER.verify(
            Purpose.STATEMENT,
            AT,
            CONTENT,
            new Signatures(mixed.id(), GOOD.p256(), theirs.mlDsa()),
            mixed));
  }

  @Test
  void certificatesOfOtherKindsAreInvalid() {
    CertificatePair swapped = new CertificatePair(PAIR.mlDsa(), PAIR.p256());
    CertificatePair twice = new CertificatePair(PAIR.p256(), PAIR.p256());
    CertificatePair long1 =
        new CertificatePair(Bytes.concat(PAIR.p256(), Bytes.fromHex("00")), PAIR.mlDsa());
    CertificatePair none = new CertificatePair(Bytes.utf8("none"), Bytes.utf8("at all"));
    for (CertificatePair bad : List.of(swapped, twice, long1, none)) {
      assertEquals(
          Verdict.INVALID,
          VERIFIER.verify(
              Purpose.STATEMENT,
              AT,
              CONTENT,
              new Signatures(bad.id(), GOOD.p256(), GOOD.mlDsa()),
              bad));
    }
  }

  @Test
  void mutatedCertificatesNeverThrow() {
    java.util.Random random = new java.util.Random(20260301);
    for (int i = 0; i < 4000; i++) {
      byte[] p256 = PAIR.p256().toArray();
      byte[] mlDsa = PAIR.mlDsa().toArray();
      for (int n = random.nextInt(4); n >= 0; n--) {
        p256[random.nextInt(p256.length)] = (byte) random.nextInt();
        mlDsa[random.nextInt(i % 2 == 0 ? 200 : mlDsa.length)] = (byte) random.nextInt();
      }
      CertificatePair bad = new CertificatePair(Bytes.of(p256), Bytes.of(mlDsa));
      if (!bad.equals(PAIR)) {
        assertEquals(
            Verdict.INVALID,
            VERIFIER.verify(
                Purpose.STATEMENT,
                AT,
                CONTENT,
                new Signatures(bad.id(), GOOD.p256(), GOOD.mlDsa()),
                bad),
            HexFormat.of().formatHex(p256));
      }
    }
  }

  @Test
  void p256SignaturesRepeatAndMlDsaOnesDoNot() {
    Signatures again = SIGNER.sign(Purpose.STATEMENT, AT, CONTENT);
    assertEquals(GOOD.p256(), again.p256());
    assertNotEquals(GOOD.mlDsa(), again.mlDsa());
    assertEquals(Verdict.VALID, judged(again));
  }

  @Test
  void pairsBeyondTheCacheAreStillJudged() {
    Verifier verifier = CRYPTO.verifier();
    for (int i = 0; i < 1100; i++) {
      Bytes certificate = Sample.flipped(PAIR.mlDsa(), 8 * PAIR.mlDsa().size() - 1 - i);
      CertificatePair other = new CertificatePair(PAIR.p256(), certificate);
      Signatures theirs = new Signatures(other.id(), GOOD.p256(), GOOD.mlDsa());
      assertEquals(Verdict.INVALID, verifier.verify(Purpose.STATEMENT, AT, CONTENT, theirs, other));
    }
    assertEquals(Verdict.VALID, verifier.verify(Purpose.STATEMENT, AT, CONTENT, GOOD, PAIR));
  }

  @Test
  void anchorIsConsistentOnlyWithItsOwnKeys() {
    Anchor anchor = CRYPTO.anchor(Sample.ANCHOR);
    Anchor other = CRYPTO.anchor(CRYPTO.newKey(KeyKind.ANCHOR, XA, AT));
    assertTrue(VERIFIER.isConsistent(anchor));
    assertFalse(
        VERIFIER.isConsistent(
            new Anchor(XA, anchor.certificates(), other.p256Key(), anchor.mlDsaKey())));
    assertFalse(
        VERIFIER.isConsistent(
            new Anchor(XA, anchor.certificates(), anchor.p256Key(), other.mlDsaKey())));
    assertFalse(
        VERIFIER.isConsistent(
            new Anchor(
                XA,
                new CertificatePair(Bytes.utf8("x"), Bytes.utf8("y")),
                anchor.p256Key(),
                anchor.mlDsaKey())));
  }

  @Test
  void signedAttributesHaveTheirStatedSizes() {
    Claim claim = new Claim(Purpose.STATEMENT, AT, CONTENT);
    Claim.Names names = Claim.Names.of(PAIR);
    assertEquals(253, claim.p256Message(names).size());
    assertEquals(286, claim.mlDsaMessage(names).size());
    assertEquals(0x31, claim.p256Message(names).at(0));
  }

  @Test
  void signerWithForeignCertificatesIsABug() {
    Crypto.Key other = CRYPTO.newKey(KeyKind.SIGNING, XA, AT);
    assertThrows(IllegalStateException.class, () -> CRYPTO.signer(other, PAIR));
    assertFalse(CRYPTO.isOf(other.header(), PAIR));
    assertTrue(CRYPTO.isOf(Sample.SIGNING.header(), PAIR));
  }
}
