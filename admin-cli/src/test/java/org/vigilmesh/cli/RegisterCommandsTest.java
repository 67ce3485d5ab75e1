package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.proto.v1.BasisStanding;
import org.vigilmesh.proto.v1.CountList;
import org.vigilmesh.proto.v1.CountRequest;
import org.vigilmesh.proto.v1.CountResponse;
import org.vigilmesh.proto.v1.Counted;
import org.vigilmesh.proto.v1.DeclaredSide;
import org.vigilmesh.proto.v1.DoDeedRequest;
import org.vigilmesh.proto.v1.KeptCase;
import org.vigilmesh.proto.v1.KeptList;
import org.vigilmesh.proto.v1.LawStanding;
import org.vigilmesh.proto.v1.ListKeptResponse;
import org.vigilmesh.proto.v1.NodeStatus;
import org.vigilmesh.proto.v1.ShowLawRequest;
import org.vigilmesh.proto.v1.ShowLawResponse;
import org.vigilmesh.proto.v1.StatusResponse;

/** {@code vigil law}, {@code statistics}, {@code case retention} and {@code case purge}. */
final class RegisterCommandsTest {
  private static final Instant DAY = Instant.parse("2031-03-04T00:00:00Z");

  private final Scene scene = new Scene();

  @AfterEach
  void close() {
    scene.close();
  }

  private static DeclaredSide side(boolean isDeclared, boolean isReserved) {
    return DeclaredSide.newBuilder().setDeclared(isDeclared).setReserved(isReserved).build();
  }

  private void law() {
    DeclaredSide dated =
        side(true, false).toBuilder()
            .setFrom(DAY.toEpochMilli())
            .setInstrument("Treaty of the Two Capes")
            .build();
    LawStanding law =
        LawStanding.newBuilder()
            .setOurCard(3)
            .setTheirCard(2)
            .addBases(
                BasisStanding.newBuilder()
                    .setBasis("UNCC")
                    .setFooting("in_force")
                    .setOurs(side(true, false))
                    .setTheirs(side(true, true)))
            .addBases(
                BasisStanding.newBuilder()
                    .setBasis("BILATERAL")
                    .setFooting("not_declared")
                    .setOurs(dated)
                    .setTheirs(side(false, false)))
            .build();
    scene.node().answering(ShowLawResponse.newBuilder().setLaw(law).build());
  }

  @Test
  void theLawIsAskedForTheDayThatWasTypedAndShowsBasesReservationsAndGrounds() {
    law();
    Runs.Result result = scene.run("law", "show", "--peer", "XB", "--at", "2031-03-04");
    assertEquals(0, result.code(), result.err());
    ShowLawRequest asked = (ShowLawRequest) scene.node().calls().getFirst();
    assertEquals("xb", asked.getPeer());
    assertEquals(DAY.toEpochMilli(), asked.getAt());
    assertTrue(result.out().contains("Treaty of the Two Capes"), result.out());
    assertTrue(result.out().contains("R21D"), result.out());
    assertTrue(result.err().contains("not checked"), result.err());
  }

  @Test
  @SuppressWarnings("unchecked") // a list of JSON objects has no type of its own
  void asJsonEachBasisSaysWhetherItStandsWhoReservedAndWhatMustBeSetAside() {
    law();
    Map<?, ?> shown = Scene.json(scene.run("law", "show", "--peer", "xb", "-o", "json").out());
    List<Map<String, Object>> bases = (List<Map<String, Object>>) shown.get("bases");
    assertEquals("in_force", bases.getFirst().get("footing"));
    assertEquals(List.of("theirs"), bases.getFirst().get("reserved"));
    assertEquals("2031-03-04..", bases.getLast().get("ours"));
    assertEquals("V16", bases.getLast().get("override"));
    List<Map<String, Object>> grounds = (List<Map<String, Object>>) shown.get("grounds");
    assertTrue(grounds.stream().allMatch(row -> row.get("basis").equals("UNCC")));
    Map<String, Object> badForm =
        grounds.stream().filter(row -> row.get("ground").equals("R21A")).findFirst().orElseThrow();
    assertEquals("N", badForm.get("preservation"));
    assertEquals(List.of("V50"), badForm.get("override"));
  }

  private void kept() {
    KeptCase due =
        KeptCase.newBuilder()
            .setCaseId(MessageFixtures.CASE_ID.toString())
            .setPeer("xa")
            .setClosedAt(1)
            .setDueAt(2)
            .setDue(true)
            .build();
    KeptCase held = due.toBuilder().setPeer("xc").setDue(false).addHolders("b.lind").build();
    scene
        .node()
        .answering(
            ListKeptResponse.newBuilder()
                .setKept(KeptList.newBuilder().addCases(due).addCases(held))
                .build());
  }

  @Test
  void whatIsKeptIsListedWithItsLegalHoldAndOnlyWhatIsDueOnDemand() {
    kept();
    String all = scene.run("case", "retention", "-o", "csv").out();
    assertEquals("case,peer,closedAt,keptUntil,legalHold,due", all.lines().findFirst().orElse(""));
    assertEquals(3, all.lines().count());
    assertTrue(all.contains("b.lind"), all);
    assertEquals(2, scene.run("case", "retention", "--due", "-o", "csv").out().lines().count());
  }

  @Test
  void aPurgeIsSignedByBothForEachCaseThatIsDueAndForNoOther() {
    kept();
    NodeRef self = new NodeRef(org.vigilmesh.Fixtures.XB, 1);
    scene.key("a.haddad.key", KeyKind.OFFICER, self);
    scene.key("b.lind.key", KeyKind.OFFICER, self);
    scene
        .node()
        .answering(
            StatusResponse.newBuilder()
                .setStatus(NodeStatus.newBuilder().setNode("xb").setEpoch(1))
                .build())
        .done(18, "closed");
    String[] words = {
      "case",
      "purge",
      "--due",
      "--sign-with",
      "a.haddad.key",
      "--sign-with",
      "b.lind.key",
      "--passphrase-file",
      "phrase",
      "--passphrase-file",
      "phrase"
    };
    Runs.Result result = scene.run(words);
    assertEquals(0, result.code(), result.err());
    List<DoDeedRequest> sent =
        scene.node().calls().stream()
            .filter(DoDeedRequest.class::isInstance)
            .map(DoDeedRequest.class::cast)
            .toList();
    assertEquals(1, sent.size());
    assertEquals("purged", sent.getFirst().getDeed());
    assertEquals("xa", sent.getFirst().getNode());
    assertEquals(2, sent.getFirst().getEndorsementsCount());
    assertTrue(result.err().contains(MessageFixtures.CASE_ID.toString()), result.err());
  }

  @Test
  void numbersAreShownAndWhatIsSmallIsNot() {
    CountList counts =
        CountList.newBuilder()
            .addCounts(Counted.newBuilder().setMeasure("decided_sent").setValue("a,b").setCount(17))
            .addCounts(Counted.newBuilder().setMeasure("decided_sent").setValue("=refused"))
            .build();
    scene.node().answering(CountResponse.newBuilder().setCounts(counts).build());
    Runs.Result result =
        scene.run("statistics", "--from", "2031-03-04", "--to", "2031-03-05", "-o", "csv");
    assertEquals(0, result.code(), result.err());
    assertEquals(
        "measure,value,count\r\ndecided_sent,\"a,b\",17\r\ndecided_sent,'=refused,\r\n",
        result.out());
    CountRequest asked = (CountRequest) scene.node().calls().getFirst();
    assertEquals(DAY.toEpochMilli(), asked.getFrom());
    assertEquals(DAY.plusSeconds(86_400).toEpochMilli(), asked.getTo());
    String json =
        scene.run("statistics", "--from", "2031-03-04", "--to", "2031-03-05", "-o", "json").out();
    assertFalse(json.contains("\"count\":0"), json);
  }
}
