package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** Nodes transport and officers act: what a thief of node keys, or a wrong officer, gets. */
final class EngineOfficersTest {
  private static final List<String> BOTH = List.of("j.morgan", "p.reyes");

  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;
  private Matter matter;
  private Forger forger;

  @BeforeEach
  void twoNodesThatKnowEachOther() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, letters, xa, xb);
    forger = new Forger(mesh, xa, xb);
  }

  private ActRow offered(Act act, StatementBody body) {
    forger.offer(forger.statement(body, act));
    mesh.settle();
    return xb.store.read(view -> view.act(Fixtures.XA, act.id())).orElseThrow();
  }

  private void unprocessable(String why, Act act, StatementBody body) {
    ActRow row = offered(act, body);
    assertEquals(ActState.UNPROCESSABLE, row.state());
    assertTrue(row.stateReason().contains(why), row.stateReason());
    assertTrue(Watch.alarms(xb).contains("E-ACT-UNPROCESSABLE"));
    assertEquals("", matter.stateAt(xb), "no effect");
    assertEquals(1, Watch.lane(xb, forger.lane(act.urgency())).last().seq(), "never blocks");
  }

  @Test
  void theNodeKeyAloneMakesNoOfficersAct() {
    Act act = letters.act(matter.opening);
    unprocessable("V38", act, forger.body(act, List.of()));
    var timeline = xb.engine.queries().caseStatus(matter.opening.caseId()).orElseThrow().timeline();
    assertEquals("UNPROCESSABLE", timeline.getFirst().state(), "and it is shown");
  }

  @Test
  void aRequestIsNoNotice() {
    Act act = with(letters.act(matter.opening), "officers", List.of());
    unprocessable("NO_PERSON", act, forger.body(act, List.of()));
  }

  @Test
  void oneOfTwoPersonsIsNotEnough() {
    Act act = letters.act(matter.opening);
    unprocessable("NOT_AS_NAMED", act, forger.body(act, List.of("j.morgan")));
  }

  @Test
  void onePersonIsNotTwo() {
    Act act = letters.act(matter.opening);
    Act alone = with(act, "officers", act.officers().subList(0, 1));
    unprocessable("TOO_FEW", alone, forger.body(alone, List.of("j.morgan")));
  }

  @Test
  void onePersonTwiceIsNotTwo() {
    Act act = letters.act(matter.opening);
    Act.Signer author = act.officers().getFirst();
    Act twice =
        with(
            act,
            "officers",
            List.of(author, new Act.Signer(author.officer(), Act.Purpose.AUTHORISER)));
    unprocessable("SAME_PERSON", twice, forger.body(twice, List.of("j.morgan", "j.morgan")));
  }

  @Test
  void aProofOverOtherBytesIsNone() {
    Act act = letters.act(matter.opening);
    Act other = with(act, "exercise", false);
    StatementBody stolen = forger.body(other, BOTH);
    Bytes bytes = Country.CODEC.act().encode(act);
    unprocessable("not valid", act, with(stolen, "act", bytes));
  }

  @Test
  void theKeyOfSomebodyElseIsNone() {
    Act act = letters.act(matter.opening);
    Digest digest = Act.endorsedDigest(Country.CODEC.act().encode(act));
    Endorsement first = xa.country.endorse("j.morgan", digest);
    Endorsement own = xb.country.endorse("a.haddad", digest);
    Endorsement forged = new Endorsement(new OfficerId("p.reyes"), own.credential(), own.proof());
    unprocessable(
        "not valid", act, with(forger.body(act, BOTH), "endorsements", List.of(first, forged)));
  }

  @Test
  void fileKeysMakeNoEmergencyButAnExercise() {
    Act act = with(letters.act(matter.opening), "urgency", Urgency.EMERGENCY);
    Act real = with(act, "exercise", false);
    unprocessable("FILE_KEY_IN_EMERGENCY", real, forger.body(real, BOTH));
    Act exercise =
        with(with(act, "id", letters.act(matter.opening).id()), "caseId", mesh.newCase());
    assertEquals(ActState.APPLIED, offered(exercise, forger.body(exercise, BOTH)).state());
    assertTrue(Watch.alarms(xb).contains("N-EMERGENCY"));
  }

  @Test
  void ourOwnNodeRefusesWhatAPeerWouldNotTake() {
    Act act = letters.act(matter.opening);
    Letters.Sent sent = letters.submit(xa, letters.signed(xa, act, List.of("j.morgan")), act);
    mesh.settle();
    assertEquals("E-ACT-REFUSED", Watch.rejection(sent));
    assertFalse(Watch.holds(xa, sent));
  }

  private void takesRoster(Endorsed<Roster> roster) {
    Bytes container = Country.CODEC.endorsedRoster().encode(roster);
    Mesh.require(xa.engine.administration().importRoster(container, "admin"));
    mesh.settle();
    assertEquals(roster.value().version(), Watch.peer(xb, xa).rosterVersion());
  }

  @Test
  void whoLeftTheRosterIsCalledBack() {
    takesRoster(xa.country.roster(2, xa.country.roster.hash(), List.of("j.morgan"), 2));
    Act act = letters.act(matter.opening);
    ActRow row = offered(act, forger.body(act, BOTH));
    assertEquals(ActState.HELD, row.state());
    assertTrue(row.stateReason().contains("call back"), row.stateReason());
    assertEquals("", matter.stateAt(xb), "no effect until an officer here confirms");
    assertTrue(Watch.alarms(xb).contains("E-ACT-HELD"));
  }

  @Test
  void whoLeftTheRosterDoesNotSignAtHomeEither() {
    takesRoster(xa.country.roster(2, xa.country.roster.hash(), List.of("j.morgan"), 2));
    Letters.Sent sent = matter.request();
    mesh.settle();
    assertEquals("E-ACT-REFUSED", Watch.rejection(sent));
  }

  @Test
  void whoLeftTheRosterCannotStandForTwo() {
    takesRoster(xa.country.roster(2, xa.country.roster.hash(), List.of("j.morgan"), 2));
    Act act = letters.act(matter.opening);
    Act alone =
        with(
            act, "officers", List.of(new Act.Signer(new OfficerId("p.reyes"), Act.Purpose.AUTHOR)));
    unprocessable("TOO_FEW", alone, forger.body(alone, List.of("p.reyes")));
  }

  @Test
  void aNewOfficerIsShownAsNew() {
    Roster first = xa.country.roster.value();
    List<Officer> officers =
        first.officers().stream()
            .map(o -> o.id().text().equals("p.reyes") ? with(o, "from", mesh.now()) : o)
            .toList();
    Roster second =
        with(
            with(with(first, "officers", officers), "version", 2L),
            "previous",
            xa.country.roster.hash());
    takesRoster(xa.country.endorsed(second, 2));
    Letters.Sent sent = matter.request();
    mesh.settle();
    assertEquals(ActState.APPLIED, Watch.state(xb, sent));
    assertTrue(Watch.act(xb, sent).stateReason().contains("p.reyes"), "new officer");
  }

  @Test
  void aRevokedCredentialSignsNothing() {
    Bytes key = Country.publicKey(xa.country.officers.get("p.reyes"));
    Card.Revocation lost =
        new Card.Revocation(CredentialId.ofFileKey(key).bytes(), mesh.now(), "lost");
    Signed<Card> card =
        xa.country.card(2, xa.country.card.hash(), List.of(xa.country.certificates), List.of(lost));
    Bytes container = Country.CODEC.signedCard().encode(card);
    Mesh.require(xa.engine.administration().importCard(container, "admin"));
    mesh.settle();
    Act act = letters.act(matter.opening);
    unprocessable("revoked", act, forger.body(act, BOTH));
    Letters.Sent sent = matter.request();
    mesh.settle();
    assertEquals("E-ACT-REFUSED", Watch.rejection(sent));
  }

  @Test
  void anUnknownRosterIsAskedForBeforeTheActIsJudged() {
    Act act = letters.act(matter.opening);
    StatementBody ahead = with(forger.body(act, BOTH), "rosterVersion", 2L);
    forger.offer(forger.statement(ahead, act));
    mesh.settle();
    assertTrue(xb.store.read(view -> view.act(Fixtures.XA, act.id())).isEmpty());
    assertTrue(xb.links.takeSent().stream().anyMatch(frame -> frame instanceof Frame.Refusals));
    takesRoster(xa.country.roster(2, xa.country.roster.hash(), BOTH, 2));
    assertEquals(ActState.APPLIED, offered(act, ahead).state());
    mesh.pass(Duration.ofSeconds(1));
  }
}
