BEGIN TRANSACTION;
CREATE TABLE account_configurations (
  account_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  config TEXT NOT NULL CHECK (json_valid(config)),
  config_hash TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  change_note TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, version),
  FOREIGN KEY (account_id) REFERENCES accounts (id)
) STRICT, WITHOUT ROWID;
INSERT INTO "account_configurations" VALUES('gym',1,'{"business":{"aov":1900,"preset":"service_business"},"decision":{"ignorance_zone":{"spend":100},"launch_budget":20,"min_daily_budget":10,"min_spend":50,"min_spend_for_kill":200,"negative_roas_spend":100,"no_conversion_spend":100,"scale_spend":200}}','63427566ddc79998179833d3087fe15be0fa5ec0924043cfd6b57dbe68d6d77c','user:01a22c0a-1657-7779-9d3f-804583a4584c','preset service_business',1796035188311000);
INSERT INTO "account_configurations" VALUES('gym',2,'{"business":{"aov":1900,"preset":"service_business"},"decision":{"ignorance_zone":{"spend":100},"launch_budget":20,"min_daily_budget":10,"min_spend":50,"min_spend_for_kill":200,"negative_roas_spend":100,"no_conversion_spend":100,"scale_spend":200,"min_roas":1.2}}','3199c6f58e8004b1dfe0f0e71f051ea494cf72e9fa2f490e31d356441ece0fe0','api_key:01a22c0a-175f-7ac9-b3c9-ec19599776f9',NULL,1796035188601000);
CREATE TABLE account_event_heads (
  account_id TEXT NOT NULL,
  last_seq INTEGER NOT NULL,
  PRIMARY KEY (account_id),
  FOREIGN KEY (account_id) REFERENCES accounts (id)
) STRICT;
INSERT INTO "account_event_heads" VALUES('gym',8);
CREATE TABLE account_keys (
  account_id TEXT NOT NULL,
  key_id TEXT NOT NULL,
  wrapped_key BLOB NOT NULL,
  active_from INTEGER NOT NULL,
  retire_at INTEGER NOT NULL,
  destroyed_at INTEGER,
  PRIMARY KEY (account_id, key_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "account_keys" VALUES('gym','2026-11-30',X'06BC69197C31F3014BE563796C4E859B497926B4A70BCDF1DFF5EBF45CD76C28E981CCE8E79483D291993269DD161EDC1D5CE4E5E099D5D06CA43E40EF0AA74B5402AD20E002F3E4',1796035188576000,1806403188576000,NULL);
CREATE TABLE account_members (
  account_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  role TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, user_id),
  FOREIGN KEY (account_id) REFERENCES accounts (id),
  FOREIGN KEY (user_id) REFERENCES users (id)
) STRICT, WITHOUT ROWID;
INSERT INTO "account_members" VALUES('gym','01a22c0a-1657-7779-9d3f-804583a4584c','owner',1796035188311000);
CREATE TABLE accounts (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  currency TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  industry TEXT,
  status TEXT NOT NULL,
  is_demo INTEGER NOT NULL CHECK (is_demo IN (0, 1)),
  config_version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  archived_at INTEGER,
  PRIMARY KEY (id)
) STRICT;
INSERT INTO "accounts" VALUES('gym','gym','USD','UTC',NULL,'active',0,2,1796035188311000,NULL);
CREATE TABLE ad_change_history (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  change_id TEXT NOT NULL,
  campaign_id TEXT NOT NULL,
  ad_id TEXT,
  adset_id TEXT,
  change_type TEXT NOT NULL,
  old_value TEXT NOT NULL CHECK (json_valid(old_value)),
  new_value TEXT NOT NULL CHECK (json_valid(new_value)),
  change_percentage REAL,
  triggered_by TEXT NOT NULL,
  ml_confidence REAL,
  reason TEXT,
  status TEXT NOT NULL,
  error_message TEXT,
  rate_limit_passed INTEGER NOT NULL CHECK (rate_limit_passed IN (0, 1)),
  velocity_check_passed INTEGER NOT NULL CHECK (velocity_check_passed IN (0, 1)),
  safety_override INTEGER NOT NULL CHECK (safety_override IN (0, 1)),
  queued_at INTEGER NOT NULL,
  started_at INTEGER,
  completed_at INTEGER,
  platform_response TEXT CHECK (platform_response IS NULL OR json_valid(platform_response)),
  execution_duration_ms INTEGER,
  undo_of TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, id)
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
INSERT INTO "ad_states" VALUES('gym','meta:ad_1',20000,300,1,90000,120000,120000,NULL,NULL,1795948788588000,NULL,1796035188588000,'active','none','{}',3,1796035188588000);
INSERT INTO "ad_states" VALUES('gym','meta:ad_2',20000,300,2,90000,240000,240000,NULL,NULL,1795948788589000,NULL,1796035188589000,'active','none','{}',4,1796035188589000);
INSERT INTO "ad_states" VALUES('gym','meta:ad_3',20000,300,3,90000,360000,360000,NULL,NULL,1795948788589000,NULL,1796035188589000,'active','none','{}',5,1796035188589000);
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
CREATE TABLE api_keys (
  id TEXT NOT NULL,
  account_id TEXT,
  name TEXT NOT NULL,
  key_prefix TEXT NOT NULL,
  key_hash BLOB NOT NULL,
  scopes TEXT NOT NULL CHECK (json_valid(scopes)),
  created_by TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  last_used_at INTEGER,
  revoked_at INTEGER,
  PRIMARY KEY (id),
  UNIQUE (key_prefix)
) STRICT;
INSERT INTO "api_keys" VALUES('01a22c0a-15bf-7c3d-9ee4-36118d4c412b',NULL,'setup','ewJ5hzlC',X'2D02DF2F4E7ECA6C0F4D59E41CF1303E3E7D0B2DDFEFC436F5811062588E1C39','["setup"]',NULL,1796035188159000,1796121588159000,NULL,1796035188311000);
INSERT INTO "api_keys" VALUES('01a22c0a-175f-7ac9-b3c9-ec19599776f9','gym','proof','Y-Cniq_R',X'946CD66FE7F0764B61553BD2B1A2D77C424857BA4A293C2053FADB19981D68D6','["read","ingest","predict","decide","learn","config"]','01a22c0a-1657-7779-9d3f-804583a4584c',1796035188575000,NULL,1796035188576000,NULL);
CREATE TABLE asset_analyses (
  account_id TEXT NOT NULL,
  asset_id TEXT NOT NULL,
  analyzer TEXT NOT NULL,
  analyzer_version TEXT NOT NULL,
  params_hash TEXT NOT NULL,
  status TEXT NOT NULL,
  summary TEXT NOT NULL CHECK (json_valid(summary)),
  artifact_key TEXT,
  cpu_ms INTEGER,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, asset_id, analyzer, analyzer_version, params_hash),
  FOREIGN KEY (account_id, asset_id) REFERENCES assets (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE assets (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  original_name TEXT NOT NULL,
  mime TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  sha256 BLOB NOT NULL,
  storage_key TEXT NOT NULL,
  duration_ms INTEGER,
  width INTEGER,
  height INTEGER,
  fps_num INTEGER,
  fps_den INTEGER,
  video_codec TEXT,
  audio_codec TEXT,
  status TEXT NOT NULL,
  error TEXT,
  metadata TEXT NOT NULL CHECK (json_valid(metadata)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, sha256)
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
INSERT INTO "attribution_performance_log" VALUES('gym','01a22c0a-1769-78b8-84dc-4dc653640fea','order-1',1,'expired','no_consent','no_candidates','unattributed',0.0,0,0,1796035188585000);
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
INSERT INTO "attribution_tracking" VALUES('gym','order-1','last_touch',1,NULL,'unattributed',NULL,'unattributed',0.0,1,1,NULL,'{"origin":"first","set_method":"unattributed","set_confidence":0,"set_click_id":"","actor":"","set_reason":"its click is older than the window; no consent to match; no click nearby","click_id":"","ad_id":"","campaign_id":"","method":"unattributed","confidence":0,"window_hours":null,"layer_1":"expired","layer_2":"no_consent","layer_3":"no_candidates","reason":"its click is older than the window; no consent to match; no click nearby","model_version":"prior-1","candidates":[]}',1,1796035188585000);
CREATE TABLE audit_log (
  account_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor_type TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  action TEXT NOT NULL,
  object_type TEXT NOT NULL,
  object_id TEXT,
  before TEXT CHECK (before IS NULL OR json_valid(before)),
  after TEXT CHECK (after IS NULL OR json_valid(after)),
  ip_prefix TEXT,
  trace_id TEXT,
  prev_hash BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (account_id, seq, at)
) STRICT, WITHOUT ROWID;
INSERT INTO "audit_log" VALUES('gym',1,1796035188311000,'user','01a22c0a-1657-7779-9d3f-804583a4584c','account.create','account','gym',NULL,'{"name":"gym","currency":"USD","preset":"service_business"}','127.0.0.0/24','8c1c7d58b9c9fffbde5962ab3ee26737',X'0000000000000000000000000000000000000000000000000000000000000000',X'E6F33A2D764244E5FACF5DA9B35101D06DA51938311FE399E59D5ADA2C08FFEC');
INSERT INTO "audit_log" VALUES('gym',2,1796035188568000,'user','01a22c0a-1657-7779-9d3f-804583a4584c','login','session',NULL,NULL,NULL,'127.0.0.0/24','36bb383c5bc748002150174d06da8dad',X'E6F33A2D764244E5FACF5DA9B35101D06DA51938311FE399E59D5ADA2C08FFEC',X'AC02524B2F29D6F57092161B6F0A745CEDC29C6800C98D7D202A79F9729F6F33');
INSERT INTO "audit_log" VALUES('gym',3,1796035188573000,'user','01a22c0a-1657-7779-9d3f-804583a4584c','connection.put','connection','hubspot:4711',NULL,NULL,'127.0.0.0/24','1196e0a024d68a2273bfb687f68da2a5',X'AC02524B2F29D6F57092161B6F0A745CEDC29C6800C98D7D202A79F9729F6F33',X'2E75631A77BFD483DF869898EBB83AD84FF807AF96BAFB941445E2DCF438CE5A');
INSERT INTO "audit_log" VALUES('gym',4,1796035188575000,'user','01a22c0a-1657-7779-9d3f-804583a4584c','api_key.create','api_key','01a22c0a-175f-7ac9-b3c9-ec19599776f9',NULL,'{"name":"proof","key_prefix":"Y-Cniq_R","scopes":["read","ingest","predict","decide","learn","config"]}','127.0.0.0/24','59b4ceb879e44ad966ccbf96d8f934a4',X'2E75631A77BFD483DF869898EBB83AD84FF807AF96BAFB941445E2DCF438CE5A',X'8B516FCDF46A4A760307EAF8728BD3DF25EBAA014C986CDE53537D742E69F6E4');
INSERT INTO "audit_log" VALUES('gym',5,1796035188601000,'api_key','01a22c0a-175f-7ac9-b3c9-ec19599776f9','config.update','configuration','2',NULL,'{"changed":["decision.min_roas"],"config_hash":"3199c6f58e8004b1dfe0f0e71f051ea494cf72e9fa2f490e31d356441ece0fe0"}','127.0.0.0/24','2a4829427046f37c4c0b57330672c0bf',X'8B516FCDF46A4A760307EAF8728BD3DF25EBAA014C986CDE53537D742E69F6E4',X'3E679036C2D0F2A3CC84715E26FCEFF8D98A6E31DC2BE705669377A58AEA6F79');
CREATE TABLE cache_entries (
  namespace TEXT NOT NULL,
  cache_key TEXT NOT NULL,
  value BLOB NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (namespace, cache_key)
) STRICT, WITHOUT ROWID;
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
INSERT INTO "click_tracking" VALUES('gym','click-0',1796035188576000,'meta:ad_1','c_1',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'visitor-0',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{"ads":true,"analytics":false,"source":"banner","at":"2026-11-30T10:39:48.576000Z"}',1,'unknown_ad',1803811188576000);
INSERT INTO "click_tracking" VALUES('gym','click-1',1796035188577000,'meta:ad_1','c_1',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'visitor-1',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{"ads":true,"analytics":false,"source":"banner","at":"2026-11-30T10:39:48.577000Z"}',1,'unknown_ad',1803811188577000);
INSERT INTO "click_tracking" VALUES('gym','click-2',1796035188580000,'meta:ad_1','c_1',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'visitor-2',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{"ads":true,"analytics":false,"source":"banner","at":"2026-11-30T10:39:48.580000Z"}',1,'unknown_ad',1803811188580000);
CREATE TABLE clips (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  asset_id TEXT NOT NULL,
  start_ms INTEGER NOT NULL,
  end_ms INTEGER NOT NULL,
  rank INTEGER,
  score REAL,
  features TEXT NOT NULL CHECK (json_valid(features)),
  thumb_key TEXT,
  status TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, asset_id) REFERENCES assets (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE consumer_offsets (
  account_id TEXT NOT NULL,
  consumer TEXT NOT NULL,
  last_seq INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, consumer)
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
INSERT INTO "conversion_tracking" VALUES('gym','order-1',NULL,'purchase',12050,'USD',0,'conversion','order-1',X'0430C96B0389F5C35631AED5E59BAC18212C052D5651F8237681924B771A423F',NULL,'click-1',NULL,NULL,NULL,NULL,NULL,NULL,1796035188000000,1796035188585000,NULL,1796035188585000);
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
INSERT INTO "crm_deals" VALUES('gym','conversion','order-1','default','closed_won',12050,'USD',12050,NULL,'{}','["unreconciled"]',1796035188000000,1796035188000000,1796035188585000);
INSERT INTO "crm_deals" VALUES('gym','hubspot','1','default','closed_won',700000,'USD',700000,NULL,'{}','["unreconciled"]',1796035187587000,1796035187587000,1796035188680000);
INSERT INTO "crm_deals" VALUES('gym','hubspot','2','default','closed_won',700000,'USD',700000,NULL,'{}','["unreconciled"]',1796035187587000,1796035187587000,1796035188684000);
INSERT INTO "crm_deals" VALUES('gym','hubspot','3','default','closed_won',700000,'USD',700000,NULL,'{}','["unreconciled"]',1796035187587000,1796035187587000,1796035188700000);
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
INSERT INTO "crm_events" VALUES('gym','007bd02efc162ce9c67fa03d3d1f9b010ebd462d576b637cc8d98aabf882ebc3','hubspot','1','amount',NULL,700000,'USD',1796035187586000,10,1796035188586000,'folded',NULL);
INSERT INTO "crm_events" VALUES('gym','0bc98b4f12d9b2b512e4653ea0956bdbcaedce24f75e7e337193fe467d0d59b0','hubspot','2','amount',NULL,700000,'USD',1796035187586000,20,1796035188586000,'folded',NULL);
INSERT INTO "crm_events" VALUES('gym','623215a29b78bb22c6b490bd774125a08bccbafb922acdbd97e042e14ad91140','hubspot','3','amount',NULL,700000,'USD',1796035187586000,30,1796035188586000,'folded',NULL);
INSERT INTO "crm_events" VALUES('gym','7efbab6e2e26fc594b2c7235f45a456cecfb0a0dbd42977a984c9497a2cbfbee','hubspot','1','stage','closed_won',NULL,'USD',1796035187587000,11,1796035188586000,'folded',NULL);
INSERT INTO "crm_events" VALUES('gym','8f2de6b581c4bdd5f34aafda287a5901eba2a985409b1e447504754b35fac0ef','hubspot','2','stage','closed_won',NULL,'USD',1796035187587000,21,1796035188586000,'folded',NULL);
INSERT INTO "crm_events" VALUES('gym','a4d87cc40e07e3193305895180b2c697ac33b3877cc5abf4f0ff248d5c4d29f7','conversion','order-1','stage','closed_won',12050,'USD',1796035188000000,0,1796035188585000,'folded',NULL);
INSERT INTO "crm_events" VALUES('gym','d27dfb86e6ea33c399de1357d10360019f86dfc203ea41c601eb0040d681aec0','hubspot','3','stage','closed_won',NULL,'USD',1796035187587000,31,1796035188586000,'folded',NULL);
CREATE TABLE decision_inputs (
  account_id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (account_id, run_id),
  FOREIGN KEY (account_id, run_id) REFERENCES decision_runs (account_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "decision_inputs" VALUES('gym','2845b168-0a93-5b45-a9e0-b409363af615','{
"format": "geminivideo run 1",
"digest": "9b588fbc8d58d8109f5797bedf01e71b50ccc8402345a2234f16e64eeeb581a6",
"config": {"business":{"aov":1900,"daily_budget_cap":null,"fiscal_day_start":"00:00","gross_margin":null,"monthly_budget_cap":null,"preset":"service_business","sales_cycle_days":null,"target_cpa":null,"target_roas":2,"win_rate":0.6},"currency":"USD","decision":{"allocation_draws":200,"allocator":"curve","allow_underspend":false,"auto_kill":true,"blending":{"ctr_only_hours":6,"curve":"sigmoid","late_roas_weight":0.9,"transition_end_hours":48},"confidence_threshold":0.7,"deadband_pct":5,"draws":1000,"evidence_mode":"full","half_life_click_days":3,"half_life_value_days":60,"ignorance_zone":{"days":2,"rule":"until_either","spend":100},"kill_alpha":0.1,"kill_mode":"evidence","kill_protect_ratio":0.5,"kill_provisional":0.95,"kill_revive":0.5,"kill_roas":0.5,"launch_budget":20,"learning_period_hours":24,"max_cpa_conversions":3,"max_cpa_multiplier":3,"max_decrease_pct":50,"max_increase_pct":50,"max_scale_pct":20,"min_conversions":5,"min_ctr":0.005,"min_ctr_impressions":1000,"min_cvr":0.005,"min_cvr_clicks":100,"min_daily_budget":10,"min_roas":1,"min_spend":50,"min_spend_for_kill":200,"mode":"pipeline","negative_roas_spend":100,"no_conversion_spend":100,"objective":"value","response_elasticity":0.35,"response_half_saturation":null,"scale_roas":3,"scale_spend":200,"seed_policy":"per_run","unattributed_uplift":1},"executor":{"active_hours":null,"auto_max_amount":null,"auto_max_change_pct":20,"batch_enabled":true,"batch_size":10,"change_ttl_hours":6,"dither":{"enabled":false},"four_eyes":false,"fuzz_pct":3,"jitter_ms_max":18000,"jitter_ms_min":3000,"mode":"approve","per_day":100,"per_hour":15,"velocity_pct_24h":50,"velocity_pct_6h":20},"fatigue":{"cpm_increase":[0.3,0.5],"ctr_decline":[0.2,0.4],"frequency":[3,5,8,12],"lookback_days":7,"reduce_pct":20,"remediation":"queue"}},
"inputs": {"account":"gym","cycle_id":"2026-11-30T10:39:48.592000Z","seed":0,"now":1796035188592,"total_budget_minor":300000,"count_value_minor":61071,"cycle_days_mean":6,"currency":"USD","config_hash":"39c6608937100de6f40a9158551e645e9968522b8266c7bc58f504162412e320","inputs_hash":"bab3f0dd9d3aa79c65f859f2c8ab5577312b3f6b67b5de727cf0b603bcfdceb9","lost_ads":[],"notes":[]},
"ads": [
{"platform":"meta","ad_id":"ad_1","campaign_id":"account","creative_id":"","unit_id":"meta:ad_1","status":"active","learning":"none","data_as_of":1796035188588,"value_known":true,"prediction_slope":0,"dna_boost":1,"pattern_boost":1,"manual_kill":false,"first_delivery_at":1795948788588,"buckets":[[1795948788588,1796035188588,20000,300,90000]],"deals":[[1795948788588,1796035188588,1,120000,120000,false]]},
{"platform":"meta","ad_id":"ad_2","campaign_id":"account","creative_id":"","unit_id":"meta:ad_2","status":"active","learning":"none","data_as_of":1796035188589,"value_known":true,"prediction_slope":0,"dna_boost":1,"pattern_boost":1,"manual_kill":false,"first_delivery_at":1795948788589,"buckets":[[1795948788589,1796035188589,20000,300,90000]],"deals":[[1795948788589,1796035188589,2,240000,240000,false]]},
{"platform":"meta","ad_id":"ad_3","campaign_id":"account","creative_id":"","unit_id":"meta:ad_3","status":"active","learning":"none","data_as_of":1796035188589,"value_known":true,"prediction_slope":0,"dna_boost":1,"pattern_boost":1,"manual_kill":false,"first_delivery_at":1795948788589,"buckets":[[1795948788589,1796035188589,20000,300,90000]],"deals":[[1795948788589,1796035188589,3,360000,360000,false]]}],
"units": [
{"id":"meta:ad_1","campaign_id":"account","daily_budget_minor":90000,"held":false,"replacement_required":false,"history":[]},
{"id":"meta:ad_2","campaign_id":"account","daily_budget_minor":90000,"held":false,"replacement_required":false,"history":[]},
{"id":"meta:ad_3","campaign_id":"account","daily_budget_minor":90000,"held":false,"replacement_required":false,"history":[]}],
"result": null}
');
CREATE TABLE decision_runs (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  trigger TEXT NOT NULL,
  clock_at INTEGER NOT NULL,
  seed INTEGER NOT NULL,
  inputs_hash TEXT NOT NULL,
  config_version INTEGER NOT NULL,
  models TEXT NOT NULL CHECK (json_valid(models)),
  total_budget_minor INTEGER,
  num_ads INTEGER NOT NULL,
  status TEXT NOT NULL,
  duration_us INTEGER,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "decision_runs" VALUES('gym','2845b168-0a93-5b45-a9e0-b409363af615','api',1796035188592000,0,'bab3f0dd9d3aa79c65f859f2c8ab5577312b3f6b67b5de727cf0b603bcfdceb9',1,'{}',300000,3,'completed',NULL,1796035188597000);
CREATE TABLE decisions (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  ad_id TEXT NOT NULL,
  budget_unit TEXT,
  decision TEXT NOT NULL,
  finality TEXT,
  reason_code TEXT NOT NULL,
  reason TEXT NOT NULL,
  explanation TEXT NOT NULL CHECK (json_valid(explanation)),
  gates TEXT NOT NULL CHECK (json_valid(gates)),
  actions TEXT NOT NULL CHECK (json_valid(actions)),
  priority INTEGER NOT NULL,
  confidence REAL NOT NULL,
  current_budget_minor INTEGER NOT NULL,
  recommended_budget_minor INTEGER NOT NULL,
  metrics TEXT NOT NULL CHECK (json_valid(metrics)),
  status TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, run_id) REFERENCES decision_runs (account_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "decisions" VALUES('gym','0b9fc33f-d5c6-5c87-87b1-28e7f5d36bd9','2845b168-0a93-5b45-a9e0-b409363af615','meta:ad_2','meta:ad_2','scale',NULL,'above_target','ROAS 8.14, target 2.00 reached with probability 94 %','{"text":"Raise the daily budget from 900.00 USD to 1,080.00 USD. ROAS is estimated at 8.14 (1.87 to 17.76, the 5 % and 95 % points) from 2 deals; 15 % of its spend is old enough to judge. Deals follow their click after 3.0 days on average, so of 300 clicks only 45 count yet. Its step is set because the probability of reaching target ROAS 2.00 is 94 %. It would grow faster if ROAS 3.00 became nearly certain.","policy_driven":false,"triggered":[]}','["G11"]','[]',3,0.945,90000,108000,'{"impressions":20000,"clicks":300,"ctr":0.015,"ctr_lo":0.013696440742221858,"ctr_hi":0.01635142651323797,"spend_minor":90000,"deals":2,"n_eff":44.87818246920918,"maturity":0.1495939415640306,"deal_rate":0.023092880084526885,"deal_value_minor":105501.73752203233,"cash_roas":2.6666666666666665,"pipeline_roas":2.6666666666666665,"roas_mean":8.141440570053318,"roas_q05":1.8694249665889022,"roas_median":7.101945537924802,"roas_q95":17.755833175642355,"p_target":0.945,"p_below_protect":0.007,"p_below_min":0.007,"p_scale":0.878,"p_band":0.115,"p_best":0.32200000000000023,"e_value":0.16296884835573228,"w_ctr":0.706304919788196,"w_roas":0.293695080211804,"blend":0.47295376945806233,"decay":1,"dna":1,"pattern":1,"score":0.47295376945806233,"frequency":null,"severity":0,"age_hours":24.000000833333335,"delay_mean_days":3,"marginal_roas_current":7.666523203466873,"marginal_roas_recommended":7.50331626296214,"marginal_roas_elsewhere":null,"waste_prevented_minor":0,"value_known":true,"target_roas":2,"protect_roas":1,"scale_roas":3,"confidence_threshold":0.7}','proposed',1796035188597000,1796056788592000);
INSERT INTO "decisions" VALUES('gym','4c6178d6-2e9a-5612-bac4-c64f88850e44','2845b168-0a93-5b45-a9e0-b409363af615','meta:ad_1','meta:ad_1','reduce',NULL,'caps_bind','the money earns more elsewhere: 8.88 there against 5.02 here','{"text":"Cut the daily budget from 900.00 USD to 840.00 USD. ROAS is estimated at 5.34 (0.82 to 13.06, the 5 % and 95 % points) from 1 deals; 15 % of its spend is old enough to judge. Deals follow their click after 3.0 days on average, so of 300 clicks only 45 count yet. The money earns more elsewhere: at the margin 8.88 there against 5.02 here. A larger total would leave it more.","policy_driven":false,"triggered":[]}','["G11"]','[]',2,0.795,90000,84000,'{"impressions":20000,"clicks":300,"ctr":0.015,"ctr_lo":0.013696440742221858,"ctr_hi":0.01635142651323797,"spend_minor":90000,"deals":1,"n_eff":44.878183453475415,"maturity":0.14959394484491806,"deal_rate":0.015036458340826522,"deal_value_minor":105385.68028512935,"cash_roas":1.3333333333333333,"pipeline_roas":1.3333333333333333,"roas_mean":5.3357417063180295,"roas_q05":0.8204678190452175,"roas_median":4.389312980205281,"roas_q95":13.05846763362191,"p_target":0.805,"p_below_protect":0.067,"p_below_min":0.067,"p_scale":0.677,"p_band":0.256,"p_best":0.12000000000000009,"e_value":0.32748936511545235,"w_ctr":0.7063049064766748,"w_roas":0.29369509352332523,"blend":0.34242262462003586,"decay":1,"dna":1,"pattern":1,"score":0.34242262462003586,"frequency":null,"severity":0,"age_hours":24.00000111111111,"delay_mean_days":3,"marginal_roas_current":5.02449010678281,"marginal_roas_recommended":5.061732186345673,"marginal_roas_elsewhere":8.881119432459007,"waste_prevented_minor":0,"value_known":true,"target_roas":2,"protect_roas":1,"scale_roas":3,"confidence_threshold":0.7}','proposed',1796035188597000,1796056788592000);
INSERT INTO "decisions" VALUES('gym','ab104806-14ba-5f7a-a80d-7ff6b6e36a80','2845b168-0a93-5b45-a9e0-b409363af615','meta:ad_3','meta:ad_3','scale',NULL,'above_target','ROAS 10.72, target 2.00 reached with probability 98 %','{"text":"Raise the daily budget from 900.00 USD to 1,080.00 USD. ROAS is estimated at 10.72 (3.28 to 22.32, the 5 % and 95 % points) from 3 deals; 15 % of its spend is old enough to judge. Deals follow their click after 3.0 days on average, so of 300 clicks only 45 count yet. Its step is set because the probability of reaching target ROAS 2.00 is 98 %. It would grow faster if ROAS 3.00 became nearly certain.","policy_driven":false,"triggered":[]}','["G11"]','[]',3,0.983,90000,108000,'{"impressions":20000,"clicks":300,"ctr":0.015,"ctr_lo":0.013696440742221858,"ctr_hi":0.01635142651323797,"spend_minor":90000,"deals":3,"n_eff":44.87818246920918,"maturity":0.1495939415640306,"deal_rate":0.031189562225035456,"deal_value_minor":105615.96598260548,"cash_roas":4,"pipeline_roas":4,"roas_mean":10.721113976762275,"roas_q05":3.283285135358439,"roas_median":9.466986317964782,"roas_q95":22.317455582441195,"p_target":0.983,"p_below_protect":0.001,"p_below_min":0.001,"p_scale":0.964,"p_band":0.035,"p_best":0.5580000000000004,"e_value":0.09100001874480486,"w_ctr":0.706304919788196,"w_roas":0.293695080211804,"blend":0.5055865561482629,"decay":1,"dna":1,"pattern":1,"score":0.5055865561482629,"frequency":null,"severity":0,"age_hours":24.000000833333335,"delay_mean_days":3,"marginal_roas_current":10.095715661451143,"marginal_roas_recommended":9.880795439913683,"marginal_roas_elsewhere":null,"waste_prevented_minor":0,"value_known":true,"target_roas":2,"protect_roas":1,"scale_roas":3,"confidence_threshold":0.7}','proposed',1796035188597000,1796056788592000);
CREATE TABLE event_keys (
  account_id TEXT NOT NULL,
  source TEXT NOT NULL,
  source_key TEXT NOT NULL,
  seq INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, source, source_key)
) STRICT, WITHOUT ROWID;
INSERT INTO "event_keys" VALUES('gym','attribution','order-1',1,1796035188585000);
INSERT INTO "event_keys" VALUES('gym','attribution','order-1|credits|1',2,1796035188585000);
INSERT INTO "event_keys" VALUES('gym','click','click-0',0,1796035188576000);
INSERT INTO "event_keys" VALUES('gym','click','click-1',0,1796035188577000);
INSERT INTO "event_keys" VALUES('gym','click','click-2',0,1796035188580000);
INSERT INTO "event_keys" VALUES('gym','decide','2845b168-0a93-5b45-a9e0-b409363af615',6,1796035188597000);
INSERT INTO "event_keys" VALUES('gym','learning','ad|meta:ad_1|day-1-1',3,1796035188588000);
INSERT INTO "event_keys" VALUES('gym','learning','ad|meta:ad_2|day-1-2',4,1796035188589000);
INSERT INTO "event_keys" VALUES('gym','learning','ad|meta:ad_3|day-1-3',5,1796035188589000);
INSERT INTO "event_keys" VALUES('gym','learning','experiment|8f925d5a-51b5-57ef-986c-8ef795d3c6de',7,1796035188598000);
CREATE TABLE events (
  account_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  occurred_at INTEGER NOT NULL,
  type TEXT NOT NULL,
  subject_type TEXT,
  subject_id TEXT,
  version INTEGER NOT NULL,
  source TEXT NOT NULL,
  source_key TEXT,
  trace_id TEXT,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  PRIMARY KEY (account_id, seq, recorded_at)
) STRICT, WITHOUT ROWID;
INSERT INTO "events" VALUES('gym',1,1796035188585000,1796035188000000,'conversion.recorded','conversion','order-1',1,'attribution','order-1',NULL,'{"type":"purchase","value_minor":12050,"currency":"USD"}');
INSERT INTO "events" VALUES('gym',2,1796035188585000,1796035188585000,'attribution.credited','conversion','order-1',1,'attribution','order-1|credits|1',NULL,'{"seq":1,"origin":"first","method":"unattributed","confidence":0,"config_version":1,"credits":[{"ad_id":"unattributed","credit":[1,1]}]}');
INSERT INTO "events" VALUES('gym',3,1796035188588000,1796035188588000,'insight.recorded','ad','meta:ad_1',1,'learning','ad|meta:ad_1|day-1-1',NULL,'{"ad_id":"meta:ad_1","from":1795948788588,"to":1796035188588,"impressions":20000,"clicks":300,"conversions":1,"spend_minor":90000,"pipeline_value_minor":120000,"cash_revenue_minor":120000}');
INSERT INTO "events" VALUES('gym',4,1796035188589000,1796035188589000,'insight.recorded','ad','meta:ad_2',1,'learning','ad|meta:ad_2|day-1-2',NULL,'{"ad_id":"meta:ad_2","from":1795948788589,"to":1796035188589,"impressions":20000,"clicks":300,"conversions":2,"spend_minor":90000,"pipeline_value_minor":240000,"cash_revenue_minor":240000}');
INSERT INTO "events" VALUES('gym',5,1796035188589000,1796035188589000,'insight.recorded','ad','meta:ad_3',1,'learning','ad|meta:ad_3|day-1-3',NULL,'{"ad_id":"meta:ad_3","from":1795948788589,"to":1796035188589,"impressions":20000,"clicks":300,"conversions":3,"spend_minor":90000,"pipeline_value_minor":360000,"cash_revenue_minor":360000}');
INSERT INTO "events" VALUES('gym',6,1796035188597000,1796035188592000,'decision.made','decision_run','2845b168-0a93-5b45-a9e0-b409363af615',1,'decide','2845b168-0a93-5b45-a9e0-b409363af615',NULL,'{"decisions":3,"total_budget_minor":300000}');
INSERT INTO "events" VALUES('gym',7,1796035188598000,1796035188598000,'learning.event','experiment','8f925d5a-51b5-57ef-986c-8ef795d3c6de',1,'learning','experiment|8f925d5a-51b5-57ef-986c-8ef795d3c6de',NULL,'{"experiment_id":"8f925d5a-51b5-57ef-986c-8ef795d3c6de","name":"variants without experiment","metric":"ctr","budget_minor":0,"value_mean_minor":61071,"kind":"experiment.started"}');
INSERT INTO "events" VALUES('gym',8,1796035188598000,1796035188598000,'learning.event','experiment','8f925d5a-51b5-57ef-986c-8ef795d3c6de',1,'learning',NULL,NULL,'{"experiment_id":"8f925d5a-51b5-57ef-986c-8ef795d3c6de","variant_id":"hook_a","metadata":{},"kind":"variant.registered"}');
CREATE TABLE experiment_variants (
  account_id TEXT NOT NULL,
  variant_id TEXT NOT NULL,
  experiment_id TEXT,
  metadata TEXT NOT NULL CHECK (json_valid(metadata)),
  impressions INTEGER NOT NULL,
  clicks INTEGER NOT NULL,
  conversions INTEGER NOT NULL,
  spend_minor INTEGER NOT NULL,
  revenue_minor INTEGER NOT NULL,
  alpha REAL NOT NULL,
  beta REAL NOT NULL,
  updated_seq INTEGER NOT NULL,
  created_at INTEGER NOT NULL, trials INTEGER NOT NULL DEFAULT 0, successes REAL NOT NULL DEFAULT 0, events INTEGER NOT NULL DEFAULT 0, evidence_trials REAL NOT NULL DEFAULT 0, evidence_successes REAL NOT NULL DEFAULT 0, evidence_value REAL NOT NULL DEFAULT 0,
  PRIMARY KEY (account_id, variant_id),
  FOREIGN KEY (account_id, experiment_id) REFERENCES experiments (account_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "experiment_variants" VALUES('gym','hook_a','8f925d5a-51b5-57ef-986c-8ef795d3c6de','{}',0,0,0,0,0,1.0,1.0,8,1796035188598000,0,0.0,0,0.0,0.0,0.0);
CREATE TABLE experiments (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  metric TEXT NOT NULL,
  config TEXT NOT NULL CHECK (json_valid(config)),
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  winner_variant TEXT,
  PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "experiments" VALUES('gym','8f925d5a-51b5-57ef-986c-8ef795d3c6de','variants without experiment','variants','running','ctr','{"budget_minor":0,"value_mean_minor":61071,"value_phi":0.4,"value_strength":50}',1796035188598000,1796035188598000,NULL,NULL);
CREATE TABLE fx_rate (
  from_ccy TEXT NOT NULL,
  to_ccy TEXT NOT NULL,
  day TEXT NOT NULL,
  rate_e9 INTEGER NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (from_ccy, to_ccy, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE idempotency_keys (
  account_id TEXT NOT NULL,
  idem_key TEXT NOT NULL,
  route TEXT NOT NULL,
  fingerprint BLOB NOT NULL,
  state TEXT NOT NULL,
  response_status INTEGER,
  response_body BLOB,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, idem_key)
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
INSERT INTO "identity_links" VALUES('gym','visitor',X'A9A625794599325AE8B20F83C6CBCCDF09F655467436B241AD86F438758587D2','','dc92dfbc-4f06-5c28-8e61-20df6cf09d6c',1796035188577000,1803811188577000);
INSERT INTO "identity_links" VALUES('gym','visitor',X'AF5C04171C6784F5FDBCD7CBCEDB924D62C73457B1414187E6503E3B1AFC3072','','3171401d-3723-5999-85ae-7bed955074ea',1796035188576000,1803811188576000);
INSERT INTO "identity_links" VALUES('gym','visitor',X'F9482075AF3ACF08B5CEFED1562860AC71500C200C1BAAF4CBF13017198F9FC3','','0632af94-d98b-5bae-a353-955d51125c1c',1796035188580000,1803811188580000);
CREATE TABLE job_config (
  job_name TEXT NOT NULL,
  max_retry_attempts INTEGER NOT NULL,
  retry_backoff_ms INTEGER NOT NULL,
  retry_backoff_max_ms INTEGER NOT NULL,
  expire_in_seconds INTEGER NOT NULL,
  retention_days INTEGER NOT NULL,
  rate_limit_per_tenant_per_hour INTEGER,
  concurrency INTEGER NOT NULL,
  concurrency_per_account INTEGER,
  default_priority INTEGER NOT NULL,
  dead_letter TEXT,
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  description TEXT,
  PRIMARY KEY (job_name)
) STRICT;
CREATE TABLE job_execution_history (
  id TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  job_id TEXT NOT NULL,
  job_name TEXT NOT NULL,
  account_id TEXT,
  attempt_number INTEGER NOT NULL,
  status TEXT NOT NULL,
  error_code TEXT,
  error_message TEXT,
  worker TEXT NOT NULL,
  duration_ms INTEGER,
  will_retry INTEGER NOT NULL CHECK (will_retry IN (0, 1)),
  next_retry_at INTEGER,
  PRIMARY KEY (id, started_at)
) STRICT, WITHOUT ROWID;
INSERT INTO "job_execution_history" VALUES('5aed9b1a-3845-5f42-a3ba-f3e89c6f6ece',1796035188673000,'1625b160-b6cf-5796-92ec-0a22000d193d','hubspot-webhook-events','gym',1,'completed',NULL,NULL,'serve:3626',1,0,NULL);
INSERT INTO "job_execution_history" VALUES('684deec4-36c6-58b5-bd91-8b50eaa44240',1796035188673000,'6abadbf0-b08c-53bf-b9c4-7ae67e6e3e4a','hubspot-webhook-events','gym',1,'completed',NULL,NULL,'serve:3626',3,0,NULL);
INSERT INTO "job_execution_history" VALUES('8c66f706-54ac-587a-ac22-a53f22e3df74',1796035188677000,'7a791b35-bc11-5278-833f-0c31bd72d7d6','hubspot-webhook-events','gym',1,'completed',NULL,NULL,'serve:3626',7,0,NULL);
INSERT INTO "job_execution_history" VALUES('d068bcd3-dcc4-5642-a926-4400221b4b65',1796035188687000,'ae8d97a4-9656-5ee2-8014-32e4b4777da1','hubspot-webhook-events','gym',1,'completed',NULL,NULL,'serve:3626',5,0,NULL);
INSERT INTO "job_execution_history" VALUES('e371e1d3-8fc4-564a-b6ab-a9f171e9595c',1796035188677000,'b42f9199-c4c3-5885-8274-8152c608d2b5','hubspot-webhook-events','gym',1,'completed',NULL,NULL,'serve:3626',3,0,NULL);
INSERT INTO "job_execution_history" VALUES('e5461055-55f0-5c95-8684-e947acb66a63',1796035188696000,'c61b0042-9ec8-53ae-ae80-47593b5217b4','hubspot-webhook-events','gym',1,'completed',NULL,NULL,'serve:3626',4,0,NULL);
CREATE TABLE job_fairness (
  job_name TEXT NOT NULL,
  account_key TEXT NOT NULL,
  finish_tag INTEGER NOT NULL,
  PRIMARY KEY (job_name, account_key)
) STRICT, WITHOUT ROWID;
INSERT INTO "job_fairness" VALUES('hubspot-webhook-events','',5000);
INSERT INTO "job_fairness" VALUES('hubspot-webhook-events','gym',6000);
INSERT INTO "job_fairness" VALUES('privacy-purge','gym',1000);
CREATE TABLE job_rate_limit_tracker (
  account_id TEXT NOT NULL,
  job_name TEXT NOT NULL,
  window_start INTEGER NOT NULL,
  window_end INTEGER NOT NULL,
  job_count INTEGER NOT NULL,
  PRIMARY KEY (account_id, job_name, window_start)
) STRICT, WITHOUT ROWID;
CREATE TABLE jobs (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  account_id TEXT,
  priority INTEGER NOT NULL,
  vtag INTEGER NOT NULL,
  state TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  output TEXT CHECK (output IS NULL OR json_valid(output)),
  progress REAL,
  progress_note TEXT,
  retry_count INTEGER NOT NULL,
  retry_limit INTEGER NOT NULL,
  backoff_ms INTEGER NOT NULL,
  expire_in_s INTEGER NOT NULL,
  start_after INTEGER NOT NULL,
  singleton_key TEXT,
  ordering_key TEXT,
  locked_by TEXT,
  lock_token INTEGER NOT NULL,
  locked_until INTEGER,
  traceparent TEXT,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  completed_at INTEGER,
  keep_until INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT;
INSERT INTO "jobs" VALUES('01a22c0a-1760-7af7-ac4b-b61f3d6437c5','privacy-purge','gym',-10,0,'scheduled','{}',NULL,NULL,NULL,0,3,60000,300,1796036400000000,'2026-11-30T11:00:00.000000Z',NULL,NULL,0,NULL,NULL,1796035188576000,NULL,NULL,1796639988576000);
INSERT INTO "jobs" VALUES('1625b160-b6cf-5796-92ec-0a22000d193d','hubspot-webhook-events','gym',8,0,'completed','{}','{"posted":1}',NULL,NULL,0,3,60000,120,1796035188586000,NULL,'hubspot:1','serve:3626',1,NULL,NULL,1796035188586000,1796035188673000,1796035188674000,1796639988586000);
INSERT INTO "jobs" VALUES('b42f9199-c4c3-5885-8274-8152c608d2b5','hubspot-webhook-events','gym',8,1000,'completed','{}','{"posted":0}',NULL,NULL,0,3,60000,120,1796035188586000,NULL,'hubspot:1','serve:3626',1,NULL,NULL,1796035188586000,1796035188677000,1796035188680000,1796639988586000);
INSERT INTO "jobs" VALUES('6abadbf0-b08c-53bf-b9c4-7ae67e6e3e4a','hubspot-webhook-events','gym',8,2000,'completed','{}','{"posted":1}',NULL,NULL,0,3,60000,120,1796035188586000,NULL,'hubspot:2','serve:3626',1,NULL,NULL,1796035188586000,1796035188673000,1796035188676000,1796639988586000);
INSERT INTO "jobs" VALUES('7a791b35-bc11-5278-833f-0c31bd72d7d6','hubspot-webhook-events','gym',8,3000,'completed','{}','{"posted":0}',NULL,NULL,0,3,60000,120,1796035188586000,NULL,'hubspot:2','serve:3626',1,NULL,NULL,1796035188586000,1796035188677000,1796035188684000,1796639988586000);
INSERT INTO "jobs" VALUES('c61b0042-9ec8-53ae-ae80-47593b5217b4','hubspot-webhook-events','gym',8,4000,'completed','{}','{"posted":0}',NULL,NULL,0,3,60000,120,1796035188586000,NULL,'hubspot:3','serve:3626',1,NULL,NULL,1796035188586000,1796035188696000,1796035188700000,1796639988586000);
INSERT INTO "jobs" VALUES('ae8d97a4-9656-5ee2-8014-32e4b4777da1','hubspot-webhook-events','gym',8,5000,'completed','{}','{"posted":1}',NULL,NULL,0,3,60000,120,1796035188586000,NULL,'hubspot:3','serve:3626',1,NULL,NULL,1796035188586000,1796035188687000,1796035188692000,1796639988586000);
CREATE TABLE leases (
  name TEXT NOT NULL,
  holder TEXT NOT NULL,
  token INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (name)
) STRICT;
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
INSERT INTO "ledger_allocations" VALUES('gym','3972a141-c7de-5b45-af37-677205e8607d','unattributed',700000,'unattributed',0.0,1796035188692000);
INSERT INTO "ledger_allocations" VALUES('gym','718b0880-7b09-5720-bf5e-7558b78c6253','unattributed',700000,'unattributed',0.0,1796035188674000);
INSERT INTO "ledger_allocations" VALUES('gym','79f21b36-2c85-5737-9ca9-2de566063ee7','unattributed',12050,'unattributed',0.0,1796035188585000);
INSERT INTO "ledger_allocations" VALUES('gym','e30d1aa9-3459-52cd-83f8-113e533d41d7','unattributed',700000,'unattributed',0.0,1796035188676000);
CREATE TABLE model_registry (
  id TEXT NOT NULL,
  model_name TEXT NOT NULL,
  version INTEGER NOT NULL,
  scope TEXT NOT NULL,
  account_id TEXT,
  artifact_path TEXT NOT NULL,
  artifact_sha256 TEXT NOT NULL,
  training_metrics TEXT NOT NULL CHECK (json_valid(training_metrics)),
  train_window TEXT CHECK (train_window IS NULL OR json_valid(train_window)),
  feature_schema_hash TEXT,
  data_hash TEXT,
  config TEXT NOT NULL CHECK (json_valid(config)),
  seed INTEGER NOT NULL,
  engine_version TEXT NOT NULL,
  parent_id TEXT,
  self_test TEXT NOT NULL CHECK (json_valid(self_test)),
  stage TEXT NOT NULL,
  promoted_by TEXT,
  is_champion INTEGER NOT NULL CHECK (is_champion IN (0, 1)),
  created_at INTEGER NOT NULL,
  promoted_at INTEGER,
  retired_at INTEGER,
  PRIMARY KEY (id),
  UNIQUE (model_name, scope, version)
) STRICT;
CREATE TABLE pending_ad_changes (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  ad_entity_id TEXT NOT NULL,
  entity_type TEXT NOT NULL,
  campaign_id TEXT,
  platform TEXT NOT NULL,
  change_type TEXT NOT NULL,
  field TEXT NOT NULL,
  current_value TEXT NOT NULL CHECK (json_valid(current_value)),
  expected_old TEXT CHECK (expected_old IS NULL OR json_valid(expected_old)),
  requested_value TEXT NOT NULL CHECK (json_valid(requested_value)),
  priority INTEGER NOT NULL,
  plan_id TEXT,
  tranche_no INTEGER NOT NULL,
  depends_on TEXT NOT NULL CHECK (json_valid(depends_on)),
  dither_factor REAL,
  dry_run INTEGER NOT NULL CHECK (dry_run IN (0, 1)),
  jitter_ms_min INTEGER NOT NULL,
  jitter_ms_max INTEGER NOT NULL,
  status TEXT NOT NULL,
  outcome TEXT,
  approval TEXT NOT NULL,
  approved_by TEXT,
  approved_at INTEGER,
  earliest_execute_at INTEGER NOT NULL,
  expires_at INTEGER,
  source TEXT NOT NULL,
  triggered_by TEXT NOT NULL,
  decision_id TEXT,
  confidence_score REAL,
  reason TEXT,
  idem_key TEXT NOT NULL,
  lease_owner TEXT,
  claimed_at INTEGER,
  lease_until INTEGER,
  fencing_token INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  max_attempts INTEGER NOT NULL,
  executed_at INTEGER,
  read_back TEXT CHECK (read_back IS NULL OR json_valid(read_back)),
  last_error TEXT CHECK (last_error IS NULL OR json_valid(last_error)),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, idem_key)
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
CREATE TABLE platform_connections (
  account_id TEXT NOT NULL,
  provider TEXT NOT NULL,
  external_account_id TEXT NOT NULL,
  display_name TEXT,
  credentials_enc BLOB NOT NULL,
  enc_key_id TEXT NOT NULL,
  scopes TEXT NOT NULL CHECK (json_valid(scopes)),
  status TEXT NOT NULL,
  expires_at INTEGER,
  last_ok_at INTEGER,
  last_error TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, provider, external_account_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "platform_connections" VALUES('gym','hubspot','4711',NULL,X'3D2A82661058FB6BD5ABB41A6AD0398412E9FE32BEEF04A1C0DC108097CFCF531423D4F005FA6978B8381500EEFAC4114C19CDF07E10164619D0A237','7c1246a0','[]','active',NULL,NULL,NULL,1796035188573000,1796035188573000);
CREATE TABLE quarantine (
  id TEXT NOT NULL,
  account_id TEXT,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  source_ref TEXT,
  payload BLOB,
  retry_at INTEGER,
  created_at INTEGER NOT NULL,
  resolved_at INTEGER,
  PRIMARY KEY (id)
) STRICT;
INSERT INTO "quarantine" VALUES('7a629bb0-5e2c-5045-ac37-3c0fddee5624',NULL,'crm_delivery','unmapped_portal','hubspot:99',X'5B7B226576656E744964223A2031302C2022706F7274616C4964223A2039392C20226F636375727265644174223A20313739363033353138373538362C2022737562736372697074696F6E54797065223A20226465616C2E70726F70657274794368616E6765222C2022617474656D70744E756D626572223A20302C20226F626A6563744964223A20312C202270726F70657274794E616D65223A2022616D6F756E74222C202270726F706572747956616C7565223A202237303030227D2C207B226576656E744964223A2031312C2022706F7274616C4964223A2039392C20226F636375727265644174223A20313739363033353138373538372C2022737562736372697074696F6E54797065223A20226465616C2E70726F70657274794368616E6765222C2022617474656D70744E756D626572223A20302C20226F626A6563744964223A20312C202270726F70657274794E616D65223A20226465616C7374616765222C202270726F706572747956616C7565223A2022636C6F7365645F776F6E227D2C207B226576656E744964223A2032302C2022706F7274616C4964223A2039392C20226F636375727265644174223A20313739363033353138373538362C2022737562736372697074696F6E54797065223A20226465616C2E70726F70657274794368616E6765222C2022617474656D70744E756D626572223A20302C20226F626A6563744964223A20322C202270726F70657274794E616D65223A2022616D6F756E74222C202270726F706572747956616C7565223A202237303030227D2C207B226576656E744964223A2032312C2022706F7274616C4964223A2039392C20226F636375727265644174223A20313739363033353138373538372C2022737562736372697074696F6E54797065223A20226465616C2E70726F70657274794368616E6765222C2022617474656D70744E756D626572223A20302C20226F626A6563744964223A20322C202270726F70657274794E616D65223A20226465616C7374616765222C202270726F706572747956616C7565223A2022636C6F7365645F776F6E227D2C207B226576656E744964223A2033302C2022706F7274616C4964223A2039392C20226F636375727265644174223A20313739363033353138373538362C2022737562736372697074696F6E54797065223A20226465616C2E70726F70657274794368616E6765222C2022617474656D70744E756D626572223A20302C20226F626A6563744964223A20332C202270726F70657274794E616D65223A2022616D6F756E74222C202270726F706572747956616C7565223A202237303030227D2C207B226576656E744964223A2033312C2022706F7274616C4964223A2039392C20226F636375727265644174223A20313739363033353138373538372C2022737562736372697074696F6E54797065223A20226465616C2E70726F70657274794368616E6765222C2022617474656D70744E756D626572223A20302C20226F626A6563744964223A20332C202270726F70657274794E616D65223A20226465616C7374616765222C202270726F706572747956616C7565223A2022636C6F7365645F776F6E227D5D',NULL,1796035188587000,NULL);
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
INSERT INTO "revenue_ledger" VALUES('gym','3972a141-c7de-5b45-af37-677205e8607d','hubspot','3',1,'d27dfb86e6ea33c399de1357d10360019f86dfc203ea41c601eb0040d681aec0','won',700000,700000,'USD',NULL,NULL,NULL,'closed_won',1,1.0,0,1796035187587000,1796035188692000,'Won to ''closed_won'' (+7,000.00 USD, 100 % confidence)');
INSERT INTO "revenue_ledger" VALUES('gym','718b0880-7b09-5720-bf5e-7558b78c6253','hubspot','1',1,'7efbab6e2e26fc594b2c7235f45a456cecfb0a0dbd42977a984c9497a2cbfbee','won',700000,700000,'USD',NULL,NULL,NULL,'closed_won',1,1.0,0,1796035187587000,1796035188674000,'Won to ''closed_won'' (+7,000.00 USD, 100 % confidence)');
INSERT INTO "revenue_ledger" VALUES('gym','79f21b36-2c85-5737-9ca9-2de566063ee7','conversion','order-1',1,'a4d87cc40e07e3193305895180b2c697ac33b3877cc5abf4f0ff248d5c4d29f7','won',12050,12050,'USD',NULL,NULL,NULL,'closed_won',1,1.0,0,1796035188000000,1796035188585000,'Won to ''closed_won'' (+120.50 USD, 100 % confidence)');
INSERT INTO "revenue_ledger" VALUES('gym','e30d1aa9-3459-52cd-83f8-113e533d41d7','hubspot','2',1,'8f2de6b581c4bdd5f34aafda287a5901eba2a985409b1e447504754b35fac0ef','won',700000,700000,'USD',NULL,NULL,NULL,'closed_won',1,1.0,0,1796035187587000,1796035188676000,'Won to ''closed_won'' (+7,000.00 USD, 100 % confidence)');
CREATE TABLE schedules (
  name TEXT NOT NULL,
  account_key TEXT NOT NULL,
  cron TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  job_name TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  last_fire INTEGER,
  next_fire INTEGER NOT NULL,
  PRIMARY KEY (name, account_key)
) STRICT, WITHOUT ROWID;
CREATE TABLE schema_migrations (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL, duration_ms INTEGER NOT NULL, app_version TEXT NOT NULL) STRICT;
INSERT INTO "schema_migrations" VALUES(0,'baseline_identity','b7dbed886626b1f6a32b5b712600eda9f1f16377e551927c3f24879acc7a2369',1796035188104000,0,'0.1.0');
INSERT INTO "schema_migrations" VALUES(1,'ad_change_history','119190d5b8910730ccd22991797e6a1229a654d97942a288e25386243bf2654f',1796035188107000,1,'0.1.0');
INSERT INTO "schema_migrations" VALUES(2,'synthetic_revenue_config','b84236ab247ef1dcf5349beb983ad3d3b23680c6598e0345dda7c086df4c1a57',1796035188112000,0,'0.1.0');
INSERT INTO "schema_migrations" VALUES(3,'attribution_tracking','36caaf20f61af317197d7ff3d8d772cedc72e40f5f50e4255710414f5147a19d',1796035188116000,0,'0.1.0');
INSERT INTO "schema_migrations" VALUES(4,'pgboss','d7f84dbda3691fbf8a62ab42c10215fd13a1c5c6b5688eee3313b6de1112f066',1796035188120000,0,'0.1.0');
INSERT INTO "schema_migrations" VALUES(5,'pending_ad_changes','378db3dc02a0bdc59ba5a9960ecefc4a8ee274164f48359ba33a292dd6fa5844',1796035188124000,0,'0.1.0');
INSERT INTO "schema_migrations" VALUES(6,'model_registry','16411a6eaa9bf41b07f98bc099ec55558182a9e623389244f90aa21ba4382a27',1796035188125000,0,'0.1.0');
INSERT INTO "schema_migrations" VALUES(7,'media','23b9cf51471fa3c838894a461d6aab768a5b787eebf45f4344617c513764b9bb',1796035188128000,0,'0.1.0');
INSERT INTO "schema_migrations" VALUES(8,'ad_states','08f4811594694b940a4df277ade4c44d9b455c63ce72a8b087a2096aea84d62a',1796035188132000,0,'0.1.0');
INSERT INTO "schema_migrations" VALUES(9,'batch_claim','254604b6aa3bf76fddf84d0fcfea3cd63e40106cf40414644b5facc914cae8c0',1796035188136000,0,'0.1.0');
INSERT INTO "schema_migrations" VALUES(10,'decisions','a88efce609c47f6447f2029f23798dfaded6ed2381cb4ce5a70d7c2bd711f1f7',1796035188140000,0,'0.1.0');
INSERT INTO "schema_migrations" VALUES(11,'decision_inputs','0b6bb38383a1e88881084868655520a0b64e284c4596f3507fe956bc535bbc56',1796035188145000,4,'0.1.0');
CREATE TABLE sessions (
  id_hash BLOB NOT NULL,
  user_id TEXT NOT NULL,
  csrf_secret BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ip_prefix TEXT,
  user_agent TEXT,
  PRIMARY KEY (id_hash),
  FOREIGN KEY (user_id) REFERENCES users (id)
) STRICT;
INSERT INTO "sessions" VALUES(X'D3C5A9C45D35E5FA853102D5111CBB87CB5094E707E93118CAD1011B6E77CEBC','01a22c0a-1657-7779-9d3f-804583a4584c',X'FD72EC1859132ABB3DBEBAC4B84DE9E3B93C1FFA6000101FDF66688F950AC61C',1796035188563000,1796035188563000,1796078388563000,'127.0.0.0/24',NULL);
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
INSERT INTO "touchpoints" VALUES('gym','50f05904-da30-5c3d-b043-9919b5bad707','dc92dfbc-4f06-5c28-8e61-20df6cf09d6c','click-1','meta:ad_1','c_1','site',1796035188577000,'click');
INSERT INTO "touchpoints" VALUES('gym','50f5af99-264b-5d01-8404-79bf030c6e01','0632af94-d98b-5bae-a353-955d51125c1c','click-2','meta:ad_1','c_1','site',1796035188580000,'click');
INSERT INTO "touchpoints" VALUES('gym','ef85ce63-0962-519e-9144-ec35f489e027','3171401d-3723-5999-85ae-7bed955074ea','click-0','meta:ad_1','c_1','site',1796035188576000,'click');
CREATE TABLE uploads (
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  length INTEGER NOT NULL,
  offset_bytes INTEGER NOT NULL,
  metadata TEXT NOT NULL CHECK (json_valid(metadata)),
  storage_key TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE users (
  id TEXT NOT NULL,
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  password_hash TEXT,
  totp_secret_enc BLOB,
  totp_last_step INTEGER,
  locale TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  status TEXT NOT NULL,
  failed_logins INTEGER NOT NULL,
  locked_until INTEGER,
  created_at INTEGER NOT NULL,
  last_login_at INTEGER,
  PRIMARY KEY (id),
  UNIQUE (email)
) STRICT;
INSERT INTO "users" VALUES('01a22c0a-1657-7779-9d3f-804583a4584c','owner@example.com','','$argon2id$v=19$m=65536,t=2,p=1$YYgXCR1dxUmBCx0Mli5tsQ$HTMyXQ9tHGsqXhG1KXx4AfFPtz2Uvt781LEGRhI1zdo',NULL,NULL,'en','UTC','active',0,NULL,1796035188311000,1796035188563000);
CREATE TABLE webhook_inbox (
  id TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  source TEXT NOT NULL,
  account_id TEXT,
  dedupe_key TEXT NOT NULL,
  headers TEXT NOT NULL CHECK (json_valid(headers)),
  body BLOB NOT NULL,
  verified INTEGER NOT NULL CHECK (verified IN (0, 1)),
  status TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  error TEXT,
  processed_at INTEGER,
  PRIMARY KEY (id, received_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_members_of_user ON account_members (user_id);
CREATE INDEX sessions_of_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
CREATE INDEX idempotency_keys_by_expiry ON idempotency_keys (account_id, expires_at);
CREATE INDEX events_by_type ON events (account_id, type, seq);
CREATE INDEX ad_change_history_of_campaign ON ad_change_history (account_id, campaign_id, created_at);
CREATE INDEX crm_events_of_deal ON crm_events (account_id, crm, deal_id, occurred_at);
CREATE INDEX ledger_allocations_of_ad ON ledger_allocations (account_id, ad_id, posted_at);
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
CREATE INDEX jobs_runnable ON jobs (name, priority DESC, vtag, created_at, id)
  WHERE state = 'created';
CREATE INDEX jobs_waiting ON jobs (start_after) WHERE state IN ('scheduled', 'retry');
CREATE INDEX jobs_active ON jobs (name, account_id, locked_until) WHERE state = 'active';
CREATE INDEX jobs_done ON jobs (keep_until) WHERE state IN ('completed', 'failed', 'cancelled');
CREATE UNIQUE INDEX jobs_singleton ON jobs (name, coalesce(account_id, ''), singleton_key)
  WHERE singleton_key IS NOT NULL AND state IN ('scheduled', 'created', 'active', 'retry');
CREATE UNIQUE INDEX jobs_one_at_a_time ON jobs (name, coalesce(account_id, ''), ordering_key)
  WHERE ordering_key IS NOT NULL AND state = 'active';
CREATE INDEX jobs_in_order ON jobs (name, ordering_key, created_at, id)
  WHERE ordering_key IS NOT NULL AND state IN ('scheduled', 'created', 'active', 'retry');
CREATE INDEX job_execution_history_of_job ON job_execution_history (job_id, started_at);
CREATE INDEX webhook_inbox_by_key ON webhook_inbox (source, dedupe_key);
CREATE INDEX webhook_inbox_waiting ON webhook_inbox (received_at) WHERE status = 'received';
CREATE INDEX quarantine_of_account ON quarantine (account_id, created_at);
CREATE INDEX cache_entries_by_expiry ON cache_entries (expires_at);
CREATE INDEX pending_ad_changes_due
  ON pending_ad_changes (account_id, priority, earliest_execute_at, id) WHERE status = 'pending';
CREATE UNIQUE INDEX pending_ad_changes_one_at_a_time
  ON pending_ad_changes (account_id, platform, ad_entity_id, field)
  WHERE status IN ('claimed', 'executing', 'verifying');
CREATE UNIQUE INDEX model_registry_champion ON model_registry (model_name, scope)
  WHERE is_champion;
CREATE INDEX clips_of_asset ON clips (account_id, asset_id, start_ms);
CREATE INDEX uploads_by_expiry ON uploads (account_id, expires_at);
CREATE INDEX adsets_of_campaign ON adsets (account_id, campaign_id);
CREATE INDEX ads_of_campaign ON ads (account_id, campaign_id);
CREATE INDEX ads_of_adset ON ads (account_id, adset_id);
CREATE INDEX performance_metrics_by_time ON performance_metrics (account_id, period_start);
CREATE INDEX pending_ad_changes_by_lease ON pending_ad_changes (account_id, lease_until)
  WHERE status IN ('claimed', 'executing', 'verifying');
CREATE INDEX decision_runs_by_time ON decision_runs (account_id, created_at);
CREATE INDEX decisions_of_run ON decisions (account_id, run_id);
CREATE INDEX decisions_of_ad ON decisions (account_id, ad_id, created_at);
CREATE INDEX experiment_variants_of_experiment ON experiment_variants (account_id, experiment_id);
CREATE INDEX decisions_by_time ON decisions (account_id, created_at, id);
COMMIT;
