-- Schema 1. In every table but meta the first column is the SHA-256 of the table's name and all
-- columns after it. A place is lane_id * 2^40 + seq. Times are microseconds since 1970.

CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE life (
  row_hash BLOB NOT NULL,
  id INTEGER PRIMARY KEY CHECK (id = 1),
  node TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  incarnation INTEGER NOT NULL,
  incarnation_random BLOB NOT NULL,
  owner_token BLOB NOT NULL,
  mode TEXT NOT NULL,
  mode_reason TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT;

CREATE TABLE peer (
  row_hash BLOB NOT NULL,
  node TEXT NOT NULL UNIQUE,
  epoch INTEGER NOT NULL,
  trust TEXT NOT NULL,
  trust_since INTEGER NOT NULL,
  trust_by TEXT NOT NULL,
  anchor BLOB NOT NULL,
  format_max INTEGER NOT NULL,
  suite_max INTEGER NOT NULL
) STRICT;

CREATE TABLE identity (
  row_hash BLOB NOT NULL,
  node TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  hash BLOB NOT NULL,
  container BLOB NOT NULL,
  stored_at INTEGER NOT NULL,
  UNIQUE (node, kind, epoch, version)
) STRICT;

CREATE TABLE lane (
  row_hash BLOB NOT NULL,
  lane_id INTEGER PRIMARY KEY CHECK (lane_id BETWEEN 1 AND 8388607),
  from_node TEXT NOT NULL,
  from_epoch INTEGER NOT NULL,
  to_node TEXT NOT NULL,
  to_epoch INTEGER NOT NULL,
  urgency TEXT NOT NULL,
  incarnation INTEGER NOT NULL,
  incarnation_random BLOB NOT NULL,
  UNIQUE (from_node, from_epoch, to_node, to_epoch, urgency, incarnation, incarnation_random)
) STRICT;

CREATE TABLE lane_position (
  row_hash BLOB NOT NULL,
  lane_id INTEGER PRIMARY KEY REFERENCES lane,
  last_seq INTEGER NOT NULL,
  last_hash BLOB NOT NULL,
  last_at INTEGER NOT NULL,
  receipted INTEGER NOT NULL,
  receipt BLOB NOT NULL,
  state TEXT NOT NULL
) STRICT;

CREATE TABLE statement (
  row_hash BLOB NOT NULL,
  place INTEGER PRIMARY KEY,
  header_hash BLOB NOT NULL,
  header BLOB NOT NULL,
  not_after INTEGER NOT NULL,
  stored_at INTEGER NOT NULL,
  case_id BLOB NOT NULL,
  act_id BLOB NOT NULL
) STRICT;

CREATE TABLE body (
  row_hash BLOB NOT NULL,
  place INTEGER PRIMARY KEY REFERENCES statement,
  body BLOB NOT NULL
) STRICT;

CREATE TABLE sealed (
  row_hash BLOB NOT NULL,
  place INTEGER PRIMARY KEY REFERENCES statement,
  sealed BLOB NOT NULL
) STRICT;

CREATE TABLE receipt (
  row_hash BLOB NOT NULL,
  place INTEGER PRIMARY KEY,
  hash BLOB NOT NULL,
  received_at INTEGER NOT NULL,
  container BLOB NOT NULL
) STRICT;

CREATE TABLE act (
  row_hash BLOB NOT NULL,
  sender TEXT NOT NULL,
  act_id BLOB NOT NULL,
  digest BLOB NOT NULL,
  case_id BLOB NOT NULL,
  content_type TEXT NOT NULL,
  urgency TEXT NOT NULL,
  exercise INTEGER NOT NULL,
  place INTEGER NOT NULL,
  state TEXT NOT NULL,
  state_reason TEXT NOT NULL,
  stored_at INTEGER NOT NULL,
  not_after INTEGER NOT NULL,
  UNIQUE (act_id, sender)
) STRICT;

CREATE INDEX act_of_case ON act (case_id);
CREATE INDEX act_at_place ON act (place);
CREATE INDEX act_waiting ON act (not_after) WHERE state = 'ACCEPTED_FOR_SENDING';

CREATE TABLE matter (
  row_hash BLOB NOT NULL,
  case_id BLOB PRIMARY KEY,
  peer TEXT NOT NULL,
  ours INTEGER NOT NULL,
  content_type TEXT NOT NULL,
  urgency TEXT NOT NULL,
  exercise INTEGER NOT NULL,
  state TEXT NOT NULL,
  marks BLOB NOT NULL,
  deadline INTEGER,
  opened_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  change INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  row_hash BLOB NOT NULL,
  number INTEGER PRIMARY KEY,
  salt BLOB NOT NULL,
  entry BLOB NOT NULL,
  entry_digest BLOB NOT NULL,
  head BLOB NOT NULL
) STRICT;

CREATE TABLE witness (
  row_hash BLOB NOT NULL,
  peer TEXT PRIMARY KEY,
  journal_head BLOB NOT NULL,
  incarnation INTEGER NOT NULL,
  incarnation_random BLOB NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE start (
  row_hash BLOB NOT NULL,
  hash BLOB NOT NULL UNIQUE,
  from_node TEXT NOT NULL,
  from_epoch INTEGER NOT NULL,
  to_node TEXT NOT NULL,
  to_epoch INTEGER NOT NULL,
  incarnation INTEGER NOT NULL,
  incarnation_random BLOB NOT NULL,
  container BLOB NOT NULL,
  stored_at INTEGER NOT NULL,
  UNIQUE (from_node, from_epoch, to_node, to_epoch, incarnation, incarnation_random)
) STRICT;

CREATE TABLE alarm (
  row_hash BLOB NOT NULL,
  key TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  peer TEXT,
  detail TEXT NOT NULL,
  raised_at INTEGER NOT NULL,
  count INTEGER NOT NULL,
  cleared_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX alarm_open ON alarm (raised_at, key) WHERE cleared_at IS NULL;

CREATE TABLE evidence (
  row_hash BLOB NOT NULL,
  id BLOB NOT NULL UNIQUE,
  peer TEXT NOT NULL,
  kind TEXT NOT NULL,
  objects BLOB NOT NULL,
  stored_at INTEGER NOT NULL
) STRICT;

CREATE INDEX evidence_of_peer ON evidence (peer);
