-- Clicks, conversions, and which ad is given credit for which.
SET LOCAL ROLE gv_owner;

CREATE TABLE account_keys (
  account_id TEXT NOT NULL,
  key_id TEXT NOT NULL,
  wrapped_key BYTEA NOT NULL,
  active_from TIMESTAMPTZ NOT NULL,
  retire_at TIMESTAMPTZ NOT NULL,
  destroyed_at TIMESTAMPTZ,
  PRIMARY KEY (account_id, key_id)
);
ALTER TABLE account_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE account_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON account_keys
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON account_keys TO gv_app, gv_worker;

CREATE TABLE click_tracking (
  account_id TEXT NOT NULL,
  click_id TEXT NOT NULL,
  click_timestamp TIMESTAMPTZ NOT NULL,
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
  utm JSONB,
  landing_page_url TEXT,
  referrer_host TEXT,
  country TEXT,
  device_type TEXT,
  os TEXT,
  browser TEXT,
  time_zone TEXT,
  key_id TEXT,
  fp_hash BYTEA,
  ip_hash BYTEA,
  ip_prefix_hash BYTEA,
  ua_hash BYTEA,
  ip_ua_enc BYTEA,
  consent JSONB NOT NULL,
  is_valid BOOLEAN NOT NULL,
  invalid_reason TEXT,
  expires_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, click_id, click_timestamp)
) PARTITION BY RANGE (click_timestamp);
CREATE TABLE click_tracking_default PARTITION OF click_tracking DEFAULT;
ALTER TABLE click_tracking ENABLE ROW LEVEL SECURITY;
ALTER TABLE click_tracking FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON click_tracking
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON click_tracking TO gv_app, gv_worker;

CREATE TABLE touchpoints (
  account_id TEXT NOT NULL,
  id UUID NOT NULL,
  person_id UUID NOT NULL,
  click_id TEXT,
  ad_id TEXT,
  campaign_id TEXT,
  platform TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (account_id, id)
);
ALTER TABLE touchpoints ENABLE ROW LEVEL SECURITY;
ALTER TABLE touchpoints FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON touchpoints
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON touchpoints TO gv_app, gv_worker;

CREATE TABLE identity_links (
  account_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  value_hash BYTEA NOT NULL,
  key_id TEXT NOT NULL,
  person_id UUID NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ,
  PRIMARY KEY (account_id, kind, value_hash)
);
ALTER TABLE identity_links ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity_links FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON identity_links
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON identity_links TO gv_app, gv_worker;

CREATE TABLE conversion_tracking (
  account_id TEXT NOT NULL,
  conversion_id TEXT NOT NULL,
  external_id TEXT,
  conversion_type TEXT NOT NULL,
  value_minor BIGINT,
  currency TEXT,
  is_synthetic BOOLEAN NOT NULL,
  crm TEXT,
  crm_deal_id TEXT,
  contact_hash BYTEA,
  crm_stage TEXT,
  click_id TEXT,
  fbclid TEXT,
  fp_hash BYTEA,
  ip_hash BYTEA,
  ip_prefix_hash BYTEA,
  ua_hash BYTEA,
  device_type TEXT,
  conversion_timestamp TIMESTAMPTZ NOT NULL,
  attributed_at TIMESTAMPTZ,
  raw_ref TEXT,
  created_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, conversion_id)
);
ALTER TABLE conversion_tracking ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversion_tracking FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON conversion_tracking
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON conversion_tracking TO gv_app, gv_worker;

CREATE TABLE attribution_tracking (
  account_id TEXT NOT NULL,
  conversion_id TEXT NOT NULL,
  model TEXT NOT NULL,
  touch_no INTEGER NOT NULL,
  click_id TEXT,
  ad_id TEXT NOT NULL,
  campaign_id TEXT,
  method TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  credit_num BIGINT NOT NULL,
  credit_den BIGINT NOT NULL,
  window_hours DOUBLE PRECISION,
  candidates JSONB,
  config_version BIGINT NOT NULL,
  computed_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, conversion_id, model, touch_no)
);
ALTER TABLE attribution_tracking ENABLE ROW LEVEL SECURITY;
ALTER TABLE attribution_tracking FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON attribution_tracking
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON attribution_tracking TO gv_app, gv_worker;

CREATE TABLE attribution_performance_log (
  account_id TEXT NOT NULL,
  id UUID NOT NULL,
  conversion_id TEXT NOT NULL,
  attempt_number INTEGER NOT NULL,
  layer_1_result TEXT,
  layer_2_result TEXT,
  layer_3_result TEXT,
  final_method TEXT NOT NULL,
  final_confidence DOUBLE PRECISION NOT NULL,
  success BOOLEAN NOT NULL,
  processing_us BIGINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, id, created_at)
) PARTITION BY RANGE (created_at);
CREATE TABLE attribution_performance_log_default PARTITION OF attribution_performance_log DEFAULT;
ALTER TABLE attribution_performance_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE attribution_performance_log FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON attribution_performance_log
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON attribution_performance_log TO gv_app, gv_worker;

CREATE TABLE capi_inbound (
  account_id TEXT NOT NULL,
  event_name TEXT NOT NULL,
  event_id TEXT NOT NULL,
  event_time TIMESTAMPTZ NOT NULL,
  received_at TIMESTAMPTZ NOT NULL,
  payload_enc BYTEA NOT NULL,
  status TEXT NOT NULL,
  conversion_id TEXT,
  error TEXT,
  PRIMARY KEY (account_id, event_name, event_id)
);
ALTER TABLE capi_inbound ENABLE ROW LEVEL SECURITY;
ALTER TABLE capi_inbound FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON capi_inbound
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON capi_inbound TO gv_app, gv_worker;

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
