package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.port.Duty;
import org.vigilmesh.port.Duty.HandOver;
import org.vigilmesh.port.Duty.Shift;
import org.vigilmesh.port.Duty.ShiftRow;
import org.vigilmesh.port.MemoryOutward;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Bytes;

/** Who is on duty, what one leaves to the next, and the alarm while nobody is. */
final class EngineDutyTest {
  private static final Bytes NOTE = Bytes.utf8("case one waits for the custodian");
  private static final Duration HOUR = Duration.ofHours(1);

  private final Mesh mesh = new Mesh();
  private final MemoryOutward outward = new MemoryOutward("mail");
  private final Mesh.Member xb = mesh.add(Fixtures.XB, "a.haddad", "s.tan", "l.brandt");
  private final OfficerId tan = new OfficerId("s.tan");

  private Duty duty() {
    return xb.engine.duty();
  }

  private Attending attending(String officer) {
    CredentialId key = CredentialId.ofFileKey(Country.publicKey(xb.country.officers.get(officer)));
    return xb.engine.attendance().find(new OfficerId(officer), key).orElseThrow();
  }

  private boolean begin(String officer, int hours) {
    return duty().begin(attending(officer), mesh.now().plus(HOUR.multipliedBy(hours)), null);
  }

  private List<String> onDuty() {
    return duty().standing().onDuty().stream().map(shift -> shift.officer().id().text()).toList();
  }

  private List<String> alarms() {
    return xb.engine.queries().alarms().stream().map(AlarmRow::code).toList();
  }

  private List<String> journalled(JournalKind... kinds) {
    return xb.engine.queries().journal(1, 1000).stream()
        .map(row -> JournalEntry.decode(row.entry()))
        .filter(entry -> List.of(kinds).contains(entry.kind()))
        .map(entry -> entry.kind() + " " + entry.actor())
        .toList();
  }

  @Test
  void whoBeganIsOnDutyUntilTheSaidTimeAndTheNextOneIsKnown() {
    Instant until = mesh.now().plus(HOUR.multipliedBy(8));
    assertTrue(duty().begin(attending("a.haddad"), until, tan));
    Shift shift = duty().standing().onDuty().getFirst();
    assertEquals("a.haddad", shift.officer().id().text());
    assertEquals(until, shift.until());
    assertEquals(tan, duty().standing().next().orElseThrow().id());
    assertEquals(List.of("SHIFT_BEGUN a.haddad"), journalled(JournalKind.SHIFT_BEGUN));
  }

  @Test
  void aShiftIsStillThereAfterARestart() {
    begin("a.haddad", 8);
    xb.restart();
    assertEquals(List.of("a.haddad"), onDuty());
    mesh.jump(HOUR.multipliedBy(8));
    assertEquals(List.of("E-DUTY-NOBODY"), alarms());
  }

  @Test
  void aTimeThatIsPastOrTooFarOrANextOneWhoCannotComeBeginsNothing() {
    Attending who = attending("a.haddad");
    Instant now = mesh.now();
    Instant fine = now.plus(HOUR);
    assertFalse(duty().begin(who, now, null));
    assertFalse(duty().begin(who, now.plus(Duty.SHIFT_MAX).plusSeconds(1), null));
    assertFalse(duty().begin(who, fine, who.officer().id()));
    assertFalse(duty().begin(who, fine, new OfficerId("stranger")));
    assertFalse(
        duty().begin(new Attending(who.officer(), attending("s.tan").credential()), fine, null));
    assertFalse(duty().end(who, NOTE));
    assertFalse(duty().standing().isWatched());
    assertEquals(List.of(), journalled(JournalKind.SHIFT_BEGUN, JournalKind.SHIFT_ENDED));
  }

  @Test
  void aShiftIsPromisedAnewAndNotTwice() {
    begin("a.haddad", 2);
    mesh.jump(HOUR);
    assertTrue(begin("a.haddad", 4));
    assertEquals(List.of("a.haddad"), onDuty());
    assertEquals(
        mesh.now().plus(HOUR.multipliedBy(4)), duty().standing().open().getFirst().until());
    assertFalse(begin("a.haddad", 16), "the whole of it is too long");
  }

  @Test
  void twoMayBeOnDutyWhileOneHandsOver() {
    begin("a.haddad", 1);
    begin("s.tan", 8);
    assertEquals(List.of("s.tan", "a.haddad"), onDuty());
    assertTrue(duty().end(attending("a.haddad"), NOTE));
    assertEquals(List.of("s.tan"), onDuty());
    assertEquals(List.of(), alarms());
  }

  @Test
  void theNoteIsSealedAndReadByTheNextOfficerWhichIsJournalled() {
    begin("a.haddad", 8);
    assertTrue(duty().end(attending("a.haddad"), NOTE));
    ShiftRow row = xb.store.<List<ShiftRow>>read(StoreView::shifts).getFirst();
    assertFalse(row.sealed().equals(NOTE));
    assertEquals(NOTE, duty().handOver(attending("a.haddad")).orElseThrow().note());
    assertEquals(List.of(), journalled(JournalKind.HAND_OVER_READ));

    HandOver read = duty().handOver(attending("s.tan")).orElseThrow();
    assertEquals(NOTE, read.note());
    assertEquals("a.haddad", read.by().text());
    assertEquals(List.of("HAND_OVER_READ s.tan"), journalled(JournalKind.HAND_OVER_READ));
    Attending stranger =
        new Attending(attending("s.tan").officer(), attending("l.brandt").credential());
    assertEquals(Optional.empty(), duty().handOver(stranger));
    assertEquals(List.of(), duty().others(stranger));
  }

  @Test
  void whoIsOnDutyIsCalledBeforeWhoComesNext() {
    begin("l.brandt", 2);
    duty().begin(attending("a.haddad"), mesh.now().plus(HOUR.multipliedBy(8)), tan);
    List<String> called =
        xb.engine.ask((_, turn) -> Shifts.called(turn).stream().map(OfficerId::text).toList());
    assertEquals(List.of("a.haddad", "l.brandt", "s.tan"), called);
  }

  @Test
  void aShiftEndsWithANoteOnly() {
    begin("a.haddad", 8);
    assertFalse(duty().end(attending("a.haddad"), Bytes.EMPTY));
    assertFalse(duty().end(attending("a.haddad"), Bytes.of(new byte[Duty.NOTE_MAX + 1])));
    assertEquals(List.of("a.haddad"), onDuty());
  }

  @Test
  void nobodyOnDutyIsAnAlarmOnceADeskIsWatched() {
    mesh.jump(HOUR.multipliedBy(24));
    assertEquals(List.of(), alarms(), "nobody ever began a shift");
    begin("a.haddad", 8);
    duty().end(attending("a.haddad"), NOTE);
    assertEquals(List.of("E-DUTY-NOBODY"), alarms());
    begin("s.tan", 8);
    assertEquals(List.of(), alarms());
    assertEquals(
        List.of("ALARM_RAISED node", "ALARM_CLEARED node"),
        journalled(JournalKind.ALARM_RAISED, JournalKind.ALARM_CLEARED));
  }

  @Test
  void theAlarmThatNobodyIsOnDutyLeavesTheNodeWithoutContent() {
    xb.outward = outward;
    xb.restart();
    begin("a.haddad", 8);
    mesh.jump(HOUR.multipliedBy(8));
    mesh.jump(Duration.ofMinutes(5));
    assertEquals(1, outward.taken.size());
    assertEquals("E-DUTY-NOBODY", outward.taken.getFirst().notice().kind());
    assertEquals(Optional.empty(), outward.taken.getFirst().notice().caseId());
  }

  @Test
  void aClockThatIsSetBackTakesTheAlarmBack() {
    begin("a.haddad", 8);
    mesh.jump(HOUR.multipliedBy(9));
    assertEquals(List.of("E-DUTY-NOBODY"), alarms());
    mesh.jump(HOUR.multipliedBy(-2));
    assertEquals(List.of(), alarms());
    assertEquals(List.of("a.haddad"), onDuty());
  }

  @Test
  void whoIsStruckOffTheRosterIsNotOnDuty() {
    begin("l.brandt", 8);
    Mesh.require(
        xb.engine
            .administration()
            .importRoster(
                Country.CODEC
                    .endorsedRoster()
                    .encode(
                        xb.country.roster(
                            2, xb.country.roster.hash(), List.of("a.haddad", "s.tan"), 2)),
                "admin"));
    mesh.jump(Duration.ofMinutes(1));
    assertEquals(List.of(), onDuty());
    assertEquals(List.of("E-DUTY-NOBODY"), alarms());
  }

  @Test
  void aForgottenShiftEndsByItselfWithoutANote() {
    begin("a.haddad", 8);
    mesh.jump(HOUR.multipliedBy(8));
    assertEquals(1, duty().standing().open().size(), "its officer can still write the note");
    mesh.jump(Duty.LATE_MAX);
    assertEquals(List.of(), duty().standing().open());
    assertEquals(List.of("SHIFT_ENDED node"), journalled(JournalKind.SHIFT_ENDED));
    assertEquals(Optional.empty(), duty().handOver(attending("s.tan")));
  }

  @Test
  void whoComesBackAfterAForgottenEndBeginsAnew() {
    begin("a.haddad", 12);
    mesh.jump(HOUR.multipliedBy(14));
    assertTrue(begin("a.haddad", 8));
    assertEquals(mesh.now(), duty().standing().of(new OfficerId("a.haddad")).orElseThrow().from());
    assertEquals(List.of("SHIFT_ENDED node"), journalled(JournalKind.SHIFT_ENDED));
  }

  @Test
  void aNoteIsDestroyedAfterThirtyDaysAndTheDeskIsStillWatched() {
    begin("a.haddad", 8);
    duty().end(attending("a.haddad"), NOTE);
    begin("s.tan", 8);
    duty().end(attending("s.tan"), NOTE);
    List<ShiftRow> rows = xb.store.read(StoreView::shifts);
    mesh.jump(Duty.NOTE_LIFE);
    rows.forEach(row -> assertTrue(xb.vault.decrypt(row.id(), row.sealed()).isEmpty()));
    assertEquals(1, xb.store.<List<ShiftRow>>read(StoreView::shifts).size());
    assertEquals(Optional.empty(), duty().handOver(attending("a.haddad")));
    assertTrue(duty().standing().isWatched());
  }

  @Test
  void anOfficerTriesTheChannelsOnceAMinute() {
    Attending who = attending("a.haddad");
    assertInstanceOf(Done.Failed.class, duty().tryChannels(who), "there is none");
    xb.outward = outward;
    xb.restart();
    assertInstanceOf(Done.Ok.class, duty().tryChannels(who));
    Done.Failed often = assertInstanceOf(Done.Failed.class, duty().tryChannels(who));
    assertEquals("E-OUTWARD-OFTEN", often.code());
    mesh.jump(Duration.ofMinutes(1));
    assertInstanceOf(Done.Ok.class, duty().tryChannels(who));
    assertEquals(2, outward.taken.size());
    Attending stranger = new Attending(who.officer(), attending("s.tan").credential());
    assertEquals(
        "E-ALARM-OFFICER",
        assertInstanceOf(Done.Failed.class, duty().tryChannels(stranger)).code());
  }
}
