-- Schema 7: what officers have written and nobody has sent, encrypted under keys of the vault.

CREATE TABLE draft (
  row_hash BLOB NOT NULL,
  id BLOB PRIMARY KEY,
  author TEXT NOT NULL,
  releaser TEXT NOT NULL,
  at INTEGER NOT NULL,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
