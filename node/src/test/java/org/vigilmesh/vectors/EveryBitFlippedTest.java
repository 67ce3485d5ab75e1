package org.vigilmesh.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.wire.WireCodec;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.envelope.Sealed;
import org.vigilmesh.envelope.Statement;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.port.Opener;
import org.vigilmesh.port.Verifier;
import org.vigilmesh.value.Bytes;

/**
 * Nothing that was sealed or signed survives a change of a single bit, of its end or of its form.
 */
@Tag("bulk")
final class EveryBitFlippedTest {
  private static final WireCodec CODEC = Story.CODEC;
  private static final Story STORY = new Story();
  private static final Statement STATEMENT = STORY.statement(Fixtures.bytes("act", 300));
  private static final Bytes SEALED = CODEC.sealed().encode(STORY.sealed(STATEMENT));
  private static final Bytes RECEIPT = CODEC.signedReceipt().encode(STORY.receipt(STATEMENT));
  private static final Bytes PLAIN = CODEC.statement().encode(STATEMENT);
  private static final Opener OPENER =
      TestKeys.crypto("opener").opener(Fixtures.XB1, List.of(STORY.keys().key("xb sealing")));
  private static final Verifier VERIFIER = TestKeys.crypto("verifier").verifier();
  private static final CertificatePair XA = STORY.keys().certificates(Fixtures.XA1);
  private static final CertificatePair XB = STORY.keys().certificates(Fixtures.XB1);

  @Test
  void theUnchangedOnesAreTaken() {
    assertTrue(opens(SEALED));
    assertTrue(isSignedReceipt(RECEIPT));
    assertTrue(isSignedStatement(PLAIN));
  }

  @Test
  void aSealedStatementWithAFlippedBitIsRefused() {
    requireEachRefused(SEALED, 1, EveryBitFlippedTest::opens);
  }

  @Test
  void aReceiptWithAFlippedBitIsRefused() {
    requireEachRefused(RECEIPT, 1, EveryBitFlippedTest::isSignedReceipt);
  }

  @Test
  void theStatementInsideWithAFlippedBitIsRefused() {
    // its signatures are of the receipt's kind: one bit in eleven meets each byte and each place
    requireEachRefused(PLAIN, 11, EveryBitFlippedTest::isSignedStatement);
  }

  @Test
  void cutsAndTailsAreRefused() {
    assertEquals(0, takenAmongCutsAndTails(SEALED, EveryBitFlippedTest::opens));
    assertEquals(0, takenAmongCutsAndTails(RECEIPT, EveryBitFlippedTest::isSignedReceipt));
    assertEquals(0, takenAmongCutsAndTails(PLAIN, EveryBitFlippedTest::isSignedStatement));
  }

  private static void requireEachRefused(Bytes bytes, int step, Predicate<Bytes> isTaken) {
    List<Integer> taken =
        IntStream.range(0, 8 * bytes.size() / step)
            .parallel()
            .map(bit -> bit * step)
            .filter(bit -> isTaken.test(flipped(bytes, bit)))
            .boxed()
            .toList();
    assertEquals(List.of(), taken, "bits whose change went unnoticed");
  }

  private static Bytes flipped(Bytes bytes, int bit) {
    byte[] changed = bytes.toArray();
    changed[bit / 8] ^= (byte) (1 << (bit % 8));
    return Bytes.of(changed);
  }

  private static long takenAmongCutsAndTails(Bytes bytes, Predicate<Bytes> isTaken) {
    long cuts =
        IntStream.range(0, bytes.size()).filter(end -> isTaken.test(bytes.slice(0, end))).count();
    long tails =
        IntStream.rangeClosed(1, 16)
            .mapToObj(more -> Bytes.concat(bytes, Bytes.of(new byte[more])))
            .filter(isTaken)
            .count();
    return cuts + tails;
  }

  private static boolean opens(Bytes bytes) {
    return CODEC.sealed().decode(bytes).find().filter(EveryBitFlippedTest::opens).isPresent();
  }

  private static boolean opens(Sealed sealed) {
    return OPENER.open(sealed) instanceof Opener.Opened.Plain;
  }

  private static boolean isSignedReceipt(Bytes bytes) {
    return CODEC
        .signedReceipt()
        .decode(bytes)
        .find()
        .filter(r -> isValid(Purpose.RECEIPT, r.value().receivedAt(), r, XB))
        .isPresent();
  }

  private static boolean isSignedStatement(Bytes bytes) {
    return CODEC
        .statement()
        .decode(bytes)
        .find()
        .filter(Statement::bodyFits)
        .filter(s -> isValid(Purpose.STATEMENT, s.header().value().createdAt(), s.header(), XA))
        .isPresent();
  }

  private static boolean isValid(
      Purpose purpose, Instant at, Signed<?> signed, CertificatePair certificates) {
    return VERIFIER.verify(purpose, at, signed.bytes(), signed.signatures(), certificates)
        == Verifier.Verdict.VALID;
  }
}
