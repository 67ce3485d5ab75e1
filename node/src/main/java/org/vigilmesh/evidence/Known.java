package org.vigilmesh.evidence;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.PairId;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** The cards of a file whose own signatures hold: no other names a signer or takes a key back. */
final class Known {
  private final Map<Digest, Card> byHash = new HashMap<>();
  private final Map<NodeRef, Map<Bytes, Instant>> revoked = new HashMap<>();

  Known(List<Signed<Card>> cards) {
    for (Signed<Card> card : cards) {
      byHash.put(card.hash(), card.value());
      Map<Bytes, Instant> of = revoked.computeIfAbsent(card.value().node(), _ -> new HashMap<>());
      card.value()
          .revocations()
          .forEach(one -> of.merge(one.revoked(), one.effectiveAt(), Known::earlier));
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** The card that somebody speaks by; one of another node is no answer. */
  Optional<Card> find(NodeRef node, Digest hash) {
    return Optional.ofNullable(byHash.get(hash)).filter(card -> card.node().equals(node));
  }

  Stream<Card> of(NodeRef node) {
    return byHash.values().stream().filter(card -> card.node().equals(node));
  }

  /** Whether a card of {@code node} has taken the pair back by {@code at}. */
  boolean isRevoked(NodeRef node, PairId pair, Instant at) {
    return isRevoked(node, pair.digest().bytes(), at);
  }

  /** The same of a person's key. */
  boolean isRevoked(NodeRef node, CredentialId key, Instant at) {
    return isRevoked(node, key.bytes(), at);
  }

  private boolean isRevoked(NodeRef node, Bytes id, Instant at) {
    Instant from = revoked.getOrDefault(node, Map.of()).get(id);
    return from != null && !from.isAfter(at);
  }
}
