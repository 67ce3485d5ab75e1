package org.vigilmesh.cli;

/** How a run of the command ends, as the number that the shell sees. */
enum Exit {
  DONE(0),
  FAILED(1),
  /** Wrong usage or input; nothing was stored. */
  INPUT(2),
  NOT_FOUND(3),
  NOT_PERMITTED(4),
  CHANGED_MEANWHILE(5),
  /** A verification's answer is no. */
  NEGATIVE(6),
  /** A retry helps. */
  UNREACHABLE(7),
  WAITING_FOR_PERSON(8),
  READ_ONLY(9);

  private final int number;

  Exit(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  boolean isRetriable() {
    return this == UNREACHABLE || this == CHANGED_MEANWHILE;
  }
}
