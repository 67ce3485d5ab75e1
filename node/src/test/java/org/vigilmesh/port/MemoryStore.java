package org.vigilmesh.port;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.port.Rows.JournalRow;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.Rows.ReceiptRow;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.value.Check;

/**
 * A {@link Store} in memory, for simulations and tests: the same contract as the real one but for
 * outliving the process. A commit replaces all tables at once, so a snapshot costs nothing.
 */
public final class MemoryStore implements Store {
  private final ReentrantLock turn = new ReentrantLock();
  private volatile MemoryTables committed;
  private volatile boolean isClosed;

  private MemoryStore(MemoryTables tables) {
    committed = tables;
  }

  /** A store that holds {@code life} and nothing else. */
  public static MemoryStore create(LifeRow life) {
    MemoryTables tables = new MemoryTables();
    tables.life = life;
    return new MemoryStore(tables);
  }

  /** A second store that begins with what this one has committed: a restart or a backup. */
  public MemoryStore copy() {
    return new MemoryStore(committed);
  }

  /** A copy in which a journal row was changed behind the contract's back. */
  public MemoryStore withJournal(long number, UnaryOperator<JournalRow> change) {
    MemoryTables tables = committed.copy();
    JournalRow row = tables.journal.find(number).orElseThrow();
    tables.journal = tables.journal.with(number, change.apply(row));
    return new MemoryStore(tables);
  }

  /** A copy in which a statement was changed behind the contract's back. */
  public MemoryStore withStatement(LaneId lane, long seq, UnaryOperator<StatementRow> change) {
    MemoryTables tables = committed.copy();
    MemoryTables.Place place = new MemoryTables.Place(lane, seq);
    StatementRow row = tables.statements.find(place).orElseThrow();
    tables.statements = tables.statements.with(place, change.apply(row));
    return new MemoryStore(tables);
  }

  /** A copy in which a receipt was changed behind the contract's back. */
  public MemoryStore withReceipt(LaneId lane, long seq, UnaryOperator<ReceiptRow> change) {
    MemoryTables tables = committed.copy();
    MemoryTables.Place place = new MemoryTables.Place(lane, seq);
    ReceiptRow row = tables.receipts.find(place).orElseThrow();
    tables.receipts = tables.receipts.with(place, change.apply(row));
    return new MemoryStore(tables);
  }

  @Override
  public <T> T write(Function<StoreTx, T> work) {
    Check.that(!turn.isHeldByCurrentThread(), "a write does not begin inside a write");
    turn.lock();
    try {
      Check.that(!isClosed, "a closed store is not used");
      MemoryTables next = committed.copy();
      T result = run(next, work::apply);
      committed = next;
      return result;
    } finally {
      turn.unlock();
    }
  }

  @Override
  public <T> T read(Function<StoreView, T> query) {
    Check.that(!isClosed, "a closed store is not used");
    return run(committed.copy(), query::apply);
  }

  private static <T> T run(MemoryTables tables, Function<MemoryTx, T> work) {
    MemoryTx tx = new MemoryTx(tables);
    try {
      return work.apply(tx);
    } finally {
      tx.end();
    }
  }

  @Override
  public void checkpoint() {
    Check.that(!isClosed, "a closed store is not used");
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
