package org.vigilmesh.evidence;

/** A check and what it came to. */
public record Finding(Point point, Answer answer) {
  static Finding of(Point point, boolean holds) {
    return new Finding(point, Answer.of(holds));
  }

  static Finding unchecked(Point point) {
    return new Finding(point, Answer.UNCHECKED);
  }
}
