package org.vigilmesh.adapter.sqlite;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.Store;
import org.vigilmesh.port.StoreException;
import org.vigilmesh.port.StoreException.Reason;
import org.vigilmesh.port.StoreTx;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Check;

/**
 * A {@link Store} in one SQLite file. Owned by one process: the operating system's lock is held
 * while it is open, and every commit finds its own token in the file or is undone. After a failed
 * write or sync nothing more is written, since a later success would prove nothing.
 */
public final class SqliteStore implements Store {
  /** 64 MiB of pages: above it a checkpoint waits for readers, so that the log begins anew. */
  private static final long LOG_PAGES_MAX = 4096;

  private final Path file;
  private final OwnerLock lock;
  private final Readers readers;
  private final ReentrantLock turn = new ReentrantLock();
  private Session writer;
  private Bytes token;
  private volatile boolean isBroken;
  private boolean isClosed;

  private SqliteStore(Path file, OwnerLock lock, Session writer, Readers readers, Bytes token) {
    this.file = file;
    this.lock = lock;
    this.writer = writer;
    this.readers = readers;
    this.token = token;
  }

  /**
   * From now on this process loads SQLite's native library from {@code directory}, which only the
   * node's user may write to; without this call the driver unpacks a copy at each start.
   */
  public static void loadFrom(Path directory) {
    NativeLibrary.provide(directory);
  }

  /**
   * Makes a new database that holds {@code life} and nothing else, durable on return. Refuses when
   * there is a file of that name, whatever is in it.
   */
  public static void create(Path file, LifeRow life) {
    try (OwnerLock _ = OwnerLock.take(file)) {
      OwnerLock.createPrivate(file);
      try (Session session = Settings.writer(file, true)) {
        Schema.CURRENT.bring(session, file);
        SqliteTx tx = new SqliteTx(session);
        session.run("BEGIN IMMEDIATE");
        tx.putLife(life);
        session.run("COMMIT");
      }
      OwnerLock.syncFolderOf(file);
    } catch (FileAlreadyExistsException e) {
      throw new StoreException(
          Reason.REFUSED, "There is a file " + file + " already: it is not touched.", e);
    } catch (IOException e) {
      throw new StoreException(Reason.BROKEN, "The database " + file + " cannot be made.", e);
    }
  }

  /**
   * Opens what {@link #create} made, brings it to this program's schema and takes it over: from now
   * on it belongs to {@code ownerToken}, and a commit of any earlier owner fails. Never creates.
   */
  public static SqliteStore open(Path file, Bytes ownerToken) {
    return open(file, ownerToken, Schema.CURRENT);
  }

  static SqliteStore open(Path file, Bytes ownerToken, Schema schema) {
    if (!Files.isRegularFile(file)) {
      throw new StoreException(Reason.REFUSED, "There is no database " + file + ".");
    }
    OwnerLock lock = OwnerLock.take(file);
    boolean isOpen = false;
    try {
      Session writer = Settings.writer(file, false);
      try {
        schema.bring(writer, file);
        takeOver(writer, file, ownerToken);
        SqliteStore store = new SqliteStore(file, lock, writer, new Readers(file), ownerToken);
        isOpen = true;
        return store;
      } finally {
        if (!isOpen) {
          writer.close();
        }
      }
    } finally {
      if (!isOpen) {
        lock.close();
      }
    }
  }

  private static void takeOver(Session writer, Path file, Bytes ownerToken) {
    SqliteTx tx = new SqliteTx(writer);
    writer.run("BEGIN IMMEDIATE");
    LifeRow life =
        tx.life().orElseThrow(() -> Settings.refused(file, "its creation was never completed"));
    tx.putLife(
        new LifeRow(
            life.self(),
            life.incarnation(),
            ownerToken,
            life.mode(),
            life.modeReason(),
            life.since()));
    writer.run("COMMIT");
  }

  @Override
  public <T> T write(Function<StoreTx, T> work) {
    Check.that(!turn.isHeldByCurrentThread(), "a write does not begin inside a write");
    turn.lock();
    try {
      checkUsable();
      return commit(work);
    } catch (RuntimeException | Error e) {
      undo(e);
      throw e;
    } finally {
      turn.unlock();
    }
  }

  private <T> T commit(Function<StoreTx, T> work) {
    SqliteTx tx = new SqliteTx(writer);
    writer.run("BEGIN IMMEDIATE");
    checkOwner(tx);
    T result;
    Bytes next;
    try {
      result = work.apply(tx);
      next = tx.life().map(LifeRow::ownerToken).orElse(token);
    } finally {
      tx.end();
    }
    writer.run("COMMIT");
    token = next;
    return result;
  }

  private void checkOwner(StoreTx tx) {
    if (!tx.life().map(LifeRow::ownerToken).equals(Optional.of(token))) {
      throw new StoreException(
          Reason.OWNED, "Another process has taken over the database " + file + ".");
    }
  }

  private void checkUsable() {
    Check.that(!isClosed, "a closed store is not used");
    if (isBroken) {
      throw new StoreException(
          Reason.BROKEN, "The database failed before: nothing is stored until a restart.");
    }
  }

  /**
   * A new connection is the one way back that cannot fail half: closing the old one undoes what was
   * not committed, whether or not SQLite has already done so. After a failure of the disk nothing
   * is touched; whoever was overtaken gets out of the new owner's way.
   */
  private void undo(Throwable why) {
    Reason reason = why instanceof StoreException e ? e.reason() : Reason.DAMAGED;
    if (isBroken || reason == Reason.BROKEN) {
      isBroken = true;
      return;
    }
    try {
      writer.close();
      if (reason == Reason.OWNED) {
        isBroken = true;
      } else {
        writer = Settings.writer(file, false);
      }
    } catch (StoreException second) {
      isBroken = true;
      why.addSuppressed(second);
    }
  }

  @Override
  public <T> T read(Function<StoreView, T> query) {
    try {
      return readers.read(query);
    } catch (StoreException e) {
      isBroken = isBroken || e.reason() == Reason.BROKEN;
      throw e;
    }
  }

  /**
   * Copies what is committed from the log into the database. Usually waits for nobody; only when
   * the log has outgrown its bound does it wait for readers, five seconds at most.
   */
  @Override
  public void checkpoint() {
    turn.lock();
    try {
      checkUsable();
      long pages = writer.numberAt(2, "PRAGMA wal_checkpoint(PASSIVE)").orElse(0);
      if (pages > LOG_PAGES_MAX) {
        writer.numberAt(2, "PRAGMA wal_checkpoint(RESTART)");
      }
    } catch (StoreException e) {
      isBroken = isBroken || !e.isFull();
      throw e;
    } finally {
      turn.unlock();
    }
  }

  /** Waits for running queries. After a failure the file is left as it is, for the next start. */
  @Override
  public void close() {
    turn.lock();
    try {
      if (isClosed) {
        return;
      }
      isClosed = true;
      readers.close();
      if (!isBroken) {
        writer.close();
      }
      lock.close();
    } finally {
      turn.unlock();
    }
  }
}
