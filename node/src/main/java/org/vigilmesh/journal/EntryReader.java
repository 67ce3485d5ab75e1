package org.vigilmesh.journal;

import java.time.DateTimeException;
import java.time.Instant;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/** Reads what {@link EntryWriter} wrote and refuses everything else. */
final class EntryReader {
  static final int VERSION = 1;

  private static final long NANOS_MAX = 999_999_999;

  private final Bytes bytes;
  private int at;

  EntryReader(Bytes bytes) {
    this.bytes = bytes;
  }

  int u8() {
    InvalidValue.unless(at < bytes.size(), "a journal entry ends early");
    return bytes.at(at++) & 0xff;
  }

  int u16() {
    return u8() << 8 | u8();
  }

  long i64() {
    long number = 0;
    for (int i = 0; i < 8; i++) {
      number = number << 8 | u8();
    }
    return number;
  }

  Bytes field(int most) {
    int size = u16();
    InvalidValue.unless(size <= most, "a journal field is too long");
    InvalidValue.unless(size <= bytes.size() - at, "a journal entry ends early");
    at += size;
    return bytes.slice(at - size, at);
  }

  String text(int most) {
    return field(most).text();
  }

  Instant instant() {
    long seconds = i64();
    long nanos = i64();
    InvalidValue.unless(nanos >= 0 && nanos <= NANOS_MAX, "a second has a thousand million nanos");
    try {
      return Instant.ofEpochSecond(seconds, nanos);
    } catch (DateTimeException e) {
      throw new InvalidValue("a time beyond all calendars", e);
    }
  }

  void end() {
    InvalidValue.unless(at == bytes.size(), "a journal entry goes on after its end");
  }
}
