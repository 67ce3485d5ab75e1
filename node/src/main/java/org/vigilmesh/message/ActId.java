package org.vigilmesh.message;

import java.time.Instant;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/** The name of an act, unique at its sender for ever: a UUIDv7, 16 bytes. */
public record ActId(Bytes bytes) implements Comparable<ActId> {
  public ActId {
    InvalidValue.unless(UuidV7.isOne(bytes), "an act id is a UUIDv7");
  }

  /** A new id from the time (milliseconds count) and ten random bytes. */
  public static ActId of(Instant at, Bytes random) {
    return new ActId(UuidV7.of(at, random));
  }

  /** Reads the usual text form with hyphens. */
  public static ActId typed(String text) {
    return new ActId(UuidV7.parse(text));
  }

  @Override
  public int compareTo(ActId other) {
    return bytes.compareTo(other.bytes);
  }

  /** The usual text form with hyphens. */
  @Override
  public String toString() {
    return UuidV7.text(bytes);
  }
}
