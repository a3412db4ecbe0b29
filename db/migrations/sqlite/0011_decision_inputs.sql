-- What each run of the decision core was made of, and the whole evidence of a variant.

CREATE TABLE decision_inputs (
  account_id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (account_id, run_id),
  FOREIGN KEY (account_id, run_id) REFERENCES decision_runs (account_id, id)
) STRICT, WITHOUT ROWID;

ALTER TABLE experiment_variants ADD COLUMN trials INTEGER NOT NULL DEFAULT 0;
ALTER TABLE experiment_variants ADD COLUMN successes REAL NOT NULL DEFAULT 0;
ALTER TABLE experiment_variants ADD COLUMN events INTEGER NOT NULL DEFAULT 0;
ALTER TABLE experiment_variants ADD COLUMN evidence_trials REAL NOT NULL DEFAULT 0;
ALTER TABLE experiment_variants ADD COLUMN evidence_successes REAL NOT NULL DEFAULT 0;
ALTER TABLE experiment_variants ADD COLUMN evidence_value REAL NOT NULL DEFAULT 0;
CREATE INDEX decisions_by_time ON decisions (account_id, created_at, id);
