package org.vigilmesh.journal;

import java.util.ArrayList;
import java.util.List;
import org.vigilmesh.value.Bytes;

/** Writes numbers big-endian and fields after their length in two bytes. */
final class EntryWriter {
  private final List<Bytes> parts = new ArrayList<>();

  EntryWriter u8(int number) {
    parts.add(Bytes.of(new byte[] {(byte) number}));
    return this;
  }

  EntryWriter u16(int number) {
    parts.add(Bytes.of(new byte[] {(byte) (number >>> 8), (byte) number}));
    return this;
  }

  EntryWriter i64(long number) {
    parts.add(Bytes.u64(number));
    return this;
  }

  EntryWriter field(Bytes content) {
    u16(content.size());
    parts.add(content);
    return this;
  }

  Bytes written() {
    return Bytes.concat(parts.toArray(Bytes[]::new));
  }
}
