package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.proto.v1.AlarmList;
import org.vigilmesh.proto.v1.AlarmStatus;
import org.vigilmesh.proto.v1.CaseList;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.CaseSummary;
import org.vigilmesh.proto.v1.GetCaseResponse;
import org.vigilmesh.proto.v1.GetPeerResponse;
import org.vigilmesh.proto.v1.LaneStatus;
import org.vigilmesh.proto.v1.ListAlarmsResponse;
import org.vigilmesh.proto.v1.ListCasesResponse;
import org.vigilmesh.proto.v1.ListPeersResponse;
import org.vigilmesh.proto.v1.NodeStatus;
import org.vigilmesh.proto.v1.PeerList;
import org.vigilmesh.proto.v1.PeerStatus;
import org.vigilmesh.proto.v1.PeerTrust;
import org.vigilmesh.proto.v1.StatusResponse;
import org.vigilmesh.proto.v1.TailJournalRequest;
import org.vigilmesh.proto.v1.TailJournalResponse;
import org.vigilmesh.proto.v1.TimelineEntry;
import org.vigilmesh.proto.v1.Urgency;

/** What a node knows, does not know and must not be believed to know, on a screen and in JSON. */
final class NodeFactsTest {
  private static final long AT = Runs.NOW.toEpochMilli();
  private static final String CASE = "0197a3c0-0000-7000-8000-00000000abcd";

  private final Scene scene = new Scene();
  private final ScriptedNode node = scene.node();

  @AfterEach
  void close() {
    scene.close();
  }

  private Map<?, ?> json(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("-o", "json"));
    Runs.Result result = scene.run(all.toArray(String[]::new));
    assertEquals(0, result.code(), result.err());
    return Scene.json(result.out());
  }

  private static Map<?, ?> first(Map<?, ?> answer, String list) {
    return (Map<?, ?>) ((List<?>) Objects.requireNonNull(answer.get(list))).getFirst();
  }

  private static PeerStatus.Builder pending() {
    return PeerStatus.newBuilder()
        .setNode("xb")
        .setTrust(PeerTrust.PEER_TRUST_PENDING)
        .setTrustSince(AT)
        .setCardValidTo(AT);
  }

  private void peer(PeerStatus.Builder peer) {
    node.answering(GetPeerResponse.newBuilder().setPeer(peer).build());
    node.answering(
        ListPeersResponse.newBuilder().setPeers(PeerList.newBuilder().addPeers(peer)).build());
  }

  @Test
  void whatWasNeverMeasuredIsAbsentAndNotZero() {
    peer(pending());
    Runs.Result shown = scene.run("peers", "show", "xb");
    Map<?, ?> json = json("peers", "show", "xb");

    for (String name : List.of("roundTripMillis", "clockSkewMillis", "linkedSince", "keySetEnds")) {
      assertEquals("-", shown.field(name), name);
      assertTrue(json.containsKey(name) && json.get(name) == null, name);
    }
    assertEquals("down", shown.field("link"));
    assertEquals(null, first(json("peers", "list"), "items").get("roundTripMillis"));
  }

  @Test
  void whatWasMeasuredAsZeroIsZero() {
    peer(pending().setRoundTripMillis(0).setClockSkewMillis(0).setLinked(true).setLinkedSince(AT));

    assertEquals("0", scene.run("peers", "show", "xb").field("roundTripMillis"));
    assertEquals(0, json("peers", "show", "xb").get("clockSkewMillis"));
    assertEquals("up", scene.run("peers", "show", "xb").field("link"));
  }

  @ParameterizedTest
  @EnumSource(
      value = PeerTrust.class,
      names = {"PEER_TRUST_UNSPECIFIED", "UNRECOGNIZED"},
      mode = EnumSource.Mode.EXCLUDE)
  void trustIsSaidInOneWord(PeerTrust trust) {
    peer(pending().setTrust(trust));
    String word = trust.name().substring("PEER_TRUST_".length()).toLowerCase(java.util.Locale.ROOT);

    assertEquals(word, scene.run("peers", "show", "xb").field("trust"));
    assertEquals(word, first(json("peers", "list"), "items").get("trust"));
  }

  private static LaneStatus.Builder lane(boolean outbound, long last, long receipted) {
    return LaneStatus.newBuilder()
        .setLane(Urgency.URGENCY_ROUTINE)
        .setOutbound(outbound)
        .setLast(last)
        .setReceipted(receipted)
        .setState("OPEN");
  }

  @Test
  void onlyWhatWeSentWaitsForThem() {
    peer(
        pending()
            .addLanes(lane(true, 9, 4))
            .addLanes(lane(true, 3, 3))
            .addLanes(lane(false, 7, 0)));

    assertEquals(5, first(json("peers", "list"), "items").get("waiting"));
    List<?> lanes = (List<?>) json("peers", "show", "xb").get("lanes");
    assertEquals(3, Objects.requireNonNull(lanes).size());
    assertEquals("out", ((Map<?, ?>) lanes.getFirst()).get("direction"));
    assertEquals("in", ((Map<?, ?>) lanes.getLast()).get("direction"));
    assertEquals("routine", ((Map<?, ?>) lanes.getLast()).get("lane"));
    assertEquals(null, ((Map<?, ?>) lanes.getFirst()).get("oldestWaiting"));
  }

  @Test
  void aClaimWithoutProofIsShownAsSuch() {
    peer(pending().addClaims("holds statement 9 of ours").addClaims("\u001b[2J"));

    assertEquals(
        "holds statement 9 of ours, \ufffd[2J", scene.run("peers", "show", "xb").field("claims"));
  }

  @Test
  void aNameThatAPeerGaveItselfCannotMoveTheCursor() {
    peer(pending().setName("Bord\u001b[31muria\t\u202e"));
    Runs.Result listed = scene.run("peers", "list");

    assertEquals(7, listed.out().strip().split("\t", -1).length, "a tab would be a column");
    assertFalse(listed.out().contains("\u001b"), listed.out());
    assertFalse(json("peers", "list").toString().isEmpty());
  }

  private static TailJournalResponse row(long number, JournalEntry entry) {
    return TailJournalResponse.newBuilder()
        .setEntry(
            org.vigilmesh.proto.v1.JournalEntry.newBuilder()
                .setNumber(number)
                .setEntry(ByteString.copyFrom(entry.encode().toArray()))
                .setEntryDigest(ByteString.copyFrom(new byte[32]))
                .setHead(ByteString.copyFrom(new byte[32])))
        .build();
  }

  private void journal(long newest, TailJournalResponse... rows) {
    node.answering(
        StatusResponse.newBuilder()
            .setStatus(NodeStatus.newBuilder().setNode("xb").setJournalNumber(newest))
            .build());
    node.answering((Object[]) rows);
  }

  @ParameterizedTest
  @EnumSource(JournalKind.class)
  void everyKindOfEntryIsShownWithAllItHas(JournalKind kind) {
    JournalEntry entry =
        JournalEntry.of(kind, Runs.NOW, "root")
            .withPeer("xb")
            .withPlace("xa#1>xb#1/urgent@1/ab", 7)
            .withAct(CASE, "act")
            .withDetail("why");
    journal(3, row(3, entry));
    Runs.Result shown = scene.run("journal", "show", "3");

    assertEquals(kind.name().toLowerCase(java.util.Locale.ROOT), shown.field("event"));
    assertEquals("root", shown.field("actor"));
    assertEquals("xb", shown.field("peer"));
    assertEquals("7", shown.field("seq"));
    assertEquals(CASE, shown.field("case"));
    assertEquals("why", shown.field("detail"));
  }

  @Test
  void theTailBeginsTwentyBeforeTheEndOrWhereItIsTold() {
    JournalEntry entry = JournalEntry.of(JournalKind.NODE_STARTED, Runs.NOW, "node");
    for (long[] expected : new long[][] {{100, -1, 81}, {5, -1, 1}, {0, -1, 1}, {100, 40, 40}}) {
      journal(expected[0], row(1, entry));
      List<String> words = new ArrayList<>(List.of("journal", "tail"));
      if (expected[1] >= 0) {
        words.addAll(List.of("--from", String.valueOf(expected[1])));
      }
      assertEquals(0, scene.run(words.toArray(String[]::new)).code());
      TailJournalRequest asked = (TailJournalRequest) node.calls().getLast();
      assertEquals(expected[2], asked.getFrom());
      assertFalse(asked.getFollow());
    }
  }

  @Test
  void followingPrintsEachEntryAsItComes() {
    JournalEntry entry = JournalEntry.of(JournalKind.NODE_STARTED, Runs.NOW, "node");
    journal(2, row(1, entry), row(2, entry));
    Runs.Result followed = scene.run("journal", "tail", "-f");

    assertTrue(((TailJournalRequest) node.calls().getLast()).getFollow());
    assertEquals(2, followed.out().lines().count());
    List<?> items = (List<?>) json("journal", "tail").get("items");
    assertEquals(2, Objects.requireNonNull(items).size(), "one document when it ends");
  }

  @Test
  void anAlarmWithoutAPeerHasNone() {
    AlarmStatus alarm =
        AlarmStatus.newBuilder().setKey("disk").setCode("E-X").setRaisedAt(AT).setCount(1).build();
    node.answering(
        ListAlarmsResponse.newBuilder().setAlarms(AlarmList.newBuilder().addAlarms(alarm)).build());

    assertEquals(
        "disk\tE-X\t-\t2027-01-15T08:30:00Z\t1\t-\t-\n", scene.run("alarms", "list").out());
    Map<?, ?> shown = first(json("alarms", "list"), "items");
    assertTrue(shown.containsKey("peer") && shown.get("peer") == null);
    assertEquals("", shown.get("detail"));
  }

  private static CaseSummary.Builder summary() {
    return CaseSummary.newBuilder()
        .setCaseId(CASE)
        .setPeer("xa")
        .setContentType("preservation_request")
        .setUrgency(Urgency.URGENCY_EMERGENCY)
        .setState("delivered")
        .setChangedAt(AT);
  }

  @Test
  void aCaseWithoutADeadlineHasNoneAndIsOursOrTheirs() {
    for (boolean ours : new boolean[] {true, false}) {
      node.answering(
          ListCasesResponse.newBuilder()
              .setCases(CaseList.newBuilder().addCases(summary().setOurs(ours)))
              .build());
      Map<?, ?> shown = first(json("case", "list"), "items");
      assertEquals(ours ? "out" : "in", shown.get("direction"));
      assertEquals("emergency", shown.get("urgency"));
      assertEquals(false, shown.get("exercise"));
      assertEquals(null, shown.get("deadline"));
      assertEquals(List.of(), shown.get("marks"));
    }
  }

  @Test
  void aTimelineSaysWhoWhatAndWhyNot() {
    node.answering(
        GetCaseResponse.newBuilder()
            .setCase(
                CaseStatus.newBuilder()
                    .setSummary(summary())
                    .addTimeline(
                        TimelineEntry.newBuilder()
                            .setAt(AT)
                            .setBy("xa")
                            .setKind("act")
                            .setContentType("decision")
                            .addOfficers("j.morgan")
                            .addOfficers("p.reyes")
                            .setState("UNPROCESSABLE")
                            .setReason("no person")
                            .setSeq(4))
                    .addTimeline(
                        TimelineEntry.newBuilder()
                            .setAt(AT)
                            .setBy("xb")
                            .setKind("notice")
                            .setState("APPLIED")
                            .setDelivered(AT)))
            .build());
    List<?> timeline = (List<?>) Objects.requireNonNull(json("case", "show", CASE).get("timeline"));
    Map<?, ?> broken = (Map<?, ?>) timeline.getFirst();
    Map<?, ?> notice = (Map<?, ?>) timeline.getLast();

    assertEquals("UNPROCESSABLE (no person)", broken.get("state"));
    assertEquals(List.of("j.morgan", "p.reyes"), broken.get("officers"));
    assertEquals("decision", broken.get("event"));
    assertEquals(null, broken.get("delivered"));
    assertEquals("notice", notice.get("event"), "what is no act has its kind");
    assertEquals("APPLIED", notice.get("state"));
  }

  @Test
  void statusHasEveryFactOfTheNode() {
    node.answering(
        StatusResponse.newBuilder()
            .setStatus(
                NodeStatus.newBuilder()
                    .setNode("xb")
                    .setEpoch(2)
                    .setIncarnation("3/abcd")
                    .setNow(AT)
                    .setStartedAt(AT - 60_000)
                    .setVersion("0.1.0")
                    .setPeerPort(7402)
                    .setJournalNumber(42)
                    .setJournalHead(ByteString.copyFrom(new byte[32]))
                    .setCardVersion(4)
                    .setRosterVersion(5)
                    .setKeySetVersion(6)
                    .setKeySetValidTo(AT + 1000))
            .build());
    Map<?, ?> status = json("node", "status");

    assertEquals("normal", status.get("mode"));
    assertEquals("3/abcd", status.get("incarnation"));
    assertEquals(7402, status.get("peerPort"));
    assertEquals(
        List.of(4, 5, 6),
        List.of(
            Objects.requireNonNull(status.get("card")),
            Objects.requireNonNull(status.get("roster")),
            Objects.requireNonNull(status.get("keySet"))));
    assertEquals("0".repeat(64), status.get("head"));
  }

  @Test
  void stoppingSaysWhetherToDrain() {
    node.done(0);

    assertEquals(0, scene.run("node", "stop", "--drain").code());
    assertTrue(node.calls().getLast().toString().contains("drain: true"));
    assertEquals(0, scene.run("node", "stop").code());
    assertFalse(node.calls().getLast().toString().contains("drain: true"));
    int asked = node.calls().size();
    assertEquals(
        "would: end the node (nothing was changed)\n",
        scene.run("node", "stop", "--dry-run").err());
    assertEquals(asked, node.calls().size());
  }

  @Test
  void aPingIsWhatTheNodeMeasured() {
    node.done(0, "19 ms");

    assertEquals("19 ms", scene.run("peers", "ping", "XB").field("answer"));
    assertEquals(List.of("19 ms"), json("peers", "ping", "xb").get("answer"));
  }
}
