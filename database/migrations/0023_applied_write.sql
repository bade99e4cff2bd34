-- Writes that carried an idempotency key, with the answer that was given. Inserted by the statement that has the effect.
CREATE TABLE app.applied_write (
  person_id    uuid        NOT NULL,
  write_id     uuid        NOT NULL,
  request_hash text        NOT NULL,
  status       smallint    NOT NULL,
  response     jsonb       NOT NULL,
  applied_ts   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (person_id, write_id)
);

CREATE INDEX applied_write_applied_idx ON app.applied_write (applied_ts);

-- A stored answer holds a row: only the person who wrote it sees it.
ALTER TABLE app.applied_write ENABLE ROW LEVEL SECURITY;
CREATE POLICY applied_write_own ON app.applied_write TO app_api
  USING (person_id = (SELECT app.current_person())) WITH CHECK (person_id = (SELECT app.current_person()));

GRANT SELECT, INSERT ON app.applied_write TO app_api;

-- Removes what nobody needs any more: used-up tickets, old sessions and revocations, and keys that no client repeats.
CREATE FUNCTION app.forget_expired(kept_writes interval) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM app.ws_ticket WHERE expires_ts < now();
  DELETE FROM app.session WHERE expires_ts < now() - interval '1 day';
  DELETE FROM app.revocation WHERE revoked_ts < now() - interval '1 day';
  DELETE FROM app.applied_write WHERE applied_ts < now() - kept_writes;
$$;

REVOKE ALL ON FUNCTION app.forget_expired(interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.forget_expired(interval) TO app_api;
