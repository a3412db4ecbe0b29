-- Campaigns as the platforms show them, and how their ads do.
SET LOCAL ROLE gv_owner;

CREATE TABLE campaigns (
  account_id TEXT NOT NULL,
  id UUID NOT NULL,
  platform TEXT NOT NULL,
  external_id TEXT,
  name TEXT NOT NULL,
  objective TEXT NOT NULL,
  status TEXT NOT NULL,
  daily_budget_minor BIGINT,
  lifetime_budget_minor BIGINT,
  currency TEXT NOT NULL,
  bid_strategy TEXT,
  starts_at TIMESTAMPTZ,
  ends_at TIMESTAMPTZ,
  raw JSONB NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL,
  platform_synced_at TIMESTAMPTZ,
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, platform, external_id)
);
ALTER TABLE campaigns ENABLE ROW LEVEL SECURITY;
ALTER TABLE campaigns FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON campaigns
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON campaigns TO gv_app, gv_worker;

CREATE TABLE adsets (
  account_id TEXT NOT NULL,
  id UUID NOT NULL,
  campaign_id UUID NOT NULL,
  platform TEXT NOT NULL,
  external_id TEXT,
  name TEXT NOT NULL,
  status TEXT NOT NULL,
  daily_budget_minor BIGINT,
  bid_minor BIGINT,
  targeting JSONB NOT NULL,
  learning_phase TEXT,
  created_at TIMESTAMPTZ NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, platform, external_id),
  FOREIGN KEY (account_id, campaign_id) REFERENCES campaigns (account_id, id)
);
ALTER TABLE adsets ENABLE ROW LEVEL SECURITY;
ALTER TABLE adsets FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON adsets
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON adsets TO gv_app, gv_worker;

CREATE TABLE ads (
  account_id TEXT NOT NULL,
  id UUID NOT NULL,
  adset_id UUID,
  campaign_id UUID NOT NULL,
  platform TEXT NOT NULL,
  external_id TEXT,
  creative_id UUID,
  name TEXT NOT NULL,
  status TEXT NOT NULL,
  review_status TEXT,
  daily_budget_minor BIGINT,
  first_delivery_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, platform, external_id),
  FOREIGN KEY (account_id, campaign_id) REFERENCES campaigns (account_id, id),
  FOREIGN KEY (account_id, adset_id) REFERENCES adsets (account_id, id)
);
ALTER TABLE ads ENABLE ROW LEVEL SECURITY;
ALTER TABLE ads FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON ads
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON ads TO gv_app, gv_worker;

CREATE TABLE ad_states (
  account_id TEXT NOT NULL,
  ad_id TEXT NOT NULL,
  impressions BIGINT NOT NULL,
  clicks BIGINT NOT NULL,
  conversions BIGINT NOT NULL,
  spend_minor BIGINT NOT NULL,
  pipeline_value_minor BIGINT NOT NULL,
  cash_revenue_minor BIGINT NOT NULL,
  frequency DOUBLE PRECISION,
  reach_7d BIGINT,
  first_delivery_at TIMESTAMPTZ,
  creative_refreshed_at TIMESTAMPTZ,
  data_as_of TIMESTAMPTZ,
  status TEXT NOT NULL,
  learning TEXT NOT NULL,
  posterior JSONB NOT NULL,
  state_seq BIGINT NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, ad_id)
);
ALTER TABLE ad_states ENABLE ROW LEVEL SECURITY;
ALTER TABLE ad_states FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON ad_states
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON ad_states TO gv_app, gv_worker;

CREATE TABLE performance_metrics (
  account_id TEXT NOT NULL,
  platform TEXT NOT NULL,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  granularity TEXT NOT NULL,
  attribution_setting TEXT NOT NULL,
  period_start TIMESTAMPTZ NOT NULL,
  impressions BIGINT NOT NULL,
  reach BIGINT,
  frequency DOUBLE PRECISION,
  clicks BIGINT NOT NULL,
  link_clicks BIGINT,
  spend_minor BIGINT NOT NULL,
  conversions DOUBLE PRECISION NOT NULL,
  revenue_minor BIGINT,
  video JSONB,
  revision INTEGER NOT NULL,
  raw_ref TEXT,
  fetched_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, platform, entity_type, entity_id, granularity, attribution_setting, period_start)
) PARTITION BY RANGE (period_start);
CREATE TABLE performance_metrics_default PARTITION OF performance_metrics DEFAULT;
ALTER TABLE performance_metrics ENABLE ROW LEVEL SECURITY;
ALTER TABLE performance_metrics FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON performance_metrics
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON performance_metrics TO gv_app, gv_worker;

CREATE INDEX adsets_of_campaign ON adsets (account_id, campaign_id);
CREATE INDEX ads_of_campaign ON ads (account_id, campaign_id);
CREATE INDEX ads_of_adset ON ads (account_id, adset_id);
CREATE INDEX performance_metrics_by_time ON performance_metrics (account_id, period_start);
