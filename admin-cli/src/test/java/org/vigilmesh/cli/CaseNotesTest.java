package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigilmesh.message.Texts;
import org.vigilmesh.proto.v1.CaseNote;
import org.vigilmesh.proto.v1.CaseNoteKind;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.CaseSummary;
import org.vigilmesh.proto.v1.GetCaseResponse;
import org.vigilmesh.proto.v1.TimelineEntry;
import org.vigilmesh.proto.v1.Urgency;

/** What is to be noticed about acts, as {@code case show} says it. */
final class CaseNotesTest {
  private static final String CASE = "0197abcd-0000-7000-8000-000000000001";

  @TempDir private Path home = Path.of("");
  private final ScriptedNode node;

  CaseNotesTest() throws IOException {
    this.node = new ScriptedNode(Files.createTempDirectory("vigil"));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private void noting(CaseNote... notes) {
    node.answering(
        GetCaseResponse.newBuilder()
            .setCase(
                CaseStatus.newBuilder()
                    .setSummary(
                        CaseSummary.newBuilder()
                            .setCaseId(CASE)
                            .setPeer("xa")
                            .setContentType("preservation_request")
                            .setUrgency(Urgency.URGENCY_URGENT)
                            .setState("RF"))
                    .addTimeline(TimelineEntry.newBuilder().setBy("xa").setAct("act-1"))
                    .addTimeline(TimelineEntry.newBuilder().setBy("xb").setAct("act-2"))
                    .addAllNotes(List.of(notes)))
            .build());
  }

  private static CaseNote.Builder note(CaseNoteKind kind, String code) {
    return CaseNote.newBuilder().setAct("act-2").setKind(kind).setCode(code);
  }

  private Runs.Result show(String... more) {
    String[] words = new String[more.length + 5];
    System.arraycopy(
        new String[] {"case", "show", CASE, "--socket", node.socket()}, 0, words, 0, 5);
    System.arraycopy(more, 0, words, 5, more.length);
    return Runs.in(home).run(words);
  }

  private static Map<?, ?> only(Runs.Result shown) {
    return (Map<?, ?>) ((List<?>) Scene.json(shown.out()).get("notes")).getFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar", "en", "es", "fr", "ru", "zh"})
  void aWarningThatWasSetAsideIsSaidInTheUsersLanguage(String language) {
    noting(
        note(CaseNoteKind.CASE_NOTE_KIND_SET_ASIDE, "V50")
            .setBy("a.haddad")
            .setCitation("PRES-REFUSE")
            .build());
    String shown = show("--lang", language).out();

    assertTrue(shown.contains(Texts.in(language).text("V50.what")), shown);
    assertTrue(shown.contains("a.haddad"), shown);
  }

  @Test
  void aNoteNamesItsActByTheNumberInTheTimelineAndCitesWhatItRestsOn() {
    noting(
        note(CaseNoteKind.CASE_NOTE_KIND_SET_ASIDE, "V50")
            .setBy("a.haddad")
            .setCitation("PRES-REFUSE")
            .build());
    Map<?, ?> note = only(show("-o", "json"));

    assertEquals("2", String.valueOf(note.get("no")));
    assertEquals("set_aside", note.get("note"));
    assertEquals("V50", note.get("code"));
    assertEquals("UNCC 42(6)‡ · BUD 29(5)‡", note.get("citation"));
  }
}
