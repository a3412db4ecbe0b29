-- What was sent, what is configured, and what may not be sent.
SET LOCAL ROLE gv_owner;

CREATE TABLE execution_holds (
  id UUID NOT NULL,
  account_id TEXT,
  scope TEXT NOT NULL,
  target_id TEXT,
  reason TEXT NOT NULL,
  engaged_by TEXT NOT NULL,
  engaged_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ,
  cleared_by TEXT,
  cleared_at TIMESTAMPTZ,
  PRIMARY KEY (id)
);
ALTER TABLE execution_holds ENABLE ROW LEVEL SECURITY;
ALTER TABLE execution_holds FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON execution_holds
  USING (account_id IS NULL OR account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id IS NULL OR account_id = (SELECT current_setting('gv.account_id', true)));
CREATE POLICY worker ON execution_holds TO gv_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON execution_holds TO gv_app, gv_worker;

CREATE TABLE mutation_ledger (
  account_id TEXT NOT NULL,
  id UUID NOT NULL,
  platform TEXT NOT NULL,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  change_id UUID,
  operations INTEGER NOT NULL,
  sent_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, id)
);
ALTER TABLE mutation_ledger ENABLE ROW LEVEL SECURITY;
ALTER TABLE mutation_ledger FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON mutation_ledger
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON mutation_ledger TO gv_app, gv_worker;

CREATE TABLE budget_history (
  account_id TEXT NOT NULL,
  platform TEXT NOT NULL,
  level TEXT NOT NULL,
  unit_id TEXT NOT NULL,
  valid_from TIMESTAMPTZ NOT NULL,
  daily_budget_minor BIGINT NOT NULL,
  change_id UUID,
  PRIMARY KEY (account_id, platform, level, unit_id, valid_from)
);
ALTER TABLE budget_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE budget_history FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON budget_history
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON budget_history TO gv_app, gv_worker;

CREATE INDEX execution_holds_in_force ON execution_holds (account_id) WHERE cleared_at IS NULL;
CREATE INDEX mutation_ledger_sent ON mutation_ledger (account_id, platform, sent_at);
CREATE INDEX pending_ad_changes_waiting
  ON pending_ad_changes (account_id, platform, ad_entity_id)
  WHERE status IN ('awaiting_approval', 'pending');
CREATE INDEX pending_ad_changes_by_time ON pending_ad_changes (account_id, created_at, id);

ALTER TABLE ad_change_history ADD COLUMN platform TEXT NOT NULL DEFAULT '';
ALTER TABLE ad_change_history ADD COLUMN entity_type TEXT NOT NULL DEFAULT '';
ALTER TABLE ad_change_history ADD COLUMN entity_id TEXT NOT NULL DEFAULT '';
ALTER TABLE ad_change_history ADD COLUMN outage BOOLEAN;
CREATE INDEX ad_change_history_by_time ON ad_change_history (account_id, created_at, id);
CREATE INDEX ad_change_history_ends ON ad_change_history (account_id, platform, created_at, id)
  WHERE outage IS NOT NULL;
