-- Creatives, and what was published of them; pages and pixels of a connection.

ALTER TABLE platform_connections ADD COLUMN settings TEXT NOT NULL DEFAULT '{}'
  CHECK (json_valid(settings));

CREATE TABLE creatives (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  asset_id TEXT,
  parent_id TEXT,
  name TEXT NOT NULL,
  hook_text TEXT,
  cta_text TEXT,
  variant TEXT NOT NULL CHECK (json_valid(variant)),
  status TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  approved_by TEXT,
  approved_at INTEGER,
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, asset_id) REFERENCES assets (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE publications (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  creative_id TEXT NOT NULL,
  platform TEXT NOT NULL,
  name TEXT NOT NULL,
  daily_budget_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, creative_id) REFERENCES creatives (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX creatives_by_time ON creatives (account_id, created_at, id);
CREATE INDEX publications_by_time ON publications (account_id, created_at, id);
CREATE INDEX pending_ad_changes_of_plan ON pending_ad_changes (account_id, plan_id)
  WHERE plan_id IS NOT NULL;
