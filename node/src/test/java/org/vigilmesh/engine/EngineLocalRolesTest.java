package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigilmesh.Fixtures;
import org.vigilmesh.SoftPasskey;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.Officer.Role;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.port.Enrolment;
import org.vigilmesh.port.Enrolment.Redeemed;
import org.vigilmesh.port.Preferences;
import org.vigilmesh.port.Preferences.Name;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** Administrators and auditors, whom no roster knows, and what each person keeps at the desk. */
final class EngineLocalRolesTest {
  private static final OfficerId ROOT = new OfficerId("r.root");
  private static final SoftPasskey KEY = SoftPasskey.at("desk.example", "local");
  private static final SoftPasskey SECOND = SoftPasskey.at("desk.example", "local, second");

  private final Mesh mesh = new Mesh();
  private final Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
  private final Mesh.Member xb = mesh.add(Fixtures.XB, "a.haddad");
  private final Matter matter;

  EngineLocalRolesTest() {
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, new Letters(mesh), xa, xb);
    matter.request();
  }

  private Enrolment enrolment() {
    return xb.engine.enrolment();
  }

  private Redeemed.Welcome welcome(OfficerId id, Role role) {
    Done.Ok done =
        assertInstanceOf(
            Done.Ok.class, enrolment().invite(id, "R. Root", role, Duration.ofHours(1), "root"));
    return assertInstanceOf(
        Redeemed.Welcome.class, enrolment().redeem(done.lines().getFirst(), "here"));
  }

  private void enrol(Redeemed.Welcome welcome, SoftPasskey key) {
    assertInstanceOf(
        Done.Ok.class,
        enrolment()
            .enrol(welcome.challenge(), key.credential(), key.proof(welcome.challenge()).bytes()));
  }

  private Optional<Attending> signIn(SoftPasskey key, OfficerId id) {
    Digest challenge = xb.engine.attendance().challenge();
    return xb.engine
        .attendance()
        .signIn(challenge, new Endorsement(id, key.id(), key.proof(challenge).bytes()));
  }

  private Attending local(Role role) {
    enrol(welcome(ROOT, role), KEY);
    return signIn(KEY, ROOT).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void onlyALocalRoleCountsWithoutTheRosterAuthorities(Role role) {
    enrol(welcome(ROOT, role), KEY);
    Optional<Attending> who = signIn(KEY, ROOT);
    assertEquals(role.isLocal(), who.isPresent());
    who.ifPresent(found -> assertEquals(role, found.officer().role()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"ADMINISTRATOR", "AUDITOR"})
  void aLocalRoleOpensNoCaseAndKeepsNoDraft(Role role) {
    Attending who = local(role);
    var caseId = matter.opening.caseId();
    assertEquals(Optional.empty(), xb.engine.attendance().open(who, caseId));
    assertFalse(xb.engine.drafts().keep(who, mesh.newCase(), Bytes.utf8("text")));
    assertEquals(List.of(), xb.engine.drafts().all(who));
    assertEquals(List.of(), xb.engine.drafts().releasers(who));
    assertFalse(
        xb.engine.queries().journal(1, 1000).stream()
            .map(row -> JournalEntry.decode(row.entry()).kind())
            .anyMatch(JournalKind.CASE_READ::equals));
  }

  @Test
  void theSocketOpensNoCaseForALocalPasskey() {
    local(Role.AUDITOR);
    var caseId = matter.opening.caseId();
    Digest challenge = xb.engine.queries().openingChallenge(caseId);
    Endorsement word = new Endorsement(ROOT, KEY.id(), KEY.proof(challenge).bytes());
    assertEquals(Optional.empty(), xb.engine.queries().openCase(caseId, word, "root"));
  }

  @Test
  void whoIsDismissedAttendsNoMoreFromTheNextTurn() {
    Attending who = local(Role.ADMINISTRATOR);
    assertInstanceOf(Done.Ok.class, enrolment().dismiss(ROOT, "root"));
    assertEquals(Optional.empty(), xb.engine.attendance().find(ROOT, who.credential()));
    assertEquals(Optional.empty(), signIn(KEY, ROOT));
    assertEquals(
        "E-NO-SUCH-OFFICER",
        assertInstanceOf(Done.Failed.class, enrolment().dismiss(ROOT, "root")).code());
  }

  @Test
  void anOfficerOfTheRosterIsNotDismissedByAnAdministratorAndGetsNoLocalRole() {
    OfficerId haddad = new OfficerId("a.haddad");
    assertEquals(
        "E-OFFICER-ROSTERED",
        assertInstanceOf(Done.Failed.class, enrolment().dismiss(haddad, "root")).code());
    assertEquals(Role.OFFICER, welcome(haddad, Role.ADMINISTRATOR).role());
  }

  @Test
  void aLocalRoleEndsAfterAYearAndWithARosterThatKnowsThePerson() {
    local(Role.AUDITOR);
    mesh.jump(Enrolment.LOCAL_MAX.minusSeconds(1));
    assertTrue(xb.engine.attendance().find(ROOT, KEY.id()).isPresent());
    mesh.jump(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), xb.engine.attendance().find(ROOT, KEY.id()));
  }

  @Test
  void aLocalRoleSurvivesARestart() {
    local(Role.AUDITOR);
    xb.restart();
    assertTrue(xb.engine.attendance().find(ROOT, KEY.id()).isPresent());
  }

  @Test
  void whatIsChosenIsKeptForThePersonAndNothingElseIs() {
    Attending who = local(Role.AUDITOR);
    Preferences preferences = xb.engine.preferences();
    assertEquals(Preferences.Chosen.USUAL, preferences.of(who));
    assertTrue(preferences.keep(who, Name.LANGUAGE, "ar"));
    assertTrue(preferences.keep(who, Name.SOUND, "off"));
    assertTrue(preferences.keep(who, Name.SOUND, "on"));
    assertFalse(preferences.keep(who, Name.THEME, "pink"));
    xb.restart();
    Preferences.Chosen chosen = xb.engine.preferences().of(who);
    assertEquals("ar", chosen.of(Name.LANGUAGE));
    assertTrue(chosen.isOn(Name.SOUND));
    assertEquals("auto", chosen.of(Name.THEME));
    Attending stranger = new Attending(who.officer(), new CredentialId(Fixtures.bytes("no", 16)));
    assertFalse(xb.engine.preferences().keep(stranger, Name.LANGUAGE, "fr"));
    assertEquals(Preferences.Chosen.USUAL, xb.engine.preferences().of(stranger));
  }

  @Test
  void aPersonSeesTheirPasskeysWithNameAgeAndLastUse() {
    Attending who = local(Role.AUDITOR);
    Preferences preferences = xb.engine.preferences();
    mesh.jump(Duration.ofHours(1));
    Redeemed.Welcome more = enrolment().another(who).orElseThrow();
    enrol(more, SECOND);
    assertTrue(preferences.label(who, SECOND.id(), "in the safe"));
    assertFalse(preferences.label(who, SECOND.id(), "x".repeat(41)));
    assertFalse(preferences.label(who, new CredentialId(Fixtures.bytes("no", 16)), "x"));
    List<Preferences.OwnPasskey> keys = preferences.passkeys(who);
    assertEquals(List.of(KEY.id(), SECOND.id()), keys.stream().map(one -> one.id()).toList());
    assertTrue(keys.getFirst().used().isPresent());
    assertEquals("in the safe", keys.getLast().label());
    assertEquals(Optional.of(mesh.now()), keys.getLast().added());
    assertEquals(Optional.empty(), keys.getLast().used());
    assertTrue(keys.stream().allMatch(one -> one.state() == Preferences.State.COUNTS));
  }

  @Test
  void aSecondPasskeyOfAnOfficerWaitsForTheAuthorities() {
    SoftPasskey own = new SoftPasskey("a.haddad", "localhost", Browser.ORIGIN);
    Browser.enrol(mesh, xb, "a.haddad", own);
    Attending who = signIn(own, new OfficerId("a.haddad")).orElseThrow();
    enrol(enrolment().another(who).orElseThrow(), SECOND);
    List<Preferences.OwnPasskey> keys = xb.engine.preferences().passkeys(who);
    assertEquals(
        List.of(Preferences.State.COUNTS, Preferences.State.WAITS),
        keys.stream().map(one -> one.state()).toList());
    assertEquals(Optional.empty(), signIn(SECOND, new OfficerId("a.haddad")));
  }
}
