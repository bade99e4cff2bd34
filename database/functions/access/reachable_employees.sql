-- Employees for whom the current person stands: itself and, unless `only_self`, those of the departments it manages.
CREATE OR REPLACE FUNCTION app.reachable_employees(for_writing boolean DEFAULT false, only_self boolean DEFAULT false)
RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN coalesce((
    SELECT array_agg(a.employee_id) FROM app.employee_access a
    WHERE a.person_id = app.current_person() AND (a.can_write OR NOT for_writing) AND (a.is_self OR NOT only_self)
  ), '{}');
END
$$;
