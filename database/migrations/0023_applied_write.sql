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
  USING (person_id = nullif(current_setting('app.person_id', true), '')::uuid)
  WITH CHECK (person_id = nullif(current_setting('app.person_id', true), '')::uuid);

GRANT SELECT, INSERT ON app.applied_write TO app_api;
