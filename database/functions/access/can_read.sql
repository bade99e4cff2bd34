-- Those of the ids that the person may read. See app.can_read_many.
CREATE OR REPLACE FUNCTION app.can_read(person uuid, entity_code text, ids uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.require_entity(can_read.entity_code);
  RETURN QUERY EXECUTE format('SELECT a.entity_id FROM app.%I($1, $2) a', 'readers_of_' || entity_code)
    USING ARRAY[person], ids;
END
$$;

REVOKE ALL ON FUNCTION app.can_read(uuid, text, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.can_read(uuid, text, uuid[]) TO app_api, app_sync;
