package org.vigilmesh.message;

import java.time.Instant;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/** The name of a case, chosen by its opener's node: a UUIDv7, 16 bytes. */
public record CaseId(Bytes bytes) implements Comparable<CaseId> {
  public CaseId {
    InvalidValue.unless(UuidV7.isOne(bytes), "a case id is a UUIDv7");
  }

  /** A new id from the time (milliseconds count) and ten random bytes. */
  public static CaseId of(Instant at, Bytes random) {
    return new CaseId(UuidV7.of(at, random));
  }

  /** Reads the usual text form with hyphens. */
  public static CaseId typed(String text) {
    return new CaseId(UuidV7.parse(text));
  }

  @Override
  public int compareTo(CaseId other) {
    return bytes.compareTo(other.bytes);
  }

  /** The usual text form with hyphens. */
  @Override
  public String toString() {
    return UuidV7.text(bytes);
  }
}
