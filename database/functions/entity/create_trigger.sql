-- (Re)creates a trigger on an entity's table. PostgreSQL 13 has no CREATE OR REPLACE TRIGGER.
CREATE OR REPLACE FUNCTION app.create_trigger(code text, name text, timing text, form text, function text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('DROP TRIGGER IF EXISTS %I ON app.%I', name, code);
  EXECUTE format('CREATE TRIGGER %I %s ON app.%I %s EXECUTE FUNCTION app.%I()', name, timing, code, form, function);
END
$$;
