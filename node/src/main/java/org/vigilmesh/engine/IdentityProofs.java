package org.vigilmesh.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.engine.Identities.Judged;
import org.vigilmesh.engine.Identities.Shown;
import org.vigilmesh.engine.Identities.ShownStart;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Verifier.Verdict;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * Verifies shown cards, rosters, key sets and starts against what is already trusted. Pure
 * computing; runs on the pool.
 */
final class IdentityProofs {
  private final Ports ports;

  IdentityProofs(Ports ports) {
    this.ports = ports;
  }

  /**
   * Verifies what {@code frame} shows of {@code speaker}, each object with the help of those before
   * it. Pure computing; runs on the pool.
   */
  Judged judge(Frame.Identity frame, Speaker speaker) {
    List<Shown> valid = new ArrayList<>();
    Speaker known = speaker;
    int rejected = 0;
    List<Optional<Shown>> all = new ArrayList<>();
    for (Bytes container : frame.cards()) {
      Optional<Shown> shown = card(container, known);
      all.add(shown);
      known = plus(known, shown);
    }
    for (Bytes container : frame.rosters()) {
      Optional<Shown> shown = roster(container, known);
      all.add(shown);
      known = plus(known, shown);
    }
    for (Bytes container : frame.keySets()) {
      Optional<Shown> shown = keySet(container, known);
      all.add(shown);
      known = plus(known, shown);
    }
    for (Optional<Shown> shown : all) {
      shown.ifPresent(valid::add);
      rejected += shown.isEmpty() ? 1 : 0;
    }
    List<ShownStart> starts = new ArrayList<>();
    for (Bytes container : frame.starts()) {
      Optional<ShownStart> shown = start(container, known);
      shown.ifPresent(starts::add);
      rejected += shown.isEmpty() ? 1 : 0;
    }
    return new Judged(speaker.node().node(), valid, starts, rejected);
  }

  private static Speaker plus(Speaker known, Optional<Shown> shown) {
    return shown.map(s -> known.with(s.value(), s.hash())).orElse(known);
  }

  /** Signed by a pair that a card held certifies and none revokes. */
  private Optional<ShownStart> start(Bytes container, Speaker known) {
    return ports
        .codec()
        .signedIncarnationStart()
        .decode(container)
        .find()
        .filter(s -> s.value().node().equals(known.node()))
        .filter(s -> s.value().pair().equals(s.signatures().signer()))
        .filter(s -> !known.isRevoked(s.value().pair()))
        .filter(
            s ->
                known.cards().containsKey(s.value().card())
                    && known
                        .findCertificates(s.value().pair())
                        .filter(
                            pair ->
                                ports
                                        .verifier()
                                        .verify(
                                            Purpose.INCARNATION_START,
                                            s.value().createdAt(),
                                            s.bytes(),
                                            s.signatures(),
                                            pair)
                                    == Verdict.VALID)
                        .isPresent())
        .map(s -> new ShownStart(s, container));
  }

  /** Valid under the anchor that the speaker's first card named, in the same epoch. */
  private Optional<Shown> card(Bytes container, Speaker known) {
    Optional<Signed<Card>> signed = ports.codec().signedCard().decode(container).find();
    return signed
        .filter(s -> s.value().node().equals(known.node()))
        .filter(
            s ->
                known.card().isEmpty()
                    || s.value().anchor().equals(known.card().get().value().anchor()))
        .filter(s -> ports.verifier().isConsistent(s.value().anchor()))
        .filter(
            s ->
                ports
                        .verifier()
                        .verify(
                            Purpose.CARD,
                            s.value().issuedAt(),
                            s.bytes(),
                            s.signatures(),
                            s.value().anchor().certificates())
                    == Verdict.VALID)
        .map(s -> new Shown(IdentityKind.CARD, s.value(), s.hash(), container, Optional.empty()));
  }

  /** Endorsed by the threshold of distinct roster authorities, none of them revoked. */
  private Optional<Shown> roster(Bytes container, Speaker known) {
    Optional<Endorsed<Roster>> endorsed = ports.codec().endorsedRoster().decode(container).find();
    return endorsed
        .filter(e -> e.value().node().equals(known.node()))
        .filter(e -> isEndorsed(e, known))
        .map(e -> new Shown(IdentityKind.ROSTER, e.value(), e.hash(), container, Optional.empty()));
  }

  /** Whether enough distinct authorities of the newest card endorsed exactly these bytes. */
  boolean isEndorsed(Endorsed<Roster> roster, Speaker speaker) {
    if (speaker.card().isEmpty()) {
      return false;
    }
    Card card = speaker.card().get().value();
    Digest digest = Roster.endorsedDigest(roster.bytes());
    long proven =
        roster.endorsements().stream()
            .filter(e -> !speaker.isRevoked(e.credential()))
            .filter(
                e ->
                    card.rosterAuthorities()
                        .findKey(e.credential())
                        .map(Credential::ofFileKey)
                        .filter(c -> ports.verifier().proves(c, digest, e.proof()))
                        .isPresent())
            .map(e -> e.credential())
            .distinct()
            .count();
    return proven >= card.rosterAuthorities().threshold();
  }

  /** Signed by a pair of the card that it names, and naming nothing older than what is held. */
  private Optional<Shown> keySet(Bytes container, Speaker known) {
    Optional<Signed<KeySet>> signed = ports.codec().signedKeySet().decode(container).find();
    return signed
        .filter(s -> s.value().node().equals(known.node()))
        .filter(s -> isNotOlder(s.value(), known))
        .filter(
            s ->
                Optional.ofNullable(known.cards().get(s.value().card()))
                    .flatMap(card -> card.findPair(s.signatures().signer()))
                    .filter(
                        pair ->
                            ports
                                    .verifier()
                                    .verify(
                                        Purpose.KEY_SET,
                                        s.value().issuedAt(),
                                        s.bytes(),
                                        s.signatures(),
                                        pair.certificates())
                                == Verdict.VALID)
                    .isPresent())
        .map(
            s ->
                new Shown(
                    IdentityKind.KEY_SET,
                    s.value(),
                    s.hash(),
                    container,
                    Optional.of(s.signatures().signer())));
  }

  private static boolean isNotOlder(KeySet shown, Speaker known) {
    Optional<KeySet> held = known.keySet().map(Speaker.Held::value);
    return held.isEmpty()
        || shown.version() <= held.get().version()
        || (shown.cardVersion() >= held.get().cardVersion()
            && shown.rosterVersion() >= held.get().rosterVersion());
  }
}
