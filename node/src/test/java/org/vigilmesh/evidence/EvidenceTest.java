package org.vigilmesh.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigilmesh.engine.Country;
import org.vigilmesh.engine.SignedCase;
import org.vigilmesh.envelope.EvidenceFile;
import org.vigilmesh.envelope.EvidenceFile.Piece;
import org.vigilmesh.identity.Anchor;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Fingerprint;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.value.Bytes;

/** Judging what a case proves: nothing is believed that signatures in the file do not say. */
final class EvidenceTest {
  private static final SignedCase SIGNED = new SignedCase();
  private static final EvidenceFile WHOLE = SIGNED.file();
  private static final EvidenceFile BARE = SIGNED.bare();

  private static Reading read(EvidenceFile file, Trusted trusted) {
    Bytes bytes = Country.CODEC.evidenceFile().encode(file);
    return Evidence.read(bytes, Country.CODEC, Country.CRYPTO.verifier(), trusted);
  }

  private static Evidence judged(EvidenceFile file) {
    return assertInstanceOf(Reading.Judged.class, read(file, Trusted.NOTHING)).evidence();
  }

  private static EvidenceFile with(
      EvidenceFile file, List<Bytes> cards, List<Bytes> rosters, List<Piece> pieces) {
    return new EvidenceFile(
        file.caseId(), file.writer(), file.writtenAt(), file.journal(), cards, rosters, pieces);
  }

  private static EvidenceFile withCards(EvidenceFile file, List<Bytes> cards) {
    return with(file, cards, file.rosters(), file.pieces());
  }

  private static EvidenceFile withPieces(EvidenceFile file, List<Piece> pieces) {
    return with(file, file.cards(), file.rosters(), pieces);
  }

  /** What speaks against whom, as {@code number kind by: points}. */
  private static List<String> broken(EvidenceFile file) {
    return judged(file)
        .broken()
        .map(
            one ->
                one.number()
                    + " "
                    + one.kind()
                    + " "
                    + one.by()
                    + ": "
                    + one.findings().stream()
                        .filter(finding -> finding.answer().isNegative())
                        .map(finding -> finding.point() + " " + finding.answer())
                        .toList())
        .toList();
  }

  private static Bytes flipped(Bytes bytes, int at) {
    byte[] copy = bytes.toArray();
    copy[at < 0 ? copy.length + at : at] ^= 1;
    return Bytes.of(copy);
  }

  private static Set<Point> answered(Evidence evidence, Answer answer) {
    Set<Point> points = EnumSet.noneOf(Point.class);
    evidence
        .checked()
        .forEach(
            one ->
                one.findings().stream()
                    .filter(finding -> finding.answer() == answer)
                    .forEach(finding -> points.add(finding.point())));
    return points;
  }

  @Test
  void whatRealNodesAndOfficersSignedHoldsInEveryPoint() {
    Evidence evidence = judged(WHOLE);

    assertTrue(evidence.isSound());
    assertEquals(List.of(), evidence.broken().toList());
    assertEquals(2, evidence.cards().size());
    assertEquals(2, evidence.rosters().size());
    assertEquals(
        List.of(
            "0 CARD xa ",
            "0 CARD xb ",
            "0 ROSTER xa ",
            "0 ROSTER xb ",
            "1 STATEMENT xa preservation_request",
            "1 RECEIPT xb ",
            "1 CONTENT xa preservation_request",
            "1 PERSON xa j.morgan",
            "1 PERSON xa p.reyes",
            "2 STATEMENT xb human_ack",
            "2 RECEIPT xa ",
            "2 CONTENT xb human_ack",
            "2 PERSON xb a.haddad"),
        evidence.checked().stream()
            .map(one -> one.number() + " " + one.kind() + " " + one.by() + " " + one.about())
            .toList());
    Set<Point> all = EnumSet.allOf(Point.class);
    all.remove(Point.FINGERPRINT);
    all.remove(Point.LEADS_TO_RECEIPT);
    assertEquals(all, answered(evidence, Answer.YES));
    assertEquals(Set.of(Point.FINGERPRINT), answered(evidence, Answer.UNCHECKED));
    assertEquals(EnumSet.complementOf(EnumSet.of(Unchecked.CONTENT)), evidence.unchecked());
  }

  @Test
  void aNameIsTheRostersAndOnlyWhereTheRosterHolds() {
    List<String> names =
        judged(WHOLE).checked().stream()
            .filter(one -> one.kind() == Kind.PERSON)
            .map(Checked::name)
            .toList();
    assertEquals(List.of("j.morgan", "p.reyes", "a.haddad"), names);
  }

  @Test
  void withoutContentNothingIsClaimedOfPeople() {
    Evidence evidence = judged(BARE);

    assertTrue(evidence.isSound());
    assertTrue(evidence.unchecked().contains(Unchecked.CONTENT));
    assertTrue(evidence.checked().stream().noneMatch(one -> one.kind() == Kind.PERSON));
    assertFalse(BARE.hasContent());
    assertTrue(WHOLE.hasContent());
  }

  @Test
  void bodiesGoToTheStatementThatHasTheirDigestAndRostersOnlyWithBodies() {
    List<Bytes> bodies =
        new ArrayList<>(WHOLE.pieces().stream().map(one -> one.body().orElseThrow()).toList());
    EvidenceFile handed = SIGNED.handed();
    EvidenceFile turned =
        Assembly.withBodies(handed, bodies.reversed(), Country.CODEC.signedHeader());
    assertEquals(WHOLE.pieces(), turned.pieces());
    assertEquals(WHOLE.rosters(), turned.rosters());
    EvidenceFile none =
        Assembly.withBodies(handed, List.of(Bytes.utf8("other")), Country.CODEC.signedHeader());
    assertEquals(List.of(), none.rosters());
    assertFalse(none.hasContent());
  }

  @Test
  void aCardThatIsNotThereNamesNobody() {
    assertEquals(
        List.of(
            "1 RECEIPT xb: [CARD_HERE NO, SIGNATURES NO]",
            "2 STATEMENT xb: [CARD_HERE NO, SIGNATURES NO]"),
        broken(withCards(BARE, List.of(BARE.cards().getFirst()))));
  }

  @Test
  void cardsMayComeInAnyOrderAndTwice() {
    List<Bytes> cards = BARE.cards();
    List<Bytes> mixed = List.of(cards.get(1), cards.get(0), cards.get(1));
    assertTrue(judged(withCards(BARE, mixed)).isSound());
  }

  @Test
  void aCardOfOneNodeDoesNotSpeakForAnother() {
    SignedCase other = new SignedCase();
    List<Bytes> cards = new ArrayList<>(BARE.cards());
    cards.addAll(other.bare().cards());

    assertEquals(
        List.of(
            "0 CARD xa: [ONE_ANCHOR NO]",
            "0 CARD xb: [ONE_ANCHOR NO]",
            "0 CARD xa: [ONE_ANCHOR NO]",
            "0 CARD xb: [ONE_ANCHOR NO]"),
        broken(withCards(BARE, cards)));
  }

  @Test
  void oneSignatureOfTwoIsIncomplete() {
    Signed<Card> card = card(0);
    Bytes broken =
        Country.CODEC
            .signedCard()
            .encode(
                new Signed<>(
                    card.value(),
                    card.bytes(),
                    new org.vigilmesh.identity.Signatures(
                        card.signatures().signer(),
                        card.signatures().p256(),
                        flipped(card.signatures().mlDsa(), 7))));
    List<String> against = broken(withCards(BARE, List.of(broken, BARE.cards().get(1))));
    assertEquals("0 CARD xa: [ANCHOR_SIGNED HALF]", against.getFirst());
    assertEquals(3, against.size(), "and nobody is named by that card: " + against);
  }

  private static Signed<Card> card(int index) {
    return Country.CODEC.signedCard().decode(WHOLE.cards().get(index)).find().orElseThrow();
  }

  private static Piece received(int index, Bytes receipt) {
    Piece piece = WHOLE.pieces().get(index);
    return new Piece(piece.header(), Optional.of(receipt), piece.body());
  }

  @Test
  void anotherLanesReceiptProvesNothing() {
    Bytes other = WHOLE.pieces().get(1).receipt().orElseThrow();
    assertEquals(
        List.of("1 RECEIPT xa: [COVERS NO]"),
        broken(withPieces(WHOLE, List.of(received(0, other), WHOLE.pieces().get(1)))));
  }

  @Test
  void anotherBodyIsNotTheSignedOne() {
    Piece first = WHOLE.pieces().getFirst();
    Piece swapped = new Piece(first.header(), first.receipt(), WHOLE.pieces().get(1).body());
    assertEquals(
        List.of(
            "1 CONTENT xa: [BODY_SIGNED NO, ACT_FITS NO]",
            "1 PERSON xa: [ENROLLED NO, PROOF NO, IN_OFFICE NO]"),
        broken(withPieces(WHOLE, List.of(swapped, WHOLE.pieces().get(1)))));
  }

  @Test
  void withoutItsRosterAPersonsSignatureIsNotChecked() {
    EvidenceFile without = with(WHOLE, WHOLE.cards(), List.of(), WHOLE.pieces());
    Evidence evidence = judged(without);
    assertTrue(evidence.isSound(), "nothing speaks against it");
    assertTrue(answered(evidence, Answer.UNCHECKED).contains(Point.PROOF));
    assertFalse(answered(evidence, Answer.YES).contains(Point.PROOF));
  }

  @Test
  void aRosterThatTooFewHaveSignedCountsForNothing() {
    Endorsed<Roster> roster =
        Country.CODEC.endorsedRoster().decode(WHOLE.rosters().getFirst()).find().orElseThrow();
    Bytes one =
        Country.CODEC
            .endorsedRoster()
            .encode(
                new Endorsed<>(
                    roster.value(),
                    roster.bytes(),
                    List.of(roster.endorsements().getFirst(), roster.endorsements().getFirst())));
    EvidenceFile file =
        with(WHOLE, WHOLE.cards(), List.of(one, WHOLE.rosters().get(1)), WHOLE.pieces());
    assertEquals(List.of("0 ROSTER xa: [AUTHORITIES_SIGNED NO]"), broken(file));
    assertTrue(answered(judged(file), Answer.UNCHECKED).contains(Point.PROOF));
  }

  @Test
  void aTypedFingerprintIsComparedAndAnotherOneIsNegative() {
    Anchor anchor = card(0).value().anchor();
    var node = anchor.node().node();
    Trusted right = Trusted.typed(Map.of(node, anchor.fingerprint()));
    Evidence evidence = assertInstanceOf(Reading.Judged.class, read(WHOLE, right)).evidence();
    assertTrue(evidence.isSound());
    assertEquals(Answer.YES, evidence.cards().getFirst().answer(Point.FINGERPRINT));
    assertEquals(Answer.UNCHECKED, evidence.cards().get(1).answer(Point.FINGERPRINT));
    assertTrue(evidence.unchecked().contains(Unchecked.ANCHORS), "one of two");

    Trusted wrong = Trusted.typed(Map.of(node, new Fingerprint("1".repeat(40))));
    Evidence other = assertInstanceOf(Reading.Judged.class, read(WHOLE, wrong)).evidence();
    assertFalse(other.isSound());
    assertEquals(
        List.of(Kind.CARD), other.broken().map(Checked::kind).toList(), "the card's own fault");
  }

  @Test
  void anchorsThatTheReaderHoldsAreCompared() {
    List<Anchor> held = List.of(card(0).value().anchor(), card(1).value().anchor());
    Evidence evidence =
        assertInstanceOf(Reading.Judged.class, read(WHOLE, Trusted.held(held))).evidence();
    assertFalse(evidence.unchecked().contains(Unchecked.ANCHORS));
    Evidence others =
        assertInstanceOf(Reading.Judged.class, read(new SignedCase().bare(), Trusted.held(held)))
            .evidence();
    assertFalse(others.isSound());
  }

  @Test
  void whatIsNoFormIsToldByItsKind() {
    Piece first = WHOLE.pieces().getFirst();
    Bytes none = Bytes.utf8("nonsense");
    assertUnreadable(Kind.CARD, withCards(WHOLE, List.of(none)));
    assertUnreadable(Kind.ROSTER, with(WHOLE, WHOLE.cards(), List.of(none), WHOLE.pieces()));
    assertUnreadable(
        Kind.STATEMENT, withPieces(WHOLE, List.of(new Piece(none, first.receipt(), first.body()))));
    assertUnreadable(
        Kind.RECEIPT,
        withPieces(WHOLE, List.of(new Piece(first.header(), Optional.of(none), first.body()))));
    assertUnreadable(
        Kind.CONTENT,
        withPieces(WHOLE, List.of(new Piece(first.header(), first.receipt(), Optional.of(none)))));
    assertUnreadable(
        Kind.STATEMENT,
        withPieces(
            WHOLE,
            List.of(new Piece(first.receipt().orElseThrow(), first.receipt(), first.body()))));
  }

  private static void assertUnreadable(Kind kind, EvidenceFile file) {
    assertEquals(
        kind, assertInstanceOf(Reading.Unreadable.class, read(file, Trusted.NOTHING)).what());
  }

  @Test
  void aLaterFormatIsToldFromABrokenFile() {
    byte[] later = Country.CODEC.evidenceFile().encode(WHOLE).toArray();
    assertEquals(1, later[1], "field 1 is the format");
    later[1] = 2;
    Reading reading =
        Evidence.read(Bytes.of(later), Country.CODEC, Country.CRYPTO.verifier(), Trusted.NOTHING);
    assertEquals(new Reading.Newer(Kind.FILE), reading);
    assertNotEquals(reading, read(WHOLE, Trusted.NOTHING));
  }
}
