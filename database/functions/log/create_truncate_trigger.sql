-- Writes an entity's TRUNCATE trigger: one log row for the whole table (action 3, the nil UUID), and a tombstone for
-- each record, so that versions do not go back. It runs before, while the rows can still be read.
CREATE OR REPLACE FUNCTION app.create_truncate_trigger(code text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format($body$
    CREATE OR REPLACE FUNCTION app.%1$I() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $trigger$
    DECLARE
      request app.request := nullif(current_setting('app.request', true), '')::app.request;
    BEGIN
      INSERT INTO app.tombstone AS t (entity_code, entity_id, version)
      SELECT %2$L, o.id, o.version + 1 FROM app.%2$I o
      ON CONFLICT (entity_code, entity_id) DO UPDATE SET version = greatest(t.version, excluded.version);
      INSERT INTO app.logging (
        person_id, person_type, fname, lname, username, api_endpoint, http_method, user_agent, ip, request_id,
        entity_code, entity_id, action)
      VALUES (
        app.current_person(), app.current_person_type(), request.fname, request.lname, request.username,
        request.endpoint, request.method, request.user_agent, request.ip, request.request_id,
        %2$L, '00000000-0000-0000-0000-000000000000', 3);
      RETURN NULL;
    END
    $trigger$
  $body$, 'log_truncate_' || code, code);
  PERFORM app.create_trigger(code, format('log_%s_truncate', code), 'BEFORE TRUNCATE', 'FOR EACH STATEMENT',
                             'log_truncate_' || code);
END
$$;
