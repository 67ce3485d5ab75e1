package org.vigilmesh.envelope;

/**
 * What a signature is for. Each has an object identifier of its own inside the signed attributes,
 * so a signature made for one purpose never serves another.
 */
public enum Purpose {
  STATEMENT(1),
  RECEIPT(2),
  REFUSAL(3),
  CARD(4),
  KEY_SET(5),
  INCARNATION_START(6),
  ANCHOR_ROLLOVER(7);

  private final int arc;

  Purpose(int arc) {
    this.arc = arc;
  }

  /** The last arc of the purpose's object identifier. */
  public int arc() {
    return arc;
  }
}
