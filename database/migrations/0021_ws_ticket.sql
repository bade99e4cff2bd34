-- One-time tickets for the WebSocket handshake of clients that cannot send a header. Stored as SHA-256; used by deletion.
CREATE TABLE app.ws_ticket (
  ticket_hash text        PRIMARY KEY,
  session     jsonb       NOT NULL,
  expires_ts  timestamptz NOT NULL
);

CREATE INDEX ws_ticket_expires_idx ON app.ws_ticket (expires_ts);

COMMENT ON COLUMN app.ws_ticket.session IS 'The session that asked for the ticket, as the access token proved it.';

GRANT SELECT, INSERT, DELETE ON app.ws_ticket TO app_api;
