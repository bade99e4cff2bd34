-- Whether the current person reads every record.
CREATE OR REPLACE FUNCTION app.sees_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(app.current_person_type() IN ('admin', 'manager'), false)
$$;
