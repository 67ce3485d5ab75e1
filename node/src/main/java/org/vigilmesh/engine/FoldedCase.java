package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.casework.CaseEvent;
import org.vigilmesh.casework.CaseFold;
import org.vigilmesh.casework.CaseState;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;

/**
 * A case with what its acts make of it; the acts in the order in which they were stored.
 *
 * @param size of all its stored bodies, in bytes
 */
record FoldedCase(List<Entry> entries, CaseState state, long size) {
  FoldedCase {
    entries = List.copyOf(entries);
  }

  /**
   * An act of the case.
   *
   * @param act empty when it is unreadable
   * @param reached when the other node, or this one for a peer's act, had stored it
   * @param size of the statement's stored body, in bytes
   */
  record Entry(ActRow row, Optional<Act> act, Optional<Instant> reached, long size) {
    boolean isEffective() {
      return row.state() != ActState.UNPROCESSABLE && row.state() != ActState.HELD;
    }
  }

  static FoldedCase of(NodeId self, List<Entry> entries) {
    return new FoldedCase(
        entries,
        CaseFold.fold(self, events(entries)),
        entries.stream().mapToLong(Entry::size).sum());
  }

  /** The case with one more act. */
  FoldedCase plus(NodeId self, Entry added) {
    List<Entry> more = new ArrayList<>(entries);
    more.add(added);
    return of(self, more);
  }

  /** The case with other rows or deliveries of acts that it has. */
  FoldedCase with(NodeId self, List<Entry> changed) {
    List<Entry> next = new ArrayList<>(entries);
    for (Entry one : changed) {
      next.replaceAll(old -> isSame(old.row(), one.row()) ? one : old);
    }
    return of(self, next);
  }

  private static boolean isSame(ActRow one, ActRow other) {
    return one.sender().equals(other.sender()) && one.id().equals(other.id());
  }

  Optional<Entry> find(NodeId sender, ActId id) {
    return entries.stream()
        .filter(entry -> entry.row().sender().equals(sender) && entry.row().id().equals(id))
        .findFirst();
  }

  List<CaseEvent> events() {
    return events(entries);
  }

  private static List<CaseEvent> events(List<Entry> entries) {
    List<CaseEvent> events = new ArrayList<>();
    for (Entry entry : entries) {
      entry
          .act()
          .ifPresent(
              act -> {
                var digest = entry.row().digest();
                events.add(new CaseEvent.Stored(act, digest, entry.isEffective()));
                entry.reached().ifPresent(at -> events.add(new CaseEvent.Delivered(digest, at)));
              });
    }
    return events;
  }

  /** Whether {@code sender} has used up its share of the case. */
  boolean isFullOf(NodeId sender) {
    List<Entry> theirs = entries.stream().filter(e -> e.row().sender().equals(sender)).toList();
    return theirs.size() >= CaseState.SIDE_ACTS_MAX
        || theirs.stream().mapToLong(Entry::size).sum() >= CaseState.SIDE_BYTES_MAX;
  }
}
