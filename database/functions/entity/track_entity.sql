-- Makes a table of the schema app a tracked entity, or brings one up to date with its columns and its row in app.entity:
-- image function, version and log triggers, access functions, policies and grants. Harmless to repeat.
-- The functions it writes are static SQL over the table's columns: nothing is looked up while a change is logged.
CREATE OR REPLACE FUNCTION app.track_entity(code text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.require_entity(code);
  PERFORM app.require_entity_columns(code);
  PERFORM app.create_image(code);
  PERFORM app.create_version_triggers(code);
  PERFORM app.create_log_triggers(code);
  PERFORM app.create_access_functions(code);
  PERFORM app.create_policies(code);
END
$$;

REVOKE ALL ON FUNCTION app.track_entity(text) FROM PUBLIC;
