-- Deals, the events of the CRM about them, and the ledger of their value.
SET LOCAL ROLE gv_owner;

CREATE TABLE synthetic_revenue_config (
  account_id TEXT NOT NULL,
  pipeline_key TEXT NOT NULL,
  version BIGINT NOT NULL,
  effective_from TIMESTAMPTZ NOT NULL,
  currency TEXT NOT NULL,
  aov_minor BIGINT NOT NULL,
  value_mode TEXT NOT NULL,
  stage_values JSONB NOT NULL,
  cycle_days JSONB NOT NULL,
  decay JSONB NOT NULL,
  won_amount_policy TEXT NOT NULL,
  win_rate DOUBLE PRECISION,
  is_active BOOLEAN NOT NULL,
  created_by TEXT NOT NULL,
  notes TEXT,
  created_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, pipeline_key, version)
);
ALTER TABLE synthetic_revenue_config ENABLE ROW LEVEL SECURITY;
ALTER TABLE synthetic_revenue_config FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON synthetic_revenue_config
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON synthetic_revenue_config TO gv_app, gv_worker;

CREATE TABLE crm_events (
  account_id TEXT NOT NULL,
  event_key TEXT NOT NULL,
  crm TEXT NOT NULL,
  deal_id TEXT NOT NULL,
  type TEXT NOT NULL,
  stage_key TEXT,
  amount_minor BIGINT,
  currency TEXT,
  occurred_at TIMESTAMPTZ NOT NULL,
  source_seq BIGINT NOT NULL,
  received_at TIMESTAMPTZ NOT NULL,
  state TEXT NOT NULL,
  raw_ref TEXT,
  PRIMARY KEY (account_id, event_key)
);
ALTER TABLE crm_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE crm_events FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON crm_events
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON crm_events TO gv_app, gv_worker;

CREATE TABLE crm_deals (
  account_id TEXT NOT NULL,
  crm TEXT NOT NULL,
  deal_id TEXT NOT NULL,
  pipeline_key TEXT NOT NULL,
  stage TEXT,
  amount_minor BIGINT,
  currency TEXT,
  target_minor BIGINT NOT NULL,
  contact_hash BYTEA,
  credit_weights JSONB NOT NULL,
  flags JSONB NOT NULL,
  occurred_at TIMESTAMPTZ,
  closed_at TIMESTAMPTZ,
  updated_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, crm, deal_id)
);
ALTER TABLE crm_deals ENABLE ROW LEVEL SECURITY;
ALTER TABLE crm_deals FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON crm_deals
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON crm_deals TO gv_app, gv_worker;

CREATE TABLE revenue_ledger (
  account_id TEXT NOT NULL,
  id UUID NOT NULL,
  crm TEXT NOT NULL,
  deal_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  event_key TEXT NOT NULL,
  kind TEXT NOT NULL,
  delta_minor BIGINT NOT NULL,
  target_minor BIGINT NOT NULL,
  currency TEXT NOT NULL,
  source_delta_minor BIGINT,
  source_currency TEXT,
  fx_rate_e9 BIGINT,
  stage TEXT,
  config_version BIGINT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  adjustment BOOLEAN NOT NULL,
  occurred_at TIMESTAMPTZ NOT NULL,
  posted_at TIMESTAMPTZ NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, crm, deal_id, seq)
);
ALTER TABLE revenue_ledger ENABLE ROW LEVEL SECURITY;
ALTER TABLE revenue_ledger FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON revenue_ledger
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON revenue_ledger TO gv_app, gv_worker;

CREATE TABLE ledger_allocations (
  account_id TEXT NOT NULL,
  entry_id UUID NOT NULL,
  ad_id TEXT NOT NULL,
  delta_minor BIGINT NOT NULL,
  method TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  posted_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, entry_id, ad_id),
  FOREIGN KEY (account_id, entry_id) REFERENCES revenue_ledger (account_id, id)
);
ALTER TABLE ledger_allocations ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_allocations FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON ledger_allocations
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON ledger_allocations TO gv_app, gv_worker;

CREATE INDEX crm_events_of_deal ON crm_events (account_id, crm, deal_id, occurred_at);
CREATE INDEX ledger_allocations_of_ad ON ledger_allocations (account_id, ad_id, posted_at);
