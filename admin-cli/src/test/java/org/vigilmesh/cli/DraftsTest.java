package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigilmesh.Fixtures;
import org.vigilmesh.SoftPasskey;
import org.vigilmesh.config.ConfigException;
import org.vigilmesh.identity.ContactPoint;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.identity.DeclaredBasis;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/** Drafts of cards and rosters: what is written is read again, and what is wrong is named. */
final class DraftsTest {
  @TempDir private Path home = Path.of("");

  private static final Presentation PRESENTATION =
      new Presentation(
          new ContactPoint(
              Map.of("ar", "نقطة اتصال \"بورديريا\"", "en", "Contact: point # of\tBorduria"),
              "Ministry of Justice: section 4",
              List.of("+999 555 0100", "+999 555 0101"),
              List.of("ar", "en")),
          new Declarations(
              List.of("UNCC", "BUD"),
              true,
              45,
              List.of("may_order_hold", "exercises_welcome"),
              List.of("Penal Procedure Code s. 12: holds"),
              true,
              List.of(
                  new DeclaredBasis(
                      "BILATERAL",
                      Instant.parse("2030-01-01T00:00:00Z"),
                      Instant.parse("2040-01-01T00:00:00Z"),
                      List.of("XA", "XC"),
                      true,
                      "Treaty: of the # Capes"),
                  new DeclaredBasis(
                      "BUD2AP",
                      Instant.parse("2031-06-01T00:00:00Z"),
                      null,
                      List.of(),
                      false,
                      ""))));

  private static CardDraft card(Path before) {
    return new CardDraft(
        Fixtures.XB1,
        Duration.ofDays(365),
        PRESENTATION,
        List.of(Fixtures.fileKey("a"), Fixtures.fileKey("b"), Fixtures.fileKey("c")),
        2,
        Fixtures.digest("roster"),
        false,
        List.of(new CardDraft.NewPair(Fixtures.bytes("p", 91), Fixtures.bytes("m", 1974))),
        before);
  }

  private Path file(String text) {
    try {
      return Files.writeString(home.resolve("draft.yaml"), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<String> problems(String text) {
    Path file = file(text);
    return assertThrows(ConfigException.class, () -> CardDraft.read(file)).problems().stream()
        .map(problem -> problem.shown("en").replaceFirst("^line \\d+: ", ""))
        .toList();
  }

  @Test
  void aCardDraftIsReadAsItWasWrittenWithEveryDeclaration() {
    Path before = home.resolve("card-1.vigil");

    assertEquals(card(before), CardDraft.read(file(card(before).yaml())));
  }

  @Test
  void namesWithSignsOfYamlStayNames() {
    CardDraft read = CardDraft.read(file(card(home.resolve("b")).yaml()));

    assertEquals(PRESENTATION.contact(), read.presentation().contact());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          node: xb | node: x | node
          epoch: 1 | epoch: none | epoch
          valid_days: 365 | valid_days: 0 | valid_days
          threshold: 2 | threshold: 9 | roster_authorities
          threshold: 2 | threshold: two | threshold
          shareable: false | shareable: perhaps | shareable
          domestic_order_days_max: 45 | domestic_order_days_max: -1 | domestic_order_days_max
          dual_criminality_reservation: true | dual_criminality_reservation: 1 | dual_crim
          "UNCC", "BUD" | "UNCC", "NOPE" | bases
          may_order_hold | may_do_all | capabilities
          authority: | authorities: | authority
          """)
  void whatIsWrongInACardDraftIsNamed(String from, String to, String field) {
    String text = card(home.resolve("b")).yaml();
    assertTrue(text.contains(from.strip()), text);
    List<String> found = problems(text.replace(from.strip(), to.strip()));

    assertTrue(
        found.stream().anyMatch(problem -> problem.contains(field)), () -> field + ": " + found);
  }

  @Test
  void everyProblemIsToldAtOnce() {
    List<String> found =
        problems(
            card(home.resolve("b"))
                .yaml()
                .replace("node: xb", "node: x")
                .replace("valid_days: 365", "valid_days: 0")
                .replace("shareable: false", "shareable: perhaps"));

    assertEquals(3, found.size(), found::toString);
  }

  @Test
  void aDraftWithoutAPairFollowsACard() {
    String text = card(home.resolve("b")).yaml();
    String alone = text.substring(0, text.indexOf("previous_card:"));

    assertTrue(problems(alone).toString().contains("signing_pairs"), "nobody would speak");
  }

  private static RosterDraft roster(List<RosterDraft.Entry> officers) {
    return new RosterDraft(
        Fixtures.XB1, 3, Fixtures.digest("roster 2"), Duration.ofDays(90), officers);
  }

  private static RosterDraft.Entry officer(String id, String... keys) {
    return new RosterDraft.Entry(
        new OfficerId(id),
        "A: \"Haddad\" # of XB",
        Officer.Role.SUPERVISOR,
        List.of(keys).stream().map(Fixtures::fileKey).toList());
  }

  @Test
  void aRosterDraftIsReadAsItWasWritten() {
    RosterDraft draft =
        roster(List.of(officer("a.haddad", "1"), officer("s.tan", "2", "3"), officer("z")));

    assertEquals(draft, RosterDraft.read(file(draft.yaml())));
  }

  @Test
  void aDraftHoldsPasskeysAndSinceWhenSomebodyServes() {
    Credential passkey = SoftPasskey.at("desk.example", "a.haddad").credential();
    RosterDraft.Entry plain = officer("a.haddad", "1");
    RosterDraft.Entry person =
        new RosterDraft.Entry(
            plain.id(),
            plain.name(),
            plain.role(),
            plain.keys(),
            List.of(
                passkey, SoftPasskey.at("desk.example", "2").credential(Credential.Kind.SYNCED)),
            Instant.parse("2026-01-15T08:30:00Z"),
            Instant.parse("2027-02-01T00:00:00Z"));
    RosterDraft draft = roster(List.of(person, officer("s.tan", "2")));

    assertEquals(draft, RosterDraft.read(file(draft.yaml())));
    Officer officer = draft.roster(Runs.NOW).officers().getFirst();
    assertEquals(person.from(), officer.from());
    assertEquals(person.to(), officer.to());
    assertEquals(3, officer.credentials().size());
    assertEquals(passkey, officer.credentials().get(1));
  }

  @Test
  void aPasskeyThatIsNoneIsAProblemOfItsLine() {
    String good = roster(List.of(officer("a.haddad"))).yaml();
    String passkey = Passkeys.yaml(SoftPasskey.at("desk.example", "1").credential());
    for (String bad :
        List.of(
            passkey.replace("device_bound", "file"),
            passkey.replace("desk.example\"", "desk.example/x\""),
            passkey.replace("public_key: \"04", "public_key: \"02"),
            passkey.replace("public_key", "publicKey"))) {
      Path file = file(good + "    passkeys:\n" + bad);
      ConfigException refused = assertThrows(ConfigException.class, () -> RosterDraft.read(file));
      assertFalse(refused.problems().isEmpty(), bad);
    }
    assertEquals(1, RosterDraft.read(file(good + "    passkeys:\n" + passkey)).officers().size());
  }

  @Test
  void onePersonMoreIsAppendedAtTheEnd() {
    RosterDraft draft = roster(List.of(officer("a.haddad", "1")));
    RosterDraft longer = roster(List.of(officer("a.haddad", "1"), officer("s.tan", "2")));

    assertEquals(longer, RosterDraft.read(file(draft.yaml() + officer("s.tan", "2").yaml())));
  }

  @Test
  void anOfficersTimeIsThatOfTheRoster() {
    Instant at = Instant.parse("2027-01-15T08:30:00.750Z");
    var roster = roster(List.of(officer("a.haddad", "1"))).roster(at);

    assertEquals(Instant.parse("2027-01-15T08:30:00Z"), roster.issuedAt());
    assertEquals(Instant.parse("2027-04-15T08:30:00Z"), roster.validTo());
    assertTrue(roster.officers().getFirst().servesAt(at));
    assertEquals(roster.validTo(), roster.officers().getFirst().to());
  }

  @Test
  void oneKeyIsNeverTwoPersons() {
    RosterDraft draft = roster(List.of(officer("a.haddad", "1"), officer("s.tan", "1")));

    assertThrows(InvalidValue.class, () -> draft.roster(Runs.NOW));
  }

  @ParameterizedTest
  @CsvSource({"officer, OFFICER", "supervisor, SUPERVISOR", "central_authority, CENTRAL_AUTHORITY"})
  void aRoleIsOneOfThree(String text, Officer.Role role) {
    assertEquals(role, RosterDraft.role(text));
    assertThrows(
        InvalidValue.class, () -> RosterDraft.role(text.toUpperCase(java.util.Locale.ROOT)));
  }

  @ParameterizedTest
  @CsvSource({
    "2027-01-21, 2027-01-21T00:00:00Z",
    "2027-01-21T08:00:00Z, 2027-01-21T08:00:00Z",
    "2027-01-21T08:00:00.9Z, 2027-01-21T08:00:00Z",
    "2027-01-21T08:00:00+02:00, 2027-01-21T06:00:00Z"
  })
  void aTimeIsADayOrAnInstantOfWholeSeconds(String typed, Instant meant) {
    assertEquals(meant, Times.instant(typed));
  }

  @ParameterizedTest
  @CsvSource({"soon", "2027-13-01", "2027-01-21T08:00:00", "21.01.2027", "''"})
  void whatIsNoTimeIsRefused(String typed) {
    assertThrows(InvalidValue.class, () -> Times.instant(typed));
  }

  @Test
  void quotedTextIsOneYamlValueWhateverItHolds() {
    for (String text : List.of("plain", "a: b # c", "\"", "\\", "é中\u0001\n", "- x", "{a}", "")) {
      assertEquals(text, Scene.json("v: " + Presentation.quoted(text)).get("v"));
    }
  }

  @Test
  void authoritiesAreKeysOfThirtyTwoBytes() {
    assertThrows(
        InvalidValue.class,
        () ->
            new org.vigilmesh.identity.RosterAuthorities(
                List.of(Bytes.utf8("short"), Fixtures.fileKey("b"), Fixtures.fileKey("c")), 2));
  }
}
