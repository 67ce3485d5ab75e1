package org.vigilmesh.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigilmesh.Golden;
import org.vigilmesh.law.Ground.Availability;
import org.vigilmesh.message.Citation;
import org.vigilmesh.message.CodeList;
import org.vigilmesh.value.InvalidValue;

final class LawTest {
  private static Map<String, String> shipped() {
    Map<String, String> rows = new HashMap<>();
    ResourceBundle file = ResourceBundle.getBundle("org.vigilmesh.law.law", Locale.ROOT);
    file.keySet().forEach(key -> rows.put(key, file.getString(key)));
    return rows;
  }

  private static String title(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Grounds x bases x subjects, every cell, as counsel reads it. */
  @Test
  void theMatrixIsTheOneThatCounselChecks() {
    StringBuilder text = new StringBuilder(4096);
    text.append(
        "Y valid, N only with a named override, D declared reservation, V through another ground,"
            + " C after consultation, B blocked, - does not apply, ? the table is silent.\n");
    for (Subject subject : Subject.values()) {
      text.append("\n%-15s".formatted(title(subject)));
      Arrays.stream(Basis.values()).forEach(basis -> text.append(" %11s".formatted(basis)));
      text.append("  through   persons\n");
      for (Ground ground : Ground.values()) {
        text.append("%-15s".formatted(ground));
        for (Basis basis : Basis.values()) {
          text.append(" %11s".formatted(ground.on(basis, subject).letter()));
        }
        String through = ground.throughs().isEmpty() ? "-" : String.join(",", ground.throughs());
        text.append("  %-9s %s%n".formatted(through, ground.needsTwoPersons() ? 2 : 1));
      }
    }
    Golden.assertGolden("law-grounds.txt", text.toString());
  }

  @Test
  void everyBasisHasItsTerms() {
    StringBuilder text = new StringBuilder(1024);
    for (Basis basis : Basis.values()) {
      Basis.Terms terms = basis.terms();
      text.append(
          "%-11s %s, %s, %s; codes %s; floor %d days (%s)%n  establishes %s%n  asks %s%n"
              .formatted(
                  basis,
                  title(terms.bond()),
                  terms.needs().map(needed -> "with " + needed).orElse("by itself"),
                  terms.gated() ? "own offences and serious crimes" : "any offence",
                  String.join(" ", terms.schemes()),
                  terms.floorDays(),
                  terms.floorCitation(),
                  String.join(" ", terms.establishes()),
                  String.join(" ", terms.elements())));
    }
    Golden.assertGolden("law-bases.txt", text.toString());
  }

  @Test
  void theTableSpeaksTheCodesOfTheListsAndOfTheCitations() {
    assertEquals(
        CodeList.TREATY_BASIS.codes(), Arrays.stream(Basis.values()).map(Enum::name).toList());
    for (Basis basis : Basis.values()) {
      Basis.Terms terms = basis.terms();
      assertTrue(CodeList.OFFENCE_SCHEME.codes().containsAll(terms.schemes()), basis.name());
      for (String offence : terms.establishes()) {
        assertTrue(
            CodeList.OFFENCE_UNCC.has(offence) || CodeList.OFFENCE_BUD.has(offence), offence);
      }
      terms.elements().forEach(code -> assertTrue(Citation.find(code).isPresent(), code));
      assertTrue(Citation.find(terms.floorCitation()).isPresent(), basis.name());
    }
  }

  @Test
  void aSilentTableLeavesTheGroundToPeople() {
    assertEquals(Availability.OPEN, Ground.R21D.on(Basis.BILATERAL, Subject.PRESERVATION));
    assertEquals(Availability.OPEN, Ground.R21D.on(Basis.BUD, Subject.ASSISTANCE));
    assertEquals(List.of("R22", "R21B"), Ground.RHR.throughs());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "basis.BUD;;no row basis.BUD",
        "columns;;no row columns",
        "ground.R22;;no row ground.R22",
        "basis.XX;treaty;unknown rows [basis.XX]",
        "basis.BUD;treaty | - | any;basis.BUD has not 7 cells",
        "basis.BUD;pact | - | any | BUD | - | - | 60 PRES-60;basis.BUD has bond pact",
        "basis.BUD;treaty | XX | any | BUD | - | - | 60 PRES-60;basis.BUD needs [treaty, XX",
        "basis.BUD;treaty | - | some | BUD | - | - | 60 PRES-60;basis.BUD has gate some",
        "basis.BUD;treaty | - | any | - | - | - | 60 PRES-60;basis.BUD has no scheme",
        "basis.BUD;treaty | - | any | BUD BUD | - | - | 60 PRES-60;basis.BUD says BUD BUD",
        "basis.BUD;treaty | - | any |  | - | - | 60 PRES-60;basis.BUD has an empty cell",
        "basis.BUD;treaty | - | any | BUD | - | - | PRES-60;basis.BUD has floor PRES-60",
        "basis.BUD;treaty | - | any | BUD | - | - | 0 PRES-60;basis.BUD has floor 0 PRES-60",
        "basis.BUD;treaty | - | any | BUD | - | - | 9999 PRES-60;basis.BUD has floor 9999",
        "columns;UNCC.fish;column UNCC.fish",
        "columns;XX.traffic;column XX.traffic",
        "columns;UNCC.traffic.BUD;column UNCC.traffic.BUD",
        "ground.R21A;Y | - | 1;ground.R21A has not a letter a column",
        "ground.R21A;Y Y Y Y Y Y Z | - | 1;ground.R21A says Z",
        "ground.R21A;Y Y Y Y Y Y ? | - | 1;ground.R21A says ?",
        "ground.R21A;Y Y Y Y Y Y V | R99 | 1;ground.R21A runs through [R99]",
        "ground.R21A;Y Y Y Y Y Y V | - | 1;ground.R21A and what it runs by",
        "ground.R21A;Y Y Y Y Y Y Y | R22 | 1;ground.R21A and what it runs by",
        "ground.R21A;Y Y Y Y Y Y Y | - | 3;ground.R21A has persons 3"
      })
  void aTableThatIsWrongInOneRowIsNotReadAtAll(String key, String row, String why) {
    Map<String, String> rows = shipped();
    if (row == null) {
      rows.remove(key);
    } else {
      rows.put(key, row);
    }
    InvalidValue wrong = assertThrows(InvalidValue.class, () -> Law.of(rows));
    assertTrue(String.valueOf(wrong.getMessage()).startsWith(why), wrong::getMessage);
  }
}
