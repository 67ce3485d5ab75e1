package org.vigilmesh.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.casework.Dossier.Q;
import static org.vigilmesh.casework.Dossier.R;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.vigilmesh.casework.CaseRules.Objection;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.message.Content;
import org.vigilmesh.value.Digest;

/** What a desk does not offer, in every scene of a case: no more and no less than the table. */
final class BarredTest {
  /** What depends on what is said, or by whom: nobody knows it before. */
  private static final Set<Refusal> OF_CONTENT =
      EnumSet.of(
          Refusal.UNKNOWN_ITEM,
          Refusal.NOT_IN_STATE,
          Refusal.OVERLAY_OPEN,
          Refusal.EMERGENCY_DATA_BY_ONE,
          Refusal.SUPERSEDES_ANOTHER,
          Refusal.SECOND_DECISION,
          Refusal.CONDITIONS_NOT_ACCEPTED,
          Refusal.CUSTODIAN_UNNAMED,
          Refusal.BELOW_FLOOR,
          Refusal.SHORTER_RENEWAL,
          Refusal.HOLD_UNCERTIFIED,
          Refusal.RELEASE_UNREFERENCED,
          Refusal.FRAUD_BY_ONE,
          Refusal.TOO_EARLY,
          Refusal.END_UNATTESTED,
          Refusal.MLA_NOT_RECEIVED,
          Refusal.CORRECTION_UNNAMED,
          Refusal.NOT_ASKED_TO_RELEASE,
          Refusal.ANSWERS_NOTHING);

  private final List<String> wrong = new ArrayList<>();
  private final Set<String> offered = new TreeSet<>();
  private final Set<Refusal> reasons = EnumSet.noneOf(Refusal.class);

  private void compare(String scene, Dossier dossier, NodeRef from) {
    Map<String, Objection> barred = CaseRules.barred(from.node(), dossier.events());
    Book book = dossier.bookAt(from);
    List<Digest> latest = dossier.atQ().latest();
    for (Lines.Line line : Lines.all()) {
      Content content = line.words().apply(new Lines.Sight(book, dossier.now()));
      Dossier.Word word = dossier.draft(from, content, latest);
      Optional<Objection> answer = CaseRules.maySign(from.node(), book, word.act());
      String place = line.name() + " of " + from.node() + " in " + scene;
      Objection before = barred.get(Barred.code(line.row()));
      if (before != null) {
        reasons.add(before.refusal());
        assertTrue(!before.what().isEmpty(), place);
      } else {
        offered.add(Barred.code(line.row()));
      }
      if (before != null && answer.isEmpty()) {
        wrong.add(place + " may be signed and is not offered: " + before);
      }
      boolean isOfContent = answer.filter(o -> !OF_CONTENT.contains(o.refusal())).isEmpty();
      if (before == null && !isOfContent) {
        wrong.add(place + " is offered and can never be signed: " + answer);
      }
    }
  }

  @Test
  void whatMayBeSignedIsOfferedAndWhatCannotBeIsNot() {
    Scenes.all()
        .forEach(
            (name, scene) -> {
              Dossier dossier = scene.get();
              if (dossier.bookAt(Q).isOpen()) {
                compare(name, dossier, Q);
              }
              if (dossier.bookAt(R).isOpen()) {
                compare(name, dossier, R);
              }
            });
    assertEquals(List.of(), wrong);
    assertTrue(offered.size() > 30, offered.toString());
    assertTrue(reasons.contains(Refusal.OVERLAY_OPEN), reasons.toString());
    assertTrue(reasons.contains(Refusal.OTHER_KIND), reasons.toString());
    assertTrue(reasons.contains(Refusal.TEST_ONLY_ACKNOWLEDGED), reasons.toString());
  }

  @Test
  void beforeItsFirstMessageNothingCanBeSaidInACase() {
    Map<String, Objection> barred = CaseRules.barred(Q.node(), List.of());
    assertEquals(Grid.values().length, barred.size());
    assertEquals(Refusal.NO_SUCH_CASE, barred.get("decision").refusal());
  }
}
