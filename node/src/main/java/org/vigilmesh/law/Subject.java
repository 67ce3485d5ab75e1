package org.vigilmesh.law;

/** What is asked for, as far as the law treats it by itself. */
public enum Subject {
  PRESERVATION,
  TRAFFIC,
  EMERGENCY_DATA,
  /** Mutual legal assistance, which travels by its own channel. */
  ASSISTANCE
}
