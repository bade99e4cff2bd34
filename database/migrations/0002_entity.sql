-- The registry of tracked entities: the row is what makes a table an entity (see functions/entity/track_entity.sql).
CREATE TABLE app.entity (
  entity_code    text   PRIMARY KEY CHECK (entity_code ~ '^[a-z][a-z0-9_]{0,62}$'),
  access_rule    text   NOT NULL CHECK (access_rule IN ('directory', 'project', 'owner', 'finance')),
  access_via     text   NULL,
  secret_columns text[] NOT NULL DEFAULT '{}',
  CHECK (access_rule = 'directory' OR access_via IS NOT NULL)
);

COMMENT ON TABLE app.entity IS 'One row per tracked table of the schema app; the code is the table name.';
COMMENT ON COLUMN app.entity.access_via IS 'Column that holds the project (rule project) or the employee (rules owner, finance); "id" where it is the record itself.';
COMMENT ON COLUMN app.entity.secret_columns IS 'Columns that never enter an image, hence neither the log nor the wire.';

-- The last version of each deleted record, so that a re-created one continues above it: clients ignore older versions.
CREATE TABLE app.tombstone (
  entity_code text   NOT NULL,
  entity_id   uuid   NOT NULL,
  version     bigint NOT NULL,
  PRIMARY KEY (entity_code, entity_id)
);

COMMENT ON TABLE app.tombstone IS 'Highest version that a deleted record had, the DELETE itself included.';

-- What was applied last (see migrate/apply-functions.ts): an unchanged fingerprint saves the locks that DDL takes.
CREATE TABLE app.applied_functions (
  is_only     boolean     PRIMARY KEY DEFAULT true CHECK (is_only),
  fingerprint text        NOT NULL,
  applied_ts  timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT ON app.entity TO app_api, app_sync;
