package org.vigilmesh;

import java.security.SecureRandom;
import org.vigilmesh.value.Bytes;

/**
 * A source of randomness that says the same after each start: first the given bytes, then what
 * {@link Fixtures#bytes} makes of the seed. For keys and signatures of invented States only.
 */
public final class ScriptedRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  private final transient String seed;
  private transient Bytes first;
  private long drawn;

  public ScriptedRandom(String seed, Bytes first) {
    super(null, null);
    this.seed = seed;
    this.first = first;
  }

  @Override
  public void nextBytes(byte[] bytes) {
    int given = Math.min(bytes.length, first.size());
    System.arraycopy(first.toArray(), 0, bytes, 0, given);
    first = first.slice(given, first.size());
    int rest = bytes.length - given;
    byte[] more = Fixtures.bytes(seed + " " + drawn, rest).toArray();
    drawn++;
    System.arraycopy(more, 0, bytes, given, rest);
  }
}
