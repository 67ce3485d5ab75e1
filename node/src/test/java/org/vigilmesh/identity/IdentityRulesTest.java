package org.vigilmesh.identity;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XA1;
import static org.vigilmesh.Fixtures.XB1;
import static org.vigilmesh.Fixtures.bytes;
import static org.vigilmesh.Fixtures.digest;
import static org.vigilmesh.Fixtures.fileKey;
import static org.vigilmesh.message.MessageFixtures.refused;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.value.Bytes;

/** What a card, roster or key set can never hold, whoever signed it. */
final class IdentityRulesTest {
  private static final Card CARD = Fixtures.card(XA1);
  private static final Roster ROSTER = Fixtures.roster(XA1);
  private static final KeySet KEYS = Fixtures.keySet(XA1);
  private static final Officer OFFICER = ROSTER.officers().getFirst();

  private static void never(Record record, String field, Object value) {
    assertFalse(refused(record, field, value).isBlank(), field);
  }

  @Test
  void allThreeHoldWholeSecondsInOrder() {
    for (Record one : List.<Record>of(CARD, ROSTER, KEYS)) {
      never(one, "version", 0L);
      never(one, "issuedAt", T.plusMillis(1));
      never(one, "validTo", T.plusSeconds(5).plusNanos(1));
      never(one, "validTo", T);
    }
  }

  @Test
  void aCardIsOfItsAnchorsNode() {
    never(CARD, "node", XB1);
    never(CARD, "node", new NodeRef(XA1.node(), 2));
    never(CARD, "anchor", Fixtures.anchor(XB1));
  }

  @Test
  void aCardHasSigningPairsAndSuiteOne() {
    never(CARD, "signingPairs", List.of());
    SigningPair pair = Fixtures.signingPair(XA1, "x");
    never(CARD, "signingPairs", Collections.nCopies(9, pair));
    assertDoesNotThrow(() -> with(CARD, "signingPairs", Collections.nCopies(8, pair)));
    never(CARD, "suites", List.of());
    never(CARD, "suites", List.of(2));
  }

  @Test
  void aCardFindsItsPairsAndRevocations() {
    SigningPair pair = CARD.signingPairs().getLast();
    PairId id = pair.certificates().id();
    assertEquals(Optional.of(pair), CARD.findPair(id));
    assertEquals(Optional.empty(), CARD.findPair(new PairId(digest("none"))));
    assertEquals(Optional.empty(), CARD.findRevocation(id));
    Card revoking =
        with(CARD, "revocations", List.of(new Card.Revocation(id.digest().bytes(), T, "stolen")));
    assertEquals(Optional.of(T), revoking.findRevocation(id));
  }

  @Test
  void aCardRevokesCredentialsToo() {
    CredentialId id = CredentialId.ofFileKey(fileKey("lost"));
    assertEquals(Optional.empty(), CARD.findRevocation(id));
    Card revoking = with(CARD, "revocations", List.of(new Card.Revocation(id.bytes(), T, "lost")));
    assertEquals(Optional.of(T), revoking.findRevocation(id));
  }

  @Test
  void revocationsAreBounded() {
    Card.Revocation one = CARD.revocations().getFirst();
    never(CARD, "revocations", Collections.nCopies(1001, one));
    never(one, "revoked", Bytes.EMPTY);
    never(one, "revoked", bytes("long", 1024));
    never(one, "reason", "x".repeat(257));
  }

  @Test
  void thereAreThreeAuthoritiesAndTwoMustAgree() {
    RosterAuthorities three = CARD.rosterAuthorities();
    Bytes first = three.keys().getFirst();
    never(three, "keys", List.of(first, fileKey("b")));
    never(three, "keys", List.of(first, first, fileKey("b")));
    never(three, "keys", IntStream.range(0, 17).mapToObj(i -> fileKey("k" + i)).toList());
    never(three, "keys", List.of(first, fileKey("b"), bytes("long", 33)));
    never(three, "threshold", 1);
    never(three, "threshold", 4);
    assertEquals(Optional.of(first), three.findKey(CredentialId.ofFileKey(first)));
    assertEquals(Optional.empty(), three.findKey(CredentialId.ofFileKey(fileKey("other"))));
  }

  @Test
  void oneCredentialKeyAppearsOnceInARoster() {
    Officer other = ROSTER.officers().get(2);
    never(ROSTER, "officers", List.of(OFFICER, OFFICER));
    Officer borrowed = with(other, "credentials", OFFICER.credentials());
    never(ROSTER, "officers", List.of(OFFICER, borrowed));
    Credential passkey = ROSTER.officers().get(1).credentials().getLast();
    Credential sameKey = with(passkey, "id", new CredentialId(bytes("another id", 20)));
    Officer two = with(other, "credentials", List.of(sameKey));
    never(ROSTER, "officers", List.of(ROSTER.officers().get(1), two));
  }

  @Test
  void aLocalRoleStandsInNoRoster() {
    for (Officer.Role role : Officer.Role.values()) {
      List<Officer> one = List.of(with(OFFICER, "role", role));
      if (role.isLocal()) {
        never(ROSTER, "officers", one);
      } else {
        assertDoesNotThrow(() -> with(ROSTER, "officers", one));
      }
    }
  }

  @Test
  void aRosterIsBounded() {
    List<Officer> many =
        IntStream.rangeClosed(0, Roster.OFFICERS_MAX)
            .mapToObj(i -> Fixtures.officer(XA1, "o" + i, "O", Officer.Role.OFFICER))
            .toList();
    never(ROSTER, "officers", many);
    assertDoesNotThrow(() -> with(ROSTER, "officers", many.subList(0, Roster.OFFICERS_MAX)));
    assertEquals(Optional.of(OFFICER), ROSTER.findOfficer(OFFICER.id()));
    assertTrue(ROSTER.findOfficer(new OfficerId("nobody")).isEmpty());
  }

  @Test
  void anOfficerHasANameAndATime() {
    never(OFFICER, "name", " ");
    never(OFFICER, "name", "x".repeat(129));
    never(OFFICER, "to", OFFICER.from());
    never(OFFICER, "credentials", Collections.nCopies(9, OFFICER.credentials().getFirst()));
    assertTrue(OFFICER.servesAt(OFFICER.from()));
    assertTrue(!OFFICER.servesAt(OFFICER.to()));
    assertTrue(!OFFICER.servesAt(OFFICER.from().minusSeconds(1)));
  }

  @Test
  void aFileKeyIsNamedByItsHashAndHasNoOrigin() {
    Credential file = OFFICER.credentials().getFirst();
    never(file, "id", new CredentialId(bytes("other", 32)));
    never(file, "algorithm", Credential.Algorithm.ES256);
    never(file, "publicKey", bytes("short", 31));
    never(file, "relyingParty", "desk.example");
    never(file, "origins", List.of("https://desk.example"));
    never(file, "publicKey", Bytes.EMPTY);
  }

  @Test
  void aKeySetLivesSevenDays() {
    Instant issued = KEYS.issuedAt();
    never(KEYS, "validTo", issued.plus(Duration.ofDays(7)).plusSeconds(1));
    assertDoesNotThrow(() -> with(KEYS, "validTo", issued.plus(Duration.ofDays(7))));
  }

  @Test
  void aKeySetHasPinsKeysAndFormats() {
    never(KEYS, "transportPins", List.of());
    never(KEYS, "transportPins", Collections.nCopies(5, digest("pin")));
    never(KEYS, "sealingKeys", List.of());
    KeySet.SealingKey key = KEYS.sealingKeys().getFirst();
    never(KEYS, "sealingKeys", List.of(key, key));
    never(KEYS, "formatMin", 0);
    never(KEYS, "formatMax", 0);
    never(KEYS, "endpoints", Collections.nCopies(9, KEYS.endpoints().getFirst()));
  }

  @Test
  void aSealingKeyIsNamedByItsHash() {
    KeySet.SealingKey key = KEYS.sealingKeys().getFirst();
    never(key, "id", digest("another"));
    never(key, "publicKey", bytes("another key", 1216));
    never(key, "publicKey", bytes("short", 1215));
    never(key, "to", key.from());
  }

  @Test
  void peersSealToTheKeyThatBeganLast() {
    List<KeySet.SealingKey> keys = KEYS.sealingKeys();
    assertEquals(Optional.of(keys.get(0)), KEYS.findSealingKey(T));
    assertEquals(Optional.of(keys.get(1)), KEYS.findSealingKey(T.plus(Duration.ofDays(1))));
    assertEquals(Optional.empty(), KEYS.findSealingKey(T.minusSeconds(1)));
    assertEquals(Optional.empty(), KEYS.findSealingKey(T.plus(Duration.ofDays(3))));
  }

  @Test
  void anEndpointIsAHostAndAPort() {
    KeySet.Endpoint endpoint = KEYS.endpoints().getFirst();
    for (String host : List.of("", "a b", "a/b", "http://x", "x".repeat(254), "ä.example")) {
      never(endpoint, "host", host);
    }
    never(endpoint, "port", 0);
    never(endpoint, "port", 65536);
    assertEquals("xa.example:7100", endpoint.toString());
  }

  @Test
  void aContactPointHasNamesAndLanguages() {
    ContactPoint desk = CARD.contact();
    never(desk, "names", Map.of());
    never(desk, "names", Map.of("en", " "));
    never(desk, "names", Map.of("e n", "Desk"));
    never(desk, "languages", List.of());
    assertEquals("Point de contact XA", desk.nameIn("fr"));
    assertEquals(desk.nameIn("en"), desk.nameIn("eo"));
  }

  @Test
  void signaturesHaveTheirSizes() {
    Signatures both = Fixtures.signatures(XA1, "x");
    never(both, "p256", bytes("short", 63));
    never(both, "mlDsa", bytes("long", 3310));
    CertificatePair pair = Fixtures.certificates("x");
    never(pair, "p256", Bytes.EMPTY);
    never(pair, "mlDsa", bytes("long", 8193));
  }

  @Test
  void endorsementsAreBounded() {
    Endorsement one = Fixtures.endorsement("j.morgan", "x");
    never(one, "proof", Bytes.EMPTY);
    never(one, "proof", bytes("long", 4097));
    Endorsed<Roster> roster = new Endorsed<>(ROSTER, bytes("roster", 10), List.of(one));
    never(roster, "endorsements", Collections.nCopies(17, one));
  }

  @Test
  void aBundleHasACardAndIsBounded() {
    IdentityBundle bundle = new IdentityBundle(List.of(bytes("card", 9)), List.of(), List.of());
    never(bundle, "cards", List.of());
    never(bundle, "rosters", Collections.nCopies(256, bytes("roster", 9)));
  }
}
