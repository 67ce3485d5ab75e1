package org.vigilmesh.adapter.sqlite;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Check;

/** The connections that only read; a query that finds none free waits. */
final class Readers implements AutoCloseable {
  /** The desk, the admin socket, metrics, and one in reserve. */
  private static final int COUNT = 4;

  private final Path file;
  private final Semaphore permits = new Semaphore(COUNT, true);
  private final Deque<Session> idle = new ArrayDeque<>();
  private volatile boolean isClosed;

  Readers(Path file) {
    this.file = file;
  }

  /** Runs {@code query} over the state of the last commit. */
  <T> T read(Function<StoreView, T> query) {
    permits.acquireUninterruptibly();
    try {
      Check.that(!isClosed, "a closed store is not used");
      Session session = take();
      boolean isSound = false;
      try {
        T answer = ask(session, query);
        isSound = true;
        return answer;
      } finally {
        leave(session, isSound);
      }
    } finally {
      permits.release();
    }
  }

  private static <T> T ask(Session session, Function<StoreView, T> query) {
    SqliteTx view = new SqliteTx(session);
    try {
      session.run("BEGIN");
      // the snapshot is taken by the first read
      session.number("PRAGMA schema_version");
      T answer = query.apply(view);
      session.run("COMMIT");
      return answer;
    } finally {
      view.end();
    }
  }

  private Session take() {
    synchronized (idle) {
      if (!idle.isEmpty()) {
        return idle.pop();
      }
    }
    return Settings.reader(file);
  }

  /** A connection whose query failed is not used again: closing it ends its transaction. */
  private void leave(Session session, boolean isSound) {
    if (!isSound) {
      session.close();
      return;
    }
    synchronized (idle) {
      idle.push(session);
    }
  }

  /** Waits for the queries that are running. */
  @Override
  public void close() {
    permits.acquireUninterruptibly(COUNT);
    isClosed = true;
    synchronized (idle) {
      idle.forEach(Session::close);
      idle.clear();
    }
    permits.release(COUNT);
  }
}
