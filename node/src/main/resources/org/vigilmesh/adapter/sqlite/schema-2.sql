-- Schema 2: what people of this node did in a case without telling the other side.

CREATE TABLE deed (
  row_hash BLOB NOT NULL,
  number INTEGER PRIMARY KEY,
  case_id BLOB NOT NULL,
  peer TEXT NOT NULL,
  urgency TEXT NOT NULL,
  deed TEXT NOT NULL,
  by_whom BLOB NOT NULL,
  at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  seen BLOB NOT NULL,
  words BLOB NOT NULL
) STRICT;

CREATE INDEX deed_of_case ON deed (case_id, number);
