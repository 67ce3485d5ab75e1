package org.vigilmesh.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigilmesh.engine.Country;
import org.vigilmesh.engine.SignedCase;
import org.vigilmesh.envelope.EvidenceFile;
import org.vigilmesh.envelope.EvidenceFile.Piece;
import org.vigilmesh.value.Bytes;

/**
 * A file of evidence cut at every length and with bits turned; {@code -Devidence.bits=all} turns
 * each one.
 */
final class AlteredEvidenceTest {
  private static final EvidenceFile WHOLE = new SignedCase().file();
  private static final Bytes WRITTEN = Country.CODEC.evidenceFile().encode(WHOLE);
  private static final long SEED = Long.getLong("mutate.seed", 20_270_117L);
  private static final int STEP = "all".equals(System.getProperty("evidence.bits")) ? 1 : 211;

  private static Reading read(Bytes bytes) {
    return Evidence.read(bytes, Country.CODEC, Country.CRYPTO.verifier(), Trusted.NOTHING);
  }

  private static Bytes turned(Bytes bytes, int bit) {
    byte[] copy = bytes.toArray();
    copy[bit / 8] ^= (byte) (1 << bit % 8);
    return Bytes.of(copy);
  }

  @Test
  void everyTruncationIsRefused() {
    for (int size = 0; size < WRITTEN.size(); size++) {
      Reading reading = read(WRITTEN.slice(0, size));
      assertEquals(
          Kind.FILE, assertInstanceOf(Reading.Unreadable.class, reading, "cut at " + size).what());
    }
  }

  @Test
  void everyTurnedBitIsRefused() {
    int offset = new Random(SEED).nextInt(STEP);
    for (int bit = offset; bit < WRITTEN.size() * 8; bit += STEP) {
      Reading reading = read(turned(WRITTEN, bit));
      assertTrue(!(reading instanceof Reading.Judged), "bit " + bit + " of " + WRITTEN.hex());
    }
    for (int bit = 0; bit < 64 * 8; bit++) {
      assertTrue(!(read(turned(WRITTEN, bit)) instanceof Reading.Judged), "bit " + bit);
    }
  }

  /** What is altered by somebody who then makes a new digest for the file. */
  enum Part {
    CARD,
    ROSTER,
    HEADER,
    RECEIPT,
    BODY;

    EvidenceFile altered(Random random) {
      List<Bytes> cards = new ArrayList<>(WHOLE.cards());
      List<Bytes> rosters = new ArrayList<>(WHOLE.rosters());
      List<Piece> pieces = new ArrayList<>(WHOLE.pieces());
      int at = random.nextInt(2);
      Piece piece = pieces.get(at);
      switch (this) {
        case CARD -> cards.set(at, any(cards.get(at), random));
        case ROSTER -> rosters.set(at, any(rosters.get(at), random));
        case HEADER ->
            pieces.set(at, new Piece(any(piece.header(), random), piece.receipt(), piece.body()));
        case RECEIPT ->
            pieces.set(
                at,
                new Piece(
                    piece.header(),
                    Optional.of(any(piece.receipt().orElseThrow(), random)),
                    piece.body()));
        case BODY ->
            pieces.set(
                at,
                new Piece(
                    piece.header(),
                    piece.receipt(),
                    Optional.of(any(piece.body().orElseThrow(), random))));
      }
      return new EvidenceFile(
          WHOLE.caseId(),
          WHOLE.writer(),
          WHOLE.writtenAt(),
          WHOLE.journal(),
          cards,
          rosters,
          pieces);
    }

    private static Bytes any(Bytes bytes, Random random) {
      return turned(bytes, random.nextInt(bytes.size() * 8));
    }
  }

  private static List<String> told(Evidence evidence) {
    return evidence.checked().stream()
        .map(one -> one.kind() + " " + one.by() + " " + one.about() + " " + one.findings())
        .toList();
  }

  /** The name beside a roster authority's proof is signed by nobody: it changes no verdict. */
  @ParameterizedTest
  @EnumSource
  void aBitOfAnObjectInAFileMadeAnewIsNegativeOrChangesNothing(Part part) {
    List<String> sound = told(assertInstanceOf(Reading.Judged.class, read(WRITTEN)).evidence());
    Random random = new Random(SEED + part.ordinal());
    for (int i = 0; i < 60; i++) {
      EvidenceFile altered = part.altered(random);
      Reading reading = read(Country.CODEC.evidenceFile().encode(altered));
      if (reading instanceof Reading.Judged(Evidence evidence) && evidence.isSound()) {
        assertEquals(Part.ROSTER, part, "-Dmutate.seed=" + SEED + " round " + i);
        assertEquals(sound, told(evidence), "-Dmutate.seed=" + SEED + " round " + i);
      }
    }
  }
}
