package org.vigilmesh.evidence;

/**
 * A value that stands in a signed object, or is computed from its bytes.
 *
 * @param name what it is
 */
public record Raw(Name name, String value) {
  /** What is shown of objects. */
  public enum Name {
    /** SHA-256 of the signed bytes, by which others name the object. */
    HASH,
    LANE,
    SEQ,
    PREVIOUS,
    BODY_DIGEST,
    ACT_DIGEST,
    /** What persons sign of an act. */
    ENDORSED_DIGEST,
    JOURNAL_HEAD,
    CARD,
    PAIR,
    UP_TO,
    CREDENTIAL,
    PROOF_BYTES,
    VERSION
  }
}
