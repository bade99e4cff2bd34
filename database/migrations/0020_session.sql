-- Sign-ins. One row is one browser or device; its refresh token is rotated at each use. Only hashes are stored.
CREATE TABLE app.session (
  id            uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
  person_id     uuid        NOT NULL REFERENCES app.person (id) ON DELETE CASCADE,
  refresh_hash  text        NOT NULL UNIQUE,
  previous_hash text        NULL,
  created_ts    timestamptz NOT NULL DEFAULT now(),
  last_used_ts  timestamptz NOT NULL DEFAULT now(),
  expires_ts    timestamptz NOT NULL,
  revoked_ts    timestamptz NULL,
  user_agent    text        NULL,
  ip            inet        NULL
);

CREATE INDEX session_person_idx ON app.session (person_id) WHERE revoked_ts IS NULL;
CREATE INDEX session_previous_hash_idx ON app.session (previous_hash) WHERE previous_hash IS NOT NULL;
CREATE INDEX session_expires_idx ON app.session (expires_ts);

COMMENT ON TABLE app.session IS 'Sign-ins with their rotating refresh token, stored as SHA-256.';
COMMENT ON COLUMN app.session.previous_hash IS 'The token before the current one: whoever shows it again holds a copy, and the session is revoked.';

GRANT SELECT, INSERT, UPDATE ON app.session TO app_api;
