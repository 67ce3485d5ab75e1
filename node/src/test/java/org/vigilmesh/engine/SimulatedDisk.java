package org.vigilmesh.engine;

import java.util.function.Function;
import org.vigilmesh.port.Store;
import org.vigilmesh.port.StoreException;
import org.vigilmesh.port.StoreTx;
import org.vigilmesh.port.StoreView;

/** A store on a disk that can fail: full, in error, or with the power cut round a commit. */
final class SimulatedDisk implements Store {
  private final Store store;
  private Mishap next = Mishap.NONE;
  private boolean isFull;

  /** What becomes of the next commit. */
  enum Mishap {
    NONE,
    CUT_BEFORE,
    CUT_AFTER,
    ERROR_BEFORE,
    ERROR_AFTER
  }

  SimulatedDisk(Store store) {
    this.store = store;
  }

  void next(Mishap mishap) {
    next = mishap;
  }

  void fill(boolean full) {
    isFull = full;
  }

  boolean isFull() {
    return isFull;
  }

  @Override
  public <T> T write(Function<StoreTx, T> work) {
    Mishap mishap = next;
    next = Mishap.NONE;
    boolean isUndone = isFull || mishap == Mishap.CUT_BEFORE || mishap == Mishap.ERROR_BEFORE;
    T result =
        store.write(
            tx -> {
              T done = work.apply(tx);
              if (isUndone) {
                throw end(mishap);
              }
              return done;
            });
    if (mishap != Mishap.NONE) {
      throw end(mishap);
    }
    return result;
  }

  private static RuntimeException end(Mishap mishap) {
    return switch (mishap) {
      case CUT_BEFORE, CUT_AFTER -> new ProcessEnded("cut round a commit");
      // a real store would keep its broken file open until its process is gone, which it is not
      case ERROR_BEFORE -> new ProcessEnded("the disk reports an error in a turn");
      case ERROR_AFTER ->
          new StoreException(StoreException.Reason.BROKEN, "The disk reports an error.");
      case NONE -> new StoreException(StoreException.Reason.FULL, "The disk is full.");
    };
  }

  @Override
  public <T> T read(Function<StoreView, T> query) {
    return store.read(query);
  }

  @Override
  public void checkpoint() {
    store.checkpoint();
  }

  @Override
  public void close() {
    store.close();
  }
}
