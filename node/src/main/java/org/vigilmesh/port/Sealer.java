package org.vigilmesh.port;

import org.vigilmesh.envelope.Sealed;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.value.Bytes;

/**
 * Encrypts statements for a peer; every call makes a fresh content key. Safe for several threads.
 */
public interface Sealer {
  /**
   * Pads and seals {@code statement} (its encoded form) to {@code key} of {@code recipient}. {@link
   * org.vigilmesh.value.InvalidValue} when {@code key} is no X-Wing key: the peer published
   * nonsense.
   */
  Sealed seal(NodeRef recipient, KeySet.SealingKey key, Bytes statement);
}
