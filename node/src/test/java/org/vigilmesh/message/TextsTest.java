package org.vigilmesh.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigilmesh.message.Validation.Finding;

final class TextsTest {
  @ParameterizedTest
  @EnumSource(Rule.class)
  void everyRuleSpeaksSixLanguages(Rule rule) {
    Finding finding = new Finding(rule, rule.severity(), "x", rule.citation(), false);
    Set<String> what = new HashSet<>();
    Set<String> remedy = new HashSet<>();
    for (String language : Texts.LANGUAGES) {
      Texts texts = Texts.in(language);
      assertFalse(texts.what(finding).isBlank());
      assertFalse(texts.remedy(finding).isBlank());
      what.add(texts.what(finding));
      remedy.add(texts.remedy(finding));
    }
    assertEquals(Texts.LANGUAGES.size(), what.size(), "each language has a sentence of its own");
    assertEquals(Texts.LANGUAGES.size(), remedy.size());
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  void everyRuleCitesARowOfTheTable(Rule rule) {
    assertTrue(Citation.find(rule.citation()).isPresent(), rule.citation());
  }

  @Test
  void unknownLanguagesGetEnglish() {
    assertEquals(Texts.in("en").text("V25.do"), Texts.in("eo").text("V25.do"));
    assertEquals(Texts.in("fr").text("V25.do"), Texts.in("fr-CA").text("V25.do"));
    assertEquals("Ask for at least 60 days.", Texts.in("en").text("V25.do"));
    assertNotEquals(Texts.in("ar").text("V25.do"), Texts.in("en").text("V25.do"));
  }

  @Test
  void theFloorOfSixtyDaysIsCited() {
    Citation floor = Citation.find("PRES-60").orElseThrow();
    assertEquals("UNCC 42(8)‡ · BUD 29(7)", floor.shown());
    assertEquals("DESIGN", Citation.find("DESIGN").orElseThrow().shown());
    assertEquals("UNCC 65(1)", Citation.find("IN-FORCE").orElseThrow().shown());
    assertTrue(Citation.find("ACK-8H").orElseThrow().shown().startsWith("Dir."));
    assertTrue(Citation.find("42(8)").isEmpty());
  }

  @Test
  void everyRowHasTwoColumns() {
    List<String> codes = Citation.codes();
    assertTrue(codes.size() > 80);
    for (String code : codes) {
      Citation row = Citation.find(code).orElseThrow();
      assertFalse(row.uncc().isEmpty(), code);
      assertFalse(row.other().isEmpty(), code);
    }
  }
}
