-- The condition under which person `p` reaches record `r`, as SQL over pairs of the two: what app.policy_condition says
-- for the current person, for many persons at once. `persons` is the SQL of the array of those persons. Naming them
-- inside each part bounds its cost by their own memberships and shares: without it the planner, for more than a few
-- pairs, hashes everybody's.
CREATE OR REPLACE FUNCTION app.pair_condition(code text, for_writing boolean, persons text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  entity app.entity;
  all_of text := 'p.person_type IN (''admin'', ''manager'')';
  is_theirs text := format('a.person_id = p.id AND a.person_id = ANY (%s)', persons)
                    || CASE WHEN for_writing THEN ' AND a.can_write' ELSE '' END;
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
      '%s OR EXISTS (SELECT FROM app.employee_access a WHERE a.employee_id = r.%I AND %s AND a.is_self) OR %s',
      all_of, entity.access_via, is_theirs, shared)
    ELSE format('%s OR %s', all_of, shared)
  END;
END
$$;
