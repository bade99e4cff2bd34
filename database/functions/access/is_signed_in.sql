-- Whether there is a current person at all.
CREATE OR REPLACE FUNCTION app.is_signed_in() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT app.current_person() IS NOT NULL
$$;
