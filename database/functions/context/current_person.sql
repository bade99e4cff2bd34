-- The person of the current request; NULL outside of one.
CREATE OR REPLACE FUNCTION app.current_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('app.person_id', true), '')::uuid
$$;
