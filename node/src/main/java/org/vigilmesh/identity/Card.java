package org.vigilmesh.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/**
 * What a State says about its node, signed by its anchor: names, duty phones, treaty declarations,
 * the signing pairs that may speak and the revocations since ever, and who may enrol officers. The
 * anchor's own certificates are part of it, so a card can be checked from the fingerprint alone.
 */
public record Card(
    NodeRef node,
    long version,
    Digest previous,
    Instant issuedAt,
    Instant validTo,
    Anchor anchor,
    ContactPoint contact,
    Declarations declarations,
    List<SigningPair> signingPairs,
    List<Revocation> revocations,
    List<Integer> suites,
    RosterAuthorities rosterAuthorities,
    Digest firstRoster,
    boolean shareable,
    List<Extension> extensions)
    implements Versioned {
  /** A pair in use, the next one, and those still serving in some lane. */
  public static final int SIGNING_PAIRS_MAX = 8;

  public static final int REVOCATIONS_MAX = 1000;

  public Card {
    signingPairs = List.copyOf(signingPairs);
    revocations = List.copyOf(revocations);
    suites = List.copyOf(suites);
    extensions = List.copyOf(extensions);
    Versioned.check(version, issuedAt, validTo);
    InvalidValue.unless(anchor.node().equals(node), "the anchor belongs to the card's node");
    InvalidValue.unless(
        !signingPairs.isEmpty() && signingPairs.size() <= SIGNING_PAIRS_MAX, "signing pairs");
    InvalidValue.unless(revocations.size() <= REVOCATIONS_MAX, "too many revocations");
    InvalidValue.unless(suites.contains(1), "suite 1 is required");
  }

  public Optional<SigningPair> findPair(PairId wanted) {
    return signingPairs.stream().filter(p -> p.certificates().id().equals(wanted)).findFirst();
  }

  /** The time from which {@code pair} is revoked; empty when it is not. */
  public Optional<Instant> findRevocation(PairId pair) {
    return findRevocation(pair.digest().bytes());
  }

  /** The time from which {@code credential} is revoked; empty when it is not. */
  public Optional<Instant> findRevocation(CredentialId credential) {
    return findRevocation(credential.bytes());
  }

  private Optional<Instant> findRevocation(Bytes id) {
    return revocations.stream()
        .filter(r -> r.revoked().equals(id))
        .map(Revocation::effectiveAt)
        .findFirst();
  }

  /** A key pair or credential that no longer speaks, by its id's bytes; the list only grows. */
  public record Revocation(Bytes revoked, Instant effectiveAt, String reason) {
    public Revocation {
      InvalidValue.unless(!revoked.isEmpty() && revoked.size() <= 1023, "revoked id size");
      InvalidValue.unless(reason.length() <= 256, "revocation reason");
    }
  }
}
