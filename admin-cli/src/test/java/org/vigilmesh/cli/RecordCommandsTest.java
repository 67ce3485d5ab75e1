package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Golden.assertGolden;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.proto.v1.AlarmList;
import org.vigilmesh.proto.v1.AlarmStatus;
import org.vigilmesh.proto.v1.CaseList;
import org.vigilmesh.proto.v1.CaseOrder;
import org.vigilmesh.proto.v1.CasePlace;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.CaseSummary;
import org.vigilmesh.proto.v1.CheckCasesResponse;
import org.vigilmesh.proto.v1.GetCaseRequest;
import org.vigilmesh.proto.v1.GetCaseResponse;
import org.vigilmesh.proto.v1.JournalBroken;
import org.vigilmesh.proto.v1.JournalIntact;
import org.vigilmesh.proto.v1.ListAlarmsResponse;
import org.vigilmesh.proto.v1.ListCasesRequest;
import org.vigilmesh.proto.v1.ListCasesResponse;
import org.vigilmesh.proto.v1.TailJournalResponse;
import org.vigilmesh.proto.v1.TimelineEntry;
import org.vigilmesh.proto.v1.Urgency;
import org.vigilmesh.proto.v1.VerifyJournalResponse;

/** Journal, alarms and cases of a running node, as the shell sees them. */
final class RecordCommandsTest {
  private static final String CASE = "0197a3c0-0000-7000-8000-00000000abcd";

  private final Scene scene = new Scene();
  private final ScriptedNode node = scene.node();

  @BeforeEach
  void ready() {
    node.done(17, "XB is VERIFIED");
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private Runs.Result run(String... words) {
    return scene.run(words);
  }

  private static TailJournalResponse row(long number) {
    JournalEntry entry =
        JournalEntry.of(JournalKind.PEER_ADDED, Runs.NOW, "root")
            .withPeer("xb")
            .withDetail("pending");
    return TailJournalResponse.newBuilder()
        .setEntry(
            org.vigilmesh.proto.v1.JournalEntry.newBuilder()
                .setNumber(number)
                .setEntry(ByteString.copyFrom(entry.encode().toArray()))
                .setEntryDigest(ByteString.copyFrom(new byte[32]))
                .setHead(ByteString.copyFrom(new byte[32])))
        .build();
  }

  @Test
  void journalEntriesAreReadHere() {
    node.answering(NodeCommandsTest.status(false)).answering(row(41), row(42));

    assertEquals(
        "41\t2027-01-15T08:30:00Z\tpeer_added\troot\txb\t-\t0\tpending\n",
        run("journal", "tail").out().lines().findFirst().orElseThrow() + "\n");
    assertEquals(2, run("journal", "tail", "-o", "ndjson").out().lines().count());
    assertEquals("peer_added", run("journal", "show", "41").field("event"));
    assertEquals(3, run("journal", "show", "43").code());
    assertEquals("42", run("journal", "head").field("number"));
  }

  @Test
  void anEntryThatDoesNotReadIsABrokenJournal() {
    TailJournalResponse broken =
        row(1).toBuilder()
            .setEntry(row(1).getEntry().toBuilder().setEntry(ByteString.copyFromUtf8("x")))
            .build();
    node.answering(NodeCommandsTest.status(false)).answering(broken);

    assertEquals(6, run("journal", "tail").code());
  }

  @Test
  void verificationSaysWhatWasCheckedAndWhatWasNot() {
    node.answering(
        VerifyJournalResponse.newBuilder()
            .setIntact(JournalIntact.newBuilder().setEntries(42).setStatements(3).setReceipts(2))
            .build());
    Runs.Result result = run("journal", "verify");

    assertEquals(0, result.code());
    assertEquals("intact", result.field("verdict"));
    assertTrue(result.err().contains("checked: ") && result.err().contains("not checked: "));
  }

  @Test
  void brokenJournalNamesItsEntry() {
    node.answering(
        VerifyJournalResponse.newBuilder()
            .setBroken(JournalBroken.newBuilder().setNumber(12).setWhat("the chain does not fit"))
            .build());
    Runs.Result result = run("journal", "verify");

    assertEquals(6, result.code());
    assertGolden("errors/journal.txt", result.err());
    assertEquals("", result.out());
  }

  @Test
  void alarmsAreListedAndCleared() {
    node.answering(
        ListAlarmsResponse.newBuilder()
            .setAlarms(
                AlarmList.newBuilder()
                    .addAlarms(
                        AlarmStatus.newBuilder()
                            .setKey("silent/xb")
                            .setCode("E-PEER-SILENT")
                            .setPeer("xb")
                            .setRaisedAt(Runs.NOW.toEpochMilli())
                            .setCount(2)
                            .setOfficer("a.haddad")
                            .setDetail("bell\u0007")))
            .build());

    assertEquals(
        "silent/xb\tE-PEER-SILENT\txb\t2027-01-15T08:30:00Z\t2\ta.haddad\tbell\ufffd\n",
        run("alarms", "list").out());
    assertEquals(0, run("alarms", "clear", "silent/xb").code());
  }

  private static CaseSummary summary(String id) {
    return CaseSummary.newBuilder()
        .setCaseId(id)
        .setPeer("xa")
        .setContentType("preservation_request")
        .setUrgency(Urgency.URGENCY_URGENT)
        .setExercise(true)
        .setState("DE")
        .addMarks("new officer")
        .setDeadline(Runs.NOW.plusSeconds(3600).toEpochMilli())
        .setChangedAt(Runs.NOW.toEpochMilli())
        .build();
  }

  private void cases(String... ids) {
    CaseList.Builder list = CaseList.newBuilder();
    for (String id : ids) {
      list.addCases(summary(id));
    }
    node.answering(ListCasesResponse.newBuilder().setCases(list).build());
    node.answering(
        GetCaseResponse.newBuilder()
            .setCase(
                CaseStatus.newBuilder()
                    .setSummary(summary(CASE))
                    .addTimeline(
                        TimelineEntry.newBuilder()
                            .setAt(Runs.NOW.toEpochMilli())
                            .setBy("xa")
                            .setKind("act")
                            .setContentType("preservation_request")
                            .addOfficers("j.morgan")
                            .setState("APPLIED")
                            .setLane("urgent")
                            .setSeq(1)))
            .build());
  }

  @Test
  void casesAreListedWithoutContent() {
    cases(CASE);

    assertEquals(
        CASE
            + "\tin\txa\tpreservation_request\turgent\tyes\tDE\tnew officer"
            + "\t2027-01-15T09:30:00Z\t-\t2027-01-15T08:30:00Z\n",
        run("case", "list").out());
  }

  private ListCasesRequest asked(String... words) {
    assertEquals(0, run(words).code());
    return (ListCasesRequest) node.calls().getLast();
  }

  @Test
  void whatAListIsAskedForGoesToTheNode() {
    cases(CASE);
    ListCasesRequest plain = asked("case", "list");

    assertEquals(
        ListCasesRequest.newBuilder()
            .setOrder(CaseOrder.CASE_ORDER_LAST_CHANGED)
            .setLimit(50)
            .build(),
        plain);
    assertEquals(
        plain.toBuilder()
            .setState("sent")
            .setPeer("xa")
            .setUrgency(Urgency.URGENCY_ROUTINE)
            .setIdentifier("a@b.example")
            .build(),
        asked(
            "case",
            "list",
            "--state",
            "SENT",
            "--peer",
            "XA",
            "--urgency",
            "Routine",
            "--identifier",
            "a@b.example"));
    assertEquals(
        plain.toBuilder()
            .setReference("XB-7")
            .setLimit(7)
            .setAfter(CasePlace.newBuilder().setKey(12).setCaseId(CASE))
            .build(),
        asked("case", "list", "--file", "XB-7", "--limit", "7", "--after", "12:" + CASE));
    assertEquals(
        plain.toBuilder()
            .setOrder(CaseOrder.CASE_ORDER_DEADLINE)
            .setUntil(Runs.NOW.plusSeconds(8 * 3600).toEpochMilli())
            .build(),
        asked("case", "list", "--due-within", "8h"));
    assertEquals(
        plain.toBuilder()
            .setOrder(CaseOrder.CASE_ORDER_HOLD_END)
            .setUntil(Runs.NOW.plusSeconds(14 * 86_400).toEpochMilli())
            .build(),
        asked("case", "expiring"));
  }

  @Test
  void aListThatCannotBeMeantIsWrongUsage() {
    cases(CASE);
    assertEquals(2, run("case", "list", "--urgency", "soon").code());
    assertEquals(2, run("case", "list", "--limit", "0").code());
    assertEquals(2, run("case", "list", "--after", "somewhere").code());
    assertEquals(2, run("case", "list", "--peer", "not a node").code());
  }

  @Test
  void aLongListSaysWhereItGoesOn() {
    CasePlace next = CasePlace.newBuilder().setKey(41).setCaseId(CASE).build();
    CaseList.Builder page = CaseList.newBuilder().addCases(summary(CASE)).setNext(next);
    node.answering(ListCasesResponse.newBuilder().setCases(page).build());

    Runs.Result one = run("case", "list", "--limit", "1");
    assertEquals(1, one.out().lines().count());
    assertTrue(one.err().contains("--after 41:" + CASE), one.err());
    Runs.Result three = run("case", "list", "--limit", "3");
    assertEquals(3, three.out().lines().count());
    assertEquals(next, ((ListCasesRequest) node.calls().getLast()).getAfter());
  }

  @Test
  void aTimelineComesAloneAndInEachForm() {
    cases(CASE);
    assertEquals(1, run("case", "timeline", CASE).out().lines().count());
    assertTrue(
        run("case", "timeline", CASE, "-o", "ndjson").out().startsWith("{\"no\":1,"),
        run("case", "timeline", CASE, "-o", "ndjson").out());
  }

  @Test
  void aCheckThatFindsADifferenceNamesItAndIsNegative() {
    var check = org.vigilmesh.proto.v1.CaseCheck.newBuilder().setCases(7).setDestroyed(2);
    node.answering(CheckCasesResponse.newBuilder().setCheck(check).build());
    assertEquals(0, run("case", "check").code());
    check.setDifferent(1).addTold(CASE + ": no summary");
    node.answering(CheckCasesResponse.newBuilder().setCheck(check).build());
    Runs.Result result = run("case", "check");
    assertEquals(6, result.code());
    assertTrue(result.err().contains(CASE + ": no summary"), result.err());
  }

  @Test
  void caseIsNamedByAnyPartThatOnlyItHas() {
    cases(CASE, CASE.replace("abcd", "ef01"));

    assertEquals(CASE, run("case", "show", "ABCD").field("case"));
    assertEquals(
        CASE, ((GetCaseRequest) node.calls().getLast()).getCaseId(), "the whole id is asked for");
    assertEquals(2, run("case", "show", "0197").code());
    assertEquals(3, run("case", "show", "9999").code());
  }

  @Test
  void caseStaysClosedWithoutAnOfficersKey() {
    cases(CASE);
    Runs.Result result = run("case", "show", CASE);

    assertTrue(result.err().contains("content stays closed"), result.err());
    assertTrue(result.out().contains("j.morgan"), result.out());
    assertEquals(8, run("case", "acknowledge", CASE).code());
    assertTrue(run("case", "acknowledge", CASE).err().contains("(E-SIGN-NEEDED)"));
  }

  @Test
  void decisionIsOneOfThreeForms() {
    assertEquals(2, run("case", "decide", CASE).code());
    assertEquals(2, run("case", "decide", CASE, "--accept", "--refuse", "R21B").code());
    assertEquals(8, run("case", "decide", CASE, "--accept").code());
  }
}
