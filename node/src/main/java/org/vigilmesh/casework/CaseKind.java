package org.vigilmesh.casework;

import java.util.EnumSet;
import java.util.Set;

/** What a case is about, by its opening message; a kind uses only some of the bases. */
enum CaseKind {
  PRESERVATION,
  EMERGENCY_DATA,
  TRAFFIC,
  LOCATION,
  ADVICE,
  LEGAL,
  SPONTANEOUS,
  INCIDENT,
  TEST;

  private static final Set<Stage> OF_QUERIES =
      EnumSet.of(Stage.DRAFT, Stage.SENT, Stage.DELIVERED, Stage.ACKNOWLEDGED, Stage.CLOSED);

  /** Bases that only a hold leads to. */
  private static final Set<Stage> OF_HOLDS =
      EnumSet.of(
          Stage.PRESERVED,
          Stage.MLA_ANNOUNCED,
          Stage.MLA_RECEIVED,
          Stage.MLA_DECIDED,
          Stage.EXPIRED,
          Stage.ORAL_PENDING_CONFIRMATION);

  /** Whether a case of this kind may stand at {@code base}. */
  boolean uses(Stage base) {
    return switch (this) {
      case PRESERVATION -> true;
      case EMERGENCY_DATA, TRAFFIC -> !OF_HOLDS.contains(base);
      case LOCATION, ADVICE, LEGAL, SPONTANEOUS -> OF_QUERIES.contains(base);
      case INCIDENT, TEST -> false;
    };
  }

  /** Whether it is a record outside the state table. */
  boolean isRecord() {
    return this == INCIDENT || this == TEST;
  }

  /** Whether a message of this row has a place in a case of this kind. */
  boolean allows(Grid row) {
    return switch (row.scope()) {
      case ANY -> true;
      case MATTER -> this == PRESERVATION || this == EMERGENCY_DATA || this == TRAFFIC;
      case HOLD -> this == PRESERVATION;
      case EMERGENCY -> this == EMERGENCY_DATA;
      case LOCATION -> this == LOCATION;
      case ADVICE -> this == ADVICE;
      case LEGAL -> this == LEGAL;
    };
  }
}
