-- Durable mirror of the live subscriptions: operators and tests read it, the hot path does not.
CREATE TABLE app.rxdb_subscription (
  user_id       uuid         NOT NULL,
  entity_code   varchar(100) NOT NULL,
  entity_id     uuid         NOT NULL,
  connection_id varchar(50)  NOT NULL,
  subscribed_at timestamptz  NOT NULL DEFAULT now(),
  pod_id        text         NOT NULL,
  -- By connection, not by person: two tabs of one person are two subscribers.
  PRIMARY KEY (connection_id, entity_code, entity_id)
);

CREATE INDEX idx_rxdb_sub_entity ON app.rxdb_subscription (entity_code, entity_id);
CREATE INDEX idx_rxdb_sub_pod ON app.rxdb_subscription (pod_id);

CREATE TABLE app.rxdb_scope_subscription (
  user_id       uuid         NOT NULL,
  entity_code   varchar(100) NOT NULL,
  scope         jsonb        NOT NULL,
  connection_id varchar(50)  NOT NULL,
  subscribed_at timestamptz  NOT NULL DEFAULT now(),
  pod_id        text         NOT NULL,
  PRIMARY KEY (connection_id, entity_code, scope)
);

CREATE INDEX rxdb_scope_subscription_pod_idx ON app.rxdb_scope_subscription (pod_id);

-- Running API processes. One whose heartbeat is old is dead, and its subscriptions are removed.
CREATE TABLE app.pod (
  pod_id       text        PRIMARY KEY,
  started_ts   timestamptz NOT NULL DEFAULT now(),
  heartbeat_ts timestamptz NOT NULL DEFAULT now(),
  snapshot     text        NULL
);

COMMENT ON TABLE app.rxdb_subscription IS 'Mirror of subscriptions to single records. May be truncated at any time.';
COMMENT ON TABLE app.rxdb_scope_subscription IS 'Mirror of subscriptions to all records whose fields equal the scope''s; {} is the whole entity.';
COMMENT ON COLUMN app.pod.snapshot IS 'Snapshot token up to which the pod has delivered.';

GRANT SELECT, INSERT, UPDATE, DELETE ON app.rxdb_subscription, app.rxdb_scope_subscription, app.pod TO app_sync;
GRANT SELECT ON app.rxdb_subscription, app.rxdb_scope_subscription, app.pod TO app_api;
