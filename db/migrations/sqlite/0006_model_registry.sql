-- Models, their versions, and which one is the champion.

CREATE TABLE model_registry (
  id TEXT NOT NULL,
  model_name TEXT NOT NULL,
  version INTEGER NOT NULL,
  scope TEXT NOT NULL,
  account_id TEXT,
  artifact_path TEXT NOT NULL,
  artifact_sha256 TEXT NOT NULL,
  training_metrics TEXT NOT NULL CHECK (json_valid(training_metrics)),
  train_window TEXT CHECK (train_window IS NULL OR json_valid(train_window)),
  feature_schema_hash TEXT,
  data_hash TEXT,
  config TEXT NOT NULL CHECK (json_valid(config)),
  seed INTEGER NOT NULL,
  engine_version TEXT NOT NULL,
  parent_id TEXT,
  self_test TEXT NOT NULL CHECK (json_valid(self_test)),
  stage TEXT NOT NULL,
  promoted_by TEXT,
  is_champion INTEGER NOT NULL CHECK (is_champion IN (0, 1)),
  created_at INTEGER NOT NULL,
  promoted_at INTEGER,
  retired_at INTEGER,
  PRIMARY KEY (id),
  UNIQUE (model_name, scope, version)
) STRICT;

CREATE UNIQUE INDEX model_registry_champion ON model_registry (model_name, scope)
  WHERE is_champion;
