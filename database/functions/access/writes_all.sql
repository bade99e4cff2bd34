-- Whether the current person writes every record.
CREATE OR REPLACE FUNCTION app.writes_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(app.current_person_type() IN ('admin', 'manager'), false)
$$;
