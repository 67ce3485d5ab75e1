package org.vigilmesh.evidence;

/** What a check came to. */
public enum Answer {
  YES,
  NO,
  /** One signature of two is valid: incomplete, and never enough. */
  HALF,
  /** What it takes is not in the file. */
  UNCHECKED;

  static Answer of(boolean holds) {
    return holds ? YES : NO;
  }

  /** Whether it speaks against the object. */
  public boolean isNegative() {
    return this == NO || this == HALF;
  }
}
