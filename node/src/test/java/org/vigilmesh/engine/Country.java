package org.vigilmesh.engine;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.adapter.wire.WireCodec;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.ContactPoint;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.RosterAuthorities;
import org.vigilmesh.identity.Signatures;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.identity.SigningPair;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** An invented country with real keys: anchor, roster authorities, officers, one signing pair. */
public final class Country {
  public static final Crypto CRYPTO = new Crypto(new SecureRandom());
  public static final WireCodec CODEC = new WireCodec();

  final NodeRef ref;
  final Instant since;
  final Crypto.Key anchor;
  final Crypto.Key signing;
  final CertificatePair certificates;
  final List<Crypto.Key> authorities = new ArrayList<>();
  final Map<String, Crypto.Key> officers = new LinkedHashMap<>();
  Endorsed<Roster> roster;
  final Signed<Card> card;

  Country(NodeRef ref, Instant since, String... officerNames) {
    this(CRYPTO, Optional.empty(), ref, since, List.of(officerNames));
  }

  /**
   * @param maker makes the keys
   * @param stated the certificates of the first signing pair; empty: real ones
   */
  Country(
      Crypto maker,
      Optional<CertificatePair> stated,
      NodeRef ref,
      Instant since,
      List<String> officerNames) {
    this.ref = ref;
    this.since = since;
    this.anchor = maker.newKey(KeyKind.ANCHOR, ref, since);
    this.signing = maker.newKey(KeyKind.SIGNING, ref, since);
    Instant to = since.plus(Duration.ofDays(365));
    this.certificates = stated.orElseGet(() -> CRYPTO.certify(anchor, signing.header(), since, to));
    for (int i = 0; i < 3; i++) {
      authorities.add(maker.newKey(KeyKind.AUTHORITY, ref, since));
    }
    for (String name : officerNames) {
      officers.put(name, maker.newKey(KeyKind.OFFICER, ref, since));
    }
    this.roster = roster(1, Digest.ZERO, List.copyOf(officers.keySet()), 2);
    this.card = card(1, Digest.ZERO, List.of(certificates), List.of());
  }

  /** A signing key with the anchor's certificates for it. */
  record SigningKey(Crypto.Key key, CertificatePair certificates) {}

  /** One more signing key, certified from {@code from} on for a year. */
  SigningKey newSigningKey(Instant from) {
    Crypto.Key key = CRYPTO.newKey(KeyKind.SIGNING, ref, from);
    Instant to = from.plus(Duration.ofDays(365));
    return new SigningKey(key, CRYPTO.certify(anchor, key.header(), from, to));
  }

  /** A roster of these officers, endorsed by the first {@code endorsers} authorities. */
  Endorsed<Roster> roster(long version, Digest previous, List<String> names, int endorsers) {
    List<Officer> people =
        names.stream()
            .map(
                name ->
                    new Officer(
                        new OfficerId(name),
                        name,
                        Officer.Role.OFFICER,
                        since.minus(Duration.ofDays(30)),
                        since.plus(Duration.ofDays(300)),
                        List.of(Credential.ofFileKey(publicKey(officers.get(name))))))
            .toList();
    return endorsed(
        new Roster(
            ref, version, previous, since, since.plus(Duration.ofDays(365)), people, List.of()),
        endorsers);
  }

  /** {@code value}, endorsed by the first {@code endorsers} authorities. */
  Endorsed<Roster> endorsed(Roster value, int endorsers) {
    Bytes bytes = CODEC.roster().encode(value);
    List<Endorsement> endorsements =
        authorities.stream()
            .limit(endorsers)
            .map(
                key ->
                    new Endorsement(
                        new OfficerId("authority"),
                        CredentialId.ofFileKey(publicKey(key)),
                        CRYPTO.prove(key, Roster.endorsedDigest(bytes))))
            .toList();
    return new Endorsed<>(value, bytes, endorsements);
  }

  Signed<Card> card(
      long version,
      Digest previous,
      List<CertificatePair> pairs,
      List<Card.Revocation> revocations) {
    Card value =
        new Card(
            ref,
            version,
            previous,
            since,
            since.plus(Duration.ofDays(365)),
            CRYPTO.anchor(anchor),
            new ContactPoint(
                Map.of("en", "Contact point of " + ref.node().shown()),
                "Example authority",
                List.of("+000 000"),
                List.of("en")),
            new Declarations(List.of("UNCC"), false, 90, List.of("may_order_hold")),
            pairs.stream()
                .map(p -> new SigningPair(p, since, since.plus(Duration.ofDays(365))))
                .toList(),
            revocations,
            List.of(1),
            new RosterAuthorities(authorities.stream().map(Country::publicKey).toList(), 2),
            roster.hash(),
            true,
            List.of());
    Bytes bytes = CODEC.card().encode(value);
    Signatures signatures = CRYPTO.signer(anchor).sign(Purpose.CARD, since, bytes);
    return new Signed<>(value, bytes, signatures);
  }

  static Bytes publicKey(Crypto.Key key) {
    return key.header().publicKeys().getFirst();
  }

  /** An officer's endorsement over {@code digest} with a file key. */
  Endorsement endorse(String officer, Digest digest) {
    Crypto.Key key = officers.get(officer);
    return new Endorsement(
        new OfficerId(officer), CredentialId.ofFileKey(publicKey(key)), CRYPTO.prove(key, digest));
  }
}
