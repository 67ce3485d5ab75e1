-- Schema 3: the bells of cases. When each case is to be looked at next, and what was rung.

CREATE TABLE bell (
  row_hash BLOB NOT NULL,
  case_id BLOB PRIMARY KEY,
  next_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX bell_due ON bell (next_at, case_id);

CREATE TABLE rung (
  row_hash BLOB NOT NULL,
  case_id BLOB NOT NULL,
  key TEXT NOT NULL,
  at INTEGER NOT NULL,
  rung_at INTEGER NOT NULL,
  PRIMARY KEY (case_id, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX rung_by_time ON rung (at);

CREATE TABLE acknowledged (
  row_hash BLOB NOT NULL,
  key TEXT PRIMARY KEY,
  officer TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
