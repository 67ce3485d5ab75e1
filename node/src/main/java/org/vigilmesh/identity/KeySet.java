package org.vigilmesh.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/**
 * What changes daily, signed by the node: where to reach it, which transport keys to expect, which
 * keys to seal to, and which roster and incarnation are in force.
 */
public record KeySet(
    NodeRef node,
    Digest card,
    long cardVersion,
    long version,
    Digest previous,
    Instant issuedAt,
    Instant validTo,
    List<Endpoint> endpoints,
    List<Digest> transportPins,
    List<SealingKey> sealingKeys,
    long rosterVersion,
    Digest roster,
    Incarnation incarnation,
    int formatMin,
    int formatMax,
    List<Extension> extensions)
    implements Versioned {
  /** A key set lives seven days at most (PROTOCOL, "Who speaks"). */
  public static final Duration LIFE_MAX = Duration.ofDays(7);

  /** 48 h of validity published 3 days ahead: six in force or ahead; the rest is slack. */
  public static final int SEALING_KEYS_MAX = 16;

  /**
   * Private halves that a node holds at most: one a day, kept for 19 days, and as much again for an
   * administrator's extra ones.
   */
  public static final int SEALING_KEYS_HELD_MAX = 40;

  public KeySet {
    endpoints = List.copyOf(endpoints);
    transportPins = List.copyOf(transportPins);
    sealingKeys = List.copyOf(sealingKeys);
    extensions = List.copyOf(extensions);
    Versioned.check(version, issuedAt, validTo);
    InvalidValue.unless(
        Duration.between(issuedAt, validTo).compareTo(LIFE_MAX) <= 0, "a key set lives 7 days");
    InvalidValue.unless(endpoints.size() <= 8, "at most 8 endpoints");
    InvalidValue.unless(!transportPins.isEmpty() && transportPins.size() <= 4, "1 to 4 pins");
    InvalidValue.unless(
        !sealingKeys.isEmpty() && sealingKeys.size() <= SEALING_KEYS_MAX, "sealing keys");
    InvalidValue.unless(formatMin >= 1 && formatMin <= formatMax, "formats");
    Set<Object> ids = new HashSet<>();
    for (SealingKey key : sealingKeys) {
      InvalidValue.unless(ids.add(key.id()), "sealing key ids are unique");
    }
  }

  /** The key to seal to at {@code at}: of those in force the one that began last. */
  public Optional<SealingKey> findSealingKey(Instant at) {
    return sealingKeys.stream()
        .filter(k -> k.servesAt(at))
        .max(Comparator.comparing(SealingKey::from).thenComparing(k -> k.id().bytes()));
  }

  /** A host (name or address) and a TCP port. */
  public record Endpoint(String host, int port) {
    public Endpoint {
      InvalidValue.unless(host.matches("[A-Za-z0-9._:\\-]{1,253}"), "endpoint host");
      InvalidValue.unless(port >= 1 && port <= 65535, "endpoint port");
    }

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** An X-Wing public key (1,216 bytes) with the time in which peers may seal to it. */
  public record SealingKey(Digest id, Bytes publicKey, Instant from, Instant to) {
    public static final int PUBLIC_KEY_SIZE = 1216;

    public SealingKey {
      InvalidValue.unless(publicKey.size() == PUBLIC_KEY_SIZE, "an X-Wing key has 1216 bytes");
      InvalidValue.unless(id.equals(Digest.sha256(publicKey)), "a sealing key's id is its hash");
      InvalidValue.unless(from.isBefore(to), "a key's time ends after it begins");
    }

    public static SealingKey of(Bytes publicKey, Instant from, Instant to) {
      return new SealingKey(Digest.sha256(publicKey), publicKey, from, to);
    }

    public boolean servesAt(Instant at) {
      return !at.isBefore(from) && at.isBefore(to);
    }
  }
}
