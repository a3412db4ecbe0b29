-- Who works here, for which account, and the log that everything else follows from.

CREATE TABLE accounts (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  currency TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  industry TEXT,
  status TEXT NOT NULL,
  is_demo INTEGER NOT NULL CHECK (is_demo IN (0, 1)),
  config_version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  archived_at INTEGER,
  PRIMARY KEY (id)
) STRICT;

CREATE TABLE account_event_heads (
  account_id TEXT NOT NULL,
  last_seq INTEGER NOT NULL,
  PRIMARY KEY (account_id),
  FOREIGN KEY (account_id) REFERENCES accounts (id)
) STRICT;

CREATE TABLE account_configurations (
  account_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  config TEXT NOT NULL CHECK (json_valid(config)),
  config_hash TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  change_note TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, version),
  FOREIGN KEY (account_id) REFERENCES accounts (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
  id TEXT NOT NULL,
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  password_hash TEXT,
  totp_secret_enc BLOB,
  totp_last_step INTEGER,
  locale TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  status TEXT NOT NULL,
  failed_logins INTEGER NOT NULL,
  locked_until INTEGER,
  created_at INTEGER NOT NULL,
  last_login_at INTEGER,
  PRIMARY KEY (id),
  UNIQUE (email)
) STRICT;

CREATE TABLE account_members (
  account_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  role TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, user_id),
  FOREIGN KEY (account_id) REFERENCES accounts (id),
  FOREIGN KEY (user_id) REFERENCES users (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  id_hash BLOB NOT NULL,
  user_id TEXT NOT NULL,
  csrf_secret BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ip_prefix TEXT,
  user_agent TEXT,
  PRIMARY KEY (id_hash),
  FOREIGN KEY (user_id) REFERENCES users (id)
) STRICT;

CREATE TABLE api_keys (
  id TEXT NOT NULL,
  account_id TEXT,
  name TEXT NOT NULL,
  key_prefix TEXT NOT NULL,
  key_hash BLOB NOT NULL,
  scopes TEXT NOT NULL CHECK (json_valid(scopes)),
  created_by TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  last_used_at INTEGER,
  revoked_at INTEGER,
  PRIMARY KEY (id),
  UNIQUE (key_prefix)
) STRICT;

CREATE TABLE platform_connections (
  account_id TEXT NOT NULL,
  provider TEXT NOT NULL,
  external_account_id TEXT NOT NULL,
  display_name TEXT,
  credentials_enc BLOB NOT NULL,
  enc_key_id TEXT NOT NULL,
  scopes TEXT NOT NULL CHECK (json_valid(scopes)),
  status TEXT NOT NULL,
  expires_at INTEGER,
  last_ok_at INTEGER,
  last_error TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, provider, external_account_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE fx_rate (
  from_ccy TEXT NOT NULL,
  to_ccy TEXT NOT NULL,
  day TEXT NOT NULL,
  rate_e9 INTEGER NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (from_ccy, to_ccy, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency_keys (
  account_id TEXT NOT NULL,
  idem_key TEXT NOT NULL,
  route TEXT NOT NULL,
  fingerprint BLOB NOT NULL,
  state TEXT NOT NULL,
  response_status INTEGER,
  response_body BLOB,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, idem_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_log (
  account_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor_type TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  action TEXT NOT NULL,
  object_type TEXT NOT NULL,
  object_id TEXT,
  before TEXT CHECK (before IS NULL OR json_valid(before)),
  after TEXT CHECK (after IS NULL OR json_valid(after)),
  ip_prefix TEXT,
  trace_id TEXT,
  prev_hash BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (account_id, seq, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  account_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  occurred_at INTEGER NOT NULL,
  type TEXT NOT NULL,
  subject_type TEXT,
  subject_id TEXT,
  version INTEGER NOT NULL,
  source TEXT NOT NULL,
  source_key TEXT,
  trace_id TEXT,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  PRIMARY KEY (account_id, seq, recorded_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_keys (
  account_id TEXT NOT NULL,
  source TEXT NOT NULL,
  source_key TEXT NOT NULL,
  seq INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, source, source_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE consumer_offsets (
  account_id TEXT NOT NULL,
  consumer TEXT NOT NULL,
  last_seq INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, consumer)
) STRICT, WITHOUT ROWID;

CREATE INDEX account_members_of_user ON account_members (user_id);
CREATE INDEX sessions_of_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
CREATE INDEX idempotency_keys_by_expiry ON idempotency_keys (account_id, expires_at);
CREATE INDEX events_by_type ON events (account_id, type, seq);
