package org.vigilmesh.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.Golden;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/** Names of nodes and officers, incarnations, and the table of trust. */
final class NamesTest {
  @Test
  void aNodeIdIsTwoLettersAndALabel() {
    for (String good : List.of("xa", "zz", "xb-navy", "xb-7", "xb-0123456789abcdef")) {
      assertEquals(good, new NodeId(good).text());
    }
    List<String> wrong =
        List.of(
            "",
            "x",
            "XA",
            "Xa",
            "xab",
            "x1",
            "xa-",
            "xa_navy",
            "xa-Navy",
            "xa-0123456789abcdefg",
            "xa-na vy",
            " xa",
            "xa ",
            "xa\n",
            "xa-é",
            "хa",
            "xa-navy-2",
            "xa/..",
            "xa\u0000");
    for (String text : wrong) {
      assertThrows(InvalidValue.class, () -> new NodeId(text), "'" + text + "'");
    }
  }

  @Test
  void peopleTypeANodeIdInEitherCase() {
    assertEquals(new NodeId("xb-navy"), NodeId.typed(" XB-Navy "));
    assertEquals("XB-NAVY", new NodeId("xb-navy").shown());
    assertEquals("XB", new NodeId("xb-navy").state());
    assertEquals("xb-navy", new NodeId("xb-navy").toString());
    assertThrows(InvalidValue.class, () -> NodeId.typed("Borduria"));
  }

  @Test
  void nodeIdsAreOrderedByTheirText() {
    assertTrue(new NodeId("xa").compareTo(new NodeId("xa-a")) < 0);
    assertTrue(new NodeId("xa-z").compareTo(new NodeId("xb")) < 0);
  }

  @Test
  void epochsAndIncarnationsCountFromOne() {
    assertThrows(InvalidValue.class, () -> new NodeRef(Fixtures.XA, 0));
    assertThrows(InvalidValue.class, () -> new NodeRef(Fixtures.XA, -1));
    Bytes random = Fixtures.bytes("random", 16);
    assertThrows(InvalidValue.class, () -> new Incarnation(0, random));
    assertThrows(InvalidValue.class, () -> new Incarnation(1, Fixtures.bytes("short", 15)));
    assertTrue(new NodeRef(Fixtures.XA, 2).compareTo(new NodeRef(Fixtures.XA, 1)) > 0);
    assertEquals("xa#2", new NodeRef(Fixtures.XA, 2).toString());
  }

  @Test
  void theNumberOrdersIncarnationsAndRandomBytesBreakTies() {
    assertTrue(Fixtures.incarnation(1).compareTo(Fixtures.incarnation(2)) < 0);
    Incarnation one = new Incarnation(3, Fixtures.bytes("a", 16));
    Incarnation other = new Incarnation(3, Fixtures.bytes("b", 16));
    assertEquals(-Integer.signum(one.compareTo(other)), Integer.signum(other.compareTo(one)));
    assertTrue(one.compareTo(other) != 0);
  }

  @Test
  void anOfficerIdIsAShortName() {
    for (String good : List.of("j.morgan", "a", "7", "p_reyes-2", "x".repeat(64))) {
      assertEquals(good, new OfficerId(good).toString());
    }
    for (String wrong :
        List.of("", ".a", "-a", "_a", "J.Morgan", "j morgan", "x".repeat(65), "jö", "a\n")) {
      assertThrows(InvalidValue.class, () -> new OfficerId(wrong), "'" + wrong + "'");
    }
  }

  @Test
  void trustMovesAsTheTableSays() {
    StringBuilder text = new StringBuilder();
    for (Trust from : Trust.values()) {
      for (Trust to : Trust.values()) {
        text.append(from).append(" > ").append(to).append(": ");
        text.append(from.mayBecome(to) ? "may" : "never").append('\n');
      }
    }
    Golden.assertGolden("identity-trust.txt", text.toString());
  }

  @Test
  void revokedTrustNeverComesBack() {
    for (Trust next : Trust.values()) {
      assertTrue(!Trust.REVOKED.mayBecome(next), next.name());
    }
  }
}
