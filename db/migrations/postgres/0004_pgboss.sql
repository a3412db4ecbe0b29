-- Jobs, schedules, leases, and what waits to become a job.
SET LOCAL ROLE gv_owner;

CREATE TABLE jobs (
  id UUID NOT NULL,
  name TEXT NOT NULL,
  account_id TEXT,
  priority INTEGER NOT NULL,
  vtag BIGINT NOT NULL,
  state TEXT NOT NULL,
  data JSONB NOT NULL,
  output JSONB,
  progress DOUBLE PRECISION,
  progress_note TEXT,
  retry_count INTEGER NOT NULL,
  retry_limit INTEGER NOT NULL,
  backoff_ms INTEGER NOT NULL,
  expire_in_s INTEGER NOT NULL,
  start_after TIMESTAMPTZ NOT NULL,
  singleton_key TEXT,
  ordering_key TEXT,
  locked_by TEXT,
  lock_token BIGINT NOT NULL,
  locked_until TIMESTAMPTZ,
  traceparent TEXT,
  created_at TIMESTAMPTZ NOT NULL,
  started_at TIMESTAMPTZ,
  completed_at TIMESTAMPTZ,
  keep_until TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (id)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01);
ALTER TABLE jobs ENABLE ROW LEVEL SECURITY;
ALTER TABLE jobs FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON jobs
  USING (account_id IS NULL OR account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id IS NULL OR account_id = (SELECT current_setting('gv.account_id', true)));
CREATE POLICY worker ON jobs TO gv_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON jobs TO gv_app, gv_worker;

CREATE TABLE job_config (
  job_name TEXT NOT NULL,
  max_retry_attempts INTEGER NOT NULL,
  retry_backoff_ms INTEGER NOT NULL,
  retry_backoff_max_ms BIGINT NOT NULL,
  expire_in_seconds INTEGER NOT NULL,
  retention_days INTEGER NOT NULL,
  rate_limit_per_tenant_per_hour INTEGER,
  concurrency INTEGER NOT NULL,
  concurrency_per_account INTEGER,
  default_priority INTEGER NOT NULL,
  dead_letter TEXT,
  is_active BOOLEAN NOT NULL,
  description TEXT,
  PRIMARY KEY (job_name)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON job_config TO gv_app, gv_worker;

CREATE TABLE job_execution_history (
  id UUID NOT NULL,
  started_at TIMESTAMPTZ NOT NULL,
  job_id UUID NOT NULL,
  job_name TEXT NOT NULL,
  account_id TEXT,
  attempt_number INTEGER NOT NULL,
  status TEXT NOT NULL,
  error_code TEXT,
  error_message TEXT,
  worker TEXT NOT NULL,
  duration_ms INTEGER,
  will_retry BOOLEAN NOT NULL,
  next_retry_at TIMESTAMPTZ,
  PRIMARY KEY (id, started_at)
) PARTITION BY RANGE (started_at);
CREATE TABLE job_execution_history_default PARTITION OF job_execution_history DEFAULT;
ALTER TABLE job_execution_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE job_execution_history FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON job_execution_history
  USING (account_id IS NULL OR account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id IS NULL OR account_id = (SELECT current_setting('gv.account_id', true)));
CREATE POLICY worker ON job_execution_history TO gv_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON job_execution_history TO gv_app, gv_worker;

CREATE TABLE job_rate_limit_tracker (
  account_id TEXT NOT NULL,
  job_name TEXT NOT NULL,
  window_start TIMESTAMPTZ NOT NULL,
  window_end TIMESTAMPTZ NOT NULL,
  job_count INTEGER NOT NULL,
  PRIMARY KEY (account_id, job_name, window_start)
);
ALTER TABLE job_rate_limit_tracker ENABLE ROW LEVEL SECURITY;
ALTER TABLE job_rate_limit_tracker FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON job_rate_limit_tracker
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON job_rate_limit_tracker TO gv_app, gv_worker;

CREATE TABLE job_fairness (
  job_name TEXT NOT NULL,
  account_key TEXT NOT NULL,
  finish_tag BIGINT NOT NULL,
  PRIMARY KEY (job_name, account_key)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01);
GRANT SELECT, INSERT, UPDATE, DELETE ON job_fairness TO gv_app, gv_worker;

CREATE TABLE schedules (
  name TEXT NOT NULL,
  account_key TEXT NOT NULL,
  cron TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  job_name TEXT NOT NULL,
  data JSONB NOT NULL,
  enabled BOOLEAN NOT NULL,
  last_fire TIMESTAMPTZ,
  next_fire TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (name, account_key)
);
ALTER TABLE schedules ENABLE ROW LEVEL SECURITY;
ALTER TABLE schedules FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON schedules
  USING (account_key = '*' OR account_key = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_key = '*' OR account_key = (SELECT current_setting('gv.account_id', true)));
CREATE POLICY worker ON schedules TO gv_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON schedules TO gv_app, gv_worker;

CREATE TABLE leases (
  name TEXT NOT NULL,
  holder TEXT NOT NULL,
  token BIGINT NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (name)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01);
GRANT SELECT, INSERT, UPDATE, DELETE ON leases TO gv_app, gv_worker;

CREATE TABLE webhook_inbox (
  id UUID NOT NULL,
  received_at TIMESTAMPTZ NOT NULL,
  source TEXT NOT NULL,
  account_id TEXT,
  dedupe_key TEXT NOT NULL,
  headers JSONB NOT NULL,
  body BYTEA NOT NULL,
  verified BOOLEAN NOT NULL,
  status TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  error TEXT,
  processed_at TIMESTAMPTZ,
  PRIMARY KEY (id, received_at)
) PARTITION BY RANGE (received_at);
CREATE TABLE webhook_inbox_default PARTITION OF webhook_inbox DEFAULT;
ALTER TABLE webhook_inbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook_inbox FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON webhook_inbox
  USING (account_id IS NULL OR account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id IS NULL OR account_id = (SELECT current_setting('gv.account_id', true)));
CREATE POLICY worker ON webhook_inbox TO gv_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_inbox TO gv_app, gv_worker;

CREATE TABLE quarantine (
  id UUID NOT NULL,
  account_id TEXT,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  source_ref TEXT,
  payload BYTEA,
  retry_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ NOT NULL,
  resolved_at TIMESTAMPTZ,
  PRIMARY KEY (id)
);
ALTER TABLE quarantine ENABLE ROW LEVEL SECURITY;
ALTER TABLE quarantine FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON quarantine
  USING (account_id IS NULL OR account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id IS NULL OR account_id = (SELECT current_setting('gv.account_id', true)));
CREATE POLICY worker ON quarantine TO gv_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON quarantine TO gv_app, gv_worker;

CREATE TABLE cache_entries (
  namespace TEXT NOT NULL,
  cache_key TEXT NOT NULL,
  value BYTEA NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (namespace, cache_key)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON cache_entries TO gv_app, gv_worker;

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
