package org.vigilmesh.adapter.sqlite;

/** The tables whose rows carry a hash: how many columns follow it and how many of these are key. */
enum Table {
  LIFE(9, 1),
  PEER(8, 1),
  IDENTITY(7, 4),
  LANE(8, 1),
  LANE_POSITION(7, 1),
  STATEMENT(7, 0),
  BODY(2, 0),
  SEALED(2, 0),
  RECEIPT(4, 0),
  ACT(12, 2),
  MATTER(13, 1),
  MENTION(2, 2),
  JOURNAL(5, 1),
  WITNESS(5, 1),
  START(9, 1),
  ALARM(7, 1),
  EVIDENCE(5, 1),
  DEED(10, 1),
  ACKNOWLEDGED(3, 1),
  BELL(2, 1),
  RUNG(4, 2),
  INVITATION(5, 1),
  ENROLLED(11, 1),
  OUTWARD(10, 2),
  DRAFT(5, 1),
  SHIFT(8, 1),
  PREFERENCE(3, 2),
  PASSKEY(5, 1);

  private final int columns;
  private final int keyColumns;

  Table(int columns, int keyColumns) {
    this.columns = columns;
    this.keyColumns = keyColumns;
  }

  int columns() {
    return columns;
  }

  /** Columns from the first that are the key; 0 where the first is a place. */
  int keyColumns() {
    return keyColumns;
  }
}
