-- Runs of the decision core, what they advised, and experiments.

CREATE TABLE decision_runs (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  trigger TEXT NOT NULL,
  clock_at INTEGER NOT NULL,
  seed INTEGER NOT NULL,
  inputs_hash TEXT NOT NULL,
  config_version INTEGER NOT NULL,
  models TEXT NOT NULL CHECK (json_valid(models)),
  total_budget_minor INTEGER,
  num_ads INTEGER NOT NULL,
  status TEXT NOT NULL,
  duration_us INTEGER,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE decisions (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  ad_id TEXT NOT NULL,
  budget_unit TEXT,
  decision TEXT NOT NULL,
  finality TEXT,
  reason_code TEXT NOT NULL,
  reason TEXT NOT NULL,
  explanation TEXT NOT NULL CHECK (json_valid(explanation)),
  gates TEXT NOT NULL CHECK (json_valid(gates)),
  actions TEXT NOT NULL CHECK (json_valid(actions)),
  priority INTEGER NOT NULL,
  confidence REAL NOT NULL,
  current_budget_minor INTEGER NOT NULL,
  recommended_budget_minor INTEGER NOT NULL,
  metrics TEXT NOT NULL CHECK (json_valid(metrics)),
  status TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, run_id) REFERENCES decision_runs (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE experiments (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  metric TEXT NOT NULL,
  config TEXT NOT NULL CHECK (json_valid(config)),
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  winner_variant TEXT,
  PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE experiment_variants (
  account_id TEXT NOT NULL,
  variant_id TEXT NOT NULL,
  experiment_id TEXT,
  metadata TEXT NOT NULL CHECK (json_valid(metadata)),
  impressions INTEGER NOT NULL,
  clicks INTEGER NOT NULL,
  conversions INTEGER NOT NULL,
  spend_minor INTEGER NOT NULL,
  revenue_minor INTEGER NOT NULL,
  alpha REAL NOT NULL,
  beta REAL NOT NULL,
  updated_seq INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, variant_id),
  FOREIGN KEY (account_id, experiment_id) REFERENCES experiments (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX decision_runs_by_time ON decision_runs (account_id, created_at);
CREATE INDEX decisions_of_run ON decisions (account_id, run_id);
CREATE INDEX decisions_of_ad ON decisions (account_id, ad_id, created_at);
CREATE INDEX experiment_variants_of_experiment ON experiment_variants (account_id, experiment_id);
