-- From now on a snapshot token that may not have seen everything up to this transaction is too old to resume from. For
-- a tail that finds itself on another history of the database: after a failover that lost transactions their numbers are
-- given out again, and an older token would take the new ones for those that it has seen.
CREATE OR REPLACE FUNCTION app.raise_log_horizon(up_to xid8) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.log_horizon (dropped_xid) VALUES (up_to)
$$;

REVOKE ALL ON FUNCTION app.raise_log_horizon(xid8) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.raise_log_horizon(xid8) TO app_sync;
