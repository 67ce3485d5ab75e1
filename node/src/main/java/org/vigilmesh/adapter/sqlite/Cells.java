package org.vigilmesh.adapter.sqlite;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Check;
import org.vigilmesh.value.Digest;

/** How values become cells (Long, String, byte[] or null) and cells become a row's hash. */
final class Cells {
  private static final long MICROS = 1_000_000;
  private static final Instant TIME_MIN = Instant.ofEpochSecond(Long.MIN_VALUE / MICROS + 1);
  private static final Instant TIME_MAX = Instant.ofEpochSecond(Long.MAX_VALUE / MICROS - 1);

  private final MessageDigest sha;
  private final byte[] prefix = new byte[9];

  Cells() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }

  /** The cells of {@code values}; those that name a node's life or a place in a lane have two. */
  static @Nullable Object[] of(Object... values) {
    List<@Nullable Object> cells = new ArrayList<>(values.length + 4);
    for (Object value : values) {
      switch (value) {
        case NodeRef ref -> cells.addAll(List.of(ref.node().text(), ref.epoch()));
        case Incarnation life -> cells.addAll(List.of(life.number(), life.random().toArray()));
        case Position at -> cells.addAll(List.of(at.seq(), at.hash().bytes().toArray()));
        default -> cells.add(cell(value));
      }
    }
    return cells.toArray();
  }

  private static @Nullable Object cell(Object value) {
    return switch (value) {
      case Long number -> number;
      case Integer number -> Long.valueOf(number);
      case Boolean flag -> Long.valueOf(flag ? 1 : 0);
      case String text -> text;
      case Bytes bytes -> bytes.toArray();
      case Digest digest -> digest.bytes().toArray();
      case NodeId node -> node.text();
      case ActId act -> act.bytes().toArray();
      case CaseId matter -> matter.bytes().toArray();
      case Instant at -> micros(at);
      case Enum<?> constant -> constant.name();
      case List<?> list -> joined(list);
      case Optional<?> optional -> optional.map(Cells::cell).orElse(null);
      default -> throw new IllegalStateException("bug: no column for " + value.getClass());
    };
  }

  /** Microseconds, rounded down; times beyond 290,000 years become the last that fit. */
  private static long micros(Instant at) {
    Instant kept = at.isBefore(TIME_MIN) ? TIME_MIN : at.isAfter(TIME_MAX) ? TIME_MAX : at;
    return kept.getEpochSecond() * MICROS + kept.getNano() / 1000;
  }

  static Instant instant(long micros) {
    long nanos = Math.floorMod(micros, MICROS) * 1000;
    return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), nanos);
  }

  /** Bytes or texts, each after its length in four bytes. */
  private static byte[] joined(List<?> list) {
    List<Bytes> parts = new ArrayList<>();
    for (Object part : list) {
      Bytes bytes = part instanceof Bytes already ? already : Bytes.utf8(part.toString());
      parts.add(Bytes.u64(bytes.size()).slice(4, 8));
      parts.add(bytes);
    }
    return Bytes.concat(parts.toArray(Bytes[]::new)).toArray();
  }

  static List<Bytes> split(byte[] joined) {
    ByteBuffer rest = ByteBuffer.wrap(joined);
    List<Bytes> parts = new ArrayList<>();
    while (rest.hasRemaining()) {
      byte[] part = new byte[rest.getInt()];
      rest.get(part);
      parts.add(Bytes.of(part));
    }
    return parts;
  }

  /** SHA-256 over the table's name and {@code count} cells, each with its type and length. */
  byte[] hash(Table table, @Nullable Object[] cells, int from, int count) {
    sha.reset();
    add(table.name());
    for (int i = from; i < from + count; i++) {
      add(cells[i]);
    }
    return sha.digest();
  }

  private void add(@Nullable Object cell) {
    switch (cell) {
      case null -> sha.update((byte) 0);
      case Long number -> sha.update(prefix(1, number), 0, 9);
      case String text -> add(2, text.getBytes(StandardCharsets.UTF_8));
      case byte[] bytes -> add(3, bytes);
      default -> Check.that(false, "a cell is a number, a text or bytes");
    }
  }

  private void add(int type, byte[] content) {
    sha.update(prefix(type, content.length), 0, 9);
    sha.update(content);
  }

  private byte[] prefix(int type, long number) {
    prefix[0] = (byte) type;
    for (int i = 1; i <= 8; i++) {
      prefix[i] = (byte) (number >>> (64 - 8 * i));
    }
    return prefix;
  }
}
