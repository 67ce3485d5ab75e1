package org.vigilmesh.port;

import java.util.function.Function;

/**
 * What a node remembers. One writer; a write is one transaction, all of it durable on return
 * (written and synced) or none of it. An implementation that cannot tell throws {@link
 * StoreException}, and the process ends. Reads see committed state only. Times are kept to the
 * microsecond at least, rounded down.
 */
public interface Store extends AutoCloseable {
  /** Runs {@code work} as one commit. The transaction must not be used after it returns. */
  <T> T write(Function<StoreTx, T> work);

  /** Runs {@code query} over one committed snapshot; from any thread, never inside another read. */
  <T> T read(Function<StoreView, T> query);

  /** Tidies up between writes; what is stored stays the same. Call it off the commit path. */
  void checkpoint();

  @Override
  void close();
}
