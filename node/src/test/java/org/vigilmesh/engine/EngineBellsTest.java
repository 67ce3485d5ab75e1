package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.Decision;
import org.vigilmesh.port.Administration.Acknowledgement;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.port.CaseStanding;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Rows.BellRow;

/** The clocks of a case call people at both ends, once each, until somebody answers or acts. */
final class EngineBellsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;
  private Matter matter;

  @BeforeEach
  void anUrgentRequestIsDelivered() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, letters, xa, xb);
    matter.request();
    mesh.settle();
  }

  private String key(String clock) {
    return "clock/" + matter.opening.caseId() + "/" + clock + "/";
  }

  private Optional<AlarmRow> alarm(Mesh.Member at, String clock) {
    return at.engine.queries().alarms().stream()
        .filter(alarm -> alarm.key().startsWith(key(clock)))
        .findFirst();
  }

  private String code(Mesh.Member at, String clock) {
    return alarm(at, clock).map(AlarmRow::code).orElse("silent");
  }

  private static List<String> rung(Mesh.Member at) {
    return TwoNodes.journal(at, JournalKind.CLOCK_RUNG).stream().map(JournalEntry::detail).toList();
  }

  private Done answer(Mesh.Member at, String officer) {
    AlarmRow shown = alarm(at, "acknowledgement").orElseThrow();
    Acknowledgement word =
        new Acknowledgement(
            shown.key(),
            shown.raisedAt(),
            shown.count(),
            at.country.endorse(
                officer,
                Acknowledgement.digest(at.ref(), shown.key(), shown.raisedAt(), shown.count())));
    Done done = at.engine.administration().acknowledgeAlarm(word, "root");
    mesh.settle();
    return done;
  }

  private Optional<OfficerId> answers(Mesh.Member at) {
    String shown = alarm(at, "acknowledgement").orElseThrow().key();
    return at.engine.queries().acknowledged(shown).map(row -> row.officer());
  }

  @Test
  void silenceRemindsThenAlarmsBothEndsThenCallsTheNextRole() {
    assertEquals("silent", code(xb, "acknowledgement"));
    mesh.jump(HOUR.multipliedBy(4));
    assertEquals("N-CLOCK-REMINDER", code(xb, "acknowledgement"));
    assertEquals("silent", code(xa, "acknowledgement"), "reminders are for whoever must act");
    mesh.jump(HOUR.multipliedBy(4));
    assertEquals("E-CLOCK-BREACH", code(xb, "acknowledgement"));
    assertEquals("E-CLOCK-BREACH", code(xa, "acknowledgement"));
    mesh.jump(Duration.ofMinutes(15));
    assertEquals("E-CLOCK-ESCALATED", code(xb, "acknowledgement"));
    assertEquals("E-CLOCK-ESCALATED", code(xa, "acknowledgement"));
    assertTrue(
        alarm(xa, "acknowledgement").orElseThrow().detail().contains("j.morgan, p.reyes"),
        "the roster has no supervisor: whoever serves is called");
    assertEquals(4, alarm(xb, "acknowledgement").orElseThrow().count());
  }

  @Test
  void whoIsOnDutyIsCalledFirstAndThenTheNext() {
    CredentialId key =
        CredentialId.ofFileKey(Country.publicKey(xa.country.officers.get("p.reyes")));
    Attending reyes = xa.engine.attendance().find(new OfficerId("p.reyes"), key).orElseThrow();
    assertTrue(xa.engine.duty().begin(reyes, mesh.now().plus(HOUR.multipliedBy(12)), null));
    mesh.jump(HOUR.multipliedBy(8));
    String detail = alarm(xa, "acknowledgement").orElseThrow().detail();
    assertTrue(detail.contains("p.reyes, j.morgan"), detail);
  }

  @Test
  void whoActsEndsTheAlarmAtBothEnds() {
    mesh.jump(HOUR.multipliedBy(9));
    matter.acknowledge();
    mesh.pass(Duration.ofMinutes(6));
    assertEquals("silent", code(xb, "acknowledgement"));
    assertEquals("silent", code(xa, "acknowledgement"));
    assertEquals("acknowledged", matter.stateAt(xa));
    List<JournalEntry> ended = TwoNodes.journal(xa, JournalKind.ALARM_CLEARED);
    assertTrue(ended.getLast().detail().startsWith(key("acknowledgement")));
  }

  @Test
  void whoAnswersForABreachSparesTheNextRole() {
    mesh.jump(HOUR.multipliedBy(8));
    assertInstanceOf(Done.Ok.class, answer(xb, "a.haddad"));
    mesh.jump(Duration.ofMinutes(20));
    assertEquals("E-CLOCK-BREACH", code(xb, "acknowledgement"), "it stays until it is done");
    assertEquals("E-CLOCK-ESCALATED", code(xa, "acknowledgement"), "the other end has its own");
    assertEquals(Optional.of(new OfficerId("a.haddad")), answers(xb));
    JournalEntry entry = TwoNodes.journal(xb, JournalKind.ALARM_ACKNOWLEDGED).getLast();
    assertEquals("a.haddad", entry.actor());
    assertTrue(entry.detail().startsWith("by root, credential "), entry.detail());
  }

  @Test
  void anAnswerToAReminderSilencesNoBreach() {
    mesh.jump(HOUR.multipliedBy(5));
    assertInstanceOf(Done.Ok.class, answer(xb, "a.haddad"));
    mesh.jump(HOUR.multipliedBy(3));
    assertEquals("E-CLOCK-BREACH", code(xb, "acknowledgement"));
    assertEquals(Optional.empty(), answers(xb));
    mesh.jump(Duration.ofMinutes(15));
    assertEquals("E-CLOCK-ESCALATED", code(xb, "acknowledgement"));
  }

  @Test
  void onlyAnOfficerOfThisRosterAnswersForTheAlarmThatWasShown() {
    mesh.jump(HOUR.multipliedBy(8));
    AlarmRow shown = alarm(xb, "acknowledgement").orElseThrow();
    Acknowledgement foreign =
        new Acknowledgement(
            shown.key(),
            shown.raisedAt(),
            shown.count(),
            xa.country.endorse(
                "j.morgan",
                Acknowledgement.digest(xb.ref(), shown.key(), shown.raisedAt(), shown.count())));
    Acknowledgement stale =
        new Acknowledgement(
            shown.key(), shown.raisedAt(), shown.count() - 1, foreign.endorsement());
    Acknowledgement unknown =
        new Acknowledgement("clock/x", shown.raisedAt(), 1, foreign.endorsement());
    List<String> codes =
        List.of(foreign, stale, unknown).stream()
            .map(word -> xb.engine.administration().acknowledgeAlarm(word, "root"))
            .map(done -> assertInstanceOf(Done.Failed.class, done).code())
            .toList();
    assertEquals(List.of("E-ALARM-OFFICER", "E-ALARM-CHANGED", "E-ALARM-UNKNOWN"), codes);
    assertEquals(Optional.empty(), xb.engine.queries().acknowledged(shown.key()));
  }

  @Test
  void aRestartNeitherForgetsNorRepeats() {
    mesh.jump(HOUR.multipliedBy(8));
    List<String> before = rung(xb);
    xb.restart();
    mesh.pass(Duration.ofSeconds(3));
    assertEquals(before, rung(xb));
    xb.crash();
    mesh.jump(Duration.ofMinutes(30));
    xb.restart();
    mesh.pass(Duration.ofSeconds(3));
    assertEquals("E-CLOCK-ESCALATED", code(xb, "acknowledgement"), "it fell due while off");
    assertEquals(before.size() + 1, rung(xb).size());
  }

  @Test
  void whatRangByAWrongClockIsTakenBackAndRingsAtItsTime() {
    mesh.jump(Duration.ofDays(40));
    assertEquals("E-CLOCK-ESCALATED", code(xb, "acknowledgement"));
    mesh.jump(Duration.ofDays(-40));
    assertEquals("silent", code(xb, "acknowledgement"));
    assertEquals(1, TwoNodes.journal(xb, JournalKind.CLOCK_UNRUNG).size());
    mesh.jump(HOUR.multipliedBy(8));
    assertEquals("E-CLOCK-BREACH", code(xb, "acknowledgement"));
  }

  @Test
  void aClockThatIsSetBackBetweenTwoRunsIsNoticedAtTheStart() {
    mesh.jump(Duration.ofDays(40));
    xb.crash();
    mesh.jump(Duration.ofDays(-40));
    xb.restart();
    mesh.settle();
    assertEquals("silent", code(xb, "acknowledgement"));
  }

  @Test
  void aStepBackOfSecondsRepeatsNothing() {
    mesh.jump(HOUR.multipliedBy(8));
    List<String> before = rung(xb);
    mesh.jump(Duration.ofSeconds(-5));
    mesh.pass(Duration.ofSeconds(9));
    assertEquals(before, rung(xb));
    assertEquals("E-CLOCK-BREACH", code(xb, "acknowledgement"));
  }

  @Test
  void noBellEndsAHold() {
    matter.acknowledge();
    mesh.settle();
    matter.decide(Decision.Value.ACCEPTED);
    mesh.settle();
    matter.preserve();
    mesh.settle();
    mesh.jump(Duration.ofDays(39));
    assertEquals("N-CLOCK-REMINDER", code(xa, "treaty_floor"));
    assertEquals("N-CLOCK-REMINDER", code(xb, "treaty_floor"));
    mesh.jump(Duration.ofDays(400));
    for (Mesh.Member at : List.of(xa, xb)) {
      assertEquals("E-CLOCK-ESCALATED", code(at, "treaty_floor"));
      assertEquals("preserved", matter.stateAt(at));
      assertTrue(matter.rowAt(at).orElseThrow().marks().contains("hold effective"));
    }
  }

  private CaseStanding standing(Mesh.Member at) {
    return at.engine.queries().caseStatus(matter.opening.caseId()).orElseThrow().standing();
  }

  @Test
  void aCaseShowsWhatRunsUntilWhenAndWhoMustAct() {
    Instant now = mesh.now();
    CaseStanding asked = standing(xb);
    assertEquals("delivered", asked.base());
    assertEquals("none", asked.hold());
    CaseStanding.Running ack = asked.clocks().getFirst();
    assertEquals("acknowledgement", ack.clock());
    assertEquals(now.plus(HOUR.multipliedBy(8)), ack.end());
    assertEquals(CaseStanding.Waiting.US, ack.waitsFor());
    assertEquals(Optional.of(now.plus(HOUR.multipliedBy(4))), ack.nextBell());
    CaseStanding.Running asking = standing(xa).clocks().getFirst();
    assertEquals(CaseStanding.Waiting.PEER, asking.waitsFor());
    assertEquals(Optional.of(now.plus(HOUR.multipliedBy(8))), asking.nextBell());
    mesh.jump(HOUR.multipliedBy(9));
    assertEquals(Optional.empty(), standing(xb).clocks().getFirst().nextBell());
  }

  @Test
  void noCaseIsLookedAtBeforeItsTime() {
    Instant half = mesh.now().plus(HOUR.multipliedBy(4));
    assertEquals(
        Optional.of(new BellRow(matter.opening.caseId(), half)),
        xb.store.read(view -> view.nextBell()));
    assertEquals(half, xb.engine.wakeAt().isBefore(half) ? half : xb.engine.wakeAt());
    mesh.jump(HOUR.multipliedBy(400));
    assertTrue(
        xb.store.read(view -> view.nextBell()).isEmpty(), "all that can ring in this case has");
  }
}
