-- Changes to ads that wait for their time, their approval or their turn.

CREATE TABLE pending_ad_changes (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  ad_entity_id TEXT NOT NULL,
  entity_type TEXT NOT NULL,
  campaign_id TEXT,
  platform TEXT NOT NULL,
  change_type TEXT NOT NULL,
  field TEXT NOT NULL,
  current_value TEXT NOT NULL CHECK (json_valid(current_value)),
  expected_old TEXT CHECK (expected_old IS NULL OR json_valid(expected_old)),
  requested_value TEXT NOT NULL CHECK (json_valid(requested_value)),
  priority INTEGER NOT NULL,
  plan_id TEXT,
  tranche_no INTEGER NOT NULL,
  depends_on TEXT NOT NULL CHECK (json_valid(depends_on)),
  dither_factor REAL,
  dry_run INTEGER NOT NULL CHECK (dry_run IN (0, 1)),
  jitter_ms_min INTEGER NOT NULL,
  jitter_ms_max INTEGER NOT NULL,
  status TEXT NOT NULL,
  outcome TEXT,
  approval TEXT NOT NULL,
  approved_by TEXT,
  approved_at INTEGER,
  earliest_execute_at INTEGER NOT NULL,
  expires_at INTEGER,
  source TEXT NOT NULL,
  triggered_by TEXT NOT NULL,
  decision_id TEXT,
  confidence_score REAL,
  reason TEXT,
  idem_key TEXT NOT NULL,
  lease_owner TEXT,
  claimed_at INTEGER,
  lease_until INTEGER,
  fencing_token INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  max_attempts INTEGER NOT NULL,
  executed_at INTEGER,
  read_back TEXT CHECK (read_back IS NULL OR json_valid(read_back)),
  last_error TEXT CHECK (last_error IS NULL OR json_valid(last_error)),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, idem_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX pending_ad_changes_due
  ON pending_ad_changes (account_id, priority, earliest_execute_at, id) WHERE status = 'pending';
CREATE UNIQUE INDEX pending_ad_changes_one_at_a_time
  ON pending_ad_changes (account_id, platform, ad_entity_id, field)
  WHERE status IN ('claimed', 'executing', 'verifying');
