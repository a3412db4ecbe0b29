-- Clicks, conversions, and which ad is given credit for which.

CREATE TABLE account_keys (
  account_id TEXT NOT NULL,
  key_id TEXT NOT NULL,
  wrapped_key BLOB NOT NULL,
  active_from INTEGER NOT NULL,
  retire_at INTEGER NOT NULL,
  destroyed_at INTEGER,
  PRIMARY KEY (account_id, key_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE click_tracking (
  account_id TEXT NOT NULL,
  click_id TEXT NOT NULL,
  click_timestamp INTEGER NOT NULL,
  ad_id TEXT NOT NULL,
  campaign_id TEXT NOT NULL,
  adset_id TEXT,
  creative_id TEXT,
  fbclid TEXT,
  gclid TEXT,
  gbraid TEXT,
  wbraid TEXT,
  ttclid TEXT,
  msclkid TEXT,
  fbc TEXT,
  fbp TEXT,
  visitor_id TEXT,
  utm TEXT CHECK (utm IS NULL OR json_valid(utm)),
  landing_page_url TEXT,
  referrer_host TEXT,
  country TEXT,
  device_type TEXT,
  os TEXT,
  browser TEXT,
  time_zone TEXT,
  key_id TEXT,
  fp_hash BLOB,
  ip_hash BLOB,
  ip_prefix_hash BLOB,
  ua_hash BLOB,
  ip_ua_enc BLOB,
  consent TEXT NOT NULL CHECK (json_valid(consent)),
  is_valid INTEGER NOT NULL CHECK (is_valid IN (0, 1)),
  invalid_reason TEXT,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, click_id, click_timestamp)
) STRICT, WITHOUT ROWID;

CREATE TABLE touchpoints (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  click_id TEXT,
  ad_id TEXT,
  campaign_id TEXT,
  platform TEXT NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE identity_links (
  account_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  value_hash BLOB NOT NULL,
  key_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  PRIMARY KEY (account_id, kind, value_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE conversion_tracking (
  account_id TEXT NOT NULL,
  conversion_id TEXT NOT NULL,
  external_id TEXT,
  conversion_type TEXT NOT NULL,
  value_minor INTEGER,
  currency TEXT,
  is_synthetic INTEGER NOT NULL CHECK (is_synthetic IN (0, 1)),
  crm TEXT,
  crm_deal_id TEXT,
  contact_hash BLOB,
  crm_stage TEXT,
  click_id TEXT,
  fbclid TEXT,
  fp_hash BLOB,
  ip_hash BLOB,
  ip_prefix_hash BLOB,
  ua_hash BLOB,
  device_type TEXT,
  conversion_timestamp INTEGER NOT NULL,
  attributed_at INTEGER,
  raw_ref TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, conversion_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE attribution_tracking (
  account_id TEXT NOT NULL,
  conversion_id TEXT NOT NULL,
  model TEXT NOT NULL,
  touch_no INTEGER NOT NULL,
  click_id TEXT,
  ad_id TEXT NOT NULL,
  campaign_id TEXT,
  method TEXT NOT NULL,
  confidence REAL NOT NULL,
  credit_num INTEGER NOT NULL,
  credit_den INTEGER NOT NULL,
  window_hours REAL,
  candidates TEXT CHECK (candidates IS NULL OR json_valid(candidates)),
  config_version INTEGER NOT NULL,
  computed_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, conversion_id, model, touch_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE attribution_performance_log (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  conversion_id TEXT NOT NULL,
  attempt_number INTEGER NOT NULL,
  layer_1_result TEXT,
  layer_2_result TEXT,
  layer_3_result TEXT,
  final_method TEXT NOT NULL,
  final_confidence REAL NOT NULL,
  success INTEGER NOT NULL CHECK (success IN (0, 1)),
  processing_us INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, id, created_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE capi_inbound (
  account_id TEXT NOT NULL,
  event_name TEXT NOT NULL,
  event_id TEXT NOT NULL,
  event_time INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  payload_enc BLOB NOT NULL,
  status TEXT NOT NULL,
  conversion_id TEXT,
  error TEXT,
  PRIMARY KEY (account_id, event_name, event_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX click_tracking_by_fbclid ON click_tracking (account_id, fbclid) WHERE fbclid IS NOT NULL;
CREATE INDEX click_tracking_by_gclid ON click_tracking (account_id, gclid) WHERE gclid IS NOT NULL;
CREATE INDEX click_tracking_by_gbraid ON click_tracking (account_id, gbraid) WHERE gbraid IS NOT NULL;
CREATE INDEX click_tracking_by_wbraid ON click_tracking (account_id, wbraid) WHERE wbraid IS NOT NULL;
CREATE INDEX click_tracking_by_ttclid ON click_tracking (account_id, ttclid) WHERE ttclid IS NOT NULL;
CREATE INDEX click_tracking_by_msclkid ON click_tracking (account_id, msclkid) WHERE msclkid IS NOT NULL;
CREATE INDEX click_tracking_by_fingerprint ON click_tracking (account_id, fp_hash, click_timestamp)
  WHERE is_valid;
CREATE INDEX click_tracking_by_ip ON click_tracking (account_id, ip_hash, click_timestamp);
CREATE INDEX click_tracking_by_device
  ON click_tracking (account_id, ip_prefix_hash, ua_hash, click_timestamp);
CREATE INDEX touchpoints_of_person ON touchpoints (account_id, person_id, at);
CREATE INDEX attribution_tracking_of_ad ON attribution_tracking (account_id, ad_id, computed_at);
