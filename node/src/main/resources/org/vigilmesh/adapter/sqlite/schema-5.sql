-- Schema 5: invitations of officers by one-time codes, and passkeys that no roster holds yet.

CREATE TABLE invitation (
  row_hash BLOB NOT NULL,
  officer TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  code_hash BLOB NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE enrolled (
  row_hash BLOB NOT NULL,
  credential BLOB PRIMARY KEY,
  officer TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  public_key BLOB NOT NULL,
  kind TEXT NOT NULL,
  relying_party TEXT NOT NULL,
  origins BLOB NOT NULL,
  challenge BLOB NOT NULL,
  proof BLOB NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
