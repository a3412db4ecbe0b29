-- Uploaded files and what was seen in them.
SET LOCAL ROLE gv_owner;

CREATE TABLE assets (
  account_id TEXT NOT NULL,
  id UUID NOT NULL,
  kind TEXT NOT NULL,
  original_name TEXT NOT NULL,
  mime TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  sha256 BYTEA NOT NULL,
  storage_key TEXT NOT NULL,
  duration_ms BIGINT,
  width INTEGER,
  height INTEGER,
  fps_num INTEGER,
  fps_den INTEGER,
  video_codec TEXT,
  audio_codec TEXT,
  status TEXT NOT NULL,
  error TEXT,
  metadata JSONB NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL,
  deleted_at TIMESTAMPTZ,
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, sha256)
);
ALTER TABLE assets ENABLE ROW LEVEL SECURITY;
ALTER TABLE assets FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON assets
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON assets TO gv_app, gv_worker;

CREATE TABLE uploads (
  account_id TEXT NOT NULL,
  id UUID NOT NULL,
  length BIGINT NOT NULL,
  offset_bytes BIGINT NOT NULL,
  metadata JSONB NOT NULL,
  storage_key TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, id)
);
ALTER TABLE uploads ENABLE ROW LEVEL SECURITY;
ALTER TABLE uploads FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON uploads
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON uploads TO gv_app, gv_worker;

CREATE TABLE asset_analyses (
  account_id TEXT NOT NULL,
  asset_id UUID NOT NULL,
  analyzer TEXT NOT NULL,
  analyzer_version TEXT NOT NULL,
  params_hash TEXT NOT NULL,
  status TEXT NOT NULL,
  summary JSONB NOT NULL,
  artifact_key TEXT,
  cpu_ms BIGINT,
  created_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, asset_id, analyzer, analyzer_version, params_hash),
  FOREIGN KEY (account_id, asset_id) REFERENCES assets (account_id, id)
);
ALTER TABLE asset_analyses ENABLE ROW LEVEL SECURITY;
ALTER TABLE asset_analyses FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON asset_analyses
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON asset_analyses TO gv_app, gv_worker;

CREATE TABLE clips (
  account_id TEXT NOT NULL,
  id UUID NOT NULL,
  asset_id UUID NOT NULL,
  start_ms BIGINT NOT NULL,
  end_ms BIGINT NOT NULL,
  rank INTEGER,
  score DOUBLE PRECISION,
  features JSONB NOT NULL,
  thumb_key TEXT,
  status TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, asset_id) REFERENCES assets (account_id, id)
);
ALTER TABLE clips ENABLE ROW LEVEL SECURITY;
ALTER TABLE clips FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON clips
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON clips TO gv_app, gv_worker;

CREATE INDEX clips_of_asset ON clips (account_id, asset_id, start_ms);
CREATE INDEX uploads_by_expiry ON uploads (account_id, expires_at);
