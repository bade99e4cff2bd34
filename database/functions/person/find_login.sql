-- What sign-in needs to check a password. The only way for the API to a password hash.
CREATE OR REPLACE FUNCTION app.find_login(username text)
RETURNS TABLE (id uuid, username text, fname text, lname text, person_type text, password_hash text, active boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.id, p.username::text, p.fname::text, p.lname::text, p.person_type::text, p.password_hash, p.active
  FROM app.person p WHERE p.username = lower(find_login.username)
$$;

REVOKE ALL ON FUNCTION app.find_login(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.find_login(text) TO app_api;
