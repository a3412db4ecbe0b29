-- What a person wants of an ad, above any decision.
SET LOCAL ROLE gv_owner;

CREATE TABLE ad_policies (
  account_id TEXT NOT NULL,
  ad_id TEXT NOT NULL,
  mode TEXT NOT NULL,
  min_budget_minor BIGINT,
  max_budget_minor BIGINT,
  note TEXT,
  set_by TEXT NOT NULL,
  set_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ,
  revision BIGINT NOT NULL,
  PRIMARY KEY (account_id, ad_id)
);
ALTER TABLE ad_policies ENABLE ROW LEVEL SECURITY;
ALTER TABLE ad_policies FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON ad_policies
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON ad_policies TO gv_app, gv_worker;
