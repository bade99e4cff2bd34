-- The condition under which person `p` reaches record `r`, as SQL over pairs of the two: what app.policy_condition says
-- for the current person, for many persons at once. There are two ways to judge it. Given `persons`, the SQL of the array
-- of those persons, each part is hashed once, bounded by their own memberships and shares: 1 µs a pair after that, but
-- 0.5 ms before the first for ten people in forty projects. With NULL each pair is looked up by index: 5 µs.
CREATE OR REPLACE FUNCTION app.pair_condition(code text, for_writing boolean, persons text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  entity app.entity;
  all_of text := 'p.person_type IN (''admin'', ''manager'')';
  -- OFFSET 0 keeps the planner from hashing, then of everybody's, what each pair is to look up.
  is_theirs text := 'a.person_id = p.id' || CASE WHEN for_writing THEN ' AND a.can_write' ELSE '' END
                    || coalesce(' AND a.person_id = ANY (' || persons || ')', ' OFFSET 0');
  shared text := format(
    'EXISTS (SELECT FROM app.share_access a WHERE a.entity_code = %L AND a.entity_id = r.id AND %s)', code, is_theirs);
BEGIN
  SELECT * INTO STRICT entity FROM app.entity e WHERE e.entity_code = code;
  RETURN CASE
    WHEN entity.access_rule = 'directory' AND NOT for_writing THEN 'true'
    WHEN entity.access_rule = 'project' THEN format(
      '%s OR EXISTS (SELECT FROM app.project_access a WHERE a.project_id = r.%I AND %s) OR %s',
      all_of, entity.access_via, is_theirs, shared)
    WHEN entity.access_rule = 'owner' THEN format(
      '%s OR EXISTS (SELECT FROM app.employee_access a WHERE a.employee_id = r.%I AND %s) OR %s',
      all_of, entity.access_via, is_theirs, shared)
    WHEN entity.access_rule = 'finance' AND NOT for_writing THEN format(
      '%s OR EXISTS (SELECT FROM app.employee_access a WHERE a.employee_id = r.%I AND a.is_self AND %s) OR %s',
      all_of, entity.access_via, is_theirs, shared)
    ELSE format('%s OR %s', all_of, shared)
  END;
END
$$;
