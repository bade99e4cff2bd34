-- People who sign in. A person may be an employee of the demo company; the reference is added once that table exists.
CREATE TABLE app.person (
  id            uuid         PRIMARY KEY DEFAULT gen_random_uuid(),
  username      varchar(255) NOT NULL UNIQUE CHECK (username ~ '^[a-z0-9][a-z0-9._@-]*$'),
  fname         varchar(100) NOT NULL,
  lname         varchar(100) NOT NULL,
  person_type   varchar(50)  NOT NULL CHECK (person_type IN ('admin', 'manager', 'member', 'viewer')),
  employee_id   uuid         NULL,
  password_hash text         NULL,
  active        boolean      NOT NULL DEFAULT true,
  created_ts    timestamptz  NOT NULL DEFAULT now()
);

CREATE INDEX person_employee_id_idx ON app.person (employee_id);

COMMENT ON TABLE app.person IS 'People who sign in, with their role (person_type).';
COMMENT ON COLUMN app.person.password_hash IS 'argon2id in PHC form; NULL where the person signs in by OIDC only.';

-- The hash is readable through app.find_login only.
GRANT SELECT (id, username, fname, lname, person_type, employee_id, active, created_ts) ON app.person TO app_api, app_sync;
