package org.vigilmesh.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.envelope.ForkProof;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.identity.Trust;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.port.Rows.EvidenceRow;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.IdentityRow;
import org.vigilmesh.port.Rows.Mode;
import org.vigilmesh.port.Rows.PeerRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.port.Verifier.Verdict;
import org.vigilmesh.value.Urgency;

/**
 * Whom one node listens to, as its journal has it, in that order: only a verified peer, only what
 * is signed by a pair that no card revoked before (C5), nothing more of an incarnation that is
 * split or closed but emergencies of a split one (C8, C5), and nobody once READ-ONLY (C7).
 */
final class HeardCheck {
  private final SimulatedWorld world;
  private final SimulatedNode node;
  private final Map<NodeId, Trust> trust = new HashMap<>();
  private final Map<NodeId, Card> cards = new HashMap<>();
  private final Set<String> split = new HashSet<>();
  private boolean isReadOnly;

  /** Begins with what {@code node} has committed now. */
  HeardCheck(SimulatedWorld world, SimulatedNode node, StoreView view) {
    this.world = world;
    this.node = node;
    this.isReadOnly = view.life().orElseThrow().mode() == Mode.READ_ONLY;
    for (PeerRow peer : view.peers()) {
      trust.put(peer.node(), peer.trust());
      view.newestIdentity(peer.node(), IdentityKind.CARD)
          .ifPresent(row -> cards.put(peer.node(), card(row)));
    }
  }

  private Card card(IdentityRow row) {
    return world.codec.signedCard().decode(row.container()).find().orElseThrow().value();
  }

  /** What changes whom it listens to. */
  void entry(StoreView view, JournalEntry entry) {
    switch (entry.kind()) {
      case PEER_ADDED -> trust.putIfAbsent(peer(entry), Trust.PENDING);
      case TRUST_CHANGED -> trusts(entry);
      case IDENTITY_ACCEPTED -> identity(view, entry);
      case MODE_CHANGED -> isReadOnly = true;
      case INCARNATION_BEGUN -> isReadOnly = false;
      case PEER_BEGAN -> split.removeIf(lane -> lane.startsWith(entry.peer() + " "));
      case EVIDENCE_KEPT -> evidence(view, entry);
      case REFUSAL_ISSUED ->
          world.require(
              !entry.detail().equals("FORK") || isProved(view, peer(entry)),
              "C8: " + node + " refused a fork of " + entry.peer() + " and kept no proof");
      default -> {}
    }
  }

  private static NodeId peer(JournalEntry entry) {
    return new NodeId(entry.peer());
  }

  private void trusts(JournalEntry entry) {
    String word = entry.detail().split(":", 2)[0];
    for (Trust next : Trust.values()) {
      if (next.name().equals(word)) {
        trust.put(peer(entry), next);
      }
    }
  }

  private void identity(StoreView view, JournalEntry entry) {
    String[] words = entry.detail().split(" ");
    if (words[0].equals(IdentityKind.CARD.toString())) {
      long version = Long.parseLong(words[1]);
      long epoch = view.peer(peer(entry)).orElseThrow().epoch();
      view.identity(
              new org.vigilmesh.identity.NodeRef(peer(entry), epoch), IdentityKind.CARD, version)
          .map(this::card)
          .ifPresent(card -> cards.put(peer(entry), card));
    }
  }

  private static boolean isProved(StoreView view, NodeId peer) {
    return view.evidence(peer).stream().anyMatch(row -> row.kind().equals(Forks.KIND));
  }

  /** A proof that is kept proves something: both headers bear the peer's signatures. */
  private void evidence(StoreView view, JournalEntry entry) {
    if (!entry.detail().equals(Forks.KIND)) {
      return;
    }
    NodeId peer = peer(entry);
    ForkProof proof =
        view.evidence(peer).stream()
            .filter(row -> Optional.of(row.id()).equals(entry.findObject()))
            .map(EvidenceRow::objects)
            .flatMap(kept -> world.codec.forkProof().decode(kept.getFirst()).find().stream())
            .findFirst()
            .orElseThrow(() -> world.broken("C8: a proof is journalled and not there: " + entry));
    split.add(incarnation(proof.lane()));
    signed(view, Purpose.STATEMENT, proof.held(), proof.held().value());
    signed(view, Purpose.STATEMENT, proof.other(), proof.other().value());
  }

  private static String incarnation(LaneId lane) {
    return lane.from().node() + " " + lane.incarnation();
  }

  /** It has taken this statement. */
  void statement(StoreView view, Signed<StatementHeader> header) {
    LaneId lane = header.value().laneId();
    mayBeHeard(lane.from().node(), header);
    signed(view, Purpose.STATEMENT, header, header.value());
    world.require(!isReadOnly, "C7: " + node + " is READ-ONLY and takes statements");
    world.require(
        lane.urgency() == Urgency.EMERGENCY || !split.contains(incarnation(lane)),
        "C8: " + node + " goes on with " + lane + ", whose sender is split");
    boolean isClosed =
        lane.incarnation().number() == 1 && !cards.get(lane.from().node()).revocations().isEmpty();
    world.require(!isClosed, "C5: " + node + " goes on with " + lane + ", whose pair was revoked");
  }

  /** It has counted this receipt. */
  void receipt(Signed<Receipt> receipt) {
    mayBeHeard(receipt.value().lane().to().node(), receipt);
    world.require(
        verifies(
            Purpose.RECEIPT,
            receipt.value().receivedAt(),
            receipt,
            cards.get(receipt.value().lane().to().node())),
        "C5: " + node + " counts a receipt that its issuer did not sign");
  }

  private void mayBeHeard(NodeId peer, Signed<?> object) {
    world.require(
        trust.get(peer) == Trust.VERIFIED,
        "C5: " + node + " took something of " + peer + ", unverified");
    world.require(
        cards.get(peer).findRevocation(object.signatures().signer()).isEmpty(),
        "C5: " + node + " took something that a revoked pair of " + peer + " signed");
  }

  /** Signed by a pair of the card that it names. */
  private void signed(
      StoreView view, Purpose purpose, Signed<StatementHeader> header, StatementHeader value) {
    Card named =
        view.identities(value.sender().node(), IdentityKind.CARD, 1, 64).stream()
            .filter(row -> row.hash().equals(value.sender().card()))
            .findFirst()
            .map(this::card)
            .orElseThrow(() -> world.broken("C5: " + node + " knows no such card: " + value));
    world.require(
        verifies(purpose, value.createdAt(), header, named),
        "C5: " + node + " took what " + value.sender().node() + " did not sign");
  }

  private boolean verifies(Purpose purpose, java.time.Instant at, Signed<?> object, Card card) {
    Optional<CertificatePair> pair =
        card.findPair(object.signatures().signer()).map(p -> p.certificates());
    return pair.isPresent()
        && world
                .crypto
                .verifier()
                .verify(purpose, at, object.bytes(), object.signatures(), pair.get())
            == Verdict.VALID;
  }
}
