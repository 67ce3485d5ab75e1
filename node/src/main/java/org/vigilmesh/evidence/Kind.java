package org.vigilmesh.evidence;

/** What an object of an evidence file is. */
public enum Kind {
  FILE,
  CARD,
  ROSTER,
  STATEMENT,
  RECEIPT,
  /** The body of a statement: what people wrote. */
  CONTENT,
  /** A person's signature of an act. */
  PERSON
}
