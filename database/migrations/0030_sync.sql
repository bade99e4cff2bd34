-- Open sockets, whether they subscribe to anything or not: counts a person's connections across pods.
CREATE TABLE app.sync_connection (
  connection_id varchar(50) PRIMARY KEY,
  user_id       uuid        NOT NULL,
  pod_id        text        NOT NULL,
  connected_ts  timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX sync_connection_user_idx ON app.sync_connection (user_id);
CREATE INDEX sync_connection_pod_idx ON app.sync_connection (pod_id);

-- What retention has removed: a client whose token is older than a removed change cannot be told what it missed.
CREATE TABLE app.log_horizon (
  dropped_xid xid8        NOT NULL,
  dropped_ts  timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE app.sync_connection IS 'Mirror of the open sockets. May be truncated at any time.';
COMMENT ON TABLE app.log_horizon IS 'For each removal of old log rows, the highest transaction id among them.';

GRANT SELECT, INSERT, DELETE ON app.sync_connection TO app_sync;
GRANT SELECT ON app.log_horizon TO app_sync, app_api;
GRANT SELECT ON app.sync_connection TO app_api;
