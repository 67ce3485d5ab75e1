package org.vigilmesh.cli;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Anchor;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.identity.SigningPair;
import org.vigilmesh.port.Decoded;
import org.vigilmesh.port.Form;
import org.vigilmesh.port.Verifier;
import org.vigilmesh.port.Verifier.Verdict;
import org.vigilmesh.proto.v1.CaseEvidence;
import org.vigilmesh.proto.v1.StatementEvidence;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * A case's signed objects as a node handed them out, each checked here, from the cards beside it
 * alone: nothing that the node says about them is believed.
 */
record Evidence(List<Shown<Card>> cards, List<Piece> pieces) {
  /** An object, what its two signatures are for, whose they are, and what became of checking. */
  record Shown<T>(
      Signed<T> signed,
      Purpose purpose,
      Instant at,
      Optional<CertificatePair> signer,
      Verdict verdict) {
    boolean isValid() {
      return verdict == Verdict.VALID;
    }
  }

  /** One statement with the receipt that covers it and, for an officer, what it says. */
  record Piece(
      String by,
      String type,
      Shown<StatementHeader> header,
      Optional<Shown<Receipt>> receipt,
      boolean isCovered,
      Optional<Openings.Opened> content) {
    /** Whether the content is what the signed header has the digest of. */
    boolean isContentSigned() {
      return content.isPresent()
          && Digest.sha512(content.get().body()).equals(header.signed().value().bodyDigest())
          && IdentityFiles.CODEC
              .body()
              .decode(content.get().body())
              .find()
              .map(StatementBody::act)
              .filter(content.get().bytes()::equals)
              .isPresent();
    }

    boolean isSound() {
      return header.isValid()
          && receipt.map(Shown::isValid).orElse(true)
          && (receipt.isEmpty() || isCovered)
          && (content.isEmpty() || isContentSigned());
    }
  }

  /** Reads and checks; {@code opened} is empty, or has what each statement says, in their order. */
  static Evidence of(CaseEvidence exported, List<Openings.Opened> opened, Crypto crypto) {
    Verifier verifier = crypto.verifier();
    List<Shown<Card>> cards =
        exported.getSignedCardsList().stream()
            .map(bytes -> card(read(IdentityFiles.CODEC.signedCard(), bytes), verifier))
            .toList();
    List<Piece> pieces = new ArrayList<>();
    for (StatementEvidence one : exported.getStatementsList()) {
      pieces.add(piece(one, cards, opened, verifier));
    }
    return new Evidence(cards, List.copyOf(pieces));
  }

  private static Shown<Card> card(Signed<Card> card, Verifier verifier) {
    Anchor anchor = card.value().anchor();
    Verdict verdict =
        verifier.verify(
            Purpose.CARD,
            card.value().issuedAt(),
            card.bytes(),
            card.signatures(),
            anchor.certificates());
    return new Shown<>(
        card,
        Purpose.CARD,
        card.value().issuedAt(),
        Optional.of(anchor.certificates()),
        verifier.isConsistent(anchor) ? verdict : Verdict.INVALID);
  }

  private static Piece piece(
      StatementEvidence one,
      List<Shown<Card>> cards,
      List<Openings.Opened> opened,
      Verifier verifier) {
    Signed<StatementHeader> header =
        read(IdentityFiles.CODEC.signedHeader(), one.getSignedHeader());
    StatementHeader said = header.value();
    Optional<Shown<Receipt>> receipt =
        one.getSignedReceipt().isEmpty()
            ? Optional.empty()
            : Optional.of(receipt(one.getSignedReceipt(), cards, verifier));
    return new Piece(
        said.sender().node().node().text(),
        one.getEntry().getContentType(),
        shown(
            header,
            Purpose.STATEMENT,
            said.createdAt(),
            pair(cards, said.sender().card(), header),
            verifier),
        receipt,
        receipt.map(it -> covers(it.signed().value(), header)).orElse(false),
        opened.stream()
            .filter(it -> Digest.sha512(it.body()).equals(said.bodyDigest()))
            .findFirst());
  }

  private static Shown<Receipt> receipt(
      ByteString bytes, List<Shown<Card>> cards, Verifier verifier) {
    Signed<Receipt> receipt = read(IdentityFiles.CODEC.signedReceipt(), bytes);
    return shown(
        receipt,
        Purpose.RECEIPT,
        receipt.value().receivedAt(),
        pair(cards, receipt.value().issuer().card(), receipt),
        verifier);
  }

  private static <T> Shown<T> shown(
      Signed<T> signed,
      Purpose purpose,
      Instant at,
      Optional<CertificatePair> signer,
      Verifier verifier) {
    Verdict verdict =
        signer
            .map(it -> verifier.verify(purpose, at, signed.bytes(), signed.signatures(), it))
            .orElse(Verdict.INVALID);
    return new Shown<>(signed, purpose, at, signer, verdict);
  }

  /** Only a card whose own signatures are valid names a signer. */
  private static Optional<CertificatePair> pair(
      List<Shown<Card>> cards, Digest hash, Signed<?> signed) {
    return cards.stream()
        .filter(card -> card.isValid() && card.signed().hash().equals(hash))
        .flatMap(card -> card.signed().value().findPair(signed.signatures().signer()).stream())
        .map(SigningPair::certificates)
        .findFirst();
  }

  private static boolean covers(Receipt receipt, Signed<StatementHeader> header) {
    StatementHeader said = header.value();
    long seq = receipt.upTo().seq();
    return receipt.lane().equals(said.laneId())
        && (seq > said.seq() || (seq == said.seq() && receipt.upTo().hash().equals(header.hash())));
  }

  private static <T> T read(Form<T> form, ByteString bytes) {
    return switch (form.decode(Bytes.of(bytes.toByteArray()))) {
      case Decoded.Value<T>(T value) -> value;
      case Decoded.UnknownFormat<T> _ ->
          throw CliException.of(Exit.INPUT, "E-EVIDENCE-FORM", "an unknown format");
      case Decoded.Malformed<T>(String why) ->
          throw CliException.of(Exit.NEGATIVE, "E-EVIDENCE-FORM", why);
    };
  }
}
