-- Conversion events on their way to ad platforms.
SET LOCAL ROLE gv_owner;

CREATE TABLE capi_outbox (
  account_id TEXT NOT NULL,
  id UUID NOT NULL,
  platform TEXT NOT NULL,
  dataset_id TEXT NOT NULL,
  event_name TEXT NOT NULL,
  event_id TEXT NOT NULL,
  event_time TIMESTAMPTZ NOT NULL,
  payload_enc BYTEA NOT NULL,
  status TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  next_attempt_at TIMESTAMPTZ NOT NULL,
  sent_at TIMESTAMPTZ,
  response JSONB,
  created_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, platform, dataset_id, event_name, event_id)
);
ALTER TABLE capi_outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE capi_outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON capi_outbox
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON capi_outbox TO gv_app, gv_worker;

CREATE INDEX capi_outbox_due ON capi_outbox (account_id, next_attempt_at, id)
  WHERE status = 'pending';
CREATE INDEX capi_outbox_by_time ON capi_outbox (account_id, created_at, id);
