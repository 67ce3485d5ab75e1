package org.vigilmesh.port;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.vigilmesh.port.Rows.LifeRow;
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
