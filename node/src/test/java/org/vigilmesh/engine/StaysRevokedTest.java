package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** What a card has revoked does nothing any more, wherever it is tried, and never again. */
final class StaysRevokedTest {
  private final TwoNodes two = new TwoNodes();
  private final Country home = two.xa.country;
  private final Matter matter = new Matter(two.mesh, two.letters, two.xa, two.xb);

  private Card.Revocation lost(Crypto.Key key) {
    return new Card.Revocation(
        CredentialId.ofFileKey(Country.publicKey(key)).bytes(), two.mesh.now(), "lost");
  }

  private Signed<Card> revoking(Crypto.Key... keys) {
    List<Card.Revocation> all = java.util.Arrays.stream(keys).map(this::lost).toList();
    return home.card(2, home.card.hash(), List.of(home.certificates), all);
  }

  private void publishes(Signed<Card> card) {
    Bytes container = Country.CODEC.signedCard().encode(card);
    Mesh.require(two.xa.engine.administration().importCard(container, "admin"));
    two.mesh.settle();
    assertEquals(card.value().version(), Watch.peer(two.xb, two.xa).cardVersion());
  }

  private boolean opens(String officer) {
    var queries = two.xa.engine.queries();
    Digest challenge = queries.openingChallenge(matter.opening.caseId());
    return queries
        .openCase(matter.opening.caseId(), home.endorse(officer, challenge), "root")
        .isPresent();
  }

  @Test
  void aRevokedCredentialOpensNoCase() {
    matter.request();
    two.mesh.settle();
    assertTrue(opens("p.reyes"));
    publishes(revoking(home.officers.get("p.reyes")));
    assertFalse(opens("p.reyes"));
    assertTrue(opens("j.morgan"));
  }

  @Test
  void aRevokedAuthorityEnrolsNobody() {
    publishes(revoking(home.authorities.getFirst()));
    Endorsed<Roster> roster = home.roster(2, home.roster.hash(), TwoNodes.BOTH, 2);
    Bytes container = Country.CODEC.endorsedRoster().encode(roster);
    Done done = two.xa.engine.administration().importRoster(container, "admin");
    assertEquals("E-OWN-SIGNATURE", ((Done.Failed) done).code());
    two.showsRoster(roster);
    assertEquals(1, Watch.peer(two.xb, two.xa).rosterVersion());
  }

  @Test
  void aLaterCardTakesNoRevocationBack() {
    Signed<Card> second = revoking(home.officers.get("p.reyes"));
    publishes(second);
    publishes(home.card(3, second.hash(), List.of(home.certificates), List.of()));
    Act act = two.letters.act(matter.opening);
    two.offered(two.thief.statement(act, TwoNodes.BOTH));
    assertEquals(ActState.UNPROCESSABLE, two.stateAtXb(act).orElseThrow());
  }

  @Test
  void aLaterCardTakesNoRevocationOfAPairBack() {
    Signed<Card> second = Revoking.card(two.xa, two.mesh.now());
    two.showsCard(second);
    two.showsCard(home.card(3, second.hash(), List.of(home.certificates), List.of()));
    assertEquals(3, Watch.peer(two.xb, two.xa).cardVersion());
    Act act = two.unsent(Urgency.ROUTINE);
    two.offered(two.thief.statement(act, List.of()));
    assertTrue(two.atXb(act).isEmpty());
  }

  /** Judged while the credential was good, decided when it is not. */
  @Test
  void anActInFlightWhenItsCredentialIsRevokedHasNoEffect() {
    Bytes card = Country.CODEC.signedCard().encode(revoking(home.officers.get("p.reyes")));
    Act act = two.letters.act(matter.opening);
    Forger.Forged forged = two.thief.statement(act, TwoNodes.BOTH);
    two.thief.offer(forged);
    two.xb.engine.step();
    two.thief.send(new Frame.Identity(List.of(card), List.of(), List.of(), List.of()));
    two.xb.engine.step();
    two.xb.engine.post(two.xb.work.removeLast().get());
    two.xb.engine.step();
    assertEquals(2, Watch.peer(two.xb, two.xa).cardVersion());
    two.mesh.settle();
    assertEquals(ActState.UNPROCESSABLE, two.stateAtXb(act).orElseThrow());
    assertEquals("", matter.stateAt(two.xb));
  }
}
