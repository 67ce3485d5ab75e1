package org.vigilmesh.port;

import org.vigilmesh.envelope.Sealed;
import org.vigilmesh.value.Bytes;

/** Decrypts what was sealed to this node. Safe for several threads. */
public interface Opener {
  /** Opens {@code sealed}, or says why not; which check failed inside is not told. */
  Opened open(Sealed sealed);

  /** What opening came to. */
  sealed interface Opened {
    /** The statement's encoded form, without padding. */
    record Plain(Bytes statement) implements Opened {}

    /** Sealed to a key that this node does not hold, or no longer. */
    record UnknownKey() implements Opened {}

    /** Not for this node, not decryptable, or wrongly padded. */
    record Broken() implements Opened {}
  }
}
