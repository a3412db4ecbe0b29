-- Every change that was made to an ad, or was to be made.

CREATE TABLE ad_change_history (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  change_id TEXT NOT NULL,
  campaign_id TEXT NOT NULL,
  ad_id TEXT,
  adset_id TEXT,
  change_type TEXT NOT NULL,
  old_value TEXT NOT NULL CHECK (json_valid(old_value)),
  new_value TEXT NOT NULL CHECK (json_valid(new_value)),
  change_percentage REAL,
  triggered_by TEXT NOT NULL,
  ml_confidence REAL,
  reason TEXT,
  status TEXT NOT NULL,
  error_message TEXT,
  rate_limit_passed INTEGER NOT NULL CHECK (rate_limit_passed IN (0, 1)),
  velocity_check_passed INTEGER NOT NULL CHECK (velocity_check_passed IN (0, 1)),
  safety_override INTEGER NOT NULL CHECK (safety_override IN (0, 1)),
  queued_at INTEGER NOT NULL,
  started_at INTEGER,
  completed_at INTEGER,
  platform_response TEXT CHECK (platform_response IS NULL OR json_valid(platform_response)),
  execution_duration_ms INTEGER,
  undo_of TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX ad_change_history_of_campaign ON ad_change_history (account_id, campaign_id, created_at);
