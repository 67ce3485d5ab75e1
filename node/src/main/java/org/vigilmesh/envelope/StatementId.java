package org.vigilmesh.envelope;

import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/** 16 bytes, a UUIDv7, that name one statement; sealing it again keeps the name. */
public record StatementId(Bytes bytes) {
  public StatementId {
    InvalidValue.unless(bytes.size() == 16, "a statement id has 16 bytes");
  }

  @Override
  public String toString() {
    return bytes.hex();
  }
}
