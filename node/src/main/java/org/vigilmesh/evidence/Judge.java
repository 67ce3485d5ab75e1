package org.vigilmesh.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigilmesh.envelope.EvidenceFile;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.evidence.Evidence.Listed;
import org.vigilmesh.evidence.Evidence.Piece;
import org.vigilmesh.evidence.Evidence.Shown;
import org.vigilmesh.identity.Anchor;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.PairId;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.identity.SigningPair;
import org.vigilmesh.port.Codec;
import org.vigilmesh.port.Verifier;
import org.vigilmesh.value.Digest;

/** Checks cards, then rosters by the cards, then statements, receipts and persons by both. */
final class Judge {
  private final Parsed parsed;
  private final Verifier verifier;
  private final Trusted trusted;
  private final List<Shown<Card>> cards;
  private final Known known;
  private final List<Listed> rosters;
  private final Lanes lanes;
  private final Contents contents;

  Judge(Parsed parsed, Codec codec, Verifier verifier, Trusted trusted) {
    this.parsed = parsed;
    this.verifier = verifier;
    this.trusted = trusted;
    this.cards = parsed.cards().stream().map(this::card).toList();
    this.known =
        new Known(
            cards.stream()
                .filter(card -> card.answer(Point.ANCHOR_SIGNED) == Answer.YES)
                .map(Shown::signed)
                .toList());
    this.rosters = parsed.rosters().stream().map(this::roster).toList();
    this.lanes = new Lanes(parsed.items().stream().map(Parsed.Item::header).toList());
    this.contents = new Contents(codec, verifier, known, rosters);
  }

  Evidence evidence(EvidenceFile file) {
    return new Evidence(file, cards, rosters, parsed.items().stream().map(this::piece).toList());
  }

  private Shown<Card> card(Signed<Card> card) {
    Anchor anchor = card.value().anchor();
    Instant at = card.value().issuedAt();
    Answer signed =
        verifier.isConsistent(anchor)
            ? answer(
                verifier.verify(
                    Purpose.CARD, at, card.bytes(), card.signatures(), anchor.certificates()))
            : Answer.NO;
    boolean isOne =
        parsed.cards().stream()
            .map(other -> other.value().anchor())
            .filter(other -> other.node().equals(anchor.node()))
            .allMatch(anchor::equals);
    return new Shown<>(
        card,
        Purpose.CARD,
        at,
        Optional.of(anchor.certificates()),
        List.of(
            new Finding(Point.ANCHOR_SIGNED, signed),
            Finding.of(Point.ONE_ANCHOR, isOne),
            new Finding(Point.FINGERPRINT, trusted.judge(anchor))));
  }

  private static Answer answer(Verifier.Verdict verdict) {
    return switch (verdict) {
      case VALID -> Answer.YES;
      case INCOMPLETE -> Answer.HALF;
      case INVALID -> Answer.NO;
    };
  }

  /**
   * Authorities change with cards: one card in the file has to name enough of those who signed. A
   * credential id is its key's digest, so that each proof is checked once for all cards.
   */
  private Listed roster(Endorsed<Roster> roster) {
    NodeRef node = roster.value().node();
    Set<CredentialId> proven =
        roster.endorsements().stream()
            .filter(one -> !known.isRevoked(node, one.credential(), roster.value().issuedAt()))
            .filter(one -> isProven(one, roster))
            .map(Endorsement::credential)
            .collect(Collectors.toSet());
    boolean isSigned =
        known
            .of(node)
            .map(Card::rosterAuthorities)
            .anyMatch(
                authorities ->
                    proven.stream().filter(id -> authorities.findKey(id).isPresent()).count()
                        >= authorities.threshold());
    return new Listed(roster, List.of(Finding.of(Point.AUTHORITIES_SIGNED, isSigned)));
  }

  private boolean isProven(Endorsement one, Endorsed<Roster> roster) {
    return known
        .of(roster.value().node())
        .flatMap(card -> card.rosterAuthorities().findKey(one.credential()).stream())
        .findFirst()
        .map(Credential::ofFileKey)
        .filter(key -> verifier.proves(key, Roster.endorsedDigest(roster.bytes()), one.proof()))
        .isPresent();
  }

  private Piece piece(Parsed.Item item) {
    Signed<StatementHeader> header = item.header();
    StatementHeader said = header.value();
    List<Finding> findings = List.of(new Finding(Point.CHAIN, lanes.chain(said)));
    return new Piece(
        shown(
            header,
            Purpose.STATEMENT,
            said.createdAt(),
            new Named(said.sender().node(), said.sender().card(), said.sender().pair()),
            findings),
        item.receipt().map(receipt -> receipt(receipt, header)),
        item.body().map(body -> contents.judge(body, said)));
  }

  private Shown<Receipt> receipt(Signed<Receipt> receipt, Signed<StatementHeader> header) {
    Receipt said = receipt.value();
    long seq = header.value().seq();
    boolean isLater = said.upTo().seq() > seq;
    boolean covers =
        said.lane().equals(header.value().laneId())
            && (isLater || (said.upTo().seq() == seq && said.upTo().hash().equals(header.hash())));
    List<Finding> findings = new ArrayList<>(List.of(Finding.of(Point.COVERS, covers)));
    if (covers && isLater) {
      findings.add(new Finding(Point.LEADS_TO_RECEIPT, lanes.leads(header, said.upTo())));
    }
    return shown(
        receipt,
        Purpose.RECEIPT,
        said.receivedAt(),
        new Named(said.lane().to(), said.issuer().card(), said.issuer().pair()),
        findings);
  }

  /** Who speaks, by which card and pair, as the object itself says. */
  private record Named(NodeRef node, Digest card, PairId pair) {}

  private <T> Shown<T> shown(
      Signed<T> signed, Purpose purpose, Instant at, Named named, List<Finding> more) {
    Optional<Card> card = known.find(named.node(), named.card());
    Optional<SigningPair> pair =
        card.filter(_ -> named.pair().equals(signed.signatures().signer()))
            .flatMap(one -> one.findPair(named.pair()));
    Answer valid =
        pair.map(SigningPair::certificates)
            .map(it -> verifier.verify(purpose, at, signed.bytes(), signed.signatures(), it))
            .map(Judge::answer)
            .orElse(Answer.NO);
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.of(Point.CARD_HERE, card.isPresent()));
    findings.add(new Finding(Point.SIGNATURES, valid));
    if (pair.isPresent()) {
      findings.add(Finding.of(Point.PAIR_IN_TIME, pair.get().servesAt(at)));
      boolean isRevoked = known.isRevoked(named.node(), named.pair(), at);
      findings.add(Finding.of(Point.PAIR_UNREVOKED, !isRevoked));
    } else {
      findings.add(Finding.unchecked(Point.PAIR_IN_TIME));
      findings.add(Finding.unchecked(Point.PAIR_UNREVOKED));
    }
    findings.addAll(more);
    return new Shown<>(signed, purpose, at, pair.map(SigningPair::certificates), findings);
  }
}
