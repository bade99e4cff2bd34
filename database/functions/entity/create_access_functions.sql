-- Writes app.readers_of_<code> and app.writers_of_<code>: pairs of a person and a record that the person may reach.
-- With a plan for all calls: left to itself PostgreSQL plans each anew, which takes longer than to run it. With two, in
-- fact: see app.pair_condition. A record that was just changed, and that many may watch, comes alone or with a few; a
-- subscription names hundreds for one person.
CREATE OR REPLACE FUNCTION app.create_access_functions(code text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  for_writing boolean;
  name text;
BEGIN
  FOREACH for_writing IN ARRAY ARRAY[false, true] LOOP
    name := CASE WHEN for_writing THEN 'writers_of_' ELSE 'readers_of_' END || code;
    EXECUTE format($body$
      CREATE OR REPLACE FUNCTION app.%1$I(persons uuid[], ids uuid[]) RETURNS TABLE (person_id uuid, entity_id uuid)
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      SET plan_cache_mode = force_generic_plan AS $access$
      BEGIN
        IF cardinality(ids) <= 8 THEN
          RETURN QUERY
            SELECT p.id, r.id FROM app.person p, app.%2$I r
            WHERE p.id = ANY (persons) AND p.active AND r.id = ANY (ids) AND (%3$s);
        ELSE
          RETURN QUERY
            SELECT p.id, r.id FROM app.person p, app.%2$I r
            WHERE p.id = ANY (persons) AND p.active AND r.id = ANY (ids) AND (%4$s);
        END IF;
      END
      $access$
    $body$, name, code, app.pair_condition(code, for_writing, NULL), app.pair_condition(code, for_writing, 'persons'));
    EXECUTE format('REVOKE ALL ON FUNCTION app.%I(uuid[], uuid[]) FROM PUBLIC', name);
    EXECUTE format('GRANT EXECUTE ON FUNCTION app.%I(uuid[], uuid[]) TO app_api', name);
  END LOOP;
  EXECUTE format('GRANT EXECUTE ON FUNCTION app.%I(uuid[], uuid[]) TO app_sync', 'readers_of_' || code);
END
$$;
