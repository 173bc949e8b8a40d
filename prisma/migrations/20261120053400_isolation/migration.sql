-- Two roles: the application's owns nothing and is bound to one tenant by row level security; it may switch, inside a
-- transaction, to the platform's, whose policies show every tenant. Roles belong to the cluster, so they may exist.
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'airgate_app') THEN
    CREATE ROLE airgate_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'airgate_platform') THEN
    CREATE ROLE airgate_platform NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
END $$;

-- Without INHERIT the platform's policies do not hold for the application until it says SET LOCAL ROLE.
GRANT airgate_platform TO airgate_app WITH INHERIT FALSE, SET TRUE;

GRANT USAGE ON SCHEMA public TO airgate_app, airgate_platform;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO airgate_app, airgate_platform;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO airgate_app, airgate_platform;

CREATE FUNCTION current_tenant() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.tenant_id', true), '');

-- Shuts a table for everybody but the bound tenant and the platform's role. `rule` names the rows of the bound tenant.
CREATE FUNCTION isolate(tbl regclass, rule text DEFAULT 'tenant_id = (SELECT current_tenant())') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tbl);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tbl);
  EXECUTE format('CREATE POLICY tenant ON %s TO airgate_app USING (%s) WITH CHECK (%s)', tbl, rule, rule);
  EXECUTE format('CREATE POLICY platform ON %s TO airgate_platform USING (true) WITH CHECK (true)', tbl);
END $$;

SELECT isolate('tenant', 'id = (SELECT current_tenant())');
SELECT isolate('member');
SELECT isolate('invitation');
SELECT isolate('api_key');
SELECT isolate('setting');
SELECT isolate('cloud_account');
SELECT isolate('cloud_project');
SELECT isolate('sub_account');
SELECT isolate('sub_account_project');
SELECT isolate('saga');
SELECT isolate('saga_step');
SELECT isolate('bucket');
SELECT isolate('entry');
SELECT isolate('step_crossing');
SELECT isolate('spending_check');
SELECT isolate('spending_record');
SELECT isolate('alert');
SELECT isolate('channel');
SELECT isolate('delivery');
SELECT isolate('audit_entry');
SELECT isolate('outbox_event');
SELECT isolate('idempotency_key');

-- A person is seen through their membership; only the platform's role writes people.
SELECT isolate('app_user', 'EXISTS (SELECT 1 FROM member WHERE member.user_id = app_user.id AND member.tenant_id = (SELECT current_tenant()))');
REVOKE INSERT, UPDATE, DELETE ON app_user FROM airgate_app;

-- Global tables: the application reads the platform's settings and nothing else of them.
REVOKE ALL ON rate_limit FROM airgate_app;
DO $$
BEGIN
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN
    REVOKE ALL ON _prisma_migrations FROM airgate_app, airgate_platform;
  END IF;
END $$;
REVOKE INSERT, UPDATE, DELETE ON platform_setting FROM airgate_app;

-- What is written once stays: the ledger's entries and the audit log.
REVOKE UPDATE, DELETE ON entry, audit_entry, step_crossing FROM airgate_app;

ALTER TABLE bucket
  ADD CONSTRAINT bucket_granted_not_negative CHECK (granted >= 0),
  ADD CONSTRAINT bucket_reserved_not_negative CHECK (reserved >= 0),
  ADD CONSTRAINT bucket_hard_limit CHECK (NOT hard OR spent + reserved <= granted),
  ADD CONSTRAINT bucket_period CHECK (ends_at IS NULL OR ends_at >= starts_at);
-- Counters change all the time and carry no index: room on the page keeps such updates in place.
ALTER TABLE bucket SET (fillfactor = 70);
CREATE UNIQUE INDEX bucket_one_open_per_sub_account ON bucket (tenant_id, sub_account_id) WHERE ends_at IS NULL;

ALTER TABLE entry ADD CONSTRAINT entry_adds_up CHECK (after = before + amount);

CREATE UNIQUE INDEX sub_account_project_one_owner
  ON sub_account_project (tenant_id, cloud_account_id, project_name) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX spending_check_one_running ON spending_check (tenant_id, cloud_account_id) WHERE state = 'running';
CREATE UNIQUE INDEX saga_one_open ON saga (tenant_id, sub_account_id) WHERE finished_at IS NULL;
CREATE UNIQUE INDEX cloud_account_connected_once
  ON cloud_account (tenant_id, provider, cloud_account_no) WHERE disconnected_at IS NULL;
CREATE UNIQUE INDEX invitation_one_open
  ON invitation (tenant_id, email) WHERE accepted_at IS NULL AND revoked_at IS NULL;
