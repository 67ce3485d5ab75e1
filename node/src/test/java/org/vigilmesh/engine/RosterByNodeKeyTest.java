package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.vigilmesh.message.MessageFixtures.with;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.value.Bytes;

/** Attack: who has stolen a node with all its keys writes himself into its roster. */
final class RosterByNodeKeyTest {
  private final TwoNodes two = new TwoNodes();

  private Endorsed<Roster> next(int endorsers) {
    Country home = two.xa.country;
    return home.roster(2, home.roster.hash(), TwoNodes.BOTH, endorsers);
  }

  private void enrolsNobody(Endorsed<Roster> roster) {
    Bytes container = Country.CODEC.endorsedRoster().encode(roster);
    Done done = two.xa.engine.administration().importRoster(container, "admin");
    assertEquals("E-OWN-SIGNATURE", ((Done.Failed) done).code());
    two.showsRoster(roster);
    assertEquals(1, Watch.peer(two.xb, two.xa).rosterVersion());
  }

  @Test
  void nodeKeysEnrolNobody() {
    Endorsed<Roster> bare = next(0);
    enrolsNobody(bare);
    Crypto.Key own = Country.CRYPTO.newKey(KeyKind.AUTHORITY, two.xa.ref(), two.mesh.now());
    Endorsement invented = proof(own, bare);
    enrolsNobody(new Endorsed<>(bare.value(), bare.bytes(), List.of(invented, invented)));
  }

  private static Endorsement proof(Crypto.Key key, Endorsed<Roster> roster) {
    return new Endorsement(
        new OfficerId("authority"),
        org.vigilmesh.identity.CredentialId.ofFileKey(Country.publicKey(key)),
        Country.CRYPTO.prove(key, Roster.endorsedDigest(roster.bytes())));
  }

  @Test
  void oneAuthorityIsNotTwo() {
    enrolsNobody(next(1));
  }

  @Test
  void oneAuthorityTwiceIsNotTwo() {
    Endorsed<Roster> one = next(1);
    Endorsement same = one.endorsements().getFirst();
    enrolsNobody(new Endorsed<>(one.value(), one.bytes(), List.of(same, same)));
  }

  @Test
  void anActOfSomebodyWhomNobodyEnrolledHasNoEffect() {
    Matter matter = new Matter(two.mesh, two.letters, two.xa, two.xb);
    Act act = two.letters.act(matter.opening);
    Act.Signer author = act.officers().getFirst();
    Act.Signer invented = new Act.Signer(new OfficerId("x.nobody"), Act.Purpose.AUTHORISER);
    two.xa.country.officers.put(
        "x.nobody", Country.CRYPTO.newKey(KeyKind.OFFICER, two.xa.ref(), two.mesh.now()));
    act = with(act, "officers", List.of(author, invented));
    two.offered(two.thief.statement(act, List.of("j.morgan", "x.nobody")));
    assertEquals(ActState.UNPROCESSABLE, two.stateAtXb(act).orElseThrow());
    assertEquals("", matter.stateAt(two.xb));
  }
}
