-- Starts a request in the current transaction: who acts, and through which request. The log triggers record it, the
-- policies judge by it. It ends with the transaction, so a pooled connection carries nothing to its next user.
-- An unknown or deactivated person is refused (SQLSTATE 28000); NULL is nobody, who sees nothing.
CREATE OR REPLACE FUNCTION app.begin_request(
  person uuid,
  endpoint text DEFAULT NULL,
  method text DEFAULT NULL,
  user_agent text DEFAULT NULL,
  ip inet DEFAULT NULL,
  request_id text DEFAULT NULL
) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  actor record;
BEGIN
  SELECT p.fname, p.lname, p.username, p.person_type INTO actor
  FROM app.person p WHERE p.id = begin_request.person AND p.active;
  IF NOT FOUND AND begin_request.person IS NOT NULL THEN
    RAISE EXCEPTION 'person % is unknown or not active', begin_request.person USING ERRCODE = '28000';
  END IF;
  PERFORM set_config('app.person_id', coalesce(begin_request.person::text, ''), true),
          set_config('app.person_type', coalesce(actor.person_type, ''), true),
          -- One setting for all that is only recorded: the log triggers read it once per statement.
          set_config('app.request', (actor.fname, actor.lname, actor.username, left(endpoint, 500), left(method, 10),
                                     user_agent, ip, request_id)::app.request::text, true);
END
$$;

REVOKE ALL ON FUNCTION app.begin_request(uuid, text, text, text, inet, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.begin_request(uuid, text, text, text, inet, text) TO app_api, app_sync;
