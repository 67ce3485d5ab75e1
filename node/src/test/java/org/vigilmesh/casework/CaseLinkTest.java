package org.vigilmesh.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.MessageFixtures;

/** What officers write down when they link two cases. */
final class CaseLinkTest {
  private static final CaseId CASE = MessageFixtures.CASE_ID;

  @Test
  void everyReasonIsReadAsItWasWritten() {
    for (CaseLink.Why why : CaseLink.Why.values()) {
      for (String remark : List.of("", "see the note of 3 March", "two\nlines")) {
        CaseLink link = new CaseLink(CASE, why, remark);
        assertEquals(Optional.of(link), CaseLink.find(link.words()));
      }
    }
  }

  @Test
  void otherWordsLinkNothing() {
    for (String words :
        List.of("", "a note", CASE.toString(), CASE + " because", CASE + " duplicate now", "x y")) {
      assertEquals(Optional.empty(), CaseLink.find(words), words);
    }
    assertEquals(Optional.empty(), CaseLink.find("not-a-case duplicate"));
  }
}
