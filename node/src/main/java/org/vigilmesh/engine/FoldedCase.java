package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.casework.CaseEvent;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.casework.CaseFold;
import org.vigilmesh.casework.CaseState;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.DeedRow;

/**
 * A case with what its acts make of it; the acts in the order in which they were stored.
 *
 * @param size of all its stored bodies, in bytes
 */
record FoldedCase(List<Entry> entries, List<DeedRow> deeds, CaseState state, long size) {
  FoldedCase {
    entries = List.copyOf(entries);
    deeds = List.copyOf(deeds);
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

  static FoldedCase of(NodeId self, List<Entry> entries, List<DeedRow> deeds) {
    return new FoldedCase(
        entries,
        deeds,
        CaseFold.fold(self, events(entries, deeds)),
        entries.stream().mapToLong(Entry::size).sum());
  }

  /** The case with one more act. */
  FoldedCase plus(NodeId self, Entry added) {
    List<Entry> more = new ArrayList<>(entries);
    more.add(added);
    return of(self, more, deeds);
  }

  /** The case with other rows or deliveries of acts that it has. */
  FoldedCase with(NodeId self, List<Entry> changed) {
    List<Entry> next = new ArrayList<>(entries);
    for (Entry one : changed) {
      next.replaceAll(old -> isSame(old.row(), one.row()) ? one : old);
    }
    return of(self, next, deeds);
  }

  /** The case with one more local act. */
  FoldedCase plus(NodeId self, DeedRow done) {
    List<DeedRow> more = new ArrayList<>(deeds);
    more.add(done);
    return of(self, entries, more);
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
    return events(entries, deeds);
  }

  private static List<CaseEvent> events(List<Entry> entries, List<DeedRow> deeds) {
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
    deeds.forEach(row -> local(row).ifPresent(events::add));
    return events;
  }

  /** Empty for a deed that only a newer program knows. */
  private static Optional<CaseEvent.Local> local(DeedRow row) {
    List<OfficerId> by = row.by().stream().map(OfficerId::new).toList();
    return Deed.find(row.deed())
        .map(deed -> new CaseEvent.Local(deed, by, row.at(), row.seen(), row.until()));
  }

  /** Whether {@code sender} has used up its share of the case. */
  boolean isFullOf(NodeId sender) {
    List<Entry> theirs = entries.stream().filter(e -> e.row().sender().equals(sender)).toList();
    return theirs.size() >= CaseState.SIDE_ACTS_MAX
        || theirs.stream().mapToLong(Entry::size).sum() >= CaseState.SIDE_BYTES_MAX;
  }
}
