package org.vigilmesh.port;

import org.vigilmesh.value.Bytes;

/** The one source of randomness outside cryptography: ids, salts, boot ids. */
@FunctionalInterface
public interface Entropy {
  /** {@code count} unpredictable bytes (in simulation: drawn from the seed). */
  Bytes take(int count);
}
