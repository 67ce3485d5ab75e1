package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Signed;

/** A country's second card, which revokes the pair of the first and certifies another. */
final class Revoking {
  private Revoking() {}

  /** The new pair's private keys are given to the member's node. */
  static Signed<Card> card(Mesh.Member of, Instant now) {
    Country home = of.country;
    Country.SigningKey next = home.newSigningKey(home.since);
    of.keys.add(next.key());
    Card.Revocation stolen =
        new Card.Revocation(
            home.certificates.id().digest().bytes(), now.minus(Duration.ofDays(1)), "stolen");
    return home.card(2, home.card.hash(), List.of(next.certificates()), List.of(stolen));
  }
}
