package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.SoftPasskey;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.Officer.Role;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.SignIn;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Enrolment;
import org.vigilmesh.port.Enrolment.Redeemed;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** From a code on a slip of paper to a passkey that waits for the roster authorities. */
final class EngineEnrolmentTest {
  private static final OfficerId MORGAN = new OfficerId("j.morgan");
  private static final OfficerId TAN = new OfficerId("s.tan");
  private static final String HERE = "192.0.2.7";
  private static final Duration DAY = Duration.ofHours(24);
  private static final SoftPasskey FIRST = SoftPasskey.at("desk.example", "first");
  private static final SoftPasskey SECOND = SoftPasskey.at("desk.example", "second");
  private static final SoftPasskey THIRD = SoftPasskey.at("desk.example", "third");

  private final Mesh mesh = new Mesh();
  private final Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");

  private Enrolment enrolment() {
    return xa.engine.enrolment();
  }

  private List<String> invited(OfficerId officer, Duration life) {
    return assertInstanceOf(
            Done.Ok.class, enrolment().invite(officer, "S. Tan", Role.SUPERVISOR, life, "root"))
        .lines();
  }

  private String code(OfficerId officer) {
    return invited(officer, DAY).getFirst();
  }

  private Redeemed.Welcome welcome(OfficerId officer) {
    return assertInstanceOf(Redeemed.Welcome.class, enrolment().redeem(code(officer), HERE));
  }

  private Done enrol(Redeemed.Welcome welcome, SoftPasskey key) {
    return enrolment()
        .enrol(welcome.challenge(), key.credential(), key.proof(welcome.challenge()).bytes());
  }

  private static String failure(Done done) {
    return assertInstanceOf(Done.Failed.class, done).code();
  }

  private void refused(String code) {
    assertInstanceOf(Redeemed.Refused.class, enrolment().redeem(code, HERE), code);
  }

  private List<Credential> waiting() {
    return enrolment().enrolments().stream().map(Enrolment.Enrolled::credential).toList();
  }

  private JournalEntry newestEntry() {
    long number = xa.engine.queries().status().journalNumber();
    return JournalEntry.decode(xa.engine.queries().journal(number, 1).getFirst().entry());
  }

  @Test
  void aCodeWelcomesTheOfficerOnce() {
    String code = code(TAN);
    Redeemed.Welcome welcome =
        assertInstanceOf(Redeemed.Welcome.class, enrolment().redeem(code, HERE));
    assertEquals(TAN, welcome.officer());
    assertEquals("S. Tan", welcome.name());
    assertEquals(Role.SUPERVISOR, welcome.role());
    assertEquals(mesh.now().plus(Duration.ofMinutes(10)), welcome.until());
    refused(code);
  }

  @Test
  void whoIsRosteredKeepsNameAndRole() {
    Redeemed.Welcome welcome = welcome(MORGAN);
    assertEquals("j.morgan", welcome.name());
    assertEquals(Role.OFFICER, welcome.role());
  }

  @Test
  void aCodeIsReadAsPeopleTypeIt() {
    String code = code(TAN);
    assertTrue(code.matches("([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}"), code);
    String typed = " " + code.toLowerCase(java.util.Locale.ROOT).replace("-", " ");
    assertInstanceOf(
        Redeemed.Welcome.class,
        enrolment().redeem(typed.replace('0', 'o').replace('1', 'l'), HERE));
  }

  @Test
  void onlyTheHashOfACodeIsKept() {
    String code = code(TAN);
    String symbols = code.replace("-", "");
    Enrolment.Invitation row = xa.store.read(view -> view.invitations()).getFirst();
    assertFalse(row.toString().contains(symbols));
    JournalEntry entry = newestEntry();
    assertEquals(JournalKind.OFFICER_INVITED, entry.kind());
    assertFalse(entry.toString().contains(code) || entry.toString().contains(symbols));
    assertNotEquals(
        new InviteCode(symbols).hash(xa.ref()),
        new InviteCode(symbols).hash(Fixtures.XB1),
        "bound to this node");
    assertFalse(new InviteCode(symbols).toString().contains(symbols));
  }

  @Test
  void aSecondCodeEndsTheFirst() {
    String first = code(TAN);
    String second = code(TAN);
    refused(first);
    assertInstanceOf(Redeemed.Welcome.class, enrolment().redeem(second, HERE));
  }

  @Test
  void aCodeEnds() {
    List<String> lines = invited(TAN, Duration.ofMinutes(10));
    assertEquals(mesh.now().plus(Duration.ofMinutes(10)), Instant.parse(lines.get(1)));
    mesh.pass(Duration.ofMinutes(10));
    refused(lines.getFirst());
    assertEquals(List.of(), xa.store.read(view -> view.invitations()));
  }

  @Test
  void fiveWrongCodesCloseTheDoorForAMinuteWhereTheyCameFrom() {
    String code = code(TAN);
    String other = code(MORGAN);
    for (String wrong : List.of("", "0000-0000-0000", "x", "0".repeat(1000), "ABCD-EFGH-UUUU")) {
      refused(wrong);
    }
    refused(code);
    assertInstanceOf(
        Redeemed.Welcome.class, enrolment().redeem(other, "192.0.2.8"), "nobody else waits");
    mesh.pass(Duration.ofSeconds(59));
    refused(code);
    mesh.pass(Duration.ofSeconds(1));
    assertInstanceOf(Redeemed.Welcome.class, enrolment().redeem(code, HERE), "it was not used up");
  }

  @Test
  void guessesFromAHundredAndTwentyNetworksCloseItForAllUntilTheyAreAMinuteOld() {
    String code = code(TAN);
    for (int i = 0; i < 600; i++) {
      assertInstanceOf(Redeemed.Refused.class, enrolment().redeem("x", "net " + i / 5));
    }
    refused(code);
    mesh.pass(Duration.ofMinutes(1));
    assertInstanceOf(Redeemed.Welcome.class, enrolment().redeem(code, HERE));
  }

  @Test
  void invitationsHaveANameALifeAndABound() {
    assertEquals("E-INVITE-NAME", failure(enrolment().invite(TAN, " ", Role.OFFICER, DAY, "r")));
    String much = "x".repeat(129);
    assertEquals("E-INVITE-NAME", failure(enrolment().invite(TAN, much, Role.OFFICER, DAY, "r")));
    for (Duration never : List.of(Duration.ZERO, DAY.plusSeconds(1))) {
      assertEquals(
          "E-INVITE-LIFE", failure(enrolment().invite(TAN, "S. Tan", Role.OFFICER, never, "r")));
    }
    for (int i = 0; i < 100; i++) {
      invited(new OfficerId("o" + i), DAY);
    }
    assertEquals("E-ENROL-FULL", failure(enrolment().invite(TAN, "T", Role.OFFICER, DAY, "r")));
  }

  @Test
  void aNewPasskeyWaitsAndIsJournalledWithItsProof() {
    Redeemed.Welcome welcome = welcome(TAN);
    assertInstanceOf(Done.Ok.class, enrol(welcome, FIRST));
    Enrolment.Enrolled row = enrolment().enrolments().getFirst();
    assertEquals(TAN, row.officer());
    assertEquals(FIRST.credential(), row.credential());
    JournalEntry entry = newestEntry();
    assertEquals(JournalKind.PASSKEY_ENROLLED, entry.kind());
    assertEquals("s.tan", entry.actor());
    assertEquals(Optional.of(welcome.challenge()), entry.findObject());
    assertTrue(entry.detail().contains(FIRST.proof(welcome.challenge()).bytes().hex()));
    assertTrue(Watch.alarms(xa).isEmpty(), "nobody is woken for it");
  }

  @Test
  void anOfficerHandsInTwoAndAThirdReplacesTheOldest() {
    Redeemed.Welcome welcome = welcome(TAN);
    enrol(welcome, FIRST);
    mesh.pass(Duration.ofSeconds(1));
    enrol(welcome, SECOND);
    assertEquals(List.of(FIRST.credential(), SECOND.credential()), waiting());
    mesh.pass(Duration.ofSeconds(1));
    assertInstanceOf(Done.Ok.class, enrol(welcome(TAN), THIRD));
    assertEquals(List.of(SECOND.credential(), THIRD.credential()), waiting());
  }

  @Test
  void onlyAPasskeyThatAPeerWouldTakeIsKept() {
    Redeemed.Welcome welcome = welcome(TAN);
    Digest other = SignIn.enrolment(xa.ref(), Fixtures.bytes("other", 32));
    assertEquals(
        "E-ENROL-PROOF",
        failure(
            enrolment()
                .enrol(welcome.challenge(), FIRST.credential(), FIRST.proof(other).bytes())));
    Bytes absent =
        FIRST
            .proof(
                FIRST.authenticatorData(SoftPasskey.PRESENT),
                FIRST.clientData("webauthn.get", welcome.challenge()))
            .bytes();
    assertEquals(
        "E-ENROL-PROOF",
        failure(enrolment().enrol(welcome.challenge(), FIRST.credential(), absent)));
    Credential file = Credential.ofFileKey(Country.publicKey(xa.country.officers.get("p.reyes")));
    Bytes proof = xa.country.endorse("p.reyes", welcome.challenge()).proof();
    assertEquals("E-ENROL-PROOF", failure(enrolment().enrol(welcome.challenge(), file, proof)));
    assertEquals(List.of(), waiting());
  }

  @Test
  void aPasskeyIsHandedInOnceAndInTime() {
    Redeemed.Welcome welcome = welcome(TAN);
    enrol(welcome, FIRST);
    assertEquals("E-ENROL-KNOWN", failure(enrol(welcome, FIRST)));
    assertEquals(
        "E-ENROL-ENDED", failure(enrolment().enrol(Digest.ZERO, FIRST.credential(), Bytes.EMPTY)));
    mesh.pass(Duration.ofMinutes(10));
    assertEquals("E-ENROL-ENDED", failure(enrol(welcome, SECOND)));
  }

  @Test
  void itCountsForNothingUntilARosterHoldsItAndThenWaitsNoMore() {
    enrol(welcome(TAN), FIRST);
    Roster old = xa.country.roster.value();
    List<Officer> officers = new ArrayList<>(old.officers());
    assertTrue(
        old.officers().stream().noneMatch(o -> o.credentials().contains(FIRST.credential())));
    officers.add(
        new Officer(
            TAN,
            "S. Tan",
            Role.SUPERVISOR,
            old.issuedAt(),
            old.validTo(),
            List.of(FIRST.credential())));
    Roster next =
        with(
            with(with(old, "officers", officers), "version", 2L),
            "previous",
            xa.country.roster.hash());
    Endorsed<Roster> endorsed = xa.country.endorsed(next, 2);
    Bytes container = Country.CODEC.endorsedRoster().encode(endorsed);
    Mesh.require(xa.engine.administration().importRoster(container, "root"));
    assertEquals(List.of(), waiting());
    assertEquals("E-ENROL-KNOWN", failure(enrol(welcome(TAN), FIRST)));
    assertEquals(List.of(), xa.store.read(view -> view.enrolled()), "and its row is gone");
  }

  @Test
  void whatWaitsSurvivesARestartAndAWelcomeDoesNot() {
    String unused = code(MORGAN);
    Redeemed.Welcome welcome = welcome(TAN);
    enrol(welcome, FIRST);
    xa.restart();
    assertEquals(List.of(FIRST.credential()), waiting());
    assertEquals("E-ENROL-ENDED", failure(enrol(welcome, SECOND)));
    assertInstanceOf(Redeemed.Welcome.class, enrolment().redeem(unused, HERE));
  }
}
