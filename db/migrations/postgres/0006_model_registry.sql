-- Models, their versions, and which one is the champion.
SET LOCAL ROLE gv_owner;

CREATE TABLE model_registry (
  id UUID NOT NULL,
  model_name TEXT NOT NULL,
  version INTEGER NOT NULL,
  scope TEXT NOT NULL,
  account_id TEXT,
  artifact_path TEXT NOT NULL,
  artifact_sha256 TEXT NOT NULL,
  training_metrics JSONB NOT NULL,
  train_window JSONB,
  feature_schema_hash TEXT,
  data_hash TEXT,
  config JSONB NOT NULL,
  seed BIGINT NOT NULL,
  engine_version TEXT NOT NULL,
  parent_id UUID,
  self_test JSONB NOT NULL,
  stage TEXT NOT NULL,
  promoted_by TEXT,
  is_champion BOOLEAN NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  promoted_at TIMESTAMPTZ,
  retired_at TIMESTAMPTZ,
  PRIMARY KEY (id),
  UNIQUE (model_name, scope, version)
);
ALTER TABLE model_registry ENABLE ROW LEVEL SECURITY;
ALTER TABLE model_registry FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON model_registry
  USING (account_id IS NULL OR account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id IS NULL OR account_id = (SELECT current_setting('gv.account_id', true)));
CREATE POLICY worker ON model_registry TO gv_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON model_registry TO gv_app, gv_worker;

CREATE UNIQUE INDEX model_registry_champion ON model_registry (model_name, scope)
  WHERE is_champion;
