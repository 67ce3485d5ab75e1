package org.vigilmesh.casework;

/** What a case is about, by its opening message. */
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
