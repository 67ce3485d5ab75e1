package org.vigilmesh.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XA1;
import static org.vigilmesh.Fixtures.XB1;
import static org.vigilmesh.Fixtures.bytes;
import static org.vigilmesh.message.MessageFixtures.refused;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigilmesh.Fixtures;
import org.vigilmesh.SoftPasskey;
import org.vigilmesh.value.Bytes;

/**
 * Each bound of the identity records from both sides: the last good value and the first bad one.
 */
final class IdentityBoundsTest {
  private static final Card CARD = Fixtures.card(XA1);
  private static final DeclaredBasis BILATERAL = CARD.declarations().declared().get(1);
  private static final KeySet KEYS = Fixtures.keySet(XA1);
  private static final AnchorRollover ROLLOVER = Fixtures.rollover(XA1);
  private static final Officer OFFICER = Fixtures.roster(XA1).officers().get(1);
  private static final Credential PASSKEY = OFFICER.credentials().get(1);
  private static final Credential HERE =
      new SoftPasskey("here", "localhost", "http://localhost:7501").credential();
  private static final Credential FILE = OFFICER.credentials().get(0);

  private static Arguments row(Record record, String field, Object never, Object last) {
    return Arguments.of(record, field, never, last);
  }

  private static Map<String, String> names(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "l-" + i)
        .collect(Collectors.toMap(Function.identity(), _ -> "Desk"));
  }

  static Stream<Arguments> anchors() {
    Anchor anchor = CARD.anchor();
    Bytes other = bytes("other", 91);
    return Stream.of(
        row(anchor, "p256Key", Bytes.EMPTY, bytes("k", 1)),
        row(anchor, "p256Key", bytes("k", 257), bytes("k", 256)),
        row(anchor, "mlDsaKey", Bytes.EMPTY, bytes("k", 1)),
        row(anchor, "mlDsaKey", bytes("k", 4097), bytes("k", 4096)),
        row(anchor, "certificates.p256", Bytes.EMPTY, bytes("c", 1)),
        row(anchor, "certificates.p256", bytes("c", 8193), bytes("c", 8192)),
        row(anchor, "certificates.mlDsa", Bytes.EMPTY, bytes("c", 1)),
        row(ROLLOVER, "succeeding.p256Key", ROLLOVER.retiring().p256Key(), other),
        row(ROLLOVER, "succeeding.mlDsaKey", ROLLOVER.retiring().mlDsaKey(), other),
        row(ROLLOVER, "succeeding.node", XB1, XA1),
        row(ROLLOVER, "issuedAt", T.plusMillis(1), T),
        row(ROLLOVER, "effectiveFrom", T.plus(Duration.ofDays(31)).plusNanos(1), days(31)),
        row(ROLLOVER, "effectiveFrom", days(30).minusSeconds(1), days(30)),
        row(Fixtures.extension(1, false), "id", 0, 1),
        row(Fixtures.extension(1, false), "content", bytes("x", 4097), bytes("x", 4096)));
  }

  private static java.time.Instant days(int count) {
    return T.plus(Duration.ofDays(count));
  }

  static Stream<Arguments> cards() {
    return Stream.of(
        row(CARD, "contact.names", names(33), names(32)),
        row(CARD, "contact.names", Map.of("x".repeat(36), "D"), Map.of("x".repeat(35), "D")),
        row(CARD, "contact.names", Map.of("en", "x".repeat(129)), Map.of("en", "x".repeat(128))),
        row(CARD, "contact.authority", "x".repeat(257), ""),
        row(CARD, "contact.dutyPhones", Collections.nCopies(9, "1"), List.of()),
        row(
            CARD,
            "contact.languages",
            Collections.nCopies(17, "en"),
            Collections.nCopies(16, "en")),
        row(
            CARD,
            "declarations.bases",
            Collections.nCopies(17, "UNCC"),
            Collections.nCopies(16, "UNCC")),
        row(
            CARD,
            "declarations.capabilities",
            Collections.nCopies(33, "c"),
            Collections.nCopies(32, "c")),
        row(CARD, "declarations.domesticOrderDaysMax", 0, 1),
        row(CARD, "declarations.domesticOrderDaysMax", 3651, 3650),
        row(
            CARD,
            "declarations.provisions",
            Collections.nCopies(257, "s. 1"),
            Collections.nCopies(256, "s. 1")),
        row(CARD, "declarations.provisions", List.of(" "), List.of("s")),
        row(CARD, "declarations.provisions", List.of("x".repeat(129)), List.of("x".repeat(128))),
        row(CARD, "signingPairs[0].to", T, T.plusSeconds(1)));
  }

  static Stream<Arguments> bases() {
    List<String> states = IntStream.range(0, 251).mapToObj(IdentityBoundsTest::state).toList();
    DeclaredBasis one = CARD.declarations().declared().getFirst();
    return Stream.of(
        row(
            CARD,
            "declarations.declared",
            Collections.nCopies(65, one),
            Collections.nCopies(64, one)),
        row(CARD, "declarations.bases", List.of("RECIPROCITY"), List.of("UNCC")),
        row(BILATERAL, "code", "", "b"),
        row(BILATERAL, "code", "x".repeat(65), "x".repeat(64)),
        row(BILATERAL, "from", T.plusMillis(1), T),
        row(BILATERAL, "to", T.plusMillis(1001), T.plusSeconds(1)),
        row(BILATERAL, "to", T, T.plusSeconds(1)),
        row(BILATERAL, "states", states, states.subList(0, 250)),
        row(BILATERAL, "states", List.of("XB", "XA"), List.of("XA", "XB")),
        row(BILATERAL, "states", List.of("XA", "XA"), List.of("XA")),
        row(BILATERAL, "states", List.of("xa"), List.of("XA")),
        row(BILATERAL, "instrument", "x".repeat(257), "x".repeat(256)));
  }

  private static String state(int number) {
    return "" + (char) ('A' + number / 26) + (char) ('A' + number % 26);
  }

  static Stream<Arguments> people() {
    return Stream.of(
        row(PASSKEY, "id.bytes", Bytes.EMPTY, bytes("i", 1)),
        row(PASSKEY, "id.bytes", bytes("i", 1024), bytes("i", 1023)),
        row(PASSKEY, "publicKey", Bytes.EMPTY, point(4, 64)),
        row(PASSKEY, "publicKey", point(4, 63), point(4, 64)),
        row(PASSKEY, "publicKey", point(4, 65), point(4, 64)),
        row(PASSKEY, "publicKey", point(2, 64), point(4, 64)),
        row(PASSKEY, "algorithm", Credential.Algorithm.ED25519, Credential.Algorithm.ES256),
        row(PASSKEY, "origins", origins(9), origins(8)),
        row(PASSKEY, "origins", List.of(), origins(1)),
        row(PASSKEY, "origins", Collections.nCopies(2, origins(1).getFirst()), origins(2)),
        origin("http://desk.example", "https://desk.example"),
        origin("https://desk.example/", "https://desk.example:1"),
        origin("https://desk.example:0", "https://desk.example:99999"),
        origin("https://Desk.example", "https://a.desk.example"),
        origin("https://otherdesk.example", "https://other.desk.example"),
        origin("https://desk.example.org", "https://desk.example"),
        origin("https://", "https://desk.example"),
        origin("android:apk-key-hash:x", "https://desk.example"),
        row(PASSKEY, "relyingParty", "", "example"),
        row(PASSKEY, "relyingParty", "Desk.example", "desk.example"),
        row(PASSKEY, "relyingParty", "other.example", "desk.example"),
        row(HERE, "origins", List.of("http://localhost.example"), List.of("http://localhost")),
        row(HERE, "origins", List.of("http://alocalhost"), List.of("http://a.localhost:7501")),
        row(FILE, "origins", List.of("https://desk.example"), List.of()),
        row(FILE, "relyingParty", "desk.example", ""),
        row(FILE, "algorithm", Credential.Algorithm.ES256, Credential.Algorithm.ED25519),
        row(OFFICER, "name", "", "x"),
        row(OFFICER, "name", "x".repeat(129), "x".repeat(128)),
        row(OFFICER, "to", T, T.plusSeconds(1)),
        row(OFFICER, "credentials", Collections.nCopies(9, FILE), Collections.nCopies(8, FILE)));
  }

  private static Arguments origin(String never, String last) {
    return row(PASSKEY, "origins", List.of(never), List.of(last));
  }

  private static Bytes point(int first, int rest) {
    return Bytes.concat(Bytes.of(new byte[] {(byte) first}), bytes("k", rest));
  }

  private static List<String> origins(int number) {
    return IntStream.range(0, number).mapToObj(i -> "https://desk.example:" + (i + 1)).toList();
  }

  static Stream<Arguments> keySets() {
    KeySet.Endpoint endpoint = KEYS.endpoints().getFirst();
    List<KeySet.SealingKey> seventeen =
        IntStream.range(0, 17).mapToObj(i -> Fixtures.sealingKey(XA1, days(i))).toList();
    return Stream.of(
        row(KEYS, "endpoints", Collections.nCopies(9, endpoint), List.of()),
        row(
            KEYS,
            "transportPins",
            Collections.nCopies(5, KEYS.roster()),
            Collections.nCopies(4, KEYS.roster())),
        row(KEYS, "sealingKeys", seventeen, seventeen.subList(0, 16)),
        row(KEYS, "sealingKeys", List.of(), seventeen.subList(0, 1)),
        row(KEYS, "formatMin", 0, 1),
        row(KEYS, "formatMax", 0, 1),
        row(endpoint, "port", 0, 1),
        row(endpoint, "port", 65_536, 65_535),
        row(endpoint, "host", "x".repeat(254), "x".repeat(253)));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource({"anchors", "cards", "bases", "people", "keySets"})
  void theFirstBadValueIsRefusedAndTheLastGoodOneHeld(
      Record record, String field, Object never, Object last) {
    assertFalse(refused(record, field, never).isBlank());
    assertEquals(with(record, field, last), with(record, field, last));
  }

  @Test
  void timesBeginInclusivelyAndEndExclusively() {
    SigningPair pair = CARD.signingPairs().getFirst();
    KeySet.SealingKey key = KEYS.sealingKeys().getFirst();
    assertTrue(pair.servesAt(pair.from()) && key.servesAt(key.from()));
    assertTrue(OFFICER.servesAt(OFFICER.from()));
    assertFalse(pair.servesAt(pair.to()) || key.servesAt(key.to()));
    assertFalse(OFFICER.servesAt(OFFICER.to()));
    assertFalse(pair.servesAt(pair.from().minusSeconds(1)));
    assertFalse(key.servesAt(key.from().minusSeconds(1)));
    assertFalse(OFFICER.servesAt(OFFICER.from().minusSeconds(1)));
  }

  @Test
  void bothAnchorsSignTheSameBytesOfARollover() {
    Signed<AnchorRollover> one = Fixtures.signed(XA1, ROLLOVER, bytes("rollover", 9));
    AnchorRollover.Signed both = new AnchorRollover.Signed(one, one);
    assertFalse(refused(both, "bySucceeding.bytes", bytes("other", 9)).isBlank());
  }

  @Test
  void aCapabilityIsDeclaredOrNot() {
    assertTrue(CARD.declarations().has("exercises"));
    assertFalse(CARD.declarations().has("exercise"));
    Declarations plain = new Declarations(List.of("UNCC"), true, 90, List.of());
    assertEquals(List.of(), plain.provisions());
    assertFalse(plain.authorisationNeeded());
    assertTrue(plain.dualCriminalityReservation());
  }

  @Test
  void aDeskIsNamedInTheLanguageAskedForElseInEnglishElseAlwaysTheSame() {
    ContactPoint desk = with(CARD.contact(), "names", Map.of("ru", "Пост", "es", "Puesto"));
    assertEquals("Puesto", desk.nameIn("ar"), "the first by language where there is no English");
    assertEquals("Пост", desk.nameIn("ru"));
    assertEquals("P", with(desk, "names", Map.of("ru", "П", "en", "P")).nameIn("ar"));
  }

  @Test
  void aCredentialIsFoundByItsId() {
    assertEquals(PASSKEY, OFFICER.findCredential(PASSKEY.id()).orElseThrow());
    assertTrue(OFFICER.findCredential(new CredentialId(bytes("stranger", 20))).isEmpty());
    assertEquals(PASSKEY.id().bytes().toString(), PASSKEY.id().toString());
  }
}
