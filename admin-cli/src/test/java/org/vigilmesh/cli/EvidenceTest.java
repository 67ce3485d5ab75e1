package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.engine.SignedCase;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Verifier.Verdict;
import org.vigilmesh.proto.v1.CaseEvidence;
import org.vigilmesh.proto.v1.StatementEvidence;
import org.vigilmesh.value.Bytes;

/** Judging a node's export: nothing in it is believed that its signatures do not say. */
final class EvidenceTest {
  private static final SignedCase SIGNED = new SignedCase();
  private static final CaseEvidence EXPORTED = wire(SIGNED.exported());
  private static final Crypto CRYPTO = new Crypto(new SecureRandom());

  private static CaseEvidence wire(Queries.CaseEvidence evidence) {
    CaseEvidence.Builder out = CaseEvidence.newBuilder();
    evidence.cards().forEach(card -> out.addSignedCards(Scene.wire(card)));
    for (Queries.StatementEvidence one : evidence.statements()) {
      out.addStatementsBuilder()
          .setSignedHeader(Scene.wire(one.header()))
          .setSignedReceipt(Scene.wire(one.receipt().orElseThrow()));
    }
    return out.build();
  }

  private static Evidence judged(CaseEvidence evidence) {
    return Evidence.of(evidence, List.of(), CRYPTO);
  }

  private static boolean isSound(Evidence evidence) {
    return evidence.cards().stream().allMatch(Evidence.Shown::isValid)
        && evidence.pieces().stream().allMatch(Evidence.Piece::isSound);
  }

  @Test
  void whatRealNodesSignedIsSound() {
    Evidence evidence = judged(EXPORTED);

    assertTrue(isSound(evidence));
    assertEquals(2, evidence.cards().size());
    assertEquals(List.of("xa", "xb"), evidence.pieces().stream().map(Evidence.Piece::by).toList());
    for (Evidence.Piece piece : evidence.pieces()) {
      assertEquals(Verdict.VALID, piece.receipt().orElseThrow().verdict());
      assertTrue(piece.isCovered());
      assertTrue(piece.content().isEmpty());
      assertFalse(piece.isContentSigned(), "nothing is claimed of what is not here");
    }
  }

  private static ByteString flipped(ByteString bytes, Random random) {
    byte[] copy = bytes.toByteArray();
    copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
    return ByteString.copyFrom(copy);
  }

  /** One bit of one object; the whole must then be unreadable or not sound. */
  private static boolean isNoticed(UnaryOperator<CaseEvidence.Builder> change) {
    try {
      return !isSound(judged(change.apply(EXPORTED.toBuilder()).build()));
    } catch (CliException refused) {
      assertEquals("E-EVIDENCE-FORM", refused.code());
      return true;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void anyBitOfAStatementIsNoticed(int index) {
    long seed = Long.getLong("sim.seed", 21L);
    Random random = new Random(seed);
    for (int i = 0; i < 150; i++) {
      assertTrue(
          isNoticed(
              builder -> {
                StatementEvidence.Builder one = builder.getStatementsBuilder(index);
                one.setSignedHeader(flipped(one.getSignedHeader(), random));
                return builder;
              }),
          "-Dsim.seed=" + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void anyBitOfAReceiptIsNoticed(int index) {
    long seed = Long.getLong("sim.seed", 22L);
    Random random = new Random(seed);
    for (int i = 0; i < 150; i++) {
      assertTrue(
          isNoticed(
              builder -> {
                StatementEvidence.Builder one = builder.getStatementsBuilder(index);
                one.setSignedReceipt(flipped(one.getSignedReceipt(), random));
                return builder;
              }),
          "-Dsim.seed=" + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void anyBitOfACardIsNoticed(int index) {
    long seed = Long.getLong("sim.seed", 23L);
    Random random = new Random(seed);
    for (int i = 0; i < 150; i++) {
      assertTrue(
          isNoticed(
              builder ->
                  builder.setSignedCards(index, flipped(builder.getSignedCards(index), random))),
          "-Dsim.seed=" + seed);
    }
  }

  @Test
  void aCardOfTheOtherSideDoesNotNameTheSigner() {
    CaseEvidence.Builder ours = EXPORTED.toBuilder().clearSignedCards();
    ours.addSignedCards(EXPORTED.getSignedCards(0));
    Evidence evidence = judged(ours.build());

    List<Verdict> verdicts = new ArrayList<>();
    evidence.pieces().forEach(piece -> verdicts.add(piece.header().verdict()));
    assertEquals(List.of(Verdict.VALID, Verdict.INVALID), verdicts);
    assertTrue(evidence.pieces().getLast().header().signer().isEmpty());
  }

  @Test
  void cardsMayComeInAnyOrderAndTwice() {
    CaseEvidence.Builder mixed = EXPORTED.toBuilder().clearSignedCards();
    for (int index : new int[] {1, 0, 1}) {
      mixed.addSignedCards(EXPORTED.getSignedCards(index));
    }

    assertTrue(isSound(judged(mixed.build())));
  }

  @Test
  void aReceiptOfALaterStatementOfTheLaneCoversThisOne() {
    Evidence evidence = judged(EXPORTED);
    long seq = evidence.pieces().getFirst().header().signed().value().seq();

    assertEquals(
        seq,
        evidence.pieces().getFirst().receipt().orElseThrow().signed().value().upTo().seq(),
        "here it is its own");
    CaseEvidence.Builder other = EXPORTED.toBuilder();
    other.getStatementsBuilder(0).setSignedReceipt(EXPORTED.getStatements(1).getSignedReceipt());
    assertFalse(
        judged(other.build()).pieces().getFirst().isCovered(), "the other lane's proves nothing");
  }

  @Test
  void contentIsFoundByItsDigestWhateverItsOrder() {
    List<Openings.Opened> opened = new ArrayList<>();
    for (Queries.OpenedAct act : SIGNED.opened().reversed()) {
      opened.add(
          new Openings.Opened(
              act.act(),
              IdentityFiles.CODEC.act().decode(act.act()).find(),
              act.endorsements(),
              act.body()));
    }
    Evidence evidence = Evidence.of(EXPORTED, opened, CRYPTO);

    assertTrue(evidence.pieces().stream().allMatch(Evidence.Piece::isContentSigned));
    Evidence half = Evidence.of(EXPORTED, opened.subList(0, 1), CRYPTO);
    assertEquals(1, half.pieces().stream().filter(Evidence.Piece::isContentSigned).count());
    assertTrue(isSound(half), "content that was shredded is no fault of the signatures");
  }

  @Test
  void nothingIsEvidenceOfNothing() {
    Evidence evidence = judged(CaseEvidence.getDefaultInstance());

    assertEquals(List.of(), evidence.pieces());
    assertEquals(List.of(), evidence.cards());
  }

  @Test
  void aReceiptInAStatementsPlaceIsNotRead() {
    CaseEvidence.Builder mixed = EXPORTED.toBuilder();
    mixed.getStatementsBuilder(0).setSignedHeader(EXPORTED.getStatements(0).getSignedReceipt());
    CaseEvidence wrong = mixed.build();

    assertEquals(Exit.NEGATIVE, assertThrows(CliException.class, () -> judged(wrong)).exit());
  }

  @Test
  void pemIsWhatEveryToolReads() {
    Bytes der = Bytes.of(new byte[200]);
    List<String> lines = EvidenceFiles.pem(der).text().lines().toList();

    assertEquals("-----BEGIN CERTIFICATE-----", lines.getFirst());
    assertEquals("-----END CERTIFICATE-----", lines.getLast());
    List<String> body = lines.subList(1, lines.size() - 1);
    assertTrue(body.stream().limit(body.size() - 1).allMatch(line -> line.length() == 64));
    assertEquals(der, Bytes.of(Base64.getDecoder().decode(String.join("", body))));
  }
}
