package org.vigilmesh.value;

/**
 * How fast an act must be seen; it names the lane the act travels in. Declared most urgent first.
 */
public enum Urgency {
  EMERGENCY,
  URGENT,
  ROUTINE;

  /** The code used in request files and on screens: the name in lower case. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
