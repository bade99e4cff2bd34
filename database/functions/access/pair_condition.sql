-- The condition under which person `p` reaches record `r`, as SQL over pairs of the two: what app.policy_condition says
-- for the current person, for many persons at once. Each part is an index look-up per pair.
CREATE OR REPLACE FUNCTION app.pair_condition(code text, for_writing boolean) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  entity app.entity;
  all_of text := 'p.person_type IN (''admin'', ''manager'')';
  may_write text := CASE WHEN for_writing THEN ' AND a.can_write' ELSE '' END;
  shared text := format(
    'EXISTS (SELECT FROM app.share_access a WHERE a.entity_code = %L AND a.entity_id = r.id AND a.person_id = p.id%s)',
    code, may_write);
BEGIN
  SELECT * INTO STRICT entity FROM app.entity e WHERE e.entity_code = code;
  RETURN CASE
    WHEN entity.access_rule = 'directory' AND NOT for_writing THEN 'true'
    WHEN entity.access_rule = 'project' THEN format(
      '%s OR EXISTS (SELECT FROM app.project_access a WHERE a.project_id = r.%I AND a.person_id = p.id%s) OR %s',
      all_of, entity.access_via, may_write, shared)
    WHEN entity.access_rule = 'owner' THEN format(
      '%s OR EXISTS (SELECT FROM app.employee_access a WHERE a.employee_id = r.%I AND a.person_id = p.id%s) OR %s',
      all_of, entity.access_via, may_write, shared)
    WHEN entity.access_rule = 'finance' AND NOT for_writing THEN format(
      '%s OR EXISTS (SELECT FROM app.employee_access a WHERE a.employee_id = r.%I AND a.person_id = p.id AND a.is_self) OR %s',
      all_of, entity.access_via, shared)
    ELSE format('%s OR %s', all_of, shared)
  END;
END
$$;
