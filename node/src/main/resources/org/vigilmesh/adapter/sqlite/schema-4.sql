-- Schema 4: lists. Summaries of cases are derived from acts: they get the end of their hold, an
-- index for each order and filter of a list, and are made anew at the next start (meta tells
-- whether they are). A mention is a keyed digest of what a case's messages name.

DROP TABLE matter;

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
  held_until INTEGER,
  opened_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  change INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

-- each holds all that a list asks, so that a page reads only the rows that it shows
CREATE INDEX matter_by_state ON matter (state, change, peer, urgency);
CREATE INDEX matter_by_peer ON matter (peer, change, state, urgency);
CREATE INDEX matter_by_urgency ON matter (urgency, change, state, peer);
CREATE INDEX matter_by_deadline ON matter (deadline, case_id, state, peer, urgency)
  WHERE deadline IS NOT NULL;
CREATE INDEX matter_by_hold_end ON matter (held_until, case_id, state, peer, urgency)
  WHERE held_until IS NOT NULL;

CREATE TABLE mention (
  row_hash BLOB NOT NULL,
  digest BLOB NOT NULL,
  case_id BLOB NOT NULL,
  PRIMARY KEY (digest, case_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX mention_of_case ON mention (case_id, digest);

