package org.vigilmesh.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyHeader;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.identity.Anchor;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.RosterAuthorities;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.identity.SigningPair;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Seconds;

/** What is done with keys that never lie on a node: an anchor's cards, the authorities' rosters. */
final class Ceremony {
  /** How long a pair that was certified is used before the next. */
  static final Duration PAIR_LIFE = Duration.ofDays(CardDraft.VALID_DAYS);

  private final Crypto crypto;
  private final Instant at;

  Ceremony(Surroundings around) {
    this.crypto = new Crypto(around.random());
    this.at = Seconds.whole(around.clock().instant());
  }

  /** The card that {@code draft} asks for, after {@code before} if there is one. */
  Signed<Card> sign(CardDraft draft, Optional<Signed<Card>> before, Crypto.Key anchorKey) {
    Anchor anchor = crypto.anchor(anchorKey);
    if (!anchor.node().equals(draft.node())) {
      throw CliException.of(Exit.INPUT, "E-ANCHOR-OTHER", anchor.node(), draft.node());
    }
    before.ifPresent(card -> requireSame(anchor, card.value()));
    List<SigningPair> pairs = new ArrayList<>();
    before.ifPresent(card -> pairs.addAll(card.value().signingPairs()));
    Instant end = at.plus(draft.validFor());
    for (CardDraft.NewPair fresh : draft.newPairs()) {
      KeyHeader keys =
          new KeyHeader(
              KeyKind.SIGNING, draft.node(), at, List.of(fresh.p256Key(), fresh.mlDsaKey()));
      pairs.add(new SigningPair(crypto.certify(anchorKey, keys, at, end), at, end));
    }
    Card card =
        new Card(
            draft.node(),
            before.map(earlier -> earlier.value().version() + 1).orElse(1L),
            before.map(Signed::hash).orElse(Digest.ZERO),
            at,
            end,
            anchor,
            draft.presentation().contact(),
            draft.presentation().declarations(),
            pairs,
            before.map(earlier -> earlier.value().revocations()).orElse(List.of()),
            List.of(1),
            new RosterAuthorities(draft.authorities(), draft.threshold()),
            Objects.requireNonNull(draft.firstRoster()),
            draft.shareable(),
            List.of());
    Bytes bytes = IdentityFiles.CODEC.card().encode(card);
    return new Signed<>(card, bytes, crypto.signer(anchorKey).sign(Purpose.CARD, at, bytes));
  }

  private static void requireSame(Anchor anchor, Card before) {
    if (!anchor.equals(before.anchor())) {
      throw CliException.of(Exit.INPUT, "E-ANCHOR-OTHER", anchor.node(), before.node());
    }
  }

  /** The roster of {@code draft}, endorsed by nobody yet. */
  Endorsed<Roster> roster(RosterDraft draft) {
    Roster roster = draft.roster(at);
    return new Endorsed<>(roster, IdentityFiles.CODEC.roster().encode(roster), List.of());
  }

  /** {@code roster} with the endorsement of one more authority; the same one counts once. */
  Endorsed<Roster> endorse(Endorsed<Roster> roster, Crypto.Key authority) {
    Bytes publicKey = authority.header().publicKeys().getFirst();
    CredentialId credential = CredentialId.ofFileKey(publicKey);
    List<Endorsement> endorsements = new ArrayList<>(roster.endorsements());
    endorsements.removeIf(earlier -> earlier.credential().equals(credential));
    endorsements.add(
        new Endorsement(
            new OfficerId("authority-" + publicKey.hex().substring(0, 8)),
            credential,
            crypto.prove(authority, Roster.endorsedDigest(roster.bytes()))));
    return new Endorsed<>(roster.value(), roster.bytes(), endorsements);
  }

  /** A new key of {@code kind}, in a sealed file. */
  KeyHeader newKey(KeyKind kind, NodeRef node, Path file, Crypto.KeyFiles files) {
    try (Crypto.Key key = crypto.newKey(kind, node, at)) {
      return OfflineKeys.save(files, key, file);
    }
  }

  Crypto crypto() {
    return crypto;
  }

  Instant at() {
    return at;
  }
}
