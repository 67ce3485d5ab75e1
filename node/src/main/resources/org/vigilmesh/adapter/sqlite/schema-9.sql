-- Schema 9: how officers want the desk, and what is known of their passkeys beside the keys.

CREATE TABLE preference (
  row_hash BLOB NOT NULL,
  officer TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (officer, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE passkey (
  row_hash BLOB NOT NULL,
  id BLOB PRIMARY KEY,
  officer TEXT NOT NULL,
  label TEXT NOT NULL,
  added INTEGER,
  used INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX passkey_by_officer ON passkey (officer);
