package org.vigilmesh.casework;

import java.util.Locale;

/**
 * Where a case, or one of its data items, stands: exactly one. The rank orders how far it has come;
 * a case shows the least advanced of its items that still go on.
 */
public enum Stage {
  DRAFT(0),
  AWAITING_AUTH(1),
  AUTHORISED(2),
  ORAL_PENDING_CONFIRMATION(2),
  SENT(3),
  DELIVERED(4),
  ACKNOWLEDGED(5),
  ACCEPTED(8),
  PARTIAL(8),
  REFUSED(9),
  POSTPONED(10),
  NOT_LOCATED(10),
  NOT_COMPETENT(10),
  PRESERVED(12),
  MLA_ANNOUNCED(15),
  MLA_RECEIVED(16),
  MLA_DECIDED(17),
  RELEASED(19),
  EXPIRED(19),
  WITHDRAWN(19),
  CLOSED(19);

  private static final int CLOSED_RANK = 19;

  private final int rank;

  Stage(int rank) {
    this.rank = rank;
  }

  int rank() {
    return rank;
  }

  /** Whether nothing more is asked of the custodian for an item that stands here. */
  boolean hasEnded() {
    return switch (this) {
      case REFUSED, NOT_LOCATED, NOT_COMPETENT, RELEASED, EXPIRED, WITHDRAWN, CLOSED -> true;
      case DRAFT,
          AWAITING_AUTH,
          AUTHORISED,
          ORAL_PENDING_CONFIRMATION,
          SENT,
          DELIVERED,
          ACKNOWLEDGED,
          ACCEPTED,
          PARTIAL,
          POSTPONED,
          PRESERVED,
          MLA_ANNOUNCED,
          MLA_RECEIVED,
          MLA_DECIDED ->
          false;
    };
  }

  /** Whether it has ended for good: no hold is left that anybody could end. */
  boolean isOver() {
    return rank == CLOSED_RANK;
  }

  /** The code on the admin wire and in lists. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
