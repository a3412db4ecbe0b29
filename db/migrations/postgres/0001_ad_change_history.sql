-- Every change that was made to an ad, or was to be made.
SET LOCAL ROLE gv_owner;

CREATE TABLE ad_change_history (
  account_id TEXT NOT NULL,
  id UUID NOT NULL,
  change_id UUID NOT NULL,
  campaign_id TEXT NOT NULL,
  ad_id TEXT,
  adset_id TEXT,
  change_type TEXT NOT NULL,
  old_value JSONB NOT NULL,
  new_value JSONB NOT NULL,
  change_percentage DOUBLE PRECISION,
  triggered_by TEXT NOT NULL,
  ml_confidence DOUBLE PRECISION,
  reason TEXT,
  status TEXT NOT NULL,
  error_message TEXT,
  rate_limit_passed BOOLEAN NOT NULL,
  velocity_check_passed BOOLEAN NOT NULL,
  safety_override BOOLEAN NOT NULL,
  queued_at TIMESTAMPTZ NOT NULL,
  started_at TIMESTAMPTZ,
  completed_at TIMESTAMPTZ,
  platform_response JSONB,
  execution_duration_ms INTEGER,
  undo_of UUID,
  created_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, id)
);
ALTER TABLE ad_change_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE ad_change_history FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON ad_change_history
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON ad_change_history TO gv_app, gv_worker;

CREATE INDEX ad_change_history_of_campaign ON ad_change_history (account_id, campaign_id, created_at);
