package org.vigilmesh.evidence;

/** What reading an evidence file came to. */
public sealed interface Reading {
  /** Every object could be read; whether they hold is in it. */
  record Judged(Evidence evidence) implements Reading {}

  /** The file or an object in it is none: altered, cut, or something else. */
  record Unreadable(Kind what, String why) implements Reading {}

  /** The file or an object in it is of a later format than this program knows. */
  record Newer(Kind what) implements Reading {}
}
