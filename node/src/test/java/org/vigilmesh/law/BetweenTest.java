package org.vigilmesh.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Golden;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.identity.DeclaredBasis;

/** Which basis stands between two States: by what both declare, and when. */
final class BetweenTest {
  private static final Instant FROM = Instant.parse("2030-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2035-01-01T00:00:00Z");
  private static final List<Instant> DATES =
      List.of(FROM.minusSeconds(1), FROM, TO.minusSeconds(1), TO);

  private static Declarations plain(String... bases) {
    return new Declarations(List.of(bases), false, 90, List.of());
  }

  private static Declarations rows(DeclaredBasis... rows) {
    return new Declarations(List.of(), false, 90, List.of(), List.of(), false, List.of(rows));
  }

  private static DeclaredBasis row(Basis basis, String... states) {
    return new DeclaredBasis(basis.name(), FROM, TO, List.of(states), false, "");
  }

  /** What one card may say of a basis; the other State is XB, or XA seen from there. */
  private static Map<String, Declarations> cards(Basis basis, String other) {
    Map<String, Declarations> cards = new LinkedHashMap<>();
    cards.put("nothing", plain());
    cards.put("plain", plain(basis.name()));
    cards.put("dated", rows(row(basis)));
    cards.put("with it", rows(row(basis, other)));
    cards.put("with XC", rows(row(basis, "XC")));
    cards.put("with XC, it", rows(row(basis, "XC"), row(basis, other)));
    return cards;
  }

  private static Declarations withBudapest(Declarations card, Basis basis) {
    List<String> bases = new ArrayList<>(card.bases());
    if (basis == Basis.BUD2AP) {
      bases.add("BUD");
    }
    return new Declarations(bases, false, 90, List.of(), List.of(), false, card.declared());
  }

  @Test
  void whatStandsBetweenTwoStatesIsReadByAPerson() {
    StringBuilder text = new StringBuilder(32_768);
    text.append("What XA and XB declare of a basis from 2030 to 2035; at ");
    text.append("the last second before, the first, the last, and the first one after.\n");
    for (Basis basis : Basis.values()) {
      cards(basis, "XB")
          .forEach(
              (ours, a) ->
                  cards(basis, "XA")
                      .forEach(
                          (theirs, b) ->
                              text.append(line(basis, ours, a, theirs, b)).append('\n')));
    }
    Golden.assertGolden("law-between.txt", text.toString());
  }

  private static String line(
      Basis basis, String ours, Declarations a, String theirs, Declarations b) {
    Between pair = between(withBudapest(a, basis), withBudapest(b, basis));
    Between turned = new Between(pair.other(), pair.one());
    StringBuilder text = new StringBuilder("%-11s %-11s %-11s".formatted(basis, ours, theirs));
    for (Instant at : DATES) {
      Between.Footing footing = pair.footing(basis, at);
      assertEquals(footing, turned.footing(basis, at), "both sides read the same");
      text.append(" %-16s".formatted(footing));
    }
    return text.toString().strip();
  }

  private static Between between(Declarations a, Declarations b) {
    return new Between(new Between.Side("XA", a), new Between.Side("XB", b));
  }

  @Test
  void aProtocolStandsOnlyOnItsTreaty() {
    Between alone = between(plain("BUD2AP"), plain("BUD2AP", "BUD"));
    assertEquals(Between.Footing.WITHOUT_ITS_BASE, alone.footing(Basis.BUD2AP, FROM));
    Between ended =
        between(
            new Declarations(
                List.of("BUD2AP"), false, 90, List.of(), List.of(), false, List.of(row(Basis.BUD))),
            plain("BUD2AP", "BUD"));
    assertEquals(Between.Footing.IN_FORCE, ended.footing(Basis.BUD2AP, FROM));
    assertEquals(Between.Footing.WITHOUT_ITS_BASE, ended.footing(Basis.BUD2AP, TO));
    assertEquals(Between.Footing.ENDED, ended.all(TO).get(Basis.BUD));
    assertEquals(Basis.values().length, ended.all(TO).size());
  }

  @Test
  void aReservationIsOfOneBasisOrOfAll() {
    DeclaredBasis reserved = new DeclaredBasis("BUD", FROM, null, List.of(), true, "");
    assertTrue(Between.reserves(rows(reserved), Basis.BUD));
    assertFalse(Between.reserves(rows(reserved), Basis.UNCC));
    assertFalse(Between.reserves(rows(row(Basis.BUD)), Basis.BUD));
    Declarations everywhere = new Declarations(List.of("UNCC"), true, 90, List.of());
    assertTrue(Between.reserves(everywhere, Basis.BUD));
  }
}
