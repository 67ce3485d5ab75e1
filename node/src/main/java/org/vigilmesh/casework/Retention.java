package org.vigilmesh.casework;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.casework.CaseEvent.Local;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.value.Urgency;

/**
 * How long a copy that was put away is kept: it is purged by two persons, once its time is over and
 * no legal hold stands.
 *
 * @param closedAt when it was put away
 * @param dueAt from when on it may be purged
 * @param holders who set the legal hold that stands, and nobody where none does
 * @param purged whether its content was destroyed
 */
public record Retention(Instant closedAt, Instant dueAt, List<OfficerId> holders, boolean purged) {
  public Retention {
    holders = List.copyOf(holders);
  }

  /** Of the case that {@code events} make at {@code self}; empty while its copy is open. */
  public static Optional<Retention> find(NodeId self, List<CaseEvent> events) {
    CaseState state = CaseFold.fold(self, events);
    boolean isPutAway = state.closed() || state.base().equals(Optional.of(Stage.CLOSED));
    return closedAt(events)
        .filter(_ -> isPutAway || isPurged(events))
        .map(
            at ->
                new Retention(
                    at,
                    at.plus(Clock.RETENTION.length(Urgency.ROUTINE)),
                    holders(events),
                    isPurged(events)));
  }

  /** Whether two persons may destroy the content at {@code at}. */
  public boolean isDue(Instant at) {
    return holders.isEmpty() && !at.isBefore(dueAt);
  }

  private static Optional<Instant> closedAt(List<CaseEvent> events) {
    return events.stream()
        .filter(
            event ->
                event instanceof Local(var deed, _, _, _, _)
                    && (deed == Deed.CLOSED || deed == Deed.DISCARDED || deed == Deed.ORAL_CLOSED))
        .map(event -> ((Local) event).at())
        .max(Comparator.naturalOrder());
  }

  /** Whether content of the case was destroyed here. */
  static boolean isPurged(List<CaseEvent> events) {
    return events.stream()
        .anyMatch(event -> event instanceof Local(var deed, _, _, _, _) && deed == Deed.PURGED);
  }

  /** Who set the legal hold that nobody has lifted since. */
  public static List<OfficerId> holders(List<CaseEvent> events) {
    return events.stream()
        .filter(
            event ->
                event instanceof Local(var deed, _, _, _, _)
                    && (deed == Deed.LEGAL_HOLD_SET || deed == Deed.LEGAL_HOLD_LIFTED))
        .map(Local.class::cast)
        .max(Comparator.comparing(Local::at))
        .filter(last -> last.deed() == Deed.LEGAL_HOLD_SET)
        .map(Local::by)
        .orElse(List.of());
  }
}
