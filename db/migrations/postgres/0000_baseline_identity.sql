-- Who works here, for which account, and the log that everything else follows from.

-- gv_owner owns the tables, gv_app (the API) and gv_worker (jobs) use them: owners and superusers
-- are above row-level security, so neither may serve requests. Roles belong to the whole server and
-- may be there already. None has a password: give gv_app and gv_worker one, or let another login
-- inherit from them.
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['gv_owner', 'gv_app', 'gv_worker'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I LOGIN NOBYPASSRLS', wanted);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;  -- another database of this server was quicker
      END;
    END IF;
  END LOOP;
  IF NOT pg_has_role(current_user, 'gv_owner', 'MEMBER') THEN
    EXECUTE format('GRANT gv_owner TO %I', current_user);
  END IF;
  EXECUTE format('GRANT CREATE, TEMPORARY ON DATABASE %I TO gv_owner', current_database());
END $$;
GRANT USAGE, CREATE ON SCHEMA public TO gv_owner;
GRANT USAGE ON SCHEMA public TO gv_app, gv_worker;
GRANT SELECT, INSERT ON schema_migrations TO gv_owner;
GRANT SELECT ON schema_migrations TO gv_app, gv_worker;
SET LOCAL ROLE gv_owner;

CREATE TABLE accounts (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  currency TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  industry TEXT,
  status TEXT NOT NULL,
  is_demo BOOLEAN NOT NULL,
  config_version BIGINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  archived_at TIMESTAMPTZ,
  PRIMARY KEY (id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON accounts TO gv_app, gv_worker;

CREATE TABLE account_event_heads (
  account_id TEXT NOT NULL,
  last_seq BIGINT NOT NULL,
  PRIMARY KEY (account_id),
  FOREIGN KEY (account_id) REFERENCES accounts (id)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01);
ALTER TABLE account_event_heads ENABLE ROW LEVEL SECURITY;
ALTER TABLE account_event_heads FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON account_event_heads
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON account_event_heads TO gv_app, gv_worker;

CREATE TABLE account_configurations (
  account_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  config JSONB NOT NULL,
  config_hash TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  change_note TEXT,
  created_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, version),
  FOREIGN KEY (account_id) REFERENCES accounts (id)
);
ALTER TABLE account_configurations ENABLE ROW LEVEL SECURITY;
ALTER TABLE account_configurations FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON account_configurations
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON account_configurations TO gv_app, gv_worker;

CREATE TABLE users (
  id UUID NOT NULL,
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  password_hash TEXT,
  totp_secret_enc BYTEA,
  totp_last_step BIGINT,
  locale TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  status TEXT NOT NULL,
  failed_logins INTEGER NOT NULL,
  locked_until TIMESTAMPTZ,
  created_at TIMESTAMPTZ NOT NULL,
  last_login_at TIMESTAMPTZ,
  PRIMARY KEY (id),
  UNIQUE (email)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON users TO gv_app, gv_worker;

CREATE TABLE account_members (
  account_id TEXT NOT NULL,
  user_id UUID NOT NULL,
  role TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, user_id),
  FOREIGN KEY (account_id) REFERENCES accounts (id),
  FOREIGN KEY (user_id) REFERENCES users (id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON account_members TO gv_app, gv_worker;

CREATE TABLE sessions (
  id_hash BYTEA NOT NULL,
  user_id UUID NOT NULL,
  csrf_secret BYTEA NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  last_seen_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  ip_prefix TEXT,
  user_agent TEXT,
  PRIMARY KEY (id_hash),
  FOREIGN KEY (user_id) REFERENCES users (id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO gv_app, gv_worker;

CREATE TABLE api_keys (
  id UUID NOT NULL,
  account_id TEXT,
  name TEXT NOT NULL,
  key_prefix TEXT NOT NULL,
  key_hash BYTEA NOT NULL,
  scopes JSONB NOT NULL,
  created_by UUID,
  created_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ,
  last_used_at TIMESTAMPTZ,
  revoked_at TIMESTAMPTZ,
  PRIMARY KEY (id),
  UNIQUE (key_prefix)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON api_keys TO gv_app, gv_worker;

CREATE TABLE platform_connections (
  account_id TEXT NOT NULL,
  provider TEXT NOT NULL,
  external_account_id TEXT NOT NULL,
  display_name TEXT,
  credentials_enc BYTEA NOT NULL,
  enc_key_id TEXT NOT NULL,
  scopes JSONB NOT NULL,
  status TEXT NOT NULL,
  expires_at TIMESTAMPTZ,
  last_ok_at TIMESTAMPTZ,
  last_error TEXT,
  created_at TIMESTAMPTZ NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, provider, external_account_id)
);
ALTER TABLE platform_connections ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform_connections FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON platform_connections
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON platform_connections TO gv_app, gv_worker;

CREATE TABLE fx_rate (
  from_ccy TEXT NOT NULL,
  to_ccy TEXT NOT NULL,
  day DATE NOT NULL,
  rate_e9 BIGINT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (from_ccy, to_ccy, day)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON fx_rate TO gv_app, gv_worker;

CREATE TABLE idempotency_keys (
  account_id TEXT NOT NULL,
  idem_key TEXT NOT NULL,
  route TEXT NOT NULL,
  fingerprint BYTEA NOT NULL,
  state TEXT NOT NULL,
  response_status INTEGER,
  response_body BYTEA,
  created_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, idem_key)
);
ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON idempotency_keys
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys TO gv_app, gv_worker;

CREATE TABLE audit_log (
  account_id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  actor_type TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  action TEXT NOT NULL,
  object_type TEXT NOT NULL,
  object_id TEXT,
  before JSONB,
  after JSONB,
  ip_prefix TEXT,
  trace_id TEXT,
  prev_hash BYTEA NOT NULL,
  hash BYTEA NOT NULL,
  PRIMARY KEY (account_id, seq, at)
) PARTITION BY RANGE (at);
CREATE TABLE audit_log_default PARTITION OF audit_log DEFAULT;
ALTER TABLE audit_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_log FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON audit_log
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON audit_log TO gv_app, gv_worker;

CREATE TABLE events (
  account_id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  recorded_at TIMESTAMPTZ NOT NULL,
  occurred_at TIMESTAMPTZ NOT NULL,
  type TEXT NOT NULL,
  subject_type TEXT,
  subject_id TEXT,
  version INTEGER NOT NULL,
  source TEXT NOT NULL,
  source_key TEXT,
  trace_id TEXT,
  payload JSONB NOT NULL,
  PRIMARY KEY (account_id, seq, recorded_at)
) PARTITION BY RANGE (recorded_at);
CREATE TABLE events_default PARTITION OF events DEFAULT;
ALTER TABLE events ENABLE ROW LEVEL SECURITY;
ALTER TABLE events FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON events
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON events TO gv_app, gv_worker;

CREATE TABLE event_keys (
  account_id TEXT NOT NULL,
  source TEXT NOT NULL,
  source_key TEXT NOT NULL,
  seq BIGINT NOT NULL,
  recorded_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, source, source_key)
);
ALTER TABLE event_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE event_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON event_keys
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON event_keys TO gv_app, gv_worker;

CREATE TABLE consumer_offsets (
  account_id TEXT NOT NULL,
  consumer TEXT NOT NULL,
  last_seq BIGINT NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, consumer)
);
ALTER TABLE consumer_offsets ENABLE ROW LEVEL SECURITY;
ALTER TABLE consumer_offsets FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON consumer_offsets
  USING (account_id = (SELECT current_setting('gv.account_id', true)))
  WITH CHECK (account_id = (SELECT current_setting('gv.account_id', true)));
GRANT SELECT, INSERT, UPDATE, DELETE ON consumer_offsets TO gv_app, gv_worker;

CREATE INDEX account_members_of_user ON account_members (user_id);
CREATE INDEX sessions_of_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
CREATE INDEX idempotency_keys_by_expiry ON idempotency_keys (account_id, expires_at);
CREATE INDEX events_by_type ON events (account_id, type, seq);

-- Makes the partitions of `months` months from `first` on, where they are missing. Runs with the
-- rights of gv_owner, so that a daily job of gv_worker can call it.
CREATE FUNCTION gv_create_partitions(first date, months int) RETURNS int
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  parent text;
  month date;
  made int := 0;
BEGIN
  FOR parent IN SELECT partrelid::regclass::text FROM pg_partitioned_table LOOP
    FOR i IN 0 .. months - 1 LOOP
      month := (date_trunc('month', first) + make_interval(months => i))::date;
      IF to_regclass(format('%I', parent || to_char(month, '_YYYYMM'))) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
                       parent || to_char(month, '_YYYYMM'), parent,
                       month::text || ' 00:00:00+00',
                       (month + interval '1 month')::date::text || ' 00:00:00+00');
        made := made + 1;
      END IF;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;
REVOKE ALL ON FUNCTION gv_create_partitions(date, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gv_create_partitions(date, int) TO gv_worker;
