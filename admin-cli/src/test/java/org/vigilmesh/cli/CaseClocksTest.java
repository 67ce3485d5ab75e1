package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.proto.v1.CaseItem;
import org.vigilmesh.proto.v1.CaseStanding;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.CaseSummary;
import org.vigilmesh.proto.v1.GetCaseResponse;
import org.vigilmesh.proto.v1.RunningClock;
import org.vigilmesh.proto.v1.Urgency;

/** {@code vigil case show}: what runs, until when, and who must act. */
final class CaseClocksTest {
  private static final String CASE = "0197a3c0-0000-7000-8000-000000000001";

  private final Scene scene = new Scene();

  @BeforeEach
  void aCaseWithTwoClocks() {
    long now = Runs.NOW.toEpochMilli();
    CaseStanding standing =
        CaseStanding.newBuilder()
            .setBase("acknowledged")
            .setHold("provisional")
            .addOverlays("clarification")
            .addFlags("oral")
            .addItems(CaseItem.newBuilder().setId("i1").setBase("acknowledged"))
            .addClocks(
                RunningClock.newBuilder()
                    .setClock("clarify")
                    .setAbout("act-2")
                    .setStart(now)
                    .setEnd(now)
                    .setWaitsFor("peer"))
            .addClocks(
                RunningClock.newBuilder()
                    .setClock("provisional_hold")
                    .setStart(now)
                    .setEnd(now)
                    .setWaitsFor("us")
                    .setNextBell(now))
            .build();
    CaseSummary summary =
        CaseSummary.newBuilder()
            .setCaseId(CASE)
            .setPeer("xa")
            .setUrgency(Urgency.URGENCY_URGENT)
            .build();
    scene
        .node()
        .answering(
            GetCaseResponse.newBuilder()
                .setCase(CaseStatus.newBuilder().setSummary(summary).setStanding(standing))
                .build());
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void theClocksStandInTheJsonFormWithWhomTheyWaitFor() {
    Map<?, ?> shown = Scene.json(scene.run("case", "show", CASE, "-o", "json").out());
    assertEquals("provisional", shown.get("hold"));
    assertEquals(List.of("clarification"), shown.get("overlays"));
    assertEquals(List.of("oral"), shown.get("flags"));
    assertEquals(List.of("i1 acknowledged"), shown.get("items"));
    List<?> clocks = (List<?>) Objects.requireNonNull(shown.get("clocks"));
    Map<?, ?> first = (Map<?, ?>) clocks.getFirst();
    assertEquals("clarify", first.get("clock"));
    assertEquals("peer", first.get("waitsFor"));
    assertTrue(first.containsKey("nextBell") && first.get("nextBell") == null);
    Map<?, ?> second = (Map<?, ?>) clocks.getLast();
    assertEquals("2027-01-15T08:30:00Z", second.get("nextBell"));
    assertEquals("us", second.get("waitsFor"));
  }
}
