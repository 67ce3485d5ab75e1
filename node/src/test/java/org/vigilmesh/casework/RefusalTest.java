package org.vigilmesh.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.casework.Dossier.Q;
import static org.vigilmesh.casework.Dossier.R;
import static org.vigilmesh.casework.Dossier.held;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.vigilmesh.message.Texts;

/** Why a case does not allow something, said to an officer in each of the six languages. */
final class RefusalTest {
  private static final List<String> VALUES = List.of("FIRST", "SECOND");

  @Test
  void eachReasonIsSaidInEachLanguageWithTheSameValues() {
    for (Refusal refusal : Refusal.values()) {
      String english = refusal.what("en", VALUES);
      assertFalse(english.contains("{"), english);
      for (String language : Texts.LANGUAGES) {
        String said = refusal.what(language, VALUES);
        for (String value : VALUES) {
          assertEquals(english.contains(value), said.contains(value), language + " " + said);
        }
        assertTrue(language.equals("en") || !said.equals(english), refusal + " in " + language);
        assertFalse(refusal.remedy(language).isBlank(), refusal + " in " + language);
      }
    }
  }

  @Test
  void noTwoReasonsAreSaidAlike() {
    for (String language : Texts.LANGUAGES) {
      Set<String> said = new TreeSet<>();
      for (Refusal refusal : Refusal.values()) {
        assertTrue(said.add(refusal.what(language, VALUES)), refusal + " in " + language);
      }
    }
  }

  @Test
  void aLanguageThatIsNotThereIsEnglish() {
    assertEquals(Refusal.NOT_A_PARTY.what("en", VALUES), Refusal.NOT_A_PARTY.what("tlh", VALUES));
    assertNotEquals(
        Refusal.NOT_A_PARTY.what("en", VALUES), Refusal.NOT_A_PARTY.what("fr-CA", VALUES));
  }

  /** A reader of another language does not know what {@code not_located of D1} means. */
  @Test
  void codesAmongTheValuesAreNamedInTheReadersLanguage() {
    assertEquals(
        "« Introuvable (D1) » n'est pas possible quand l'affaire en est à : « Conservé »",
        Refusal.NOT_IN_STATE.what("fr", List.of("not_located of D1", "preserved")));
    assertEquals(
        "«Decisión» no es posible mientras esto siga abierto: «Aclaración pendiente»",
        Refusal.OVERLAY_OPEN.what("es", List.of("decision", "clarify")));
    assertEquals(
        "item decision is not in this case",
        Refusal.UNKNOWN_ITEM.what("en", List.of("decision")),
        "an item may be called anything");
  }

  @Test
  void theValuesAreThoseOfTheCase() {
    Dossier dossier = new Dossier();
    dossier.acknowledged("D1");
    Optional<CaseRules.Objection> objection =
        CaseRules.maySign(
            R.node(), dossier.events(), dossier.draft(R, held("D1"), dossier.atR().latest()).act());
    assertEquals(List.of("preservation_confirmation", "acknowledged"), objection.get().values());
    assertEquals(
        "“Confirmation of preservation” is not possible while the case is at “Acknowledged”",
        objection.get().what());
    assertEquals("V45", objection.get().code());
    assertEquals(
        Optional.of("OTHER_SIDES_WORD"),
        CaseRules.maySign(
                Q.node(),
                dossier.events(),
                dossier.draft(Q, held("D1"), dossier.atQ().latest()).act())
            .map(o -> o.refusal().name()));
  }
}
