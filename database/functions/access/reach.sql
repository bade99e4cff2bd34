-- What the current person reaches of an entity: all of it, or what belongs to these projects or employees (`via`, values
-- of its access column) and these single records (`ids`). The policies say the same, but the planner cannot look into
-- their sub-selects; who reads lists asks here first and gives it the values, so that it knows how few they are.
-- A hint and no guard: the policies still judge every row.
CREATE OR REPLACE FUNCTION app.reach(code text, OUT sees_all boolean, OUT via uuid[], OUT ids uuid[])
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  rule text;
BEGIN
  SELECT e.access_rule INTO STRICT rule FROM app.entity e WHERE e.entity_code = code;
  sees_all := CASE rule WHEN 'directory' THEN app.is_signed_in() ELSE app.sees_all() END;
  IF sees_all THEN
    RETURN;
  END IF;
  ids := app.reachable_shares(code);
  via := CASE rule
    WHEN 'project' THEN app.reachable_projects()
    WHEN 'owner' THEN app.reachable_employees()
    WHEN 'finance' THEN app.reachable_employees(false, true)
  END;
END
$$;

REVOKE ALL ON FUNCTION app.reach(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.reach(text) TO app_api;
