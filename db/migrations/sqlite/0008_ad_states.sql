-- Campaigns as the platforms show them, and how their ads do.

CREATE TABLE campaigns (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  platform TEXT NOT NULL,
  external_id TEXT,
  name TEXT NOT NULL,
  objective TEXT NOT NULL,
  status TEXT NOT NULL,
  daily_budget_minor INTEGER,
  lifetime_budget_minor INTEGER,
  currency TEXT NOT NULL,
  bid_strategy TEXT,
  starts_at INTEGER,
  ends_at INTEGER,
  raw TEXT NOT NULL CHECK (json_valid(raw)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  platform_synced_at INTEGER,
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, platform, external_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE adsets (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  campaign_id TEXT NOT NULL,
  platform TEXT NOT NULL,
  external_id TEXT,
  name TEXT NOT NULL,
  status TEXT NOT NULL,
  daily_budget_minor INTEGER,
  bid_minor INTEGER,
  targeting TEXT NOT NULL CHECK (json_valid(targeting)),
  learning_phase TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, platform, external_id),
  FOREIGN KEY (account_id, campaign_id) REFERENCES campaigns (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ads (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  adset_id TEXT,
  campaign_id TEXT NOT NULL,
  platform TEXT NOT NULL,
  external_id TEXT,
  creative_id TEXT,
  name TEXT NOT NULL,
  status TEXT NOT NULL,
  review_status TEXT,
  daily_budget_minor INTEGER,
  first_delivery_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, platform, external_id),
  FOREIGN KEY (account_id, campaign_id) REFERENCES campaigns (account_id, id),
  FOREIGN KEY (account_id, adset_id) REFERENCES adsets (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ad_states (
  account_id TEXT NOT NULL,
  ad_id TEXT NOT NULL,
  impressions INTEGER NOT NULL,
  clicks INTEGER NOT NULL,
  conversions INTEGER NOT NULL,
  spend_minor INTEGER NOT NULL,
  pipeline_value_minor INTEGER NOT NULL,
  cash_revenue_minor INTEGER NOT NULL,
  frequency REAL,
  reach_7d INTEGER,
  first_delivery_at INTEGER,
  creative_refreshed_at INTEGER,
  data_as_of INTEGER,
  status TEXT NOT NULL,
  learning TEXT NOT NULL,
  posterior TEXT NOT NULL CHECK (json_valid(posterior)),
  state_seq INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, ad_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE performance_metrics (
  account_id TEXT NOT NULL,
  platform TEXT NOT NULL,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  granularity TEXT NOT NULL,
  attribution_setting TEXT NOT NULL,
  period_start INTEGER NOT NULL,
  impressions INTEGER NOT NULL,
  reach INTEGER,
  frequency REAL,
  clicks INTEGER NOT NULL,
  link_clicks INTEGER,
  spend_minor INTEGER NOT NULL,
  conversions REAL NOT NULL,
  revenue_minor INTEGER,
  video TEXT CHECK (video IS NULL OR json_valid(video)),
  revision INTEGER NOT NULL,
  raw_ref TEXT,
  fetched_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, platform, entity_type, entity_id, granularity, attribution_setting, period_start)
) STRICT, WITHOUT ROWID;

CREATE INDEX adsets_of_campaign ON adsets (account_id, campaign_id);
CREATE INDEX ads_of_campaign ON ads (account_id, campaign_id);
CREATE INDEX ads_of_adset ON ads (account_id, adset_id);
CREATE INDEX performance_metrics_by_time ON performance_metrics (account_id, period_start);
