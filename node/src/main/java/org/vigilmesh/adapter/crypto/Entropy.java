package org.vigilmesh.adapter.crypto;

import java.security.SecureRandom;

/** The one source of random bytes of this adapter. Safe for several threads. */
record Entropy(SecureRandom source) {
  byte[] bytes(int count) {
    byte[] drawn = new byte[count];
    source.nextBytes(drawn);
    return drawn;
  }
}
