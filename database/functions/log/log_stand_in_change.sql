-- Logs SHARE or UNSHARE for employees for whom persons began or ceased to stand, and for every record that is reached
-- through them (rules owner and finance). employees and persons are parallel; as_self says whether the person is that
-- employee or its head. Those who see everything anyway are left out.
CREATE OR REPLACE FUNCTION app.log_stand_in_change(employees uuid[], persons uuid[], as_self boolean, action smallint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  entity app.entity;
  ids uuid[];
  readers uuid[];
BEGIN
  IF employees IS NULL OR cardinality(employees) = 0 THEN
    RETURN;
  END IF;
  -- Whoever gives a record to an employee holds the employee's key: see app.log_membership_change.
  PERFORM FROM app.employee e WHERE e.id = ANY (employees) ORDER BY e.id FOR UPDATE;
  SELECT array_agg(changed.employee_id), array_agg(p.id) INTO employees, persons
  FROM unnest(employees, persons) AS changed (employee_id, person_id)
  JOIN app.person p ON p.id = changed.person_id AND p.active AND p.person_type NOT IN ('admin', 'manager');
  PERFORM app.log_access_change('employee', employees, persons, action);
  FOR entity IN
    SELECT * FROM app.entity e
    WHERE e.access_rule = 'owner' OR (e.access_rule = 'finance' AND as_self) ORDER BY e.entity_code
  LOOP
    EXECUTE format(
      'SELECT array_agg(r.id), array_agg(changed.person_id) FROM unnest($1, $2) AS changed (employee_id, person_id)
       JOIN app.%I r ON r.%I = changed.employee_id', entity.entity_code, entity.access_via)
      INTO ids, readers USING employees, persons;
    PERFORM app.log_access_change(entity.entity_code, ids, readers, action);
  END LOOP;
END
$$;

REVOKE ALL ON FUNCTION app.log_stand_in_change(uuid[], uuid[], boolean, smallint) FROM PUBLIC;
