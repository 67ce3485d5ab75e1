package org.vigilmesh.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.port.StoredRows.EMERGENCY;
import static org.vigilmesh.port.StoredRows.OUT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Rows.JournalRow;

/** How the writes and reads of every {@link Store} begin, end, fail and see each other. */
public interface TransactionContract {
  /** The store under test, new, with {@link StoredRows#life()}; the same one within a test. */
  Store store();

  /** What work throws that fails for a reason of its own. */
  final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static boolean everything(StoreTx tx, long number) {
    tx.putPeer(StoredRows.peer(XB));
    tx.putLane(StoredRows.lane(OUT, number, 0));
    tx.addStatement(StoredRows.statement(OUT, number));
    tx.addAct(StoredRows.act(XB, number));
    tx.putCase(StoredRows.matter(number, number));
    tx.addJournal(StoredRows.journal(number));
    tx.putAlarm(StoredRows.alarm("a", number));
    return true;
  }

  private void assertEmpty() {
    assertEquals(Optional.empty(), store().read(StoreView::journalHead));
    assertEquals(List.of(), store().read(StoreView::peers));
    assertEquals(List.of(), store().read(StoreView::lanes));
    assertEquals(List.of(), store().read(view -> view.statements(OUT, 1, 9)));
    assertEquals(List.of(), store().read(view -> view.acts(StoredRows.CASE)));
    assertEquals(List.of(), store().read(view -> view.cases(Long.MAX_VALUE, 9)));
    assertEquals(List.of(), store().read(StoreView::openAlarms));
  }

  @Test
  default void writeAnswersWhatItsWorkAnswers() {
    assertEquals("done", store().write(_ -> "done"));
    assertEquals("read", store().read(_ -> "read"));
  }

  private void fail() {
    assertThrows(
        Failed.class,
        () ->
            store()
                .write(
                    tx -> {
                      everything(tx, 1);
                      throw new Failed();
                    }));
  }

  @Test
  default void failedWorkLeavesNothing() {
    fail();
    assertEmpty();
  }

  @Test
  default void takenKeyLeavesNothingOfItsTransaction() {
    assertThrows(
        IllegalStateException.class,
        () ->
            store()
                .write(
                    tx -> {
                      everything(tx, 1);
                      tx.addJournal(StoredRows.journal(1));
                      return true;
                    }));
    assertEmpty();
  }

  @Test
  default void storeGoesOnAfterFailedWork() {
    fail();
    store().write(tx -> everything(tx, 1));
    store().write(tx -> everything(tx, 2));
    assertEquals(2, store().read(view -> view.statements(OUT, 1, 9)).size());
  }

  @Test
  default void laneOfAFailedTransactionIsForgottenWithIt() {
    assertThrows(
        Failed.class,
        () ->
            store()
                .write(
                    tx -> {
                      tx.putLane(StoredRows.lane(OUT, 1, 0));
                      throw new Failed();
                    }));
    store().write(tx -> everything(tx, 1));
    store()
        .write(
            tx -> {
              tx.putLane(StoredRows.lane(EMERGENCY, 5, 0));
              return true;
            });
    assertEquals(Optional.of(StoredRows.lane(OUT, 1, 0)), store().read(view -> view.lane(OUT)));
    assertEquals(
        Optional.of(StoredRows.lane(EMERGENCY, 5, 0)), store().read(view -> view.lane(EMERGENCY)));
  }

  @Test
  default void transactionSeesItsOwnWrites() {
    store()
        .write(
            tx -> {
              everything(tx, 1);
              assertEquals(Optional.of(StoredRows.journal(1)), tx.journalHead());
              assertEquals(Optional.of(StoredRows.statement(OUT, 1)), tx.statement(OUT, 1));
              assertEquals(Optional.of(StoredRows.lane(OUT, 1, 0)), tx.lane(OUT));
              assertEquals(List.of(StoredRows.matter(1, 1)), tx.cases(Long.MAX_VALUE, 9));
              assertEquals(List.of(StoredRows.alarm("a", 1)), tx.openAlarms());
              return true;
            });
  }

  @Test
  default void othersSeeAWriteOnlyWhenItHasReturned() {
    store()
        .write(
            tx -> {
              everything(tx, 1);
              assertEmpty();
              return true;
            });
    assertEquals(Optional.of(StoredRows.journal(1)), store().read(StoreView::journalHead));
  }

  @Test
  default void readKeepsItsSnapshotWhileOthersWrite() {
    store()
        .read(
            view -> {
              store().write(tx -> everything(tx, 1));
              assertEquals(Optional.empty(), view.journalHead());
              assertEquals(List.of(), view.lanes());
              store().checkpoint();
              assertEquals(List.of(), view.statements(OUT, 1, 9));
              return true;
            });
    assertEquals(1, store().read(StoreView::lanes).size());
  }

  @Test
  default void transactionIsUselessAfterItReturned() {
    StoreTx leaked = store().write(tx -> tx);
    assertThrows(IllegalStateException.class, leaked::life);
    assertThrows(IllegalStateException.class, () -> leaked.addJournal(StoredRows.journal(1)));
    StoreView view = store().read(snapshot -> snapshot);
    assertThrows(IllegalStateException.class, view::journalHead);
    assertEmpty();
  }

  @Test
  default void writeInsideAWriteIsABug() {
    assertThrows(
        IllegalStateException.class,
        () -> store().write(_ -> store().write(tx -> everything(tx, 1))));
    assertEmpty();
  }

  @Test
  default void checkpointChangesNothing() {
    store().write(tx -> everything(tx, 1));
    store().checkpoint();
    store().write(tx -> everything(tx, 2));
    store().checkpoint();
    assertEquals(
        List.of(StoredRows.journal(1), StoredRows.journal(2)),
        store().read(view -> view.journal(1, 9)));
  }

  @Test
  default void closedStoreIsNotUsed() {
    store().close();
    store().close();
    assertThrows(IllegalStateException.class, () -> store().read(StoreView::life));
    assertThrows(IllegalStateException.class, () -> store().write(StoreView::life));
    assertThrows(IllegalStateException.class, () -> store().checkpoint());
  }

  @Test
  default void manyThreadsSeeWholeTransactionsOnly()
      throws InterruptedException, ExecutionException {
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> readers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        readers.add(pool.submit(this::readUntilHundred));
      }
      for (long number = 1; number <= 100; number++) {
        long n = number;
        store().write(tx -> everything(tx, n));
      }
      for (Future<Long> reader : readers) {
        assertEquals(100, reader.get());
      }
    }
  }

  private long readUntilHundred() {
    long seen = 0;
    while (seen < 100) {
      seen =
          store()
              .read(
                  view -> {
                    long head = view.journalHead().map(JournalRow::number).orElse(0L);
                    List<CaseRow> cases = view.cases(Long.MAX_VALUE, 1);
                    assertEquals(head, cases.isEmpty() ? 0 : cases.getFirst().change());
                    assertEquals(head, view.statement(OUT, Math.max(1, head)).isEmpty() ? 0 : head);
                    return head;
                  });
    }
    return seen;
  }
}
