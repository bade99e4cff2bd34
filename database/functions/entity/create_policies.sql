-- Writes an entity's row-level security and grants. The owner (migrations, psql, batch jobs) has a policy of its own,
-- because FORCE puts it under the rules too; the API role has no other way to a row than these policies.
CREATE OR REPLACE FUNCTION app.create_policies(code text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  policy record;
  can_read text := app.policy_condition(code, false);
  can_write text := app.policy_condition(code, true);
BEGIN
  EXECUTE format('ALTER TABLE app.%1$I ENABLE ROW LEVEL SECURITY; ALTER TABLE app.%1$I FORCE ROW LEVEL SECURITY', code);
  FOR policy IN
    SELECT polname FROM pg_policy WHERE polrelid = format('app.%I', code)::regclass
  LOOP
    EXECUTE format('DROP POLICY %I ON app.%I', policy.polname, code);
  END LOOP;
  EXECUTE format('CREATE POLICY owner_all ON app.%I TO CURRENT_USER USING (true) WITH CHECK (true)', code);
  EXECUTE format('CREATE POLICY api_read ON app.%I FOR SELECT TO app_api USING (%s)', code, can_read);
  EXECUTE format('CREATE POLICY api_create ON app.%I FOR INSERT TO app_api WITH CHECK (%s)', code, can_write);
  EXECUTE format('CREATE POLICY api_update ON app.%I FOR UPDATE TO app_api USING (%s) WITH CHECK (%s)', code, can_write, can_write);
  EXECUTE format('CREATE POLICY api_delete ON app.%I FOR DELETE TO app_api USING (%s)', code, can_write);
  EXECUTE format('REVOKE ALL ON app.%I FROM PUBLIC, app_api, app_sync', code);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON app.%I TO app_api', code);
END
$$;
