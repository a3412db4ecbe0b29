-- Runs of the decision core, what they advised, and experiments.
SET LOCAL ROLE gv_owner;

CREATE TABLE decision_runs (
  account_id TEXT NOT NULL,
  id UUID NOT NULL,
  trigger TEXT NOT NULL,
  clock_at TIMESTAMPTZ NOT NULL,
  seed BIGINT NOT NULL,
  inputs_hash TEXT NOT NULL,
  config_version BIGINT NOT NULL,
  models JSONB NOT NULL,
  total_budget_minor BIGINT,
  num_ads INTEGER NOT NULL,
  status TEXT NOT NULL,
  duration_us BIGINT,
  created_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, id)
);
ALTER TABLE decision_runs ENABLE ROW LEVEL SECURITY;
ALTER TABLE decision_runs FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON decision_runs
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON decision_runs TO gv_app, gv_worker;

CREATE TABLE decisions (
  account_id TEXT NOT NULL,
  id UUID NOT NULL,
  run_id UUID NOT NULL,
  ad_id TEXT NOT NULL,
  budget_unit TEXT,
  decision TEXT NOT NULL,
  finality TEXT,
  reason_code TEXT NOT NULL,
  reason TEXT NOT NULL,
  explanation JSONB NOT NULL,
  gates JSONB NOT NULL,
  actions JSONB NOT NULL,
  priority INTEGER NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  current_budget_minor BIGINT NOT NULL,
  recommended_budget_minor BIGINT NOT NULL,
  metrics JSONB NOT NULL,
  status TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, run_id) REFERENCES decision_runs (account_id, id)
);
ALTER TABLE decisions ENABLE ROW LEVEL SECURITY;
ALTER TABLE decisions FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON decisions
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON decisions TO gv_app, gv_worker;

CREATE TABLE experiments (
  account_id TEXT NOT NULL,
  id UUID NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  metric TEXT NOT NULL,
  config JSONB NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  started_at TIMESTAMPTZ,
  ended_at TIMESTAMPTZ,
  winner_variant TEXT,
  PRIMARY KEY (account_id, id)
);
ALTER TABLE experiments ENABLE ROW LEVEL SECURITY;
ALTER TABLE experiments FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON experiments
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON experiments TO gv_app, gv_worker;

CREATE TABLE experiment_variants (
  account_id TEXT NOT NULL,
  variant_id TEXT NOT NULL,
  experiment_id UUID,
  metadata JSONB NOT NULL,
  impressions BIGINT NOT NULL,
  clicks BIGINT NOT NULL,
  conversions BIGINT NOT NULL,
  spend_minor BIGINT NOT NULL,
  revenue_minor BIGINT NOT NULL,
  alpha DOUBLE PRECISION NOT NULL,
  beta DOUBLE PRECISION NOT NULL,
  updated_seq BIGINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, variant_id),
  FOREIGN KEY (account_id, experiment_id) REFERENCES experiments (account_id, id)
);
ALTER TABLE experiment_variants ENABLE ROW LEVEL SECURITY;
ALTER TABLE experiment_variants FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON experiment_variants
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON experiment_variants TO gv_app, gv_worker;

CREATE INDEX decision_runs_by_time ON decision_runs (account_id, created_at);
CREATE INDEX decisions_of_run ON decisions (account_id, run_id);
CREATE INDEX decisions_of_ad ON decisions (account_id, ad_id, created_at);
CREATE INDEX experiment_variants_of_experiment ON experiment_variants (account_id, experiment_id);
