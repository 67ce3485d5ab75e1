-- Schema 8: who was on duty, and the note for the next officer, encrypted under a key of the vault.

CREATE TABLE shift (
  row_hash BLOB NOT NULL,
  id BLOB PRIMARY KEY,
  officer TEXT NOT NULL,
  begun INTEGER NOT NULL,
  until INTEGER NOT NULL,
  next TEXT NOT NULL,
  is_ended INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
