-- The condition of an entity's policies, as SQL over the table's own columns: for reading, or for writing.
-- Each part is a sub-select that does not depend on the row, so it is evaluated once per query and a row costs a few
-- comparisons. Its twin for many persons is app.pair_condition; both read the same views.
CREATE OR REPLACE FUNCTION app.policy_condition(code text, for_writing boolean) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  entity app.entity;
  all_of text := CASE WHEN for_writing THEN '(SELECT app.writes_all())' ELSE '(SELECT app.sees_all())' END;
  shared text := format('id = ANY ((SELECT app.reachable_shares(%L, %L))::uuid[])', code, for_writing);
BEGIN
  SELECT * INTO STRICT entity FROM app.entity e WHERE e.entity_code = code;
  RETURN CASE
    WHEN entity.access_rule = 'directory' AND NOT for_writing THEN '(SELECT app.is_signed_in())'
    WHEN entity.access_rule = 'project' THEN
      format('%s OR %I = ANY ((SELECT app.reachable_projects(%L))::uuid[]) OR %s', all_of, entity.access_via, for_writing, shared)
    WHEN entity.access_rule = 'owner' THEN
      format('%s OR %I = ANY ((SELECT app.reachable_employees(%L))::uuid[]) OR %s', all_of, entity.access_via, for_writing, shared)
    WHEN entity.access_rule = 'finance' AND NOT for_writing THEN
      format('%s OR %I = ANY ((SELECT app.reachable_employees(false, true))::uuid[]) OR %s', all_of, entity.access_via, shared)
    ELSE format('%s OR %s', all_of, shared)
  END;
END
$$;
