-- Removes what nobody needs any more: used-up tickets, old sessions and revocations, and keys that no client repeats.
CREATE OR REPLACE FUNCTION app.forget_expired(kept_writes interval) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM app.ws_ticket WHERE expires_ts < now();
  DELETE FROM app.session WHERE expires_ts < now() - interval '1 day';
  DELETE FROM app.revocation WHERE revoked_ts < now() - interval '1 day';
  DELETE FROM app.applied_write WHERE applied_ts < now() - kept_writes;
$$;

REVOKE ALL ON FUNCTION app.forget_expired(interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.forget_expired(interval) TO app_api;
