-- What was sent, what is configured, and what may not be sent.

CREATE TABLE execution_holds (
  id TEXT NOT NULL,
  account_id TEXT,
  scope TEXT NOT NULL,
  target_id TEXT,
  reason TEXT NOT NULL,
  engaged_by TEXT NOT NULL,
  engaged_at INTEGER NOT NULL,
  expires_at INTEGER,
  cleared_by TEXT,
  cleared_at INTEGER,
  PRIMARY KEY (id)
) STRICT;

CREATE TABLE mutation_ledger (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  platform TEXT NOT NULL,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  change_id TEXT,
  operations INTEGER NOT NULL,
  sent_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE budget_history (
  account_id TEXT NOT NULL,
  platform TEXT NOT NULL,
  level TEXT NOT NULL,
  unit_id TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  daily_budget_minor INTEGER NOT NULL,
  change_id TEXT,
  PRIMARY KEY (account_id, platform, level, unit_id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE INDEX execution_holds_in_force ON execution_holds (account_id) WHERE cleared_at IS NULL;
CREATE INDEX mutation_ledger_sent ON mutation_ledger (account_id, platform, sent_at);
CREATE INDEX pending_ad_changes_waiting
  ON pending_ad_changes (account_id, platform, ad_entity_id)
  WHERE status IN ('awaiting_approval', 'pending');
CREATE INDEX pending_ad_changes_by_time ON pending_ad_changes (account_id, created_at, id);

ALTER TABLE ad_change_history ADD COLUMN platform TEXT NOT NULL DEFAULT '';
ALTER TABLE ad_change_history ADD COLUMN entity_type TEXT NOT NULL DEFAULT '';
ALTER TABLE ad_change_history ADD COLUMN entity_id TEXT NOT NULL DEFAULT '';
ALTER TABLE ad_change_history ADD COLUMN outage INTEGER CHECK (outage IN (0, 1));
CREATE INDEX ad_change_history_by_time ON ad_change_history (account_id, created_at, id);
CREATE INDEX ad_change_history_ends ON ad_change_history (account_id, platform, created_at, id)
  WHERE outage IS NOT NULL;
