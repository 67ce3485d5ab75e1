package org.vigilmesh.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.delivery.Frame.Holding;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.PairId;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Versioned;
import org.vigilmesh.value.Digest;

/**
 * What is known of one node's identity: every card, key set and roster that was accepted, and the
 * newest of each. Immutable, so that the pool can judge by the state of the moment it was asked.
 */
record Speaker(
    NodeRef node,
    Map<Digest, Card> cards,
    Map<Digest, KeySet> keySets,
    Map<Digest, Roster> rosters,
    Optional<Held<Card>> card,
    Optional<Held<Roster>> roster,
    Optional<Held<KeySet>> keySet) {
  Speaker {
    cards = Map.copyOf(cards);
    keySets = Map.copyOf(keySets);
    rosters = Map.copyOf(rosters);
  }

  /** A version with the hash of its signed bytes. */
  record Held<T extends Versioned>(T value, Digest hash) {}

  static Speaker unknown(NodeRef node) {
    return new Speaker(
        node, Map.of(), Map.of(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** This speaker with one more version; it becomes the newest when its number is higher. */
  Speaker with(Versioned value, Digest hash) {
    return switch (value) {
      case Card c ->
          new Speaker(
              node, plus(cards, hash, c), keySets, rosters, newer(card, c, hash), roster, keySet);
      case KeySet k ->
          new Speaker(
              node, cards, plus(keySets, hash, k), rosters, card, roster, newer(keySet, k, hash));
      case Roster r ->
          new Speaker(
              node, cards, keySets, plus(rosters, hash, r), card, newer(roster, r, hash), keySet);
    };
  }

  private static <T> Map<Digest, T> plus(Map<Digest, T> known, Digest hash, T value) {
    Map<Digest, T> more = new HashMap<>(known);
    more.put(hash, value);
    return more;
  }

  private static <T extends Versioned> Optional<Held<T>> newer(
      Optional<Held<T>> newest, T value, Digest hash) {
    boolean isNewer = newest.isEmpty() || newest.get().value().version() < value.version();
    return isNewer ? Optional.of(new Held<>(value, hash)) : newest;
  }

  /** The certificates of {@code pair} as any accepted card names them. */
  Optional<CertificatePair> findCertificates(PairId pair) {
    return cards.values().stream()
        .flatMap(c -> c.findPair(pair).stream())
        .map(p -> p.certificates())
        .findFirst();
  }

  /** Whether a card revokes the pair, whatever the effective time; no later card takes it back. */
  boolean isRevoked(PairId pair) {
    return cards.values().stream().anyMatch(c -> c.findRevocation(pair).isPresent());
  }

  /** The same for a person's credential. */
  boolean isRevoked(CredentialId credential) {
    return cards.values().stream().anyMatch(c -> c.findRevocation(credential).isPresent());
  }

  /**
   * Whether a signing pair was revoked after {@code begun}, the card under which an incarnation
   * began; empty for the first incarnation. That incarnation is over (PROTOCOL 7).
   */
  boolean hasRevokedSince(Optional<Digest> begun) {
    long version = begun.map(cards::get).map(Card::version).orElse(0L);
    return cards.values().stream()
        .flatMap(c -> c.signingPairs().stream())
        .map(pair -> pair.certificates().id())
        .filter(this::isRevoked)
        .anyMatch(pair -> !wasRevoked(pair, version));
  }

  private boolean wasRevoked(PairId pair, long version) {
    return cards.values().stream()
        .filter(c -> c.version() <= version)
        .anyMatch(c -> c.findRevocation(pair).isPresent());
  }

  /** What a Hello says about this node: newest versions with their hashes. */
  Holding holding() {
    return new Holding(
        node.epoch(),
        card.map(h -> h.value().version()).orElse(0L),
        card.map(Held::hash).orElse(Digest.ZERO),
        roster.map(h -> h.value().version()).orElse(0L),
        roster.map(Held::hash).orElse(Digest.ZERO),
        keySet.map(h -> h.value().version()).orElse(0L),
        keySet.map(Held::hash).orElse(Digest.ZERO));
  }
}
