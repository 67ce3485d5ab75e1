package org.vigilmesh.port;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Store} throws when it cannot keep its promise. The message is a sentence for the
 * operator; the reason is what code may decide by.
 */
public final class StoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why the store failed. */
  public enum Reason {
    /** Reading, writing or syncing failed: nothing may be told; the process ends. */
    BROKEN,
    /** No room: this transaction was undone, all before it is intact, reading goes on. */
    FULL,
    /** A row is not what was written: the message names its table and key. */
    DAMAGED,
    /** Another process owns the store. */
    OWNED,
    /** This is not a store that this program may open: missing, other format, wrong settings. */
    REFUSED
  }

  public StoreException(Reason reason, String sentence) {
    this(reason, sentence, null);
  }

  public StoreException(Reason reason, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  public boolean isFull() {
    return reason == Reason.FULL;
  }

  public boolean isDamaged() {
    return reason == Reason.DAMAGED;
  }
}
