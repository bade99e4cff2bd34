-- Sessions that ended before their access token does. Every pod reads the recent rows, and closes what they name.
CREATE TABLE app.revocation (
  id         bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  person_id  uuid        NOT NULL,
  session_id uuid        NULL,
  revoked_ts timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE INDEX revocation_revoked_idx ON app.revocation (revoked_ts);
CREATE INDEX revocation_person_idx ON app.revocation (person_id, revoked_ts);

COMMENT ON COLUMN app.revocation.session_id IS 'NULL: every session of the person whose token was issued before revoked_ts.';

GRANT SELECT, INSERT ON app.revocation TO app_api;
GRANT SELECT ON app.revocation TO app_sync;
