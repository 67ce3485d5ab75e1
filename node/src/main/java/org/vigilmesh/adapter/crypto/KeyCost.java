package org.vigilmesh.adapter.crypto;

import org.vigilmesh.value.InvalidValue;

/** What one guess at a passphrase costs: Argon2id's memory in KiB, passes and lanes. */
public record KeyCost(int memoryKib, int passes, int lanes) {
  /** About a third of a second and 64 MiB: the second choice of RFC 9106. */
  public static final KeyCost DEFAULT = new KeyCost(64 * 1024, 3, 1);

  /** For a passphrase that a machine drew: nobody guesses 256 random bits, however cheap a try. */
  public static final KeyCost OF_RANDOM = new KeyCost(64, 1, 1);

  /** Bounds for what a file may ask of the machine that reads it. */
  public KeyCost {
    InvalidValue.unless(memoryKib >= 64 && memoryKib <= 256 * 1024, "64 KiB to 256 MiB");
    InvalidValue.unless(passes >= 1 && passes <= 16, "1 to 16 passes");
    InvalidValue.unless(lanes >= 1 && lanes <= 4, "1 to 4 lanes");
  }
}
