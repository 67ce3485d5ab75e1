package org.vigilmesh.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.vigilmesh.value.Urgency;

/**
 * Tells when a person must hear of a statement without a receipt: once when its delivery limit
 * passes, once when its not_after passes. The statement stays in its lane and is still offered; if
 * it comes late, the receiver shows it as expired on arrival.
 */
public final class Expiry {
  private Expiry() {}

  /** What a person was already told about a statement. */
  public enum Told {
    NOTHING,
    OVERDUE,
    UNDELIVERED
  }

  /** A committed statement that no receipt covers. */
  public record Waiting(long seq, Instant committedAt, Instant notAfter, Told told) {}

  /** Something that a person is to be told now, with an alarm. */
  public sealed interface Notice {
    long seq();

    /** Not delivered within its limit; goes on being offered. */
    record Overdue(long seq) implements Notice {}

    /** Its time has passed: the act is UNDELIVERED. Final for the act, not for the lane. */
    record Undelivered(long seq) implements Notice {}
  }

  /** The notices due at {@code at}, in the order of {@code waiting}; at most one a statement. */
  public static List<Notice> step(
      Urgency urgency, List<Waiting> waiting, Instant at, Policy policy) {
    List<Notice> due = new ArrayList<>();
    for (Waiting one : waiting) {
      if (one.told() == Told.UNDELIVERED) {
        continue;
      }
      if (at.isAfter(one.notAfter())) {
        due.add(new Notice.Undelivered(one.seq()));
      } else if (one.told() == Told.NOTHING && !at.isBefore(overdueAt(urgency, one, policy))) {
        due.add(new Notice.Overdue(one.seq()));
      }
    }
    return due;
  }

  private static Instant overdueAt(Urgency urgency, Waiting one, Policy policy) {
    return one.committedAt().plus(policy.limit().of(urgency));
  }

  /** When the next notice about {@code one} is due; MAX when none will be. */
  public static Instant nextAt(Urgency urgency, Waiting one, Policy policy) {
    Instant expired = one.notAfter().plusNanos(1);
    return switch (one.told()) {
      case UNDELIVERED -> Instant.MAX;
      case OVERDUE -> expired;
      case NOTHING -> {
        Instant overdue = overdueAt(urgency, one, policy);
        yield overdue.isBefore(expired) ? overdue : expired;
      }
    };
  }
}
