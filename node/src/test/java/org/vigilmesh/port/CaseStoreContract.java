package org.vigilmesh.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.XA1;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.XB1;
import static org.vigilmesh.Fixtures.XC;
import static org.vigilmesh.port.StoredRows.CASE;
import static org.vigilmesh.port.StoredRows.IN;
import static org.vigilmesh.port.StoredRows.OUT;
import static org.vigilmesh.port.StoredRows.T;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.port.Rows.AcknowledgedRow;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Rows.BellRow;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Rows.JournalRow;
import org.vigilmesh.port.Rows.OutwardRow;
import org.vigilmesh.port.Rows.RungRow;

/** What every {@link Store} does with acts, cases, journal, alarms and evidence. */
public interface CaseStoreContract {
  /** The store under test, new, with {@link StoredRows#life()}; the same one within a test. */
  Store store();

  private void write(Consumer<StoreTx> work) {
    store()
        .write(
            tx -> {
              work.accept(tx);
              return true;
            });
  }

  private <A> A read(Function<StoreView, A> query) {
    return store().read(query);
  }

  private void isBug(Consumer<StoreTx> work) {
    assertThrows(IllegalStateException.class, () -> write(work));
  }

  @Test
  default void deedsOfACaseComeInTheOrderInWhichTheyWereDone() {
    write(
        tx -> {
          tx.addDeed(StoredRows.deed(CASE, 7));
          tx.addDeed(StoredRows.deed(StoredRows.caseId(2), 4));
          tx.addDeed(StoredRows.deed(CASE, 3));
        });
    assertEquals(
        List.of(StoredRows.deed(CASE, 3), StoredRows.deed(CASE, 7)),
        read(view -> view.deeds(CASE)));
    assertEquals(List.of(), read(view -> view.deeds(StoredRows.caseId(3))));
    isBug(tx -> tx.addDeed(StoredRows.deed(CASE, 7)));
  }

  @Test
  default void actIsKnownBySenderAndId() {
    write(
        tx -> {
          tx.addAct(StoredRows.act(XA, 1));
          tx.addAct(StoredRows.act(XB, 1, ActState.HELD));
        });
    assertEquals(
        Optional.of(StoredRows.act(XA, 1)), read(view -> view.act(XA, StoredRows.actId(1))));
    assertEquals(
        Optional.of(StoredRows.act(XB, 1, ActState.HELD)),
        read(view -> view.act(XB, StoredRows.actId(1))));
    assertEquals(Optional.empty(), read(view -> view.act(XC, StoredRows.actId(1))));
    isBug(tx -> tx.addAct(StoredRows.act(XA, 1)));
  }

  @Test
  default void actsOfACaseKeepTheOrderInWhichTheyCame() {
    write(tx -> List.of(3, 1, 2).forEach(n -> tx.addAct(StoredRows.act(XA, n))));
    write(tx -> tx.putAct(StoredRows.act(XA, 3, ActState.DELIVERED)));
    write(tx -> tx.putAct(StoredRows.act(XB, 4, ActState.APPLIED)));
    assertEquals(
        List.of(
            StoredRows.act(XA, 3, ActState.DELIVERED),
            StoredRows.act(XA, 1),
            StoredRows.act(XA, 2),
            StoredRows.act(XB, 4, ActState.APPLIED)),
        read(view -> view.acts(CASE)));
    assertEquals(List.of(), read(view -> view.acts(StoredRows.caseId(9))));
  }

  @Test
  default void actsOfALaneComeByTheirPlace() {
    write(tx -> List.of(5, 2, 4, 3).forEach(n -> tx.addAct(StoredRows.act(XA, n))));
    List<ActRow> found = read(view -> view.actsAt(OUT, 3, 2));
    assertEquals(List.of(StoredRows.act(XA, 3), StoredRows.act(XA, 4)), found);
    assertEquals(List.of(), read(view -> view.actsAt(IN, 1, 10)));
  }

  @Test
  default void onlyActsThatStillWaitExpire() {
    write(
        tx -> {
          List.of(4, 2, 3, 1).forEach(n -> tx.addAct(StoredRows.act(XA, n)));
          tx.putAct(StoredRows.act(XA, 1, ActState.DELIVERED));
          tx.addAct(StoredRows.act(XB, 1, ActState.APPLIED));
        });
    assertEquals(
        List.of(StoredRows.act(XA, 2), StoredRows.act(XA, 3)),
        read(view -> view.expiredActs(T.plusSeconds(4), 10)));
    assertEquals(
        List.of(StoredRows.act(XA, 2)), read(view -> view.expiredActs(T.plusSeconds(99), 1)));
    assertEquals(List.of(), read(view -> view.expiredActs(T.plusSeconds(2), 10)));
  }

  @Test
  default void casesComeLastChangedFirstPageByPage() {
    write(
        tx -> {
          for (long number = 1; number <= 5; number++) {
            tx.putCase(StoredRows.matter(number, number));
          }
          tx.putCase(StoredRows.matter(2, 6));
        });
    List<CaseRow> page = read(view -> view.cases(Long.MAX_VALUE, 2));
    assertEquals(List.of(StoredRows.matter(2, 6), StoredRows.matter(5, 5)), page);
    assertEquals(
        List.of(StoredRows.matter(4, 4), StoredRows.matter(3, 3), StoredRows.matter(1, 1)),
        read(view -> view.cases(page.getLast().change(), 9)));
    assertEquals(
        Optional.of(StoredRows.matter(2, 6)), read(view -> view.findCase(StoredRows.caseId(2))));
    assertEquals(Optional.empty(), read(view -> view.findCase(StoredRows.caseId(7))));
  }

  @Test
  default void changeOfAnotherCaseIsABug() {
    write(tx -> tx.putCase(StoredRows.matter(1, 1)));
    isBug(tx -> tx.putCase(StoredRows.matter(2, 1)));
    write(tx -> tx.putCase(StoredRows.matter(1, 1)));
    assertEquals(1, read(view -> view.cases(Long.MAX_VALUE, 9)).size());
  }

  @Test
  default void journalComesAscendingAndItsHeadIsTheLast() {
    write(tx -> List.of(1, 2, 3, 4).forEach(n -> tx.addJournal(StoredRows.journal(n))));
    assertEquals(Optional.of(StoredRows.journal(4)), read(StoreView::journalHead));
    assertEquals(
        List.of(2L, 3L),
        read(view -> view.journal(2, 2)).stream().map(JournalRow::number).toList());
    assertEquals(List.of(StoredRows.journal(4)), read(view -> view.journal(4, 100)));
    isBug(tx -> tx.addJournal(StoredRows.journal(4)));
  }

  @Test
  default void witnessIsReplaced() {
    write(tx -> tx.putWitness(StoredRows.witness(XB, 1)));
    write(tx -> tx.putWitness(StoredRows.witness(XB, 2)));
    assertEquals(Optional.of(StoredRows.witness(XB, 2)), read(view -> view.witness(XB)));
  }

  @Test
  default void startsComeOldestFirstForEachPairAndDirection() {
    write(
        tx -> {
          tx.addStart(StoredRows.start(XA1, XB1, 3));
          tx.addStart(StoredRows.start(XB1, XA1, 2));
          tx.addStart(StoredRows.start(XA1, XB1, 2));
        });
    assertEquals(
        List.of(StoredRows.start(XA1, XB1, 2), StoredRows.start(XA1, XB1, 3)),
        read(view -> view.starts(XA1, XB1)));
    assertEquals(List.of(StoredRows.start(XB1, XA1, 2)), read(view -> view.starts(XB1, XA1)));
    isBug(tx -> tx.addStart(StoredRows.start(XB1, XA1, 2)));
  }

  @Test
  default void openAlarmsComeOldestFirst() {
    AlarmRow quiet = StoredRows.alarm("b", 1);
    AlarmRow cleared =
        new AlarmRow("c", "E-DISK", Optional.empty(), "", T, 3, Optional.of(T.plusSeconds(9)));
    write(
        tx -> {
          tx.putAlarm(StoredRows.alarm("a", 2));
          tx.putAlarm(quiet);
          tx.putAlarm(StoredRows.alarm("c", 0));
          tx.putAlarm(cleared);
        });
    assertEquals(List.of(quiet, StoredRows.alarm("a", 2)), read(StoreView::openAlarms));
    write(tx -> tx.putAlarm(StoredRows.alarm("c", 5)));
    assertEquals(
        List.of("b", "a", "c"), read(StoreView::openAlarms).stream().map(AlarmRow::key).toList());
  }

  @Test
  default void openAlarmsAreFoundByWhatTheirKeysBeginWith() {
    AlarmRow cleared =
        new AlarmRow("clock/1/c", "E", Optional.empty(), "", T, 1, Optional.of(T.plusSeconds(9)));
    write(
        tx -> {
          List.of("clock/1/b", "clock/1/a", "clock/10/a", "clock/0", "clocks/1/a")
              .forEach(key -> tx.putAlarm(StoredRows.alarm(key, 1)));
          tx.putAlarm(cleared);
        });
    assertEquals(
        List.of("clock/1/a", "clock/1/b"),
        read(view -> view.openAlarms("clock/1/")).stream().map(AlarmRow::key).toList());
    assertEquals(List.of(), read(view -> view.openAlarms("clock/2/")));
  }

  @Test
  default void whoAnswersForAnAlarmIsReplacedAndForgotten() {
    AcknowledgedRow first = new AcknowledgedRow("a", new OfficerId("j.morgan"), T);
    AcknowledgedRow second = new AcknowledgedRow("a", new OfficerId("p.reyes"), T.plusSeconds(1));
    write(
        tx -> {
          tx.putAcknowledged(first);
          tx.putAcknowledged(second);
        });
    assertEquals(Optional.of(second), read(view -> view.acknowledged("a")));
    write(tx -> tx.dropAcknowledged("a"));
    assertEquals(Optional.empty(), read(view -> view.acknowledged("a")));
  }

  private static BellRow bell(long number, long seconds) {
    return new BellRow(StoredRows.caseId(number), T.plusSeconds(seconds));
  }

  @Test
  default void bellsThatAreDueComeLongestFirst() {
    assertEquals(Optional.empty(), read(StoreView::nextBell));
    write(
        tx -> {
          List.of(bell(1, 9), bell(2, 3), bell(3, 5), bell(4, 1)).forEach(tx::putBell);
          tx.putBell(bell(2, 6));
          tx.dropBell(StoredRows.caseId(4));
        });
    assertEquals(List.of(bell(3, 5), bell(2, 6)), read(view -> view.bellsDue(T.plusSeconds(8), 9)));
    assertEquals(List.of(bell(3, 5)), read(view -> view.bellsDue(T.plusSeconds(99), 1)));
    assertEquals(List.of(), read(view -> view.bellsDue(T.plusSeconds(4), 9)));
    assertEquals(Optional.of(bell(3, 5)), read(StoreView::nextBell));
  }

  private static RungRow rung(long number, String key, long at) {
    return new RungRow(StoredRows.caseId(number), key, T.plusSeconds(at), T.plusSeconds(at + 2));
  }

  @Test
  default void whatWasRungIsKnownByCaseAndByTime() {
    write(
        tx ->
            List.of(rung(1, "b", 9), rung(1, "a", 3), rung(2, "a", 5), rung(2, "c", 4))
                .forEach(tx::addRung));
    assertEquals(
        List.of(rung(1, "a", 3), rung(1, "b", 9)), read(view -> view.rung(StoredRows.caseId(1))));
    assertEquals(
        List.of(rung(1, "b", 9), rung(2, "a", 5)),
        read(view -> view.rungEarly(T.plusSeconds(4), 9)));
    assertEquals(List.of(rung(1, "b", 9)), read(view -> view.rungEarly(T, 1)));
    isBug(tx -> tx.addRung(rung(1, "a", 7)));
    write(tx -> tx.dropRung(rung(1, "b", 9)));
    assertEquals(List.of(), read(view -> view.rungEarly(T.plusSeconds(5), 9)));
    assertEquals(List.of(rung(1, "a", 3)), read(view -> view.rung(StoredRows.caseId(1))));
  }

  @Test
  default void noticesWaitForTheirChannelUntilTakenOrNeededNoMore() {
    write(
        tx -> {
          tx.putOutward(StoredRows.outward("mail", "a", 1, 9));
          tx.putOutward(StoredRows.outward("pager", "a", 1, 1));
          tx.putOutward(StoredRows.outward("mail", "b", 2, 3));
          tx.putOutward(StoredRows.outward("mail", "c", 3, 5));
          tx.putOutward(StoredRows.outward("mail", "a", 1, 4));
        });
    OutwardRow one = StoredRows.outward("mail", "a", 1, 4);
    OutwardRow two = StoredRows.outward("mail", "b", 2, 3);
    OutwardRow three = StoredRows.outward("mail", "c", 3, 5);
    assertEquals(List.of(two, one, three), read(view -> view.outward("mail", T.plusSeconds(5), 9)));
    assertEquals(List.of(two), read(view -> view.outward("mail", T.plusSeconds(5), 1)));
    assertEquals(List.of(), read(view -> view.outward("mail", T.plusSeconds(2), 9)));
    write(tx -> tx.dropOutward(two.notice().id(), "mail"));
    write(tx -> tx.dropOutward(one.notice().id(), "post"));
    assertEquals(List.of(one, three), read(view -> view.outward("mail", Instant.MAX, 9)));
    write(tx -> tx.dropOutward("a"));
    assertEquals(List.of(three), read(view -> view.outward("mail", Instant.MAX, 9)));
    assertEquals(List.of(), read(view -> view.outward("pager", Instant.MAX, 9)));
  }

  @Test
  default void evidenceAgainstAPeerKeepsItsOrder() {
    write(
        tx -> {
          tx.addEvidence(StoredRows.evidence(XB, 2));
          tx.addEvidence(StoredRows.evidence(XC, 3));
          tx.addEvidence(StoredRows.evidence(XB, 1));
        });
    assertEquals(
        List.of(StoredRows.evidence(XB, 2), StoredRows.evidence(XB, 1)),
        read(view -> view.evidence(XB)));
    isBug(tx -> tx.addEvidence(StoredRows.evidence(XC, 1)));
  }
}
