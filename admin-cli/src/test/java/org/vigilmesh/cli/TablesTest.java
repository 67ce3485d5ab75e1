package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TablesTest {
  private static final Instant NOW = Runs.NOW;

  private static String printed(View view, boolean aligned) {
    StringWriter out = new StringWriter();
    new Tables(new Texts("en"), NOW, aligned ? 80 : 0).print(view, new PrintWriter(out, true));
    return out.toString();
  }

  private static View peers() {
    return View.list("PeerList", "node", "name", "trust")
        .row("xb", "Borduria", "verified")
        .row("xc-navy", "C", "pending");
  }

  @Test
  void columnsAreAlignedUnderTheirHeadingsOnATerminal() {
    assertEquals(
        """
        node     name      trust
        xb       Borduria  verified
        xc-navy  C         pending
        """,
        printed(peers(), true));
  }

  @Test
  void aListThatIsWiderThanTheTerminalBecomesABlockForEachRow() {
    View wide =
        View.list("KeyList", "id", "state")
            .row("a".repeat(40), "in use")
            .row("b".repeat(64), "published ahead");

    assertEquals(
        "id     "
            + "a".repeat(40)
            + "\nstate  in use\n\nid     "
            + "b".repeat(64)
            + "\nstate  published ahead\n",
        printed(wide, true));
    assertTrue(printed(wide, false).lines().count() == 2, "a pipe keeps its lines");
  }

  @Test
  void pipeGetsTabsAndNoHeadings() {
    assertEquals("xb\tBorduria\tverified\nxc-navy\tC\tpending\n", printed(peers(), false));
  }

  @Test
  void anEmptyListPrintsNothing() {
    assertEquals("", printed(View.list("PeerList", "node"), true));
    assertEquals("", printed(View.list("PeerList", "node"), false));
  }

  @Test
  void wideCharactersTakeTwoColumns() {
    View view = View.list("PeerList", "name", "node").row("联络点", "xb").row("Avalon", "xa");

    assertEquals("name    node\n联络点  xb\nAvalon  xa\n", printed(view, true));
  }

  @Test
  void oneThingIsFieldsThenItsLists() {
    View view =
        View.one("Peer")
            .field("node", "xb")
            .field("lanes", View.list("LaneList", "lane").row("urgent"));

    assertEquals("node  xb\nlane\nurgent\n", printed(view, true));
    assertEquals("node\txb\nurgent\n", printed(view, false));
  }

  @Test
  void timesAreTwiceOnATerminalAndOnceInAPipe() {
    assertEquals("to  2027-01-15T08:30:00Z (0 s ago)\n", time(Duration.ZERO, true));
    assertEquals("to  2027-01-15T08:28:10Z (110 s ago)\n", time(Duration.ofSeconds(-110), true));
    assertEquals("to  2027-01-15T09:30:00Z (in 60 min)\n", time(Duration.ofHours(1), true));
    assertEquals("to  2027-01-14T08:30:00Z (24 h ago)\n", time(Duration.ofDays(-1), true));
    assertEquals("to  2027-01-20T08:30:00Z (in 5 d)\n", time(Duration.ofDays(5), true));
    assertEquals("to\t2027-01-20T08:30:00Z\n", time(Duration.ofDays(5), false));
  }

  private static String time(Duration from, boolean aligned) {
    return printed(View.one("X").field("to", NOW.plus(from)), aligned);
  }

  @Test
  void absenceTruthAndListsHaveTheirForms() {
    View view =
        View.list("X", "to", "exercise", "marks", "name")
            .row(Optional.empty(), true, List.of("new", "late"), "")
            .row(Optional.of("x"), false, List.of(), "n");

    assertEquals("-\tyes\tnew, late\t-\nx\tno\t-\tn\n", printed(view, false));
  }

  @Test
  void whatAPeerWroteDoesNotActOnTheTerminal() {
    String shown = Tables.safe("a\u001b[31mred\tb\u202ec\nd\u200be\u2028f");

    assertFalse(shown.chars().anyMatch(c -> c < 0x20), shown);
    assertEquals("a\ufffd[31mred\ufffdb\ufffdc\ufffdd\ufffde\ufffdf", shown);
  }

  @Test
  void rowsFitTheirColumns() {
    assertThrows(IllegalStateException.class, () -> View.list("X", "a", "b").row(1));
    assertThrows(IllegalStateException.class, () -> View.list("X", "a").field("a", 1));
  }

  @Test
  void listsAreItemsInJson() {
    assertEquals(
        "{\"apiVersion\":\"v1\",\"kind\":\"PeerList\",\"items\":["
            + "{\"node\":\"xb\",\"name\":\"Borduria\",\"trust\":\"verified\"},"
            + "{\"node\":\"xc-navy\",\"name\":\"C\",\"trust\":\"pending\"}]}",
        Json.of(peers().json()));
    assertEquals(
        "{\"apiVersion\":\"v1\",\"kind\":\"PeerList\",\"items\":[]}",
        Json.of(View.list("PeerList", "node").json()));
  }

  @Test
  void jsonEscapesWhatItMust() {
    assertEquals(
        "\"\\\"\\\\\\n\\r\\t\\u0001\\u007f\\ud83d\\ude00é\"", Json.of("\"\\\n\r\t\u0001\u007f😀é"));
  }

  @Test
  void jsonKeepsNumbersTruthsAndAbsence() {
    assertEquals(
        "[1,2.5,true,null,\"x\",\"2027-01-15T08:30:00Z\",{\"a\":[]}]",
        Json.of(
            List.of(
                1, 2.5, true, Optional.empty(), Optional.of("x"), NOW, Map.of("a", List.of()))));
  }
}
