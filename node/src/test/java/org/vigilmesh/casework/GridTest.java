package org.vigilmesh.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.casework.Dossier.Q;
import static org.vigilmesh.casework.Dossier.R;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.Golden;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.value.Digest;

/** The table of who may say what in which state, whole, as a text that people read. */
final class GridTest {
  private static final Digest STANDING = Fixtures.digest("the decision in force");
  private final Dossier dossier = new Dossier();
  private final Dossier.Word opening = dossier.draft(Q, Dossier.request("D1"));

  private Map<Grid, Content> contents() {
    Map<Grid, Content> all = new LinkedHashMap<>();
    all.put(Grid.REQUEST_NEW, Dossier.request("D1"));
    all.put(Grid.REQUEST_AMENDMENT, Dossier.amendment(opening));
    all.put(Grid.HUMAN_ACK, Dossier.ack(opening));
    Decision decision = Dossier.decision(Decision.Value.ACCEPTED, "D1");
    all.put(Grid.DECISION, MessageFixtures.with(decision, "supersedes", STANDING));
    all.put(Grid.PRESERVATION_CONFIRMATION, Dossier.held("D1"));
    all.put(Grid.CHANNEL_TEST, MessageFixtures.channelTest());
    return all;
  }

  private static CaseState state(Optional<Stage> base) {
    Stage item = base.filter(b -> b != Stage.PARTIAL).orElse(Stage.ACCEPTED);
    boolean isOpen = base.isPresent();
    return new CaseState(
        isOpen ? Optional.of(MessageFixtures.CASE_ID) : Optional.empty(),
        isOpen ? Optional.of(Q.node()) : Optional.empty(),
        isOpen ? Optional.of(R.node()) : Optional.empty(),
        isOpen,
        base,
        isOpen ? Map.of("D1", item) : Map.of(),
        Hold.NONE,
        CaseState.Facts.NONE,
        Clock.NONE,
        Optional.empty(),
        Map.of(),
        List.of(),
        Set.of(),
        isOpen ? Set.of(STANDING) : Set.of());
  }

  private static char arriving(Grid row, Act act, CaseState state) {
    if (state.opener().isPresent()) {
      CaseRules.Standing standing =
          new CaseRules.Standing(
              Q.node(), R.node(), true, state.base(), state.items(), state.decisions());
      if (CaseRules.party(act, row, standing).isPresent()) {
        return '·';
      }
    }
    return switch (row.at(state.base())) {
      case SIGN -> 'A';
      case RACE -> 'r';
      case RECORD -> 'N';
      case VIOLATION -> '·';
    };
  }

  private String line(Grid row, Content content, NodeRef from, boolean signing) {
    StringBuilder cells = new StringBuilder();
    Act act = dossier.draft(from, content).act();
    for (int column = -1; column < Stage.values().length; column++) {
      Optional<Stage> base = column < 0 ? Optional.empty() : Optional.of(Stage.values()[column]);
      CaseState state = state(base);
      boolean may = CaseRules.maySign(state, from.node(), act).isEmpty();
      cells.append(' ').append(signing ? (may ? 'S' : '-') : arriving(row, act, state));
    }
    String side = from.equals(Q) ? "Q" : "R";
    String what = (signing ? "signed by " : "from ") + side;
    return String.format("%-28s%-12s%s%n", row.name().toLowerCase(Locale.ROOT), what, cells);
  }

  @Test
  void everyCellIsReadByAPerson() {
    StringBuilder text = new StringBuilder();
    text.append("A applied, r applied as a race, N recorded, · violation, S may be signed\n\n");
    text.append(String.format("%40s ∅", ""));
    for (Stage base : Stage.values()) {
      text.append(' ').append(base.ordinal() % 10);
    }
    text.append("\n");
    contents()
        .forEach(
            (row, content) -> {
              for (NodeRef from : List.of(Q, R)) {
                text.append(line(row, content, from, false));
                text.append(line(row, content, from, true));
              }
            });
    text.append('\n');
    for (Stage base : Stage.values()) {
      text.append(String.format("%2d %s%n", base.ordinal(), base.code()));
    }
    Golden.assertGolden("casework-grid.txt", text.toString());
  }

  @Test
  void whatMayBeSignedIsAppliedOnArrival() {
    contents()
        .forEach(
            (row, content) -> {
              for (NodeRef from : List.of(Q, R)) {
                Act act = dossier.draft(from, content).act();
                for (Stage base : Stage.values()) {
                  CaseState state = state(Optional.of(base));
                  if (CaseRules.maySign(state, from.node(), act).isEmpty()) {
                    assertEquals('A', arriving(row, act, state), row + " at " + base);
                  }
                }
              }
            });
  }

  @Test
  void everyKindOfMessageHasItsRow() {
    contents()
        .forEach(
            (row, content) ->
                assertEquals(Optional.of(row), Grid.find(dossier.draft(Q, content).act())));
  }

  @Test
  void contentOfANewerVersionHasNoRow() {
    Content unknown = new Content.UnknownContent("mla_announced", 3, Fixtures.bytes("x", 5));
    Act act = dossier.draft(Q, unknown).act();
    assertTrue(Grid.find(act).isEmpty());
    var objection = CaseRules.maySign(state(Optional.of(Stage.ACCEPTED)), Q.node(), act);
    assertEquals("V01", objection.orElseThrow().code());
  }

  @Test
  void onlyEndedBasesHaveEnded() {
    assertTrue(Stage.REFUSED.hasEnded());
    assertTrue(Stage.CLOSED.hasEnded());
    assertFalse(Stage.POSTPONED.hasEnded());
    assertFalse(Stage.MLA_DECIDED.hasEnded());
    assertEquals("not_located", Stage.NOT_LOCATED.code());
  }
}
