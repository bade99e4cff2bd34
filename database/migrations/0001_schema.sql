-- Everything of the product lives in the schema "app". The migration runner made it, because its own table is there too.
CREATE SCHEMA IF NOT EXISTS app;

COMMENT ON SCHEMA app IS 'Tidemark: entities, change log, subscriptions, access.';

-- Before PostgreSQL 15 everyone may create objects in "public"; the owner-rights functions must not find such objects.
DO $$
BEGIN
  REVOKE CREATE ON SCHEMA public FROM PUBLIC;
EXCEPTION WHEN insufficient_privilege OR invalid_schema_name THEN
  NULL; -- Not ours to change on a managed server; every function names its schemas anyway.
END
$$;

GRANT USAGE ON SCHEMA app TO app_api, app_sync;
