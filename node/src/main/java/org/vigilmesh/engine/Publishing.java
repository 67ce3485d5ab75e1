package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.KeySet.SealingKey;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signatures;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.IdentityRow;
import org.vigilmesh.port.TransportIdentity;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Seconds;

/**
 * Our own key set: issued anew every day and at every change, so that new keys are with the peers
 * before they are used (PROTOCOL, "Key life"). Sealing keys: one a day, published three days ahead,
 * valid 48 hours, destroyed 14 days later. Transport keys: two pinned, the first in use.
 */
final class Publishing {
  /** A key set is issued anew when it is this old. */
  private static final Duration AGE_MAX = Duration.ofDays(1);

  private static final Duration SEALING_AHEAD = Duration.ofDays(3);
  private static final Duration SEALING_LIFE = Duration.ofDays(2);
  private static final Duration SEALING_KEPT = Duration.ofDays(14);

  /** A transport certificate is renewed, for the same key, when less than this is left. */
  private static final Duration CERTIFICATE_LEFT = Duration.ofDays(3);

  /** More key sets than a node publishes between two backups: one a day, some by hand. */
  private static final long NUMBERS_SKIPPED = 1000;

  /**
   * More than it publishes in one incarnation: of an earlier one perhaps only the number is known.
   */
  private static final long NUMBERS_OF_A_LIFE = 100_000;

  private final Ports ports;
  private final Memory memory;
  private final List<KeySet.Endpoint> endpoints;
  private Optional<TransportIdentity> inUse = Optional.empty();

  /** The sealing keys that this process has made: in the present turn they are listed nowhere. */
  private final Set<Digest> made = new HashSet<>();

  Publishing(Ports ports, Memory memory, List<KeySet.Endpoint> endpoints) {
    this.ports = ports;
    this.memory = memory;
    this.endpoints = List.copyOf(endpoints);
  }

  /** What was there at the start is enforced first: old sealing keys are destroyed. */
  void enforce(Turn turn) {
    Instant before = turn.at().minus(SEALING_KEPT);
    List<Digest> held = ports.keys().sealingKeys();
    Set<Digest> known = new HashSet<>(held);
    Set<Digest> ended =
        memory.self.keySets().values().stream()
            .flatMap(set -> set.sealingKeys().stream())
            .filter(key -> key.to().isBefore(before) && known.contains(key.id()))
            .map(SealingKey::id)
            .collect(Collectors.toSet());
    for (Digest id : held) {
      if (ended.contains(id)) {
        destroy(turn, id);
      }
    }
  }

  private void destroy(Turn turn, Digest id) {
    ports.keys().destroySealingKey(id);
    turn.journal(entry(turn, JournalKind.KEY_DESTROYED, "node").withObject(id));
  }

  /**
   * A node holds so many keys only when they were changed by hand again and again, or made in turns
   * that were never committed: of what is listed no longer the one that ends first goes, and before
   * it what never was. What may be sealed to it is sealed again.
   */
  private void makeRoom(Turn turn) {
    List<Digest> held = ports.keys().sealingKeys();
    if (held.size() < KeySet.SEALING_KEYS_HELD_MAX) {
      return;
    }
    Map<Digest, Instant> ends = new HashMap<>();
    memory.self.keySets().values().stream()
        .flatMap(set -> set.sealingKeys().stream())
        .forEach(key -> ends.put(key.id(), key.to()));
    Set<Digest> kept = new HashSet<>(made);
    kept.removeAll(ends.keySet());
    memory.self.keySet().stream()
        .flatMap(set -> set.value().sealingKeys().stream())
        .forEach(key -> kept.add(key.id()));
    held.stream()
        .filter(id -> !kept.contains(id))
        .min(Comparator.comparing(id -> ends.getOrDefault(id, Instant.MIN)))
        .ifPresent(id -> destroy(turn, id));
  }

  /** Daily care; true when a new key set was issued. */
  boolean care(Turn turn) {
    enforce(turn);
    renewCertificate(turn);
    Optional<KeySet> current = memory.self.keySet().map(Speaker.Held::value);
    boolean isDue =
        current.isEmpty()
            || !turn.at().isBefore(current.get().issuedAt().plus(AGE_MAX))
            || !current.get().endpoints().equals(endpoints)
            || !isHeld(turn, current.get())
            || current.get().cardVersion() != memory.self.holding().card()
            || current.get().rosterVersion() != memory.self.holding().roster();
    if (isDue && memory.self.roster().isPresent()) {
      issue(turn, keysAhead(turn, current), pins(turn, current), "node");
      return true;
    }
    return false;
  }

  /**
   * The keys still needed, with new ones until three days ahead are covered. Where that is more
   * than a key set lists, the first ones are listed no longer, and still open what comes.
   */
  private List<SealingKey> keysAhead(Turn turn, Optional<KeySet> current) {
    List<SealingKey> keys = new ArrayList<>(living(turn, current));
    Instant begin = turn.at().truncatedTo(ChronoUnit.HOURS);
    if (keys.stream().noneMatch(k -> k.servesAt(turn.at()))) {
      keys.add(newSealingKey(turn, begin));
    }
    Instant lastBegin =
        keys.stream().map(SealingKey::from).max(Comparator.naturalOrder()).orElse(begin);
    while (lastBegin.isBefore(begin.plus(SEALING_AHEAD))) {
      lastBegin = lastBegin.plus(Duration.ofDays(1));
      if (!lastBegin.isBefore(begin)) {
        keys.add(newSealingKey(turn, lastBegin));
      }
    }
    return keys.subList(Math.max(0, keys.size() - KeySet.SEALING_KEYS_MAX), keys.size());
  }

  /** Whether every key that peers may still seal to is here: key files are lost, or restored. */
  private boolean isHeld(Turn turn, KeySet current) {
    long published =
        current.sealingKeys().stream().filter(key -> key.to().isAfter(turn.at())).count();
    return living(turn, Optional.of(current)).size() == published;
  }

  /** The published keys that have not ended, without those that are not held: they open nothing. */
  private List<SealingKey> living(Turn turn, Optional<KeySet> current) {
    List<Digest> held = ports.keys().sealingKeys();
    return current.stream()
        .flatMap(set -> set.sealingKeys().stream())
        .filter(key -> key.to().isAfter(turn.at()) && held.contains(key.id()))
        .toList();
  }

  private SealingKey newSealingKey(Turn turn, Instant from) {
    makeRoom(turn);
    SealingKey key = ports.keys().newSealingKey(from, from.plus(SEALING_LIFE));
    made.add(key.id());
    turn.journal(
        entry(turn, JournalKind.KEY_CREATED, "node").withObject(key.id()).withDetail("sealing"));
    return key;
  }

  private List<Digest> pins(Turn turn, Optional<KeySet> current) {
    if (current.isPresent()) {
      return current.get().transportPins();
    }
    TransportIdentity first = ports.keys().firstTransport(hourBefore(turn.at()));
    use(turn, first);
    return List.of(first.pin());
  }

  private TransportIdentity newTransport(Turn turn) {
    TransportIdentity made = ports.keys().newTransport(hourBefore(turn.at()));
    turn.journal(
        entry(turn, JournalKind.KEY_CREATED, "node")
            .withObject(made.pin())
            .withDetail("transport"));
    return made;
  }

  private static Instant hourBefore(Instant at) {
    return Seconds.whole(at.minus(Duration.ofHours(1)));
  }

  /** The transport identity in use: the first pin of the newest key set. */
  Optional<TransportIdentity> transport(Instant at) {
    return memory
        .self
        .keySet()
        .flatMap(
            set ->
                ports.keys().findTransport(set.value().transportPins().getFirst(), hourBefore(at)));
  }

  private void renewCertificate(Turn turn) {
    Optional<TransportIdentity> current = inUse;
    if (current.isPresent()
        && current
            .get()
            .certificate()
            .getNotAfter()
            .toInstant()
            .isBefore(turn.at().plus(CERTIFICATE_LEFT))) {
      TransportIdentity renewed = transport(turn.at()).orElseThrow();
      turn.journal(
          entry(turn, JournalKind.KEY_CREATED, "node")
              .withObject(renewed.pin())
              .withDetail("transport certificate renewed"));
      use(turn, renewed);
    }
  }

  /** A new sealing key in force from now on; peers use it as soon as they hold the key set. */
  long rotateSealing(Turn turn, String by) {
    KeySet current = memory.self.keySet().orElseThrow().value();
    List<SealingKey> keys = new ArrayList<>(living(turn, Optional.of(current)));
    while (keys.size() >= KeySet.SEALING_KEYS_MAX) {
      keys.removeFirst();
    }
    keys.add(newSealingKey(turn, Seconds.whole(turn.at())));
    return issue(turn, keys, current.transportPins(), by);
  }

  /** Publishes the next transport key beside the one in use; it is used once all peers hold it. */
  long prepareTransport(Turn turn, String by) {
    KeySet current = memory.self.keySet().orElseThrow().value();
    TransportIdentity next = newTransport(turn);
    return issue(
        turn,
        keysAhead(turn, Optional.of(current)),
        List.of(current.transportPins().getFirst(), next.pin()),
        by);
  }

  /** The pin that waits to be used: published second, newest of all, and not yet first. */
  Optional<Digest> awaitingTransport() {
    List<Digest> pins = memory.self.keySet().map(s -> s.value().transportPins()).orElse(List.of());
    if (pins.size() < 2) {
      return Optional.empty();
    }
    Digest second = pins.get(1);
    boolean wasInUse =
        memory.self.keySets().values().stream()
            .anyMatch(set -> set.transportPins().getFirst().equals(second));
    return wasInUse ? Optional.empty() : Optional.of(second);
  }

  /** All verified peers hold the next transport key: it is used for new handshakes from now on. */
  void useNextTransport(Turn turn, String by) {
    KeySet current = memory.self.keySet().orElseThrow().value();
    Digest next = awaitingTransport().orElseThrow();
    TransportIdentity identity =
        ports.keys().findTransport(next, hourBefore(turn.at())).orElseThrow();
    issue(
        turn,
        keysAhead(turn, Optional.of(current)),
        List.of(next, current.transportPins().getFirst()),
        by);
    use(turn, identity);
  }

  /** Shows {@code identity} in handshakes once this turn is committed. */
  void use(Turn turn, TransportIdentity identity) {
    inUse = Optional.of(identity);
    turn.effect(new Effect.Use(identity));
  }

  /**
   * The first key set of a new incarnation. It lists only keys that are here, since keys may be of
   * another age than the store; its number is far above any that may have been published and lost,
   * since one number must not be used twice.
   */
  void beginAgain(Turn turn, long newestShown, String by) {
    Optional<KeySet> current = memory.self.keySet().map(Speaker.Held::value);
    List<SealingKey> keys = keysAhead(turn, current);
    List<Digest> pins =
        pins(turn, current).stream()
            .filter(pin -> ports.keys().findTransport(pin, hourBefore(turn.at())).isPresent())
            .toList();
    if (pins.isEmpty()) {
      TransportIdentity first = ports.keys().firstTransport(hourBefore(turn.at()));
      use(turn, first);
      pins = List.of(first.pin());
    }
    long newest = Math.max(newestShown, memory.self.holding().keySet());
    long floor = memory.life.incarnation().number() * NUMBERS_OF_A_LIFE;
    issue(turn, Math.max(newest + NUMBERS_SKIPPED, floor), keys, pins, by);
  }

  /** Issues the next key set; the journal number of its entry. */
  private long issue(Turn turn, List<SealingKey> keys, List<Digest> pins, String by) {
    return issue(turn, memory.self.holding().keySet() + 1, keys, pins, by);
  }

  private long issue(Turn turn, long version, List<SealingKey> keys, List<Digest> pins, String by) {
    Optional<Speaker.Held<KeySet>> previous = memory.self.keySet();
    Speaker.Held<Card> card = memory.self.card().orElseThrow();
    Speaker.Held<Roster> roster = memory.self.roster().orElseThrow();
    CertificatePair pair = memory.signingPair(turn.at(), card.hash());
    Instant issuedAt =
        previous
            .map(p -> p.value().issuedAt())
            .filter(p -> p.isAfter(turn.at()))
            .orElse(Seconds.whole(turn.at()));
    KeySet next =
        new KeySet(
            memory.ref(),
            card.hash(),
            card.value().version(),
            version,
            previous.map(Speaker.Held::hash).orElse(Digest.ZERO),
            issuedAt,
            issuedAt.plus(KeySet.LIFE_MAX),
            endpoints,
            pins,
            keys,
            roster.value().version(),
            roster.hash(),
            memory.life.incarnation(),
            Format.VERSION,
            Format.VERSION,
            List.of());
    Bytes bytes = ports.codec().keySet().encode(next);
    Signatures signatures =
        ports.keys().findSigner(pair).orElseThrow().sign(Purpose.KEY_SET, issuedAt, bytes);
    Signed<KeySet> signed = new Signed<>(next, bytes, signatures);
    return published(
        turn,
        IdentityKind.KEY_SET,
        signed.hash(),
        ports.codec().signedKeySet().encode(signed),
        next,
        by);
  }

  /** Takes a new version of our own identity and journals it. */
  long published(
      Turn turn,
      IdentityKind kind,
      Digest hash,
      Bytes container,
      org.vigilmesh.identity.Versioned value,
      String by) {
    turn.tx()
        .addIdentity(
            new IdentityRow(memory.ref(), kind, value.version(), hash, container, turn.at()));
    memory.self = memory.self.with(value, hash);
    return turn.journal(
        entry(turn, JournalKind.IDENTITY_PUBLISHED, by)
            .withObject(hash)
            .withDetail(kind + " " + value.version()));
  }

  private static JournalEntry entry(Turn turn, JournalKind kind, String actor) {
    return JournalEntry.of(kind, turn.at(), actor);
  }
}
