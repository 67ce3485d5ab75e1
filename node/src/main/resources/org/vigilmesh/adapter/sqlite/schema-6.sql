-- Schema 6: notices of alarms that are to leave the node and that no channel has taken yet.

CREATE TABLE outward (
  row_hash BLOB NOT NULL,
  id BLOB NOT NULL,
  channel TEXT NOT NULL,
  alarm_key TEXT NOT NULL,
  kind TEXT NOT NULL,
  case_id BLOB,
  urgency TEXT,
  exercise INTEGER NOT NULL,
  since INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  PRIMARY KEY (id, channel)
) STRICT, WITHOUT ROWID;

CREATE INDEX outward_due ON outward (channel, next_at, id);
CREATE INDEX outward_of_alarm ON outward (alarm_key);
