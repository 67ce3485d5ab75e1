package org.vigilmesh.engine;

import java.util.Optional;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.delivery.Frame.Holding;
import org.vigilmesh.delivery.Frame.WitnessKind;
import org.vigilmesh.delivery.Witnessing;
import org.vigilmesh.envelope.ForkProof;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.PairId;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.IdentityRow;
import org.vigilmesh.port.Rows.ReceiptRow;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.port.Verifier.Verdict;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * Witnesses both ways: what we hold of a peer's own signed objects and show when asked, and what a
 * peer shows of ours. Whatever it shows counts only with both our signatures (PROTOCOL, "Rolled
 * back").
 */
final class Witnesses {
  private final Ports ports;
  private final Memory memory;

  Witnesses(Ports ports, Memory memory) {
    this.ports = ports;
    this.memory = memory;
  }

  /** An answer, verified; {@code place} finds the object in our store, where it names a place. */
  record Judged(
      WitnessKind kind,
      boolean isVerified,
      Incarnation incarnation,
      Digest hash,
      Optional<Place> place,
      long version,
      Bytes object) {}

  /** Where a statement or receipt of ours would be in our store. */
  record Place(LaneId lane, long seq) {}

  /** Checks an object that a peer shows as ours; runs on the pool. */
  Judged judge(Frame.WitnessAnswer answer, Speaker self, Incarnation current) {
    Bytes object = answer.object().orElse(Bytes.EMPTY);
    Judged nothing =
        new Judged(answer.kind(), false, current, Digest.ZERO, Optional.empty(), 0, object);
    return switch (answer.kind()) {
      case STATEMENT ->
          ports
              .codec()
              .signedHeader()
              .decode(object)
              .find()
              .map(s -> statement(s, self, object))
              .orElse(nothing);
      case RECEIPT ->
          ports
              .codec()
              .signedReceipt()
              .decode(object)
              .find()
              .map(s -> receipt(s, self, object))
              .orElse(nothing);
      case CARD ->
          ports
              .codec()
              .signedCard()
              .decode(object)
              .find()
              .map(s -> card(s, self, current, object))
              .orElse(nothing);
      case KEY_SET ->
          ports
              .codec()
              .signedKeySet()
              .decode(object)
              .find()
              .map(s -> keySet(s, self, object))
              .orElse(nothing);
      case ROSTER ->
          ports
              .codec()
              .endorsedRoster()
              .decode(object)
              .find()
              .map(e -> roster(e, self, current, object))
              .orElse(nothing);
      case FORK ->
          ports
              .codec()
              .forkProof()
              .decode(object)
              .find()
              .map(proof -> fork(proof, self, object))
              .orElse(nothing);
    };
  }

  private Judged statement(Signed<StatementHeader> shown, Speaker self, Bytes object) {
    StatementHeader header = shown.value();
    boolean isOurs = header.sender().node().equals(self.node());
    boolean isVerified = isOurs && verifies(Purpose.STATEMENT, header.createdAt(), shown, self);
    return new Judged(
        WitnessKind.STATEMENT,
        isVerified,
        header.incarnation(),
        shown.hash(),
        isVerified ? Optional.of(new Place(header.laneId(), header.seq())) : Optional.empty(),
        0,
        object);
  }

  private Judged receipt(Signed<Receipt> shown, Speaker self, Bytes object) {
    Receipt receipt = shown.value();
    boolean isOurs = receipt.lane().to().equals(self.node());
    boolean isVerified = isOurs && verifies(Purpose.RECEIPT, receipt.receivedAt(), shown, self);
    return new Judged(
        WitnessKind.RECEIPT,
        isVerified,
        receipt.issuer().incarnation(),
        receipt.upTo().hash(),
        isOurs ? Optional.of(new Place(receipt.lane(), receipt.upTo().seq())) : Optional.empty(),
        0,
        object);
  }

  /** Both headers must bear our signatures: one of them alone proves nothing. */
  private Judged fork(ForkProof proof, Speaker self, Bytes object) {
    boolean isOurs = proof.lane().from().equals(self.node());
    boolean isVerified =
        isOurs
            && verifies(Purpose.STATEMENT, proof.held().value().createdAt(), proof.held(), self)
            && verifies(Purpose.STATEMENT, proof.other().value().createdAt(), proof.other(), self);
    return new Judged(
        WitnessKind.FORK,
        isVerified,
        proof.lane().incarnation(),
        Digest.sha256(object),
        Optional.of(new Place(proof.lane(), proof.other().value().seq())),
        0,
        object);
  }

  private Judged card(Signed<Card> shown, Speaker self, Incarnation current, Bytes object) {
    Optional<Card> own = self.card().map(Speaker.Held::value);
    boolean isVerified =
        own.filter(c -> shown.value().node().equals(self.node()))
            .filter(
                c ->
                    ports
                            .verifier()
                            .verify(
                                Purpose.CARD,
                                shown.value().issuedAt(),
                                shown.bytes(),
                                shown.signatures(),
                                c.anchor().certificates())
                        == Verdict.VALID)
            .isPresent();
    return new Judged(
        WitnessKind.CARD,
        isVerified,
        current,
        shown.hash(),
        Optional.empty(),
        shown.value().version(),
        object);
  }

  private Judged keySet(Signed<KeySet> shown, Speaker self, Bytes object) {
    KeySet value = shown.value();
    boolean isVerified =
        value.node().equals(self.node())
            && verifies(Purpose.KEY_SET, value.issuedAt(), shown, self);
    return new Judged(
        WitnessKind.KEY_SET,
        isVerified,
        value.incarnation(),
        shown.hash(),
        Optional.empty(),
        value.version(),
        object);
  }

  private Judged roster(Endorsed<Roster> shown, Speaker self, Incarnation current, Bytes object) {
    IdentityProofs proofs = new IdentityProofs(ports);
    boolean isVerified = shown.value().node().equals(self.node()) && proofs.isEndorsed(shown, self);
    return new Judged(
        WitnessKind.ROSTER,
        isVerified,
        current,
        shown.hash(),
        Optional.empty(),
        shown.value().version(),
        object);
  }

  private boolean verifies(Purpose purpose, java.time.Instant at, Signed<?> shown, Speaker self) {
    PairId pair = shown.signatures().signer();
    Optional<CertificatePair> certificates =
        self.findCertificates(pair).filter(_ -> !self.isRevoked(pair));
    return certificates.isPresent()
        && ports
                .verifier()
                .verify(purpose, at, shown.bytes(), shown.signatures(), certificates.get())
            == Verdict.VALID;
  }

  /** Whether exactly this object is in the store as it is in this turn. */
  boolean isHeld(StoreView view, Judged judged) {
    return judged
        .place()
        .map(
            place ->
                view.statement(place.lane(), place.seq())
                    .map(StatementRow::headerHash)
                    .filter(judged.hash()::equals)
                    .isPresent())
        .orElseGet(() -> holdsIdentity(view, judged));
  }

  /** What the answer proves. */
  Witnessing.Verdict verdict(StoreView view, Judged judged) {
    return Witnessing.judge(
        memory.life.incarnation(),
        new Witnessing.Shown(
            judged.kind(),
            judged.isVerified(),
            isHeld(view, judged),
            judged.incarnation(),
            judged.hash()));
  }

  private boolean holdsIdentity(StoreView view, Judged judged) {
    Optional<IdentityKind> kind = identityKind(judged.kind());
    return kind.isPresent()
        && view.identity(memory.ref(), kind.get(), judged.version())
            .map(IdentityRow::hash)
            .filter(judged.hash()::equals)
            .isPresent();
  }

  private static Optional<IdentityKind> identityKind(WitnessKind kind) {
    return switch (kind) {
      case CARD -> Optional.of(IdentityKind.CARD);
      case ROSTER -> Optional.of(IdentityKind.ROSTER);
      case KEY_SET -> Optional.of(IdentityKind.KEY_SET);
      case STATEMENT, RECEIPT, FORK -> Optional.empty();
    };
  }

  /** What we hold of the asker's own objects. */
  Frame.WitnessAnswer answer(StoreView view, NodeRef asker, Frame.WitnessRequest request) {
    Optional<Bytes> object =
        switch (request.kind()) {
          case STATEMENT ->
              view.statement(
                      new LaneId(asker, memory.ref(), request.lane(), request.incarnation()),
                      request.number())
                  .map(StatementRow::header);
          case RECEIPT ->
              view.receiptCovering(
                      new LaneId(memory.ref(), asker, request.lane(), request.incarnation()),
                      request.number())
                  .map(ReceiptRow::container);
          case CARD -> identity(view, asker, IdentityKind.CARD, request.number());
          case ROSTER -> identity(view, asker, IdentityKind.ROSTER, request.number());
          case KEY_SET -> identity(view, asker, IdentityKind.KEY_SET, request.number());
          case FORK -> Optional.empty();
        };
    return new Frame.WitnessAnswer(request.kind(), request.lane(), object);
  }

  private static Optional<Bytes> identity(
      StoreView view, NodeRef asker, IdentityKind kind, long version) {
    return version < 1
        ? Optional.empty()
        : view.identity(asker, kind, version).map(IdentityRow::container);
  }

  /** What we know of ourselves towards {@code peer}, for comparing with its Hello. */
  Witnessing.Own own(StoreView view, NodeRef peer) {
    return new Witnessing.Own() {
      @Override
      public Incarnation incarnation() {
        return memory.life.incarnation();
      }

      @Override
      public Holding identity() {
        return memory.self.holding();
      }

      @Override
      public Optional<Digest> findSent(Urgency lane, long seq) {
        return hash(new LaneId(memory.ref(), peer, lane, memory.life.incarnation()), seq);
      }

      @Override
      public Optional<Digest> findAccepted(Urgency lane, Incarnation sender, long seq) {
        return hash(new LaneId(peer, memory.ref(), lane, sender), seq);
      }

      private Optional<Digest> hash(LaneId lane, long seq) {
        return view.statement(lane, seq).map(StatementRow::headerHash);
      }
    };
  }
}
