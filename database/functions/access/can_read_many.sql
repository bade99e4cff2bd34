-- Which of these persons may read which of these records: the pairs for which it is true. An id that does not exist
-- gives no pair, exactly like one that may not be read. An unknown entity raises 42704.
CREATE OR REPLACE FUNCTION app.can_read_many(persons uuid[], entity_code text, ids uuid[])
RETURNS TABLE (person_id uuid, entity_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.require_entity(can_read_many.entity_code);
  RETURN QUERY EXECUTE format('SELECT a.person_id, a.entity_id FROM app.%I($1, $2) a', 'readers_of_' || entity_code)
    USING persons, ids;
END
$$;

REVOKE ALL ON FUNCTION app.can_read_many(uuid[], text, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.can_read_many(uuid[], text, uuid[]) TO app_api, app_sync;
