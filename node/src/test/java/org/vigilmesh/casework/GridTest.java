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

  /** Rows of the table in CASEWORK, by the message types and forms that they name. */
  private static Map<String, String> design() throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    List<String> table =
        Files.readString(Path.of("..", "docs", "CASEWORK.md"))
            .lines()
            .dropWhile(line -> !line.startsWith("| Message type |"))
            .takeWhile(line -> line.startsWith("|"))
            .toList();
    for (String line : table.subList(2, table.size())) {
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

  /** What became of a line said in a scene by one side. */
  private record Cell(boolean maySign, char arrived, CaseState before, CaseState after) {
    String text() {
      return (maySign ? "S" : "-") + arrived;
    }
  }

  private static Cell cell(Dossier scene, NodeRef from, Lines.Line line) {
    CaseState before = scene.atR();
    Content content = line.words().apply(new Lines.Sight(scene.bookAt(from), scene.now()));
    Dossier.Word word = scene.draft(from, content, scene.atQ().latest());
    boolean maySign = CaseRules.maySign(from.node(), scene.events(), word.act()).isEmpty();
    scene.store(word);
    scene.delivered(word);
    char arrived =
        switch (scene.outcome(word)) {
          case Outcome.Applied _ -> 'A';
          case Outcome.Recorded _ -> 'N';
          case Outcome.Violation _ -> '·';
          case Outcome.Waiting _ -> 'w';
        };
    scene.deliverAll();
    assertEquals(scene.atQ(), scene.atR(), line.name());
    return new Cell(maySign, arrived, before, scene.atR());
  }

  private static final Map<String, Cell> CELLS = played();

  private static Map<String, Cell> played() {
    Map<String, Cell> cells = new LinkedHashMap<>();
    for (Lines.Line line : Lines.all()) {
      for (NodeRef from : List.of(Q, R)) {
        Scenes.all()
            .forEach(
                (name, scene) ->
                    cells.put(
                        line.name() + (from.equals(Q) ? " Q" : " R") + "/" + name,
                        cell(scene.get(), from, line)));
      }
    }
    return cells;
  }

  @Test
  void everyCellIsReadByAPerson() {
    Map<String, Cell> cells = CELLS;
    StringBuilder text =
        new StringBuilder(
            "S may be signed; on arrival A applied, N recorded only, · violation. By Q or R.\n\n");
    int column = 0;
    for (String scene : Scenes.all().keySet()) {
      text.append(String.format("%2d %s%n", ++column, scene));
    }
    text.append(String.format("%n%36s", ""));
    for (int i = 1; i <= column; i++) {
      text.append(String.format(" %2d", i));
    }
    String row = "";
    for (Map.Entry<String, Cell> entry : cells.entrySet()) {
      String said = entry.getKey().substring(0, entry.getKey().indexOf('/'));
      if (!said.equals(row)) {
        text.append(String.format("%n%-36s", said));
        row = said;
      }
      text.append(' ').append(entry.getValue().text());
    }
    Golden.assertGolden("casework-grid.txt", text.append('\n').toString());
  }

  @Test
  void whatEachMessageLeadsToIsReadByAPerson() {
    StringBuilder text = new StringBuilder();
    CELLS.forEach(
        (name, cell) -> {
          String before = standing(cell.before());
          String after = standing(cell.after());
          if (cell.arrived() == 'A' && !before.equals(after)) {
            text.append(String.format("%-52s %s%n", name, after));
          }
        });
    Golden.assertGolden("casework-effects.txt", text.toString());
  }

  /** Base, overlays, hold, flags and running clocks, in one line. */
  private static String standing(CaseState state) {
    return state.base().map(Stage::code).orElse("-")
        + state.items().values().stream().map(Stage::code).sorted().toList()
        + " hold "
        + state.hold().name().toLowerCase(Locale.ROOT)
        + " open "
        + state.overlays().keySet().stream().sorted().map(Overlay::code).toList()
        + " flags "
        + state.flags().stream().sorted().map(CaseState.Flag::code).toList()
        + " clocks "
        + state.timers().stream().map(timer -> timer.clock().code()).distinct().toList()
        + (state.closed() ? " put away" : "");
  }

  @Test
  void whatMayBeSignedIsAppliedOnArrival() {
    CELLS.forEach(
        (name, cell) -> {
          if (cell.maySign()) {
            assertEquals('A', cell.arrived(), name);
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
    var objection = CaseRules.maySign(Q.node(), Scenes.play("Q request").events(), act);
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
