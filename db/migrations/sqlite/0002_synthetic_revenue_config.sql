-- Deals, the events of the CRM about them, and the ledger of their value.

CREATE TABLE synthetic_revenue_config (
  account_id TEXT NOT NULL,
  pipeline_key TEXT NOT NULL,
  version INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  currency TEXT NOT NULL,
  aov_minor INTEGER NOT NULL,
  value_mode TEXT NOT NULL,
  stage_values TEXT NOT NULL CHECK (json_valid(stage_values)),
  cycle_days TEXT NOT NULL CHECK (json_valid(cycle_days)),
  decay TEXT NOT NULL CHECK (json_valid(decay)),
  won_amount_policy TEXT NOT NULL,
  win_rate REAL,
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  created_by TEXT NOT NULL,
  notes TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, pipeline_key, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE crm_events (
  account_id TEXT NOT NULL,
  event_key TEXT NOT NULL,
  crm TEXT NOT NULL,
  deal_id TEXT NOT NULL,
  type TEXT NOT NULL,
  stage_key TEXT,
  amount_minor INTEGER,
  currency TEXT,
  occurred_at INTEGER NOT NULL,
  source_seq INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  raw_ref TEXT,
  PRIMARY KEY (account_id, event_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE crm_deals (
  account_id TEXT NOT NULL,
  crm TEXT NOT NULL,
  deal_id TEXT NOT NULL,
  pipeline_key TEXT NOT NULL,
  stage TEXT,
  amount_minor INTEGER,
  currency TEXT,
  target_minor INTEGER NOT NULL,
  contact_hash BLOB,
  credit_weights TEXT NOT NULL CHECK (json_valid(credit_weights)),
  flags TEXT NOT NULL CHECK (json_valid(flags)),
  occurred_at INTEGER,
  closed_at INTEGER,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, crm, deal_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE revenue_ledger (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  crm TEXT NOT NULL,
  deal_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  event_key TEXT NOT NULL,
  kind TEXT NOT NULL,
  delta_minor INTEGER NOT NULL,
  target_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  source_delta_minor INTEGER,
  source_currency TEXT,
  fx_rate_e9 INTEGER,
  stage TEXT,
  config_version INTEGER NOT NULL,
  confidence REAL NOT NULL,
  adjustment INTEGER NOT NULL CHECK (adjustment IN (0, 1)),
  occurred_at INTEGER NOT NULL,
  posted_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, crm, deal_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_allocations (
  account_id TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  ad_id TEXT NOT NULL,
  delta_minor INTEGER NOT NULL,
  method TEXT NOT NULL,
  confidence REAL NOT NULL,
  posted_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, entry_id, ad_id),
  FOREIGN KEY (account_id, entry_id) REFERENCES revenue_ledger (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX crm_events_of_deal ON crm_events (account_id, crm, deal_id, occurred_at);
CREATE INDEX ledger_allocations_of_ad ON ledger_allocations (account_id, ad_id, posted_at);
