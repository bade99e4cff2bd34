-- Projects that the current person reaches by membership; with `for_writing` those where the person may also write.
-- plpgsql keeps its plan across calls; policies evaluate it once per query.
CREATE OR REPLACE FUNCTION app.reachable_projects(for_writing boolean DEFAULT false) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN coalesce((
    SELECT array_agg(a.project_id) FROM app.project_access a
    WHERE a.person_id = app.current_person() AND (a.can_write OR NOT for_writing)
  ), '{}');
END
$$;
