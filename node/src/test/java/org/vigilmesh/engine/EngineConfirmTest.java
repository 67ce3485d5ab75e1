package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Decision.Value;
import org.vigilmesh.port.Administration.Confirmation;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Queries.JournalVerdict;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.JournalRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** A held act takes its effect by an officer's signed word here, and by nothing else. */
final class EngineConfirmTest {
  private static final List<String> BOTH = List.of("j.morgan", "p.reyes");
  private static final String CALLED = "called back +000 000, J. Morgan confirms";

  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;
  private Matter matter;
  private Forger forger;

  @BeforeEach
  void twoNodesAndAnOfficerWhoLeft() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad", "b.lind");
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, letters, xa, xb);
    forger = new Forger(mesh, xa, xb);
    takesRoster(xa, xa.country.roster(2, xa.country.roster.hash(), List.of("j.morgan"), 2));
  }

  private void takesRoster(Mesh.Member member, Endorsed<Roster> roster) {
    Bytes container = Country.CODEC.endorsedRoster().encode(roster);
    Mesh.require(member.engine.administration().importRoster(container, "admin"));
    mesh.settle();
  }

  private Act held(Act act) {
    forger.offer(forger.statement(act, BOTH));
    mesh.settle();
    assertEquals(ActState.HELD, state(act));
    return act;
  }

  private Act held() {
    return held(letters.act(matter.opening));
  }

  private ActState state(Act act) {
    return xb.store.read(view -> view.act(Fixtures.XA, act.id())).orElseThrow().state();
  }

  private static Digest digest(Act act) {
    return Act.digest(Country.CODEC.act().encode(act));
  }

  private Digest signed(Act act, String reason) {
    return Act.confirmedDigest(digest(act), xb.ref(), reason);
  }

  private Confirmation word(Act act, String officer) {
    return new Confirmation(
        Fixtures.XA, act.id(), CALLED, xb.country.endorse(officer, signed(act, CALLED)));
  }

  private Done confirm(Confirmation word) {
    Done done = xb.engine.administration().confirmAct(word, "root");
    mesh.settle();
    return done;
  }

  private void refused(String code, Act act, Confirmation word) {
    long entries = xb.engine.queries().status().journalNumber();
    assertEquals(code, assertInstanceOf(Done.Failed.class, confirm(word)).code());
    assertEquals(ActState.HELD, state(act));
    assertEquals("", matter.stateAt(xb), "no effect");
    assertEquals(entries, xb.engine.queries().status().journalNumber(), "nothing was done");
  }

  @Test
  void aConfirmedActTakesItsEffect() {
    Act act = held();
    assertTrue(matter.rowAt(xb).orElseThrow().marks().contains("held"));
    var done = assertInstanceOf(Done.Ok.class, confirm(word(act, "a.haddad")));
    assertEquals(List.of("applied"), done.lines());
    assertEquals(ActState.APPLIED, state(act));
    assertEquals("delivered", matter.stateAt(xb));
    assertEquals(List.of(), matter.rowAt(xb).orElseThrow().marks());
    assertFalse(Watch.alarms(xb).contains("E-ACT-HELD"), "the alarm ends");
    String reason = matter.actsAt(xb).getFirst().stateReason();
    assertEquals("confirmed by a.haddad: " + CALLED, reason);
  }

  @Test
  void theJournalHoldsWhoConfirmedWhatAndTheProof() {
    Act act = held();
    Confirmation word = word(act, "a.haddad");
    var done = assertInstanceOf(Done.Ok.class, confirm(word));
    JournalRow row = xb.engine.queries().journal(done.journal(), 1).getFirst();
    JournalEntry entry = JournalEntry.decode(row.entry());
    assertEquals(JournalKind.ACT_CONFIRMED, entry.kind());
    assertEquals("a.haddad", entry.actor());
    assertEquals(act.id().toString(), entry.actId());
    assertEquals(digest(act), entry.findObject().orElseThrow());
    assertTrue(entry.detail().contains("by root"), entry.detail());
    assertTrue(entry.detail().contains(word.endorsement().proof().hex()), entry.detail());
    assertTrue(entry.detail().endsWith(CALLED), entry.detail());
    assertInstanceOf(JournalVerdict.Intact.class, xb.engine.queries().verifyJournal());
  }

  @Test
  void theCaseGoesOnAndAReloadSaysTheSame() {
    Act act = held();
    confirm(word(act, "a.haddad"));
    xb.restart();
    mesh.pass(Duration.ofSeconds(3));
    assertEquals("delivered", matter.stateAt(xb));
    matter.request(act);
    Letters.Sent ack = matter.acknowledge();
    mesh.settle();
    assertTrue(ack.isAccepted(), ack.toString());
    Letters.Sent decision = matter.decide(Value.ACCEPTED);
    mesh.settle();
    assertTrue(decision.isAccepted(), decision.toString());
    assertEquals("accepted", matter.stateAt(xb));
  }

  @Test
  void anAnswerToWhatIsHeldIsNotSigned() {
    matter.request(held());
    Letters.Sent early = matter.acknowledge();
    mesh.settle();
    assertEquals("E-NOT-IN-THIS-STATE", Watch.rejection(early));
  }

  @Test
  void aSecondConfirmationChangesNothing() {
    Act act = held();
    confirm(word(act, "a.haddad"));
    long entries = xb.engine.queries().status().journalNumber();
    assertEquals("E-ACT-NOT-HELD", ((Done.Failed) confirm(word(act, "b.lind"))).code());
    assertEquals(entries, xb.engine.queries().status().journalNumber());
  }

  @Test
  void aProofOverSomethingElseIsNone() {
    Act act = held();
    Country home = xb.country;
    List<Digest> others =
        List.of(
            digest(act),
            Act.endorsedDigest(Country.CODEC.act().encode(act)),
            Act.confirmedDigest(digest(act), xa.ref(), CALLED),
            Act.confirmedDigest(Fixtures.digest("another"), xb.ref(), CALLED),
            signed(act, "another reason"));
    for (Digest other : others) {
      Endorsement proof = home.endorse("a.haddad", other);
      refused("E-CONFIRM-OFFICER", act, new Confirmation(Fixtures.XA, act.id(), CALLED, proof));
    }
  }

  @Test
  void nobodyButOurOfficersConfirms() {
    Act act = held();
    Digest signed = signed(act, CALLED);
    Endorsement theirs = xa.country.endorse("j.morgan", signed);
    Endorsement renamed =
        new Endorsement(new OfficerId("a.haddad"), theirs.credential(), theirs.proof());
    Endorsement borrowed =
        new Endorsement(
            new OfficerId("b.lind"),
            xb.country.endorse("a.haddad", signed).credential(),
            xb.country.endorse("a.haddad", signed).proof());
    for (Endorsement proof : List.of(theirs, renamed, borrowed)) {
      refused("E-CONFIRM-OFFICER", act, new Confirmation(Fixtures.XA, act.id(), CALLED, proof));
    }
  }

  @Test
  void whoLeftOurRosterConfirmsNoMore() {
    Act act = held();
    takesRoster(xb, xb.country.roster(2, xb.country.roster.hash(), List.of("b.lind"), 2));
    refused("E-CONFIRM-OFFICER", act, word(act, "a.haddad"));
    assertInstanceOf(Done.Ok.class, confirm(word(act, "b.lind")));
  }

  @Test
  void aRevokedCredentialConfirmsNothing() {
    Act act = held();
    Bytes key = Country.publicKey(xb.country.officers.get("a.haddad"));
    Card.Revocation lost =
        new Card.Revocation(CredentialId.ofFileKey(key).bytes(), mesh.now(), "lost");
    Signed<Card> card =
        xb.country.card(2, xb.country.card.hash(), List.of(xb.country.certificates), List.of(lost));
    Mesh.require(
        xb.engine.administration().importCard(Country.CODEC.signedCard().encode(card), "admin"));
    mesh.settle();
    refused("E-CONFIRM-OFFICER", act, word(act, "a.haddad"));
  }

  @Test
  void aFileKeyConfirmsNoEmergencyThatIsReal() {
    Act real = with(letters.act(matter.opening), "urgency", Urgency.EMERGENCY);
    real = with(real, "exercise", false);
    Act exercise = with(letters.act(matter.opening), "urgency", Urgency.EMERGENCY);
    exercise = with(exercise, "caseId", mesh.newCase());
    forger.offer(forger.statement(real, BOTH));
    mesh.settle();
    assertEquals("E-ACT-NOT-HELD", code(confirm(word(real, "a.haddad"))), "file keys sent it");
    Act held = held(exercise);
    assertInstanceOf(Done.Ok.class, confirm(word(held, "a.haddad")));
    hold(real);
    refused("E-CONFIRM-FILE-KEY", real, word(real, "a.haddad"));
  }

  /** As an act would stand that came by passkeys and after its time. */
  private void hold(Act act) {
    xb.store.write(
        tx -> {
          tx.putAct(tx.act(Fixtures.XA, act.id()).orElseThrow().with(ActState.HELD, "call back"));
          return true;
        });
  }

  private static String code(Done done) {
    return ((Done.Failed) done).code();
  }

  @Test
  void onlyAPeersHeldActCanBeConfirmed() {
    Act act = held();
    Endorsement proof = xb.country.endorse("a.haddad", signed(act, CALLED));
    ActId other = ActId.of(mesh.now(), mesh.fresh(10));
    assertEquals(
        "E-ACT-UNKNOWN", code(confirm(new Confirmation(Fixtures.XA, other, CALLED, proof))));
    Letters.Sent own = letters.send(letters.test(xb, xa, Urgency.ROUTINE));
    mesh.settle();
    assertEquals(
        "E-ACT-UNKNOWN",
        code(confirm(new Confirmation(Fixtures.XB, own.act().id(), CALLED, proof))));
  }

  @Test
  void aReasonIsGivenAndFitsTheJournal() {
    Act act = held();
    for (String reason : List.of("", " ", "x".repeat(501), "é".repeat(251))) {
      Endorsement proof = xb.country.endorse("a.haddad", signed(act, reason));
      refused("E-CONFIRM-REASON", act, new Confirmation(Fixtures.XA, act.id(), reason, proof));
    }
    String longest = "é".repeat(250);
    Endorsement proof = xb.country.endorse("a.haddad", signed(act, longest));
    Done done = confirm(new Confirmation(Fixtures.XA, act.id(), longest, proof));
    assertInstanceOf(Done.Ok.class, done, done.toString());
  }

  @Test
  void whatExpiredOnArrivalIsConfirmedToo() {
    xa.links.cutAll();
    xb.links.isDown = true;
    matter = new Matter(mesh, letters, xa, xb);
    Letters.Sent late = letters.send(letters.test(xa, xb, Urgency.ROUTINE));
    mesh.settle();
    mesh.jump(Duration.ofHours(2));
    xb.links.isDown = false;
    mesh.pass(Duration.ofMinutes(6));
    assertEquals(ActState.HELD, Watch.state(xb, late));
    assertInstanceOf(Done.Ok.class, confirm(word(late.act(), "a.haddad")));
    assertEquals(ActState.APPLIED, Watch.state(xb, late));
  }
}
