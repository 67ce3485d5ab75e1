package org.vigilmesh.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.engine.Country;
import org.vigilmesh.engine.SignedCase;
import org.vigilmesh.envelope.EvidenceFile;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** Single checks: revocations, places in lanes, and bodies that hold no act. */
final class PointsTest {
  private static final SignedCase SIGNED = new SignedCase();
  private static final EvidenceFile WHOLE = SIGNED.file();
  private static final Instant AT = WHOLE.writtenAt();

  private static Evidence judged(List<Bytes> cards, List<EvidenceFile.Piece> pieces) {
    EvidenceFile file =
        new EvidenceFile(
            WHOLE.caseId(),
            WHOLE.writer(),
            WHOLE.writtenAt(),
            WHOLE.journal(),
            cards,
            WHOLE.rosters(),
            pieces);
    return assertInstanceOf(
            Reading.Judged.class,
            Evidence.judge(file, Country.CODEC, Country.CRYPTO.verifier(), Trusted.NOTHING))
        .evidence();
  }

  private static List<String> broken(Evidence evidence) {
    return evidence
        .broken()
        .flatMap(
            one ->
                one.findings().stream()
                    .filter(finding -> finding.answer().isNegative())
                    .map(finding -> one.number() + " " + one.kind() + " " + finding.point()))
        .toList();
  }

  private static Evidence revoked(Bytes key, Instant from) {
    List<Bytes> cards = new ArrayList<>(WHOLE.cards());
    cards.add(SIGNED.cardRevoking(key, from));
    return judged(cards, WHOLE.pieces());
  }

  private static Signed<StatementHeader> header(int piece) {
    return Country.CODEC
        .signedHeader()
        .decode(WHOLE.pieces().get(piece).header())
        .find()
        .orElseThrow();
  }

  private static StatementBody body(int piece) {
    return Country.CODEC
        .body()
        .decode(WHOLE.pieces().get(piece).body().orElseThrow())
        .find()
        .orElseThrow();
  }

  @Test
  void aPairThatWasRevokedByThenSignsNothing() {
    Bytes pair = header(0).value().sender().pair().digest().bytes();
    assertEquals(
        List.of("1 STATEMENT PAIR_UNREVOKED", "2 RECEIPT PAIR_UNREVOKED"),
        broken(revoked(pair, AT.minusSeconds(3600))));
    assertTrue(revoked(pair, AT.plusSeconds(3600)).isSound(), "it was taken back later");
  }

  @Test
  void aPersonsKeyThatWasRevokedByThenSignsNothing() {
    Endorsement author = body(0).endorsements().getFirst();
    assertEquals(
        List.of("1 PERSON KEY_UNREVOKED"),
        broken(revoked(author.credential().bytes(), AT.minusSeconds(3600))));
    assertTrue(revoked(author.credential().bytes(), AT.plusSeconds(3600)).isSound());
  }

  private static Evidence carrying(Bytes act) {
    StatementBody plain = body(0);
    Bytes bytes =
        Country.CODEC
            .body()
            .encode(new StatementBody(plain.random(), act, List.of(), 1, List.of()));
    EvidenceFile.Piece first = WHOLE.pieces().getFirst();
    return judged(
        WHOLE.cards(),
        List.of(
            new EvidenceFile.Piece(first.header(), first.receipt(), Optional.of(bytes)),
            WHOLE.pieces().get(1)));
  }

  @Test
  void aBodyWithoutAnActIsNegativeInEachPoint() {
    assertEquals(
        List.of("1 CONTENT BODY_SIGNED", "1 CONTENT ACT_FITS", "1 CONTENT PERSONS_NAMED"),
        broken(carrying(Bytes.utf8("no act"))));
  }

  @Test
  void anActOfALaterFormatIsNotJudged() {
    byte[] later = body(0).act().toArray();
    assertEquals(1, later[1], "field 1 is the format");
    later[1] = 2;
    assertEquals(List.of("1 CONTENT BODY_SIGNED"), broken(carrying(Bytes.of(later))));
  }

  @Test
  void anActWhosePersonsDidNotAllSignIsNegative() {
    assertEquals(
        List.of("1 CONTENT BODY_SIGNED", "1 CONTENT PERSONS_NAMED"),
        broken(carrying(body(0).act())));
  }

  private static final Incarnation FIRST = new Incarnation(1, Fixtures.bytes("first", 16));
  private static final LaneId LANE = new LaneId(Fixtures.XA1, Fixtures.XB1, Urgency.URGENT, FIRST);

  private static Signed<StatementHeader> at(LaneId lane, long seq, Digest previous, String body) {
    StatementHeader value = Fixtures.header(lane, seq, previous, Bytes.utf8(body));
    return new Signed<>(value, Country.CODEC.header().encode(value), header(0).signatures());
  }

  @Test
  void aChainIsFollowedAsFarAsTheFileGoes() {
    Signed<StatementHeader> one = at(LANE, 1, Digest.ZERO, "one");
    Signed<StatementHeader> two = at(LANE, 2, one.hash(), "two");
    Signed<StatementHeader> three = at(LANE, 3, two.hash(), "three");
    Signed<StatementHeader> stray = at(LANE, 3, one.hash(), "stray");
    Lanes all = new Lanes(List.of(one, two, three));
    assertEquals(Answer.YES, all.chain(one.value()));
    assertEquals(Answer.YES, all.chain(three.value()));
    assertEquals(Answer.NO, all.chain(stray.value()));
    assertEquals(Answer.YES, all.leads(one, new Position(3, three.hash())));
    assertEquals(Answer.NO, all.leads(one, new Position(3, two.hash())));
    assertEquals(Answer.UNCHECKED, all.leads(one, new Position(4, three.hash())));

    Lanes gap = new Lanes(List.of(one, three));
    assertEquals(Answer.UNCHECKED, gap.chain(three.value()));
    assertEquals(Answer.UNCHECKED, gap.leads(one, new Position(3, three.hash())));
    assertEquals(
        Answer.NO, new Lanes(List.of(one, two, stray)).leads(one, new Position(3, stray.hash())));
  }

  @Test
  void twoStatementsAtOnePlaceAreBothNegative() {
    Signed<StatementHeader> one = at(LANE, 1, Digest.ZERO, "one");
    Signed<StatementHeader> other = at(LANE, 1, Digest.ZERO, "other");
    Lanes split = new Lanes(List.of(one, other));
    assertEquals(Answer.NO, split.chain(one.value()));
    assertEquals(Answer.NO, split.chain(other.value()));
    assertEquals(Answer.YES, new Lanes(List.of(one, one)).chain(one.value()), "the same twice");
  }

  @Test
  void onlyTheFirstStatementOfAFirstIncarnationFollowsNothing() {
    Signed<StatementHeader> wrong = at(LANE, 1, Digest.sha256(Bytes.utf8("x")), "one");
    assertEquals(Answer.NO, new Lanes(List.of(wrong)).chain(wrong.value()));
    LaneId later =
        new LaneId(Fixtures.XA1, Fixtures.XB1, Urgency.URGENT, new Incarnation(2, FIRST.random()));
    Signed<StatementHeader> begun = at(later, 1, Digest.sha256(Bytes.utf8("start")), "one");
    assertEquals(Answer.UNCHECKED, new Lanes(List.of(begun)).chain(begun.value()));
  }
}
