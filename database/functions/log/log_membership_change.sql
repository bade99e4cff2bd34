-- Logs SHARE or UNSHARE for projects whose members changed, and for every record that is reached through them.
CREATE OR REPLACE FUNCTION app.log_membership_change(projects uuid[], persons uuid[], action smallint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  entity app.entity;
  ids uuid[];
  readers uuid[];
BEGIN
  IF cardinality(projects) IS NULL OR cardinality(projects) = 0 THEN
    RETURN;
  END IF;
  -- Whoever adds a record to a project or moves one there holds the project's key (a foreign key check does). Waiting for
  -- them here means that either this function sees their record, or they commit after this change; without it a record
  -- on its way would change its readers and nobody would be told.
  PERFORM FROM app.project p WHERE p.id = ANY (projects) ORDER BY p.id FOR UPDATE;
  FOR entity IN SELECT * FROM app.entity e WHERE e.access_rule = 'project' ORDER BY e.entity_code LOOP
    IF entity.access_via = 'id' THEN
      PERFORM app.log_access_change(entity.entity_code, projects, persons, action);
    ELSE
      EXECUTE format(
        'SELECT array_agg(r.id), array_agg(m.person_id) FROM unnest($1, $2) AS m (project_id, person_id)
         JOIN app.%I r ON r.%I = m.project_id', entity.entity_code, entity.access_via)
        INTO ids, readers USING projects, persons;
      PERFORM app.log_access_change(entity.entity_code, ids, readers, action);
    END IF;
  END LOOP;
END
$$;

REVOKE ALL ON FUNCTION app.log_membership_change(uuid[], uuid[], smallint) FROM PUBLIC;
