package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.SoftPasskey;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.casework.CaseEvent.Local;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.PasskeyProof;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.SignIn;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Administration.CaseDeed;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Submissions.Submission;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** Officers of Avalon sign with passkeys at their desk; Borduria judges them by Avalon's roster. */
final class EnginePasskeyTest {
  private static final SoftPasskey MORGAN = SoftPasskey.at("desk.example", "j.morgan");
  private static final SoftPasskey REYES = SoftPasskey.at("desk.example", "p.reyes");

  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;
  private Matter matter;
  private Endorsed<Roster> roster;

  @BeforeEach
  void passkeysAreRostered() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, letters, xa, xb);
    roster = xa.country.roster;
    takesRoster(officer -> with(officer, "credentials", List.of(rostered(officer))));
  }

  private static Credential rostered(Officer officer) {
    return officer.id().text().equals("j.morgan") ? MORGAN.credential() : REYES.credential();
  }

  private void takesRoster(UnaryOperator<Officer> change) {
    Roster next =
        with(
            with(
                with(roster.value(), "officers", changed(change)),
                "version",
                roster.value().version() + 1),
            "previous",
            roster.hash());
    roster = xa.country.endorsed(next, 2);
    Bytes container = Country.CODEC.endorsedRoster().encode(roster);
    Mesh.require(xa.engine.administration().importRoster(container, "admin"));
    mesh.settle();
    assertEquals(next.version(), Watch.peer(xb, xa).rosterVersion());
  }

  private List<Officer> changed(UnaryOperator<Officer> change) {
    return roster.value().officers().stream().map(change).toList();
  }

  private Act real(Urgency urgency) {
    return with(with(letters.act(matter.opening), "urgency", urgency), "exercise", false);
  }

  private static Digest digest(Act act) {
    return Act.endorsedDigest(Country.CODEC.act().encode(act));
  }

  private Letters.Sent submit(Act act, Endorsement... endorsements) {
    Bytes bytes = Country.CODEC.act().encode(act);
    Letters.Sent sent =
        letters.submit(xa, new Submission(bytes, List.of(endorsements), List.of()), act);
    mesh.settle();
    return sent;
  }

  /** What Borduria makes of it when Avalon's node, stolen, does not look. */
  private ActRow offered(Act act, Endorsement... endorsements) {
    Forger forger = new Forger(mesh, xa, xb);
    var body = with(forger.body(act, List.of()), "endorsements", List.of(endorsements));
    forger.offer(forger.statement(with(body, "rosterVersion", roster.value().version()), act));
    mesh.settle();
    return xb.store.read(view -> view.act(Fixtures.XA, act.id())).orElseThrow();
  }

  private void unprocessable(Act act, Endorsement... endorsements) {
    ActRow row = offered(act, endorsements);
    assertEquals(ActState.UNPROCESSABLE, row.state());
    assertTrue(row.stateReason().contains("not valid"), row.stateReason());
    Letters.Sent sent = submit(letters.act(matter.opening), endorsements);
    assertEquals("E-ACT-REFUSED", Watch.rejection(sent), "nor does an honest node send it");
  }

  @Test
  void anActOfTwoPasskeysTakesEffectAtThePeer() {
    Act act = real(Urgency.URGENT);
    Letters.Sent sent =
        submit(act, MORGAN.endorse("j.morgan", digest(act)), REYES.endorse("p.reyes", digest(act)));
    assertEquals(ActState.APPLIED, Watch.state(xb, sent));
    assertEquals("delivered", matter.stateAt(xb));
  }

  @Test
  void passkeysMakeAnEmergencyThatIsNoExercise() {
    Act act = real(Urgency.EMERGENCY);
    ActRow row =
        offered(
            act, MORGAN.endorse("j.morgan", digest(act)), REYES.endorse("p.reyes", digest(act)));
    assertEquals(ActState.APPLIED, row.state(), row.stateReason());
    assertTrue(Watch.alarms(xb).contains("N-EMERGENCY"));
  }

  @Test
  void aPasskeyOpensACaseOnce() {
    Act act = real(Urgency.URGENT);
    submit(act, MORGAN.endorse("j.morgan", digest(act)), REYES.endorse("p.reyes", digest(act)));
    Digest challenge = xa.engine.queries().openingChallenge(act.caseId());
    Endorsement word = MORGAN.endorse("j.morgan", challenge);
    assertTrue(xa.engine.queries().openCase(act.caseId(), word, "desk").isPresent());
    assertTrue(xa.engine.queries().openCase(act.caseId(), word, "desk").isEmpty());
  }

  @Test
  void aPasskeyUsedAtAnotherOriginIsUnprocessable() {
    SoftPasskey elsewhere =
        new SoftPasskey(REYES.seed(), REYES.relyingParty(), "https://phish.desk.example");
    Act act = real(Urgency.URGENT);
    unprocessable(
        act, MORGAN.endorse("j.morgan", digest(act)), elsewhere.endorse("p.reyes", digest(act)));
  }

  @Test
  void aSignInIsNoEndorsement() {
    Act act = real(Urgency.URGENT);
    Digest signIn = SignIn.challenge(xa.ref(), mesh.fresh(SignIn.RANDOM_SIZE));
    unprocessable(act, MORGAN.endorse("j.morgan", digest(act)), REYES.endorse("p.reyes", signIn));
  }

  @Test
  void theProofOfOneActIsNoneForAnother() {
    Act act = real(Urgency.URGENT);
    Act exercise = with(act, "exercise", true);
    unprocessable(
        act,
        MORGAN.endorse("j.morgan", digest(exercise)),
        REYES.endorse("p.reyes", digest(exercise)));
  }

  @Test
  void anOriginThatLeftTheRosterCountsNoMore() {
    SoftPasskey old = REYES;
    Credential moved = with(REYES.credential(), "origins", List.of("https://new.desk.example"));
    takesRoster(
        officer ->
            officer.id().text().equals("p.reyes")
                ? with(officer, "credentials", List.of(moved))
                : officer);
    Act act = real(Urgency.URGENT);
    unprocessable(
        act, MORGAN.endorse("j.morgan", digest(act)), old.endorse("p.reyes", digest(act)));
  }

  /** As talkative as a browser may be. */
  private static Endorsement wordy(SoftPasskey key, String officer, Digest challenge) {
    String end = ",\"crossOrigin\":false,\"a\":\"" + "x".repeat(800) + "\"}";
    PasskeyProof proof =
        key.proof(
            key.authenticatorData(SoftPasskey.PRESENT | SoftPasskey.VERIFIED),
            key.clientData("webauthn.get", challenge, end));
    return new Endorsement(new OfficerId(officer), key.id(), proof.bytes());
  }

  @Test
  void theJournalKeepsTheWholeProofsOfTwoPasskeys() {
    Act act = real(Urgency.URGENT);
    submit(act, MORGAN.endorse("j.morgan", digest(act)), REYES.endorse("p.reyes", digest(act)));
    List<Digest> seen = matter.seenBy(xa);
    Digest signed =
        Local.endorsedDigest(act.caseId(), xa.ref(), Deed.NOTED, Local.NO_END, seen, "called");
    List<Endorsement> both =
        List.of(wordy(MORGAN, "j.morgan", signed), wordy(REYES, "p.reyes", signed));
    CaseDeed word =
        new CaseDeed(
            act.caseId(),
            Fixtures.XB,
            Urgency.URGENT,
            Deed.NOTED,
            Local.NO_END,
            seen,
            "called",
            both);
    var done = assertInstanceOf(Done.Ok.class, xa.engine.administration().doDeed(word, "desk"));
    JournalEntry entry =
        JournalEntry.decode(xa.engine.queries().journal(done.journal(), 1).getFirst().entry());
    both.forEach(one -> assertTrue(entry.detail().contains(one.proof().hex())));
  }
}
