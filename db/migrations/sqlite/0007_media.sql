-- Uploaded files and what was seen in them.

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

CREATE INDEX clips_of_asset ON clips (account_id, asset_id, start_ms);
CREATE INDEX uploads_by_expiry ON uploads (account_id, expires_at);
