-- A domain rather than a CHECK of the table: PostgreSQL parses a table's CHECKs again for every statement, and a domain's
-- once per session. This table is written by every write there is.
CREATE DOMAIN app.log_action AS smallint CHECK (VALUE BETWEEN 0 AND 5);

-- Every committed change, with who made it and the record before and after. The tail reads it by transaction id.
CREATE TABLE app.logging (
  id                  uuid         NOT NULL DEFAULT gen_random_uuid(),

  -- Actor
  person_id           uuid         NULL,
  fname               varchar(100) NULL,
  lname               varchar(100) NULL,
  username            varchar(255) NULL,
  person_type         varchar(50)  NULL,
  session_user_name   text         NOT NULL DEFAULT session_user,

  -- Request
  api_endpoint        varchar(500) NULL,
  http_method         varchar(10)  NULL,
  user_agent          text         NULL,
  ip                  inet         NULL,
  request_id          text         NULL,

  -- Target
  entity_code         varchar(100) NOT NULL,
  entity_id           uuid         NOT NULL,
  action              app.log_action NOT NULL,
  version             bigint       NULL,
  subject_person_id   uuid         NULL,

  -- State
  entity_from_version jsonb        NULL,
  entity_to_version   jsonb        NULL,

  -- When, and in which transaction
  created_ts          timestamptz  NOT NULL DEFAULT now(),
  xid                 xid8         NOT NULL DEFAULT pg_current_xact_id(),

  -- What the sweep has marked
  sync_status         varchar(20)  NULL DEFAULT 'pending',
  sync_processed_ts   timestamptz  NULL,

  PRIMARY KEY (id, created_ts)
) PARTITION BY RANGE (created_ts);

-- Catches what no month's partition covers (see app.ensure_log_partitions).
CREATE TABLE app.logging_default PARTITION OF app.logging DEFAULT;

CREATE INDEX idx_logging_sync_pending ON app.logging (created_ts) WHERE sync_status = 'pending' AND action != 0;
CREATE INDEX logging_xid_idx ON app.logging (xid);
CREATE INDEX logging_record_idx ON app.logging (entity_code, entity_id, version);

COMMENT ON TABLE app.logging IS 'Append-only change log: one row per changed record, written by triggers in the writer''s transaction.';
COMMENT ON COLUMN app.logging.action IS '0 READ, 1 CREATE, 2 UPDATE, 3 DELETE, 4 SHARE, 5 UNSHARE. A TRUNCATE is one row: 3 with the nil UUID.';
COMMENT ON COLUMN app.logging.version IS 'Version of the record after the change; for a DELETE the version that nothing older may overtake.';
COMMENT ON COLUMN app.logging.subject_person_id IS 'SHARE and UNSHARE: the person whose access changed.';
COMMENT ON COLUMN app.logging.xid IS 'Transaction of the change; with a snapshot it says exactly which rows became visible.';

ALTER TABLE app.logging ENABLE ROW LEVEL SECURITY;
-- Changes are recorded by the triggers, with the owner's rights; the API itself may only add READ rows.
CREATE POLICY logging_read ON app.logging FOR SELECT TO app_api, app_sync USING (true);
CREATE POLICY logging_append_reads ON app.logging FOR INSERT TO app_api WITH CHECK (action = 0);
CREATE POLICY logging_mark ON app.logging FOR UPDATE TO app_sync USING (true) WITH CHECK (true);

GRANT SELECT, INSERT ON app.logging TO app_api;
GRANT SELECT, UPDATE (sync_status, sync_processed_ts) ON app.logging TO app_sync;

-- What a request says about itself beside the person; the setting app.request carries it through a transaction.
CREATE TYPE app.request AS (
  fname      text,
  lname      text,
  username   text,
  endpoint   text,
  method     text,
  user_agent text,
  ip         inet,
  request_id text
);
