package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.value.Bytes;

/** Attack: one key stands for a person in two States. */
final class SharedCredentialTest {
  private final TwoNodes two = new TwoNodes();
  private final Mesh.Member xc = two.third();

  private static void enrols(Mesh.Member member, String officer, Crypto.Key key) {
    Country home = member.country;
    home.officers.put(officer, key);
    Endorsed<Roster> roster =
        home.roster(2, home.roster.hash(), List.copyOf(home.officers.keySet()), 2);
    Bytes container = Country.CODEC.endorsedRoster().encode(roster);
    Mesh.require(member.engine.administration().importRoster(container, "admin"));
  }

  private static boolean rings(Mesh.Member at) {
    return Watch.alarms(at).contains("E-SHARED-CREDENTIAL");
  }

  @Test
  void aKeyInTheRostersOfTwoStatesRingsAtAThirdAndAtBoth() {
    enrols(xc, "d.double", two.xa.country.officers.get("p.reyes"));
    two.mesh.settle();
    assertTrue(rings(two.xb), "two peers of XB share it");
    assertTrue(rings(two.xa), "XC shares one with XA itself");
    assertTrue(rings(xc), "XC has just listed what XA lists");
  }

  @Test
  void rostersThatShareNothingRingNowhere() {
    enrols(
        xc,
        "d.double",
        Country.CRYPTO.newKey(
            org.vigilmesh.adapter.crypto.KeyKind.OFFICER, xc.ref(), two.mesh.now()));
    two.mesh.settle();
    assertFalse(rings(two.xa) || rings(two.xb) || rings(xc));
  }

  /** Whoever shares a key can sign for its States, and for one of each only. */
  @Test
  void oneKeyUnderTwoNamesIsNotTwoPersons() {
    Crypto.Key shared = two.xa.country.officers.get("p.reyes");
    Country home = two.xa.country;
    home.officers.put("q.second", shared);
    org.junit.jupiter.api.Assertions.assertThrows(
        org.vigilmesh.value.InvalidValue.class,
        () -> home.roster(2, home.roster.hash(), List.copyOf(home.officers.keySet()), 2));
    Matter matter = new Matter(two.mesh, two.letters, two.xa, two.xb);
    var act = two.letters.act(matter.opening);
    two.offered(two.thief.statement(act, List.of("p.reyes", "q.second")));
    assertEquals(ActState.UNPROCESSABLE, two.stateAtXb(act).orElseThrow());
  }
}
