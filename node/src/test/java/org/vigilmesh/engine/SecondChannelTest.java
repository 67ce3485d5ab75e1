package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Administration.Acknowledgement;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Failpoint;
import org.vigilmesh.port.MemoryOutward;
import org.vigilmesh.port.MemoryOutward.Taken;
import org.vigilmesh.port.Outward.Notice;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** An alarm nobody answers for leaves the node, once, without content, however long it takes. */
final class SecondChannelTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private final MemoryOutward outward = new MemoryOutward("mail", "pager");
  private Mesh.Member xa;
  private Mesh.Member xb;
  private Matter matter;
  private Instant came = Instant.EPOCH;

  @BeforeEach
  void anUrgentRequestIsDeliveredToADeskWithTwoChannels() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    xb.outward = outward;
    xb.restart();
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, letters, xa, xb);
    matter.request();
    mesh.settle();
    came = mesh.now();
  }

  private void jumpTo(int minutes) {
    mesh.jump(Duration.between(mesh.now(), came.plus(MINUTE.multipliedBy(minutes))));
  }

  private void pass(int seconds) {
    for (int passed = 0; passed < seconds; passed += 15) {
      mesh.jump(Duration.ofSeconds(15));
    }
  }

  private List<String> kinds(String channel) {
    return outward.taken.stream()
        .filter(taken -> taken.channel().equals(channel))
        .map(taken -> taken.notice().kind())
        .toList();
  }

  private Optional<AlarmRow> alarm(String prefix) {
    return xb.engine.queries().alarms().stream()
        .filter(alarm -> alarm.key().startsWith(prefix))
        .findFirst();
  }

  private AlarmRow ack() {
    return alarm("clock/" + matter.opening.caseId() + "/acknowledgement/").orElseThrow();
  }

  private void answer() {
    AlarmRow shown = ack();
    Acknowledgement word =
        new Acknowledgement(
            shown.key(),
            shown.raisedAt(),
            shown.count(),
            xb.country.endorse(
                "a.haddad",
                Acknowledgement.digest(xb.ref(), shown.key(), shown.raisedAt(), shown.count())));
    assertInstanceOf(Done.Ok.class, xb.engine.administration().acknowledgeAlarm(word, "root"));
  }

  @Test
  void aRequestNobodyAcknowledgesIsCalledOutFiveMinutesAfterItCame() {
    mesh.jump(MINUTE.multipliedBy(5).minusSeconds(1));
    assertEquals(List.of(), outward.taken);
    mesh.jump(Duration.ofSeconds(1));
    assertEquals(List.of("N-CASE-WAITS"), kinds("mail"));
    assertEquals(List.of("N-CASE-WAITS"), kinds("pager"));
    Notice notice = outward.taken.getFirst().notice();
    assertEquals(Optional.of(matter.opening.caseId()), notice.caseId());
    assertEquals(Optional.of(Urgency.URGENT), notice.urgency());
    assertEquals(came, notice.since());
  }

  @Test
  void whoActsInTimeIsNotCalled() {
    mesh.jump(MINUTE.multipliedBy(4));
    matter.acknowledge();
    mesh.settle();
    mesh.jump(MINUTE.multipliedBy(10));
    assertEquals(List.of(), outward.taken);
  }

  @Test
  void eachBellGoesOutOnceOverEachChannel() {
    List.of(5, 240, 245, 384, 389, 480, 485, 495, 500, 900).forEach(this::jumpTo);
    List<String> expected =
        List.of(
            "N-CASE-WAITS",
            "N-CLOCK-REMINDER",
            "N-CLOCK-REMINDER",
            "E-CLOCK-BREACH",
            "E-CLOCK-ESCALATED");
    assertEquals(expected, kinds("mail"));
    assertEquals(expected, kinds("pager"));
    assertEquals(
        10, TwoNodes.journal(xb, JournalKind.ALARM_CALLED).size(), "each call is journalled");
  }

  @Test
  void whoAnswersForAnAlarmSparesTheOthersTheCall() {
    mesh.jump(MINUTE.multipliedBy(6));
    outward.taken.clear();
    mesh.jump(HOUR.multipliedBy(8));
    answer();
    mesh.jump(MINUTE.multipliedBy(6));
    assertEquals(List.of(), outward.taken);
  }

  @Test
  void anEmergencyIsCalledOutAtOnce() {
    letters.send(letters.test(xa, xb, Urgency.EMERGENCY));
    mesh.settle();
    assertEquals(List.of("N-EMERGENCY"), kinds("mail"));
    assertEquals(Optional.of(Urgency.EMERGENCY), outward.taken.getFirst().notice().urgency());
  }

  @Test
  void aNoticeWaitsForAChannelThatIsDownThroughRestartsAtGrowingPauses() {
    outward.down.add("mail");
    mesh.jump(MINUTE.multipliedBy(5));
    assertEquals(List.of(), kinds("mail"));
    assertEquals(List.of("N-CASE-WAITS"), kinds("pager"), "one does not wait for the other");
    assertEquals("E-OUTWARD-FAILED", alarm("outward/mail").orElseThrow().code());
    pass(105);
    assertEquals(4, outward.failures, "at once, after 15, 45 and 105 seconds");
    xb.restart();
    pass(105);
    assertEquals(4, outward.failures, "a restart does not begin the pauses anew");
    pass(15);
    assertEquals(5, outward.failures);
    outward.down.clear();
    pass(255);
    assertEquals("N-CASE-WAITS", kinds("mail").getFirst());
    assertEquals(1, kinds("mail").stream().filter("N-CASE-WAITS"::equals).count());
    assertEquals(Optional.empty(), alarm("outward/mail"), "it works again");
  }

  @Test
  void aFailingChannelIsToldOfOverTheOther() {
    outward.down.add("mail");
    mesh.jump(MINUTE.multipliedBy(5));
    mesh.jump(MINUTE.multipliedBy(5));
    assertEquals(List.of("N-CASE-WAITS", "E-OUTWARD-FAILED"), kinds("pager"));
  }

  @Test
  void aCrashBetweenTheCallAndItsAnswerRepeatsTheSameNotice() {
    mesh.jump(MINUTE.multipliedBy(5).minusSeconds(1));
    xb.failpoint = new Before();
    assertThrows(ProcessEnded.class, () -> mesh.jump(Duration.ofSeconds(1)));
    assertEquals(1, kinds("mail").size());
    xb.failpoint = Failpoint.NONE;
    xb.restart();
    pass(15);
    Set<Digest> ids =
        outward.taken.stream()
            .filter(taken -> taken.channel().equals("mail"))
            .map(Taken::notice)
            .map(Notice::id)
            .collect(Collectors.toSet());
    assertEquals(2, kinds("mail").size());
    assertEquals(1, ids.size(), "who has it can drop the second");
  }

  /** The process ends once a channel has taken something, before that is committed. */
  private final class Before implements Failpoint {
    @Override
    public void at(String step) {
      if (step.equals("E1.turn.drained") && !outward.taken.isEmpty()) {
        xb.crash();
        throw new ProcessEnded(step);
      }
    }
  }

  @Test
  void aClockThatIsSetBackKeepsNoNoticeForTheFuture() {
    outward.down.add("mail");
    mesh.jump(Duration.ofDays(30));
    mesh.jump(MINUTE.multipliedBy(6));
    mesh.jump(Duration.ofDays(-30));
    outward.down.clear();
    assertEquals(List.of(), kinds("mail"));
    mesh.jump(MINUTE.multipliedBy(21));
    assertEquals(List.of("N-CASE-WAITS"), kinds("mail"));
  }

  @Test
  void aTestTellsWhatBecameOfEachChannelAndEndsTheAlarmOfOneThatWorks() {
    Done.Ok both = assertInstanceOf(Done.Ok.class, xb.engine.administration().testAlarms("root"));
    assertEquals(List.of("mail: taken", "pager: taken"), both.lines());
    assertEquals(List.of("N-OUTWARD-TEST"), kinds("mail"));
    outward.down.add("pager");
    Done.Failed one =
        assertInstanceOf(Done.Failed.class, xb.engine.administration().testAlarms("root"));
    assertEquals("E-OUTWARD-FAILED", one.code());
    assertEquals("mail: taken; pager: nobody is there", one.why());
    assertEquals("E-OUTWARD-FAILED", alarm("outward/pager").orElseThrow().code());
    outward.down.clear();
    xb.engine.administration().testAlarms("root");
    assertEquals(Optional.empty(), alarm("outward/pager"));
    List<String> told =
        TwoNodes.journal(xb, JournalKind.ADMIN_ACTED).stream().map(JournalEntry::detail).toList();
    assertEquals(6, told.size(), told::toString);
  }

  @Test
  void aNodeWithoutChannelsCallsNobodyAndSaysSo() {
    Done.Failed none =
        assertInstanceOf(Done.Failed.class, xa.engine.administration().testAlarms("root"));
    assertEquals("E-OUTWARD-NONE", none.code());
    mesh.jump(HOUR.multipliedBy(9));
    assertEquals(List.of(), xa.store.read(view -> view.outward("mail", Instant.MAX, 9)));
  }
}
