-- Jobs, schedules, leases, and what waits to become a job.

CREATE TABLE jobs (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  account_id TEXT,
  priority INTEGER NOT NULL,
  vtag INTEGER NOT NULL,
  state TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  output TEXT CHECK (output IS NULL OR json_valid(output)),
  progress REAL,
  progress_note TEXT,
  retry_count INTEGER NOT NULL,
  retry_limit INTEGER NOT NULL,
  backoff_ms INTEGER NOT NULL,
  expire_in_s INTEGER NOT NULL,
  start_after INTEGER NOT NULL,
  singleton_key TEXT,
  ordering_key TEXT,
  locked_by TEXT,
  lock_token INTEGER NOT NULL,
  locked_until INTEGER,
  traceparent TEXT,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  completed_at INTEGER,
  keep_until INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT;

CREATE TABLE job_config (
  job_name TEXT NOT NULL,
  max_retry_attempts INTEGER NOT NULL,
  retry_backoff_ms INTEGER NOT NULL,
  retry_backoff_max_ms INTEGER NOT NULL,
  expire_in_seconds INTEGER NOT NULL,
  retention_days INTEGER NOT NULL,
  rate_limit_per_tenant_per_hour INTEGER,
  concurrency INTEGER NOT NULL,
  concurrency_per_account INTEGER,
  default_priority INTEGER NOT NULL,
  dead_letter TEXT,
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  description TEXT,
  PRIMARY KEY (job_name)
) STRICT;

CREATE TABLE job_execution_history (
  id TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  job_id TEXT NOT NULL,
  job_name TEXT NOT NULL,
  account_id TEXT,
  attempt_number INTEGER NOT NULL,
  status TEXT NOT NULL,
  error_code TEXT,
  error_message TEXT,
  worker TEXT NOT NULL,
  duration_ms INTEGER,
  will_retry INTEGER NOT NULL CHECK (will_retry IN (0, 1)),
  next_retry_at INTEGER,
  PRIMARY KEY (id, started_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE job_rate_limit_tracker (
  account_id TEXT NOT NULL,
  job_name TEXT NOT NULL,
  window_start INTEGER NOT NULL,
  window_end INTEGER NOT NULL,
  job_count INTEGER NOT NULL,
  PRIMARY KEY (account_id, job_name, window_start)
) STRICT, WITHOUT ROWID;

CREATE TABLE job_fairness (
  job_name TEXT NOT NULL,
  account_key TEXT NOT NULL,
  finish_tag INTEGER NOT NULL,
  PRIMARY KEY (job_name, account_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE schedules (
  name TEXT NOT NULL,
  account_key TEXT NOT NULL,
  cron TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  job_name TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  last_fire INTEGER,
  next_fire INTEGER NOT NULL,
  PRIMARY KEY (name, account_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE leases (
  name TEXT NOT NULL,
  holder TEXT NOT NULL,
  token INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (name)
) STRICT;

CREATE TABLE webhook_inbox (
  id TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  source TEXT NOT NULL,
  account_id TEXT,
  dedupe_key TEXT NOT NULL,
  headers TEXT NOT NULL CHECK (json_valid(headers)),
  body BLOB NOT NULL,
  verified INTEGER NOT NULL CHECK (verified IN (0, 1)),
  status TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  error TEXT,
  processed_at INTEGER,
  PRIMARY KEY (id, received_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
  id TEXT NOT NULL,
  account_id TEXT,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  source_ref TEXT,
  payload BLOB,
  retry_at INTEGER,
  created_at INTEGER NOT NULL,
  resolved_at INTEGER,
  PRIMARY KEY (id)
) STRICT;

CREATE TABLE cache_entries (
  namespace TEXT NOT NULL,
  cache_key TEXT NOT NULL,
  value BLOB NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (namespace, cache_key)
) STRICT, WITHOUT ROWID;

-- Only runnable jobs are in the index that claims read.
CREATE INDEX jobs_runnable ON jobs (name, priority DESC, vtag, created_at, id)
  WHERE state = 'created';
CREATE INDEX jobs_waiting ON jobs (start_after) WHERE state IN ('scheduled', 'retry');
CREATE INDEX jobs_active ON jobs (name, account_id, locked_until) WHERE state = 'active';
CREATE INDEX jobs_done ON jobs (keep_until) WHERE state IN ('completed', 'failed', 'cancelled');
CREATE UNIQUE INDEX jobs_singleton ON jobs (name, coalesce(account_id, ''), singleton_key)
  WHERE singleton_key IS NOT NULL AND state IN ('scheduled', 'created', 'active', 'retry');
-- Of the jobs of one ordering key at most one runs, whatever claims race for them.
CREATE UNIQUE INDEX jobs_one_at_a_time ON jobs (name, coalesce(account_id, ''), ordering_key)
  WHERE ordering_key IS NOT NULL AND state = 'active';
CREATE INDEX jobs_in_order ON jobs (name, ordering_key, created_at, id)
  WHERE ordering_key IS NOT NULL AND state IN ('scheduled', 'created', 'active', 'retry');
CREATE INDEX job_execution_history_of_job ON job_execution_history (job_id, started_at);
CREATE INDEX webhook_inbox_by_key ON webhook_inbox (source, dedupe_key);
CREATE INDEX webhook_inbox_waiting ON webhook_inbox (received_at) WHERE status = 'received';
CREATE INDEX quarantine_of_account ON quarantine (account_id, created_at);
CREATE INDEX cache_entries_by_expiry ON cache_entries (expires_at);
