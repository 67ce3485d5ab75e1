package org.vigilmesh.adapter.sqlite;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** The cells of a row whose hash was right, without that hash; columns count from 0. */
final class Row {
  private final @Nullable Object[] cells;

  Row(@Nullable Object[] cells) {
    this.cells = cells;
  }

  private Object cell(int column) {
    return Objects.requireNonNull(cells[column]);
  }

  long number(int column) {
    return (Long) cell(column);
  }

  String text(int column) {
    return (String) cell(column);
  }

  boolean flag(int column) {
    return number(column) != 0;
  }

  /** The bytes; none where a joined row was missing. */
  Bytes bytes(int column) {
    return cells[column] instanceof byte[] array ? Bytes.of(array) : Bytes.EMPTY;
  }

  List<Bytes> list(int column) {
    return Cells.split((byte[]) cell(column));
  }

  Digest digest(int column) {
    return new Digest(bytes(column));
  }

  NodeId node(int column) {
    return new NodeId(text(column));
  }

  NodeRef ref(int column) {
    return new NodeRef(node(column), number(column + 1));
  }

  Incarnation incarnation(int column) {
    return new Incarnation(number(column), bytes(column + 1));
  }

  Position position(int column) {
    return new Position(number(column), digest(column + 1));
  }

  ActId act(int column) {
    return new ActId(bytes(column));
  }

  CaseId matter(int column) {
    return new CaseId(bytes(column));
  }

  <E extends Enum<E>> E constant(int column, Class<E> type) {
    return Enum.valueOf(type, text(column));
  }

  Instant time(int column) {
    return Cells.instant(number(column));
  }

  Optional<Instant> findTime(int column) {
    return Optional.ofNullable(cells[column]).map(at -> Cells.instant((Long) at));
  }

  Optional<String> findText(int column) {
    return Optional.ofNullable(cells[column]).map(String.class::cast);
  }

  Optional<CaseId> findMatter(int column) {
    return Optional.ofNullable(cells[column]).map(bytes -> new CaseId(Bytes.of((byte[]) bytes)));
  }

  Optional<NodeId> findNode(int column) {
    return Optional.ofNullable(cells[column]).map(text -> new NodeId((String) text));
  }
}
