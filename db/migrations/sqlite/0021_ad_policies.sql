-- What a person wants of an ad, above any decision.

CREATE TABLE ad_policies (
  account_id TEXT NOT NULL,
  ad_id TEXT NOT NULL,
  mode TEXT NOT NULL,
  min_budget_minor INTEGER,
  max_budget_minor INTEGER,
  note TEXT,
  set_by TEXT NOT NULL,
  set_at INTEGER NOT NULL,
  expires_at INTEGER,
  revision INTEGER NOT NULL,
  PRIMARY KEY (account_id, ad_id)
) STRICT, WITHOUT ROWID;
