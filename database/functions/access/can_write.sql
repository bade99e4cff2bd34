-- Those of the ids that the person may change and delete. See app.can_read_many.
CREATE OR REPLACE FUNCTION app.can_write(person uuid, entity_code text, ids uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.require_entity(can_write.entity_code);
  RETURN QUERY EXECUTE format('SELECT a.entity_id FROM app.%I($1, $2) a', 'writers_of_' || entity_code)
    USING ARRAY[person], ids;
END
$$;

REVOKE ALL ON FUNCTION app.can_write(uuid, text, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.can_write(uuid, text, uuid[]) TO app_api, app_sync;
