package org.vigilmesh.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.casework.Dossier.Q;
import static org.vigilmesh.casework.Dossier.R;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.Golden;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.ContentForm;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.FullContents;
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
    all.put(Grid.TRAFFIC_DISCLOSURE_REQUEST, FullContents.traffic());
    all.put(Grid.EMERGENCY_DATA_REQUEST, FullContents.emergency());
    for (ContentForm form : ContentForm.values()) {
      all.put(Grid.valueOf(form.name()), FullContents.of(form));
    }
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
    return cell(row.at(state.base()));
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

  /** Rows of the design's table, by the message types and forms that they name. */
  private static Map<String, String> design() throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    String table =
        Files.readString(
            Path.of("src", "test", "resources", "golden", "casework-grid-of-the-design.md"));
    for (String line : table.lines().skip(2).toList()) {
      List<String> cells =
          Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
      for (String type : cells.getFirst().split(", ")) {
        rows.put(type, String.join("", cells.subList(1, cells.size())));
      }
    }
    rows.remove("delivered (event)");
    return rows;
  }

  private static String named(Grid row) {
    return switch (row) {
      case REQUEST_NEW -> "preservation_request (new)";
      case REQUEST_AMENDMENT -> "preservation_request (amendment)";
      default -> {
        List<ContentForm> forms =
            Arrays.stream(ContentForm.values()).filter(f -> f.name().equals(row.name())).toList();
        if (forms.isEmpty()) {
          yield row.name().toLowerCase(Locale.ROOT);
        }
        yield forms.getFirst().variant().isEmpty()
            ? forms.getFirst().type().code()
            : forms.getFirst().type().code() + " (" + forms.getFirst().variant() + ")";
      }
    };
  }

  @Test
  void everyCellIsThatOfTheDesign() throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    for (Grid row : Grid.values()) {
      StringBuilder cells = new StringBuilder();
      for (int column = -1; column < Stage.values().length; column++) {
        cells.append(
            cell(row.at(column < 0 ? Optional.empty() : Optional.of(Stage.values()[column]))));
      }
      rows.put(named(row), cells.toString());
    }
    assertEquals(new TreeMap<>(design()), new TreeMap<>(rows));
  }

  private static char cell(Grid.Cell cell) {
    return switch (cell) {
      case SIGN -> 'A';
      case RACE -> 'r';
      case RECORD -> 'N';
      case VIOLATION -> '·';
    };
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
