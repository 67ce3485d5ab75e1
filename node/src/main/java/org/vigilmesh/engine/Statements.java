package org.vigilmesh.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.delivery.Frame.Offered;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.envelope.Refusal;
import org.vigilmesh.envelope.Sealed;
import org.vigilmesh.envelope.Statement;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.PairId;
import org.vigilmesh.identity.Signatures;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Decoded;
import org.vigilmesh.port.Opener.Opened;
import org.vigilmesh.port.Signer;
import org.vigilmesh.port.Verifier.Verdict;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Check;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Urgency;

/**
 * The work on statements, receipts and refusals that runs on the pool: making and judging. It sees
 * only what it is handed; every decision about order is taken later, in a turn.
 */
final class Statements {
  private final Ports ports;
  private final Acts acts;

  Statements(Ports ports) {
    this.ports = ports;
    this.acts = new Acts(ports);
  }

  /** A statement with its place, ready to be signed. */
  record Placed(
      StatementHeader header,
      Bytes headerBytes,
      Bytes body,
      CaseId caseId,
      Optional<KeySet.SealingKey> sealTo,
      CertificatePair signer) {
    Digest hash() {
      return Digest.sha256(headerBytes);
    }
  }

  /** A signed statement in the forms that are stored. {@code sealed} is empty without a key. */
  record Made(Placed placed, Bytes header, Bytes body, Bytes sealed) {}

  /** Signs, checks its own signatures, seals, and encrypts the body for the store. */
  Made make(Placed placed) {
    Signed<StatementHeader> signed =
        sign(
            Purpose.STATEMENT,
            placed.header().createdAt(),
            placed.header(),
            placed.headerBytes(),
            placed.signer());
    Bytes sealed =
        placed
            .sealTo()
            .map(key -> seal(placed.header().recipient(), key, signed, placed.body()))
            .orElse(Bytes.EMPTY);
    return new Made(
        placed,
        ports.codec().signedHeader().encode(signed),
        ports.vault().encrypt(placed.caseId(), placed.body()),
        sealed);
  }

  /** Seals a stored statement again; the statement inside is the same to the last bit. */
  Bytes sealAgain(
      NodeRef recipient, KeySet.SealingKey key, Bytes headerContainer, Bytes body, CaseId caseId) {
    Signed<StatementHeader> header = stored(headerContainer);
    Bytes plain =
        ports
            .vault()
            .decrypt(caseId, body)
            .orElseThrow(() -> new IllegalStateException("bug: body of a waiting statement"));
    return seal(recipient, key, header, plain);
  }

  private Signed<StatementHeader> stored(Bytes container) {
    return ports
        .codec()
        .signedHeader()
        .decode(container)
        .find()
        .orElseThrow(() -> new IllegalStateException("bug: stored header does not decode"));
  }

  /** Empty where the peer published a key that is none: it waits for the next key set. */
  private Bytes seal(
      NodeRef recipient, KeySet.SealingKey key, Signed<StatementHeader> header, Bytes body) {
    Bytes plain = ports.codec().statement().encode(new Statement(header, body));
    try {
      return ports.codec().sealed().encode(ports.sealer().seal(recipient, key, plain));
    } catch (InvalidValue noKey) {
      return Bytes.EMPTY;
    }
  }

  private <T> Signed<T> sign(
      Purpose purpose, Instant at, T value, Bytes bytes, CertificatePair pair) {
    Signer signer =
        ports
            .keys()
            .findSigner(pair)
            .orElseThrow(() -> new IllegalStateException("bug: signing pair not held"));
    Signatures signatures = signer.sign(purpose, at, bytes);
    Check.that(
        ports.verifier().verify(purpose, at, bytes, signatures, pair) == Verdict.VALID,
        "our own signatures verify");
    return new Signed<>(value, bytes, signatures);
  }

  /** What opening and checking an offered statement showed. */
  sealed interface Judged {
    Offered offered();

    /** Sealed to a key that is unknown here. */
    record NoKey(Offered offered, Digest keyId) implements Judged {}

    /** Not decryptable, or no statement inside. */
    record Unreadable(Offered offered) implements Judged {}

    record UnknownFormat(Offered offered) implements Judged {}

    /**
     * A statement of our own that the peer hands back, readable and addressed to it.
     *
     * @param signed whether both our signatures are valid, under a pair that is not revoked
     */
    record HandedBack(
        Offered offered,
        Signed<StatementHeader> header,
        boolean signed,
        Bytes headerContainer,
        Bytes storedBody,
        Optional<StatementBody> body,
        Acts.Reading act)
        implements Judged {}

    /** The facts about a readable one. */
    record Read(
        Offered offered,
        Signed<StatementHeader> header,
        Digest hash,
        boolean formHolds,
        boolean identityKnown,
        boolean signed,
        Bytes headerContainer,
        Bytes storedBody,
        Optional<StatementBody> body,
        Acts.Reading act)
        implements Judged {}
  }

  /** Opens and checks one statement offered by {@code sender} on a lane of {@code lane}. */
  Judged judge(Offered offered, Speaker sender, Speaker self, Urgency lane, Instant at) {
    return switch (ports.codec().sealed().decode(offered.sealed())) {
      case Decoded.UnknownFormat<Sealed>() -> new Judged.UnknownFormat(offered);
      case Decoded.Malformed<Sealed>(String why) -> new Judged.Unreadable(offered);
      case Decoded.Value<Sealed>(Sealed sealed) ->
          switch (ports.keys().opener().open(sealed)) {
            case Opened.UnknownKey() -> new Judged.NoKey(offered, sealed.header().sealingKey());
            case Opened.Broken() -> new Judged.Unreadable(offered);
            case Opened.Plain(Bytes plain) -> opened(offered, plain, sender, self, lane, at);
          };
    };
  }

  private Judged opened(
      Offered offered, Bytes plain, Speaker sender, Speaker self, Urgency lane, Instant at) {
    return switch (ports.codec().statement().decode(plain)) {
      case Decoded.UnknownFormat<Statement>() -> new Judged.UnknownFormat(offered);
      case Decoded.Malformed<Statement>(String why) -> new Judged.Unreadable(offered);
      case Decoded.Value<Statement>(Statement statement) -> {
        StatementHeader header = statement.header().value();
        boolean isOurs =
            header.sender().node().equals(self.node())
                && header.recipient().equals(sender.node())
                && header.lane() == lane;
        yield isOurs
            ? handedBack(offered, statement, self, at)
            : read(offered, statement, sender, self.node(), lane, at);
      }
    };
  }

  private Judged handedBack(Offered offered, Statement statement, Speaker self, Instant at) {
    Signed<StatementHeader> header = statement.header();
    PairId pair = header.signatures().signer();
    boolean signed =
        statement.bodyFits()
            && header.value().sender().pair().equals(pair)
            && header.value().incarnation().equals(offered.incarnation())
            && isValid(Purpose.STATEMENT, header.value().createdAt(), header, self, pair);
    Optional<StatementBody> body = ports.codec().body().decode(statement.body()).find();
    Acts.Reading act = acts.read(body, header.value(), self, at);
    return new Judged.HandedBack(
        offered,
        header,
        signed,
        ports.codec().signedHeader().encode(header),
        ports.vault().encrypt(act.caseIdOr(header.value(), header.hash()), statement.body()),
        body,
        act);
  }

  private Judged read(
      Offered offered,
      Statement statement,
      Speaker sender,
      NodeRef self,
      Urgency lane,
      Instant at) {
    Signed<StatementHeader> header = statement.header();
    StatementHeader value = header.value();
    Digest hash = header.hash();
    boolean formHolds =
        value.sender().node().equals(sender.node())
            && value.recipient().equals(self)
            && value.lane() == lane
            && value.sender().pair().equals(header.signatures().signer())
            && value.incarnation().equals(offered.incarnation())
            && new org.vigilmesh.envelope.Position(value.seq(), hash).equals(offered.place())
            && statement.bodyFits();
    boolean identityKnown =
        sender.cards().containsKey(value.sender().card())
            && sender.keySets().containsKey(value.sender().keySet());
    Optional<CertificatePair> pair =
        Optional.ofNullable(sender.cards().get(value.sender().card()))
            .flatMap(card -> card.findPair(value.sender().pair()))
            .filter(p -> p.servesAt(value.createdAt()))
            .map(p -> p.certificates());
    boolean signed =
        pair.isPresent()
            && ports
                    .verifier()
                    .verify(
                        Purpose.STATEMENT,
                        value.createdAt(),
                        header.bytes(),
                        header.signatures(),
                        pair.get())
                == Verdict.VALID;
    Bytes container = ports.codec().signedHeader().encode(header);
    if (!formHolds || !signed) {
      return new Judged.Read(
          offered,
          header,
          hash,
          formHolds,
          identityKnown,
          signed,
          container,
          Bytes.EMPTY,
          Optional.empty(),
          new Acts.Reading.Unread("not examined"));
    }
    Optional<StatementBody> body = ports.codec().body().decode(statement.body()).find();
    boolean rosterKnown =
        body.map(b -> b.rosterVersion() <= sender.holding().roster()).orElse(true);
    Acts.Reading act = acts.read(body, value, sender, at);
    Bytes stored = ports.vault().encrypt(act.caseIdOr(value, hash), statement.body());
    return new Judged.Read(
        offered,
        header,
        hash,
        formHolds,
        identityKnown && rosterKnown,
        signed,
        container,
        stored,
        body,
        act);
  }

  /** A receipt as it came, and whether it is validly signed by the peer it came from. */
  record JudgedReceipt(Receipt receipt, Bytes container, Digest hash, boolean valid) {}

  /** Judges receipts by {@code issuer}; what does not decode is left out and counts as nothing. */
  List<JudgedReceipt> judgeReceipts(List<Bytes> containers, Speaker issuer) {
    return containers.stream()
        .flatMap(
            container ->
                ports.codec().signedReceipt().decode(container).find().stream()
                    .map(signed -> judged(signed, container, issuer)))
        .toList();
  }

  private JudgedReceipt judged(Signed<Receipt> signed, Bytes container, Speaker issuer) {
    Receipt receipt = signed.value();
    boolean valid =
        receipt.lane().to().equals(issuer.node())
            && receipt.issuer().pair().equals(signed.signatures().signer())
            && isValid(
                Purpose.RECEIPT, receipt.receivedAt(), signed, issuer, receipt.issuer().pair());
    return new JudgedReceipt(receipt, container, signed.hash(), valid);
  }

  /** A refusal as it came, and whether it is validly signed by the peer it came from. */
  record JudgedRefusal(Refusal refusal, boolean valid) {}

  List<JudgedRefusal> judgeRefusals(List<Bytes> containers, Speaker issuer) {
    return containers.stream()
        .flatMap(container -> ports.codec().signedRefusal().decode(container).find().stream())
        .map(
            signed ->
                new JudgedRefusal(
                    signed.value(),
                    signed.value().lane().to().equals(issuer.node())
                        && isValid(
                            Purpose.REFUSAL,
                            signed.value().refusedAt(),
                            signed,
                            issuer,
                            signed.value().pair())))
        .toList();
  }

  private <T> boolean isValid(
      Purpose purpose, Instant at, Signed<T> signed, Speaker speaker, PairId pair) {
    Optional<CertificatePair> certificates =
        speaker.isRevoked(pair) ? Optional.empty() : speaker.findCertificates(pair);
    return certificates.isPresent()
        && ports
                .verifier()
                .verify(purpose, at, signed.bytes(), signed.signatures(), certificates.get())
            == Verdict.VALID;
  }

  /** A receipt of ours, signed. */
  record MadeReceipt(Receipt receipt, Bytes container) {}

  MadeReceipt makeReceipt(Receipt receipt, CertificatePair signer) {
    Bytes bytes = ports.codec().receipt().encode(receipt);
    Signed<Receipt> signed = sign(Purpose.RECEIPT, receipt.receivedAt(), receipt, bytes, signer);
    return new MadeReceipt(receipt, ports.codec().signedReceipt().encode(signed));
  }

  Bytes makeRefusal(Refusal refusal, CertificatePair signer) {
    Bytes bytes = ports.codec().refusal().encode(refusal);
    return ports
        .codec()
        .signedRefusal()
        .encode(sign(Purpose.REFUSAL, refusal.refusedAt(), refusal, bytes, signer));
  }
}
