-- Who could read records that are gone or out of reach now, judged by an earlier image: the same rule as
-- app.can_read_many, over the value that the access column had. Who lost the project, or ceased to be the employee's head,
-- after the snapshot `since` still counts as a reader: a record that was moved or deleted about that time has no UNSHARE
-- of its own. The tail asks, so that the last signal goes to nobody else. ids and via are parallel; an id may come with
-- several values.
CREATE OR REPLACE FUNCTION app.could_read_many(persons uuid[], entity_code text, ids uuid[], via uuid[], since pg_snapshot)
RETURNS TABLE (person_id uuid, entity_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  entity app.entity;
BEGIN
  PERFORM app.require_entity(could_read_many.entity_code);
  SELECT * INTO STRICT entity FROM app.entity e WHERE e.entity_code = could_read_many.entity_code;
  RETURN QUERY EXECUTE format(
    'SELECT p.id, r.id FROM app.person p, unnest($2, $3) AS r (id, %I)
     WHERE p.id = ANY ($1) AND p.active AND (%s %s)',
    CASE WHEN entity.access_via IS NULL OR entity.access_via = 'id' THEN 'same_id' ELSE entity.access_via END,
    app.pair_condition(entity.entity_code, false, '$1'),
    CASE WHEN entity.access_rule IN ('project', 'owner') THEN format(
      'OR EXISTS (SELECT FROM app.logging l WHERE l.entity_code = %L AND l.entity_id = r.%I
                  AND l.action = 5 AND l.subject_person_id = p.id AND NOT pg_visible_in_snapshot(l.xid, $4))',
      CASE entity.access_rule WHEN 'project' THEN 'project' ELSE 'employee' END, entity.access_via)
    ELSE '' END)
    USING persons, ids, via, since;
END
$$;

REVOKE ALL ON FUNCTION app.could_read_many(uuid[], text, uuid[], uuid[], pg_snapshot) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.could_read_many(uuid[], text, uuid[], uuid[], pg_snapshot) TO app_sync;
