-- What each run of the decision core was made of, and the whole evidence of a variant.
SET LOCAL ROLE gv_owner;

CREATE TABLE decision_inputs (
  account_id TEXT NOT NULL,
  run_id UUID NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (account_id, run_id),
  FOREIGN KEY (account_id, run_id) REFERENCES decision_runs (account_id, id)
);
ALTER TABLE decision_inputs ENABLE ROW LEVEL SECURITY;
ALTER TABLE decision_inputs FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON decision_inputs
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON decision_inputs TO gv_app, gv_worker;

ALTER TABLE experiment_variants ADD COLUMN trials BIGINT NOT NULL DEFAULT 0;
ALTER TABLE experiment_variants ADD COLUMN successes DOUBLE PRECISION NOT NULL DEFAULT 0;
ALTER TABLE experiment_variants ADD COLUMN events BIGINT NOT NULL DEFAULT 0;
ALTER TABLE experiment_variants ADD COLUMN evidence_trials DOUBLE PRECISION NOT NULL DEFAULT 0;
ALTER TABLE experiment_variants ADD COLUMN evidence_successes DOUBLE PRECISION NOT NULL DEFAULT 0;
ALTER TABLE experiment_variants ADD COLUMN evidence_value DOUBLE PRECISION NOT NULL DEFAULT 0;
CREATE INDEX decisions_by_time ON decisions (account_id, created_at, id);
