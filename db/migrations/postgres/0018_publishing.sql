-- Creatives, and what was published of them; pages and pixels of a connection.
SET LOCAL ROLE gv_owner;

ALTER TABLE platform_connections ADD COLUMN settings JSONB NOT NULL DEFAULT '{}';

CREATE TABLE creatives (
  account_id TEXT NOT NULL,
  id UUID NOT NULL,
  asset_id UUID,
  parent_id UUID,
  name TEXT NOT NULL,
  hook_text TEXT,
  cta_text TEXT,
  variant JSONB NOT NULL,
  status TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  created_by TEXT NOT NULL,
  approved_by TEXT,
  approved_at TIMESTAMPTZ,
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, asset_id) REFERENCES assets (account_id, id)
);
ALTER TABLE creatives ENABLE ROW LEVEL SECURITY;
ALTER TABLE creatives FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON creatives
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON creatives TO gv_app, gv_worker;

CREATE TABLE publications (
  account_id TEXT NOT NULL,
  id UUID NOT NULL,
  creative_id UUID NOT NULL,
  platform TEXT NOT NULL,
  name TEXT NOT NULL,
  daily_budget_minor BIGINT NOT NULL,
  currency TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, creative_id) REFERENCES creatives (account_id, id)
);
ALTER TABLE publications ENABLE ROW LEVEL SECURITY;
ALTER TABLE publications FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON publications
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON publications TO gv_app, gv_worker;

CREATE INDEX creatives_by_time ON creatives (account_id, created_at, id);
CREATE INDEX publications_by_time ON publications (account_id, created_at, id);
CREATE INDEX pending_ad_changes_of_plan ON pending_ad_changes (account_id, plan_id)
  WHERE plan_id IS NOT NULL;
