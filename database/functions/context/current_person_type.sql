-- The role of the person of the current request: admin, manager, member or viewer; NULL outside of one.
CREATE OR REPLACE FUNCTION app.current_person_type() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('app.person_type', true), '')
$$;
