-- Conversion events on their way to ad platforms.

CREATE TABLE capi_outbox (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  platform TEXT NOT NULL,
  dataset_id TEXT NOT NULL,
  event_name TEXT NOT NULL,
  event_id TEXT NOT NULL,
  event_time INTEGER NOT NULL,
  payload_enc BLOB NOT NULL,
  status TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  next_attempt_at INTEGER NOT NULL,
  sent_at INTEGER,
  response TEXT CHECK (response IS NULL OR json_valid(response)),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, platform, dataset_id, event_name, event_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX capi_outbox_due ON capi_outbox (account_id, next_attempt_at, id)
  WHERE status = 'pending';
CREATE INDEX capi_outbox_by_time ON capi_outbox (account_id, created_at, id);
