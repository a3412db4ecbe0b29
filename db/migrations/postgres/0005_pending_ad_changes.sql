-- Changes to ads that wait for their time, their approval or their turn.
SET LOCAL ROLE gv_owner;

CREATE TABLE pending_ad_changes (
  account_id TEXT NOT NULL,
  id UUID NOT NULL,
  ad_entity_id TEXT NOT NULL,
  entity_type TEXT NOT NULL,
  campaign_id TEXT,
  platform TEXT NOT NULL,
  change_type TEXT NOT NULL,
  field TEXT NOT NULL,
  current_value JSONB NOT NULL,
  expected_old JSONB,
  requested_value JSONB NOT NULL,
  priority INTEGER NOT NULL,
  plan_id UUID,
  tranche_no INTEGER NOT NULL,
  depends_on JSONB NOT NULL,
  dither_factor DOUBLE PRECISION,
  dry_run BOOLEAN NOT NULL,
  jitter_ms_min INTEGER NOT NULL,
  jitter_ms_max INTEGER NOT NULL,
  status TEXT NOT NULL,
  outcome TEXT,
  approval TEXT NOT NULL,
  approved_by TEXT,
  approved_at TIMESTAMPTZ,
  earliest_execute_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ,
  source TEXT NOT NULL,
  triggered_by TEXT NOT NULL,
  decision_id UUID,
  confidence_score DOUBLE PRECISION,
  reason TEXT,
  idem_key TEXT NOT NULL,
  lease_owner TEXT,
  claimed_at TIMESTAMPTZ,
  lease_until TIMESTAMPTZ,
  fencing_token BIGINT NOT NULL,
  attempts INTEGER NOT NULL,
  max_attempts INTEGER NOT NULL,
  executed_at TIMESTAMPTZ,
  read_back JSONB,
  last_error JSONB,
  created_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, idem_key)
);
ALTER TABLE pending_ad_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE pending_ad_changes FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON pending_ad_changes
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON pending_ad_changes TO gv_app, gv_worker;

CREATE INDEX pending_ad_changes_due
  ON pending_ad_changes (account_id, priority, earliest_execute_at, id) WHERE status = 'pending';
CREATE UNIQUE INDEX pending_ad_changes_one_at_a_time
  ON pending_ad_changes (account_id, platform, ad_entity_id, field)
  WHERE status IN ('claimed', 'executing', 'verifying');
